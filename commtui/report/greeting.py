"""What a newcomer is told: the community's own words, or good ones of ours, with the blanks filled in safely."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from commtui.insight.welcoming import account_of, contact, first_rung, rung_after
from commtui.model.ladder import Rung
from commtui.model.person import Person
from commtui.model.welcome import Welcome
from commtui.model.words import plural
from commtui.report.records.markdown import escape, is_address, link
from commtui.store.snapshot import Snapshot

Moment = Literal["first_issue", "first_pull_request", "first_merge"]

_placeholder = re.compile(r"\{([a-z_]+)\}")
_begins_something = re.compile(r"\s|[-*+>|#=<]|\d{1,9}[.)]|```|~~~|\[[^\]]+\]:")
_has_a_cell = re.compile(r"(?<!\\)\|").search
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Addressed:
    """Who is greeted, where: a login, a number, a repository `owner/name` and the thread's address, all checked."""

    login: str
    number: int
    repository: str
    url: str


def greeting(moment: Moment, snapshot: Snapshot | None, to: Addressed) -> str:
    """The words as Markdown for a comment; without a plan those that hold anywhere.

    What is filled in is no markup, no mention and no reference, but for the login, which is one.
    """
    own = _template(moment, snapshot)
    known = account_of(snapshot, to.login) if snapshot is not None else None
    facts = _Facts(snapshot, to, known.region if known is not None else None)
    if own is None:
        return "\n\n".join(_DEFAULTS[moment](facts))
    blanks = facts.blanks
    return _placeholder.sub(lambda found: blanks.get(found[1], found[0]), _unwrapped(own)).strip()


def _unwrapped(text: str) -> str:
    """The text with the lines of each paragraph joined: in a comment, unlike in a file, GitHub would break them."""
    joined: list[str] = []
    fenced = False
    for line in text.strip().splitlines():
        is_fence = line.lstrip().startswith(("```", "~~~"))
        goes_on = joined and _is_prose(joined[-1]) and _is_prose(line) and not joined[-1].endswith(("  ", "\\"))
        if goes_on and not fenced and not is_fence:
            joined[-1] = f"{joined[-1].rstrip()} {line}"
        else:
            joined.append(line)
        fenced ^= is_fence
    return "\n".join(joined)


def _is_prose(line: str) -> bool:
    """Whether it is a line of a paragraph, and not of a list, a table, a quote, a heading, code or what links mean."""
    return bool(line.strip()) and not _begins_something.match(line) and not _has_a_cell(line)


def _template(moment: Moment, snapshot: Snapshot | None) -> str | None:
    if snapshot is None:
        return None
    found: str | None = next((getattr(each, moment) for each in snapshot.records(Welcome)), None)
    return found if found is not None and found.strip() else None


@dataclass(frozen=True, slots=True)
class _Facts:
    snapshot: Snapshot | None
    to: Addressed
    region: str | None

    @property
    def community(self) -> str:
        if self.snapshot is None or not self.snapshot.community.name:
            return escape(self.to.repository.partition("/")[2])
        return escape(self.snapshot.community.name)

    @property
    def promise(self) -> str:
        days = self.snapshot.community.promise_days if self.snapshot is not None else 0
        return f"within {plural(days, 'working day')}" if days else "soon"

    @property
    def rung(self) -> Rung | None:
        return first_rung(self.snapshot) if self.snapshot is not None else None

    @property
    def next_rung(self) -> Rung | None:
        rung = self.rung
        return rung_after(self.snapshot, rung) if self.snapshot is not None and rung is not None else None

    @property
    def person(self) -> str:
        found = contact(self.snapshot, self.region) if self.snapshot is not None else None
        return _person(found) if found is not None else ""

    def link(self, name: str, words: str) -> str:
        """A link of the community by its name, or nothing where there is none."""
        address = self.snapshot.community.links.get(name, "") if self.snapshot is not None else ""
        return link(words, address) if is_address(address) else ""

    @property
    def blanks(self) -> Mapping[str, str]:
        """What stands for each placeholder; where the plan does not say, words that are true anywhere."""
        rung = self.rung
        return {
            "login": self.to.login,
            "number": str(self.to.number),
            "repository": escape(self.to.repository),
            "url": self.to.url,
            "community": self.community,
            "first_rung": escape(rung.title) if rung is not None else "contributor",
            "contact": self.person or "a maintainer",
            "code_of_conduct": self.link("code_of_conduct", "code of conduct") or "code of conduct",
            "chat": self.link("chat", "the chat") or "this thread",
        }


