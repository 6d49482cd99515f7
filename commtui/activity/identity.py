"""Who is who: the accounts and addresses of one person, joined through the plan and through what they share.

They share the number of an account, a login, or an e-mail address, in any case; a name alone never joins anyone.
What two people of the plan both say is theirs shows nothing, and nothing ever makes one of two.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from commtui.activity.actors import (
    Actor,
    Keys,
    email_key,
    id_key,
    keys_of_actor,
    keys_of_person,
    login_key,
    login_of,
    noreply,
    owners_of_logins,
)
from commtui.activity.agents import is_agent_account, is_agent_address, is_agent_name
from commtui.activity.union import Groups
from commtui.model.person import Person
from commtui.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an actor is: a person of the plan where `known`, by its id; else `github:LOGIN` or `git:EMAIL`.

    A `bot` is a program or an organization. Who is not `listed` must not be named in what is published.
    """

    person: str
    name: str
    bot: bool
    listed: bool
    known: bool


@dataclass(frozen=True)
class People:
    """The people of a plan, and its patterns of bots."""

    persons: tuple[Person, ...] = ()
    bots: tuple[str, ...] = ()

    @classmethod
    def of(cls, snapshot: Snapshot) -> People:
        """Those of a snapshot; of two with one id, the first."""
        first: dict[str, Person] = {}
        for each in snapshot.records(Person):
            first.setdefault(each.id, each)
        return cls(tuple(first.values()), snapshot.community.bots)

    def resolve(self, actors: Iterable[Actor]) -> dict[str, Identity]:
        """Who each of the actors is, by their ids; the order in which they come does not matter."""
        # Accounts first: what they say of themselves is worth more than what stands in a commit.
        ordered = sorted(actors, key=lambda each: (each.kind == "git", each.id))
        groups = self._groups(ordered)
        members: dict[str, list[Actor]] = defaultdict(list)
        for each in ordered:
            members[groups.root(_node(each))].append(each)
        persons = {each.id: each for each in self.persons}
        found: dict[str, Identity] = {}
        for root, those in members.items():
            owner = groups.owner(root)
            identity = self._stranger(those, groups) if owner is None else self._known(persons[owner], those)
            found.update((each.id, identity) for each in those)
        return found

    def _groups(self, actors: Sequence[Actor]) -> Groups:
        groups = Groups()
        for person in self.persons:
            groups.own(_person_node(person), person.id)
        of_persons = self._claims()
        of_actors = [(_node(each), keys_of_actor(each)) for each in actors]
        keyed = of_persons + of_actors
        _join(groups, ((node, id_key(each)) for node, keys in keyed for each in keys.ids))
        owners = owners_of_logins((keys for _, keys in of_persons), (keys for _, keys in of_actors))
        _join(groups, ((login_key(login), id_key(number)) for login, number in owners.items()))
        _join(groups, ((node, login_key(each)) for node, keys in keyed for each in keys.logins))
        _join(groups, ((node, email_key(each)) for node, keys in keyed for each in keys.emails))
        return groups

    def _claims(self) -> list[tuple[str, Keys]]:
        """What the plan says is each person's alone."""
        keyed = [(_person_node(each), keys_of_person(each)) for each in self.persons]
        said = Counter(key for _, keys in keyed for key in keys.each())
        shared = {key for key, times in said.items() if times > 1}
        return [(node, keys.without(shared)) for node, keys in keyed]

    def _known(self, person: Person, actors: Sequence[Actor]) -> Identity:
        bot = person.kind != "human" or any(self._is_bot(each, by_name=each.kind != "git") for each in actors)
        return Identity(person.id, person.name, bot, person.listed, known=True)

    def _stranger(self, actors: Sequence[Actor], groups: Groups) -> Identity:
        # In git anyone is called as they like for a day: of who has an account, only that says what it is.
        has_account = any(each.kind != "git" for each in actors)
        bot = any(self._is_bot(each, by_name=each.kind != "git" or not has_account) for each in actors)
        return Identity(_id_of(actors, groups), _name_of(actors), bot, listed=True, known=False)

    def _is_bot(self, actor: Actor, *, by_name: bool) -> bool:
        if actor.kind in ("bot", "organization"):
            return True
        logins, email, name = _logins(actor), _lower(actor.email), _lower(actor.name)
        if any(map(is_agent_account, logins)) or is_agent_address(email) or (by_name and is_agent_name(name)):
            return True
        asked = [*logins, email, *([name] if by_name else [])]
        return self._pattern is not None and any(self._pattern.fullmatch(each) for each in asked if each)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        globs = [_glob(each.strip().lower()) for each in self.bots if each.strip()]
        return re.compile("|".join(globs), re.DOTALL) if globs else None


def _join(groups: Groups, pairs: Iterable[tuple[str, str]]) -> None:
    for one, other in pairs:
        groups.join(one, other)


def _node(actor: Actor) -> str:
    return f"actor {actor.id}"


def _person_node(person: Person) -> str:
    return f"person {person.id}"


def _logins(actor: Actor) -> list[str]:
    """What the actor is called on GitHub, in lower case, as itself or its address says."""
    made = noreply(actor.email or "")
    return [each for each in (login_of(actor) or _lower(actor.login), made[1] if made else "") if each]


def _id_of(actors: Sequence[Actor], groups: Groups) -> str:
    """A name for someone who is not in the plan; what stands in it belongs to no other group."""
    for actor in actors:
        keys = keys_of_actor(actor)
        for login in (*(each for each, _ in keys.numbered), *keys.logins):
            if groups.are_one(login_key(login), _node(actor)):
                return f"github:{login}"
    for actor in actors:
        for login, number in keys_of_actor(actor).numbered:
            if groups.are_one(id_key(number), _node(actor)):
                return f"github:{login}#{number}"
    for actor in actors:
        for email in keys_of_actor(actor).emails:
            if groups.are_one(email_key(email), _node(actor)):
                return f"git:{email}"
    return actors[0].id


def _name_of(actors: Sequence[Actor]) -> str:
    """What the account is called, else what git knows, else its login or address."""
    said = [each.name for each in actors] + [each.login for each in actors] + [each.email for each in actors]
    return next((each.strip() for each in said if each and each.strip()), actors[0].id)


def _lower(text: str | None) -> str:
    return (text or "").strip().lower()


def _glob(pattern: str) -> str:
    """`*` and `?` as in file names; brackets are those of `[bot]`."""
    return "".join(".*" if each == "*" else "." if each == "?" else re.escape(each) for each in pattern)
