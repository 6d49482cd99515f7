"""Histories of communities: made from a seed, each with every case on which other tools stumble.

Times are whole seconds of naive UTC, from 2024 to the middle of April 2026, but for a few commits with wrong dates.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from commtui.model.community import Community
from commtui.model.when import Half, Month, Period, Quarter, Year
from tests.metrics.cast import ACTORS, AGENTS, BOTS, GUESTS, HUMANS, PEOPLE, PROGRAMS, RECOGNITIONS
from tests.metrics.rows import Commit, Event, History, Interest, Release, Thread
from tests.metrics.traps import TRAPS, Trap

BEGIN = datetime(2024, 1, 1)
NOW = datetime(2026, 4, 15, 12)
ZONES = ("UTC", "Africa/Nairobi", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/Sao_Paulo", None)
LABELS = ("newcomer", "module", "bug")

# Of every kind: whole and running ones, and some in which nothing happened, or only what a wrong clock says.
PERIODS: tuple[Period, ...] = (
    *(Quarter(2024, 1).shift(n) for n in range(10)),
    Half(2025, 1),
    Half(2025, 2),
    Year(2025),
    Year(2026),
    Month(2025, 3),
    Month(2025, 11),
    Month(2026, 4),
    Quarter(2019, 2),
    Quarter(1970, 1),
    Month(2038, 1),
)


def one_trap(trap: Trap, opened: datetime = datetime(2025, 2, 4, 9), **community: str | int) -> History:
    """A history in which nothing happens but one trap, opened on a Tuesday morning."""
    return History(
        trap.__name__,
        NOW,
        _community(**community),
        PEOPLE,
        actors=ACTORS,
        threads=(trap(1, opened),),
    )


def empty() -> History:
    """A community in which nothing has happened yet."""
    return History("empty", NOW, _community())


def only_git(seed: int) -> History:
    """What is known of a clone without a token: commits, and tags of versions."""
    whole = made_of(seed)
    tags = tuple(each for each in whole.releases if each.source == "git")
    return replace(whole, name=f"git {seed}", threads=(), interests=(), releases=tags)


def made_of(seed: int) -> History:
    """A history of some 100 threads and 200 commits; the same for the same seed."""
    chance = random.Random(seed)
    community = _community(
        timezone=chance.choice(ZONES),
        fiscal_year_starts=chance.choice((1, 4, 7, 10)),
        promise_days=chance.choice((1, 2, 3)),
    )
    maker = _Maker(chance, community)
    return History(
        f"seed {seed}",
        NOW,
        community,
        PEOPLE,
        RECOGNITIONS,
        ACTORS,
        tuple(maker.threads()),
        tuple(maker.commits()),
        tuple(maker.releases()),
        tuple(maker.interests()),
    )


def _community(**given: str | int | None) -> Community:
    return Community.model_validate({"name": "OpenMRS", "bots": list(BOTS), **given})


@dataclass(frozen=True)
class _Maker:
    chance: random.Random
    community: Community

    def threads(self) -> Iterator[Thread]:
        numbers = count(1)
        for trap in TRAPS:
            yield trap(next(numbers), self.early())
        for place, moment in enumerate(self.edges()):
            before = moment - timedelta(days=40)
            merged = moment if place % 2 else None
            yield Thread("issue", next(numbers), self.human(), moment)
            yield Thread("pull_request", next(numbers), self.human(), before, (), moment, merged)
            yield Thread("issue", next(numbers), self.human(), before, (Event("comment", self.human(), moment),))
        # The first guest comes in the first second of a quarter.
        for times, guest in enumerate(GUESTS, 1):
            for _ in range(times):
                yield Thread("issue", next(numbers), guest.id, self.moment() if times > 1 else self.edges()[1])
        for number in (next(numbers) for _ in range(self.chance.randint(30, 70))):
            yield self.issue(number) if self.chance.random() < 0.5 else self.pull(number)

    def commits(self) -> Iterator[Commit]:
        shas = (f"{number:040x}" for number in count(1))
        for number in range(self.chance.randint(80, 220)):
            yield Commit(next(shas), self.authors(), self.moment(), parents=self.chance.choice((1,) * 7 + (2,)))
            if number % 40 == 0:
                yield Commit(next(shas), (self.human(),), self.moment(), parents=0)
        for moment in self.edges():
            yield Commit(next(shas), (self.human(),), moment)
        # Clocks that were wrong, of a newcomer too.
        for year, actor in ((1970, "github:T1"), (1970, "github:A1"), (2038, "github:G1"), (2038, "github:B2")):
            yield Commit(next(shas), (actor,), datetime(year, 1, 19, 3, 14, 8))
        yield Commit(next(shas), ("github:J1",), datetime(2025, 5, 5), authored_at=datetime(2024, 5, 5), offset=330)
        # The same person twice, under two names; a program with a person's help; a person with a program's.
        yield Commit(next(shas), ("git:ada@example.org", "github:A1"), self.moment())
        yield Commit(next(shas), ("github:bot1", "github:P1"), self.moment())
        yield Commit(next(shas), ("github:P1", "git:noreply@anthropic.com"), self.moment())
        yield Commit(next(shas), ("github:bot1", "git:noreply@anthropic.com"), self.moment())
        yield Commit(next(shas), (None, None), self.moment())

    def releases(self) -> Iterator[Release]:
        sources = self.chance.choice((("github",), ("git",), ("git", "github"), ("git", "github")))
        for source in sources:
            for number in range(self.chance.randint(1, 12)):
                yield Release(source, f"v{source}.{number}", self.moment())
            for number, moment in enumerate(self.edges()):
                yield Release(source, f"v{source}.edge.{number}", moment)

    def interests(self) -> Iterator[Interest]:
        accounts = [each.id for each in ACTORS if each.id.startswith("github:")]
        for kind in self.chance.choice(((), ("watch",), ("star", "fork", "watch"))):
            for actor in self.chance.sample(accounts, len(accounts) // 2):
                yield Interest(actor, kind, None if kind == "watch" else self.moment())

    def issue(self, number: int) -> Thread:
        opened = self.moment()
        events = [*self.talk(opened, "comment"), *self.closings(opened)]
        return Thread(
            "issue",
            number,
            self.anyone(),
            opened,
            tuple(events),
            _closed(events),
            labels=self.labels(),
            gone=self.rarely(),
        )

    def pull(self, number: int) -> Thread:
        opened = self.moment()
        turns = list(self.turns(opened))
        events = [*turns, *self.talk(opened, "comment"), *self.talk(opened, "review"), *self.closings(opened)]
        closed = _closed(events)
        merged = closed if closed and self.chance.random() < 0.7 else None
        if merged:
            events.append(Event("merged", self.human(), merged))
        return Thread(
            "pull_request",
            number,
            self.anyone(),
            opened,
            tuple(self.shuffled(events)),
            closed,
            merged,
            # Of a pull request that took no turn it may be so from its first day.
            draft=turns[-1].kind == "draft" if turns else self.rarely() and not merged,
            labels=self.labels(),
            gone=self.rarely(),
        )

    def turns(self, opened: datetime) -> Iterator[Event]:
        kinds = self.chance.choice(
            ((),) * 3 + (("ready",), ("draft",), ("draft", "ready"), ("ready", "draft", "ready"))
        )
        moments = sorted(self.later(opened) for _ in kinds)
        for kind, moment in zip(kinds, moments, strict=True):
            yield Event(kind, self.human(), moment)

    def talk(self, opened: datetime, kind: str) -> Iterator[Event]:
        for _ in range(self.chance.choice((0, 0, 1, 2, 3, 6))):
            states = ("approved", "commented", "changes_requested", "dismissed", "pending")
            state = self.chance.choice(states) if kind == "review" else None
            hidden = kind == "comment" and self.rarely()
            yield Event(kind, self.anyone(), self.later(opened), hidden, state)

    def closings(self, opened: datetime) -> Iterator[Event]:
        kinds = self.chance.choice(
            ((), ("closed",), ("closed",), ("closed", "reopened"), ("closed", "reopened", "closed"))
        )
        moments = sorted(self.later(opened) for _ in kinds)
        for kind, moment in zip(kinds, moments, strict=True):
            yield Event(kind, self.anyone(), moment)

    def authors(self) -> tuple[str | None, ...]:
        helpers = self.chance.choice((0, 0, 0, 1, 1, 2))
        program = self.chance.choice([each.id for each in AGENTS])
        authors = list(dict.fromkeys(self.anyone() for _ in range(1 + helpers)))
        return (*authors, program) if self.rarely() else tuple(authors)

    def edges(self) -> list[datetime]:
        """The first second of a quarter and the last before it, by the community's clock."""
        zone = ZoneInfo(self.community.timezone or "UTC")
        starts = Quarter(2025, 3).first_day(self.community.fiscal_year_starts)
        first = datetime(starts.year, starts.month, 1, tzinfo=zone).astimezone(UTC).replace(tzinfo=None)
        return [first - timedelta(seconds=1), first, first + timedelta(seconds=1)]

    def moment(self) -> datetime:
        """Some second until now; busier towards the end."""
        seconds = int((NOW - BEGIN).total_seconds())
        return BEGIN + timedelta(seconds=int(seconds * self.chance.random() ** 0.6))

    def early(self) -> datetime:
        """Some second in the first year, which leaves a trap the time that it takes."""
        return BEGIN + timedelta(seconds=self.chance.randrange(365 * 86400))

    def later(self, moment: datetime) -> datetime:
        """At once, within hours, or within months; never after now."""
        hours = self.chance.choice((0.0, 1.0, 30.0, 300.0, 3000.0)) * self.chance.random()
        return min(NOW, moment + timedelta(seconds=int(hours * 3600)))

    def human(self) -> str:
        """A person's account; some people do most of the work."""
        names = list(HUMANS)
        name = names[int(len(names) * self.chance.random() ** 2)]
        return self.chance.choice(HUMANS[name]).id

    def anyone(self) -> str | None:
        """A person's account most of the time, else a program's, or one that was deleted."""
        dice = self.chance.random()
        if dice < 0.8:
            return self.human()
        return None if dice < 0.85 else self.chance.choice((*PROGRAMS, *AGENTS)).id

    def labels(self) -> tuple[str, ...]:
        return tuple(label for label in LABELS if self.chance.random() < 0.3)

    def shuffled(self, events: list[Event]) -> list[Event]:
        return self.chance.sample(events, len(events))

    def rarely(self) -> bool:
        return self.chance.random() < 0.08


def _closed(events: list[Event]) -> datetime | None:
    """When the thread was closed for good, or None where it is open."""
    turns = [each for each in events if each.kind in {"closed", "reopened"}]
    return turns[-1].happened_at if turns and turns[-1].kind == "closed" else None
