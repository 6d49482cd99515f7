"""The accounts and addresses in the cache, and what of each may show whose it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commtui.model.person import Person

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_in_noreply = re.compile(r"(?:(\d{1,18})\+)?([^@+]+)@users\.noreply\.[a-z0-9.-]+").fullmatch
_ACTORS = """
SELECT id, kind, login, github_id, name, email FROM actor
UNION ALL
SELECT id, kind, login, github_id, name, address.email FROM actor JOIN address ON address.actor = actor.id
ORDER BY ALL
"""
_ACCOUNTS = frozenset({"user", "bot", "organization", "mannequin"})


@dataclass(frozen=True, slots=True)
class Actor:
    """A row of the table of actors: an account, or a name and address that git knows."""

    id: str
    kind: str
    login: str | None = None
    github_id: int | None = None
    name: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Keys:
    """What shows that two are one: the number of an account, logins, and addresses, in lower case.

    A login that comes with a number is in `numbered` instead: logins are given up and taken by others, numbers are not.
    `own` says that it comes from the account itself.
    """

    ids: tuple[int, ...] = ()
    logins: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    numbered: tuple[tuple[str, int], ...] = ()
    own: bool = False

    def each(self) -> Iterator[str]:
        """All of them as words that differ between kinds of key."""
        yield from (id_key(each) for each in self.ids)
        yield from (login_key(each) for each in self.logins)
        yield from (email_key(each) for each in self.emails)

    def without(self, keys: Collection[str]) -> Keys:
        """What is left of them without these."""
        return Keys(
            tuple(each for each in self.ids if id_key(each) not in keys),
            tuple(each for each in self.logins if login_key(each) not in keys),
            tuple(each for each in self.emails if email_key(each) not in keys),
            tuple(each for each in self.numbered if id_key(each[1]) not in keys),
            self.own,
        )


def actors(connection: DuckDBPyConnection) -> list[Actor]:
    """All actors of a cache; an account once more for each address by which commits call it."""
    return [Actor(*row) for row in connection.execute(_ACTORS).fetchall()]


def noreply(email: str) -> tuple[int | None, str] | None:
    """The number, where it is told, and the login of the account that GitHub made this address for, in lower case."""
    found = _in_noreply(email.strip().lower())
    return (int(found[1]) if found[1] else None, found[2]) if found else None


def login_of(actor: Actor) -> str | None:
    """The login of an account on GitHub, in lower case and with the suffix that tells bots."""
    if not actor.login or actor.kind not in _ACCOUNTS:
        return None
    login = actor.login.strip().lower()
    return login if actor.kind != "bot" or login.endswith("[bot]") else f"{login}[bot]"


def keys_of_actor(actor: Actor) -> Keys:
    """What shows whose this is."""
    is_account = actor.kind in _ACCOUNTS
    # The address of an organization is where it is reached: often one person's.
    emails = (actor.email or "",) if actor.kind != "organization" else ()
    # The login of a mannequin is what someone was called elsewhere: whoever has it here is preferred.
    own = is_account and actor.kind != "mannequin"
    return _keys(actor.github_id if is_account else None, login_of(actor), emails, is_account=is_account, own=own)


def keys_of_person(person: Person) -> Keys:
    """What the plan says of a person."""
    return _keys(person.github_id, (person.github or "").strip().lower() or None, person.emails)


def owners_of_logins(persons: Iterable[Keys], others: Iterable[Keys]) -> dict[str, int]:
    """The account that has each login: as the plan says, else as the account says, else as its addresses say.

    One that two say they have is nobody's.
    """
    ranked: tuple[dict[str, set[int]], ...] = tuple(defaultdict(set) for _ in range(3))
    for keys in persons:
        _add(ranked[0], keys)
    for keys in others:
        _add(ranked[1 if keys.own else 2], keys)
    said: Mapping[str, set[int]] = {**ranked[2], **ranked[1], **ranked[0]}
    return {login: min(ids) for login, ids in said.items() if len(ids) == 1}


def id_key(number: int) -> str:
    return f"id {number}"


def login_key(login: str) -> str:
    return f"login {login}"


def email_key(email: str) -> str:
    return f"email {email}"


def _keys(
    number: int | None, login: str | None, emails: Iterable[str], *, is_account: bool = False, own: bool = False
) -> Keys:
    ids = {number} if number is not None else set()
    numbered = {(login, number)} if login and number is not None else set()
    logins = {login} if login and number is None else set()
    addresses: set[str] = set()
    for each in emails:
        email = each.strip().lower()
        made = noreply(email)
        if made is None:
            addresses |= {email} if _is_address(email) else set()
        elif number is not None and is_account:
            # The account itself knows better than an address on its profile.
            continue
        elif made[0] is None:
            logins.add(made[1])
        else:
            ids.add(made[0])
            numbered.add((made[1], made[0]))
    return Keys(tuple(sorted(ids)), tuple(sorted(logins)), tuple(sorted(addresses)), tuple(sorted(numbered)), own)


def _is_address(email: str) -> bool:
    name, at, host = email.rpartition("@")
    return bool(name and at and host)


def _add(said: dict[str, set[int]], keys: Keys) -> None:
    for login, number in keys.numbered:
        said[login].add(number)