def _person(person: Person) -> str:
    """A name with a link, which tells nobody; a mention would."""
    address = person.url or ""
    if not is_address(address) and person.github is not None and re.fullmatch(r"[A-Za-z0-9-]{1,39}", person.github):
        address = f"https://github.com/{person.github}"
    return link(escape(person.name), address)


def _first_issue(facts: _Facts) -> Iterator[str]:
    yield f"Hello @{facts.to.login}, welcome to {facts.community}, and thank you for your first issue here."
    yield (
        f"A person will read it {facts.promise}. If it is about something that goes wrong, the version and the steps "
        "that lead there help most; you can add them any time."
    )
    yield from _ways_on(facts)


def _first_pull_request(facts: _Facts) -> Iterator[str]:
    yield f"Hello @{facts.to.login}, welcome to {facts.community}, and thank you for your first pull request here."
    yield (
        f"A person will look at it {facts.promise}. If a check is red and you do not see why, just ask: "
        "nobody expects you to know everything about this project yet."
    )
    yield from _ways_on(facts)


def _first_merge(facts: _Facts) -> Iterator[str]:
    yield f"Your first change is in, @{facts.to.login}. Thank you! {facts.community} is better for it."
    rung = facts.next_rung or facts.rung
    if rung is not None:
        yield f"Should you want to go on, the next step here is **{escape(rung.title)}**. {_asks(rung)}".strip()
    yield from _ways_on(facts, with_rung=False)


_DEFAULTS: Mapping[Moment, Callable[[_Facts], Iterator[str]]] = {
    "first_issue": _first_issue,
    "first_pull_request": _first_pull_request,
    "first_merge": _first_merge,
}


def _ways_on(facts: _Facts, *, with_rung: bool = True) -> Iterator[str]:
    """Where to ask, how people treat each other, what one gives and gets: a line each, where the plan says so."""
    chat = facts.link("chat", "the chat")
    ask = " or in ".join(each for each in (f"from {facts.person}" if facts.person else "", chat) if each)
    lines = [
        f"- **Help**: {ask if facts.person else f'in {chat}'}" if ask else "",
        _line("How we treat each other", facts.link("code_of_conduct", "our code of conduct")),
        _line("How to take part", facts.link("contributing", "the guide for contributors")),
        *(_of_rung(facts.rung) if with_rung else ()),
    ]
    if any(lines):
        yield "\n".join(filter(None, lines))


def _line(label: str, words: str) -> str:
    return f"- **{label}**: {words}" if words else ""


def _of_rung(rung: Rung | None) -> Iterator[str]:
    """What the first rung gives and asks."""
    if rung is None:
        return
    yield f"- **Where everyone begins**: {escape(rung.title)}"
    for label, lines in (("What you get", rung.privileges), ("What you can give", rung.responsibilities)):
        yield _line(label, "; ".join(escape(each, addresses=True) for each in lines[:_MOST_LINES]))


def _asks(rung: Rung) -> str:
    asked = [escape(each.text, addresses=True) for each in rung.requirement[:_MOST_LINES]]
    more = len(rung.requirement) - len(asked)
    tail = f"; and {more} more" if more else ""
    return f"It asks for: {'; '.join(asked)}{tail}." if asked else ""
