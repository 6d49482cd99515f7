"""Made up: an example. The activity of the example community, written as rows into a cache, the same each time.

Nothing of it happened, and no account in it exists. `story.py` says what it tells.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import chain, count
from math import exp
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, TypeVar

from commtui.activity.rows import put, set_meta
from commtui.demo import AS_OF
from commtui.demo.story import (
    AWAY,
    BOT,
    CAST,
    CHAPTERS,
    ISSUES,
    NO_CODE,
    PROPOSERS,
    PULLS,
    REVIEWERS,
    Chapter,
)

if TYPE_CHECKING:
    from commtui.activity.cache import Cache

T = TypeVar("T")

# What is said of where the numbers come from, as in the example's own measurements.
SOURCE = "example"
SITE = "https://example.org/openmrs/openmrs-core"
# Nairobi keeps this clock all year.
_ZONE = timedelta(hours=3)
_NOW = datetime.combine(AS_OF, time(9)) - _ZONE
_STARTS = [datetime.combine(each.quarter.first_day(), time()) - _ZONE for each in CHAPTERS]
_ENDS = [*_STARTS[1:], _NOW]
# Of the times from one thing to the next around their median.
_SPREAD = 1.1


@dataclass(frozen=True, slots=True)
class _Event:
    kind: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class _Thread:
    kind: str
    who: str
    at: datetime
    events: tuple[_Event, ...] = ()
    closed_at: datetime | None = None
    merged_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Commit:
    who: tuple[str, ...]
    at: datetime
    subject: str
    parents: int = 1


def fill(cache: Cache) -> None:
    """Write the example's activity into an empty cache.

    Raises:
        ActivityError: The cache cannot be opened.
    """
    story = _Story(random.Random(AS_OF.year))  # noqa: S311 - nothing is kept secret with it
    threads = sorted(story.threads(), key=lambda each: each.at)
    commits = sorted([*story.commits(), *_merges(threads)], key=lambda each: each.at)
    people = sorted(set(chain.from_iterable(story.crews)))
    with cache.writing() as connection:
        put(connection, "actor", [_actor(BOT, "bot"), *(_actor(each, "user") for each in [*people, *_ONLOOKERS])])
        put(connection, "thread", [_thread_row(*each) for each in enumerate(threads, 1)])
        put(connection, "event", chain.from_iterable(_event_rows(*each) for each in enumerate(threads, 1)))
        put(connection, "commit", [_commit_row(*each) for each in enumerate(commits)])
        put(connection, "commit_author", chain.from_iterable(_author_rows(*each) for each in enumerate(commits)))
        put(connection, "release", story.releases())
        put(connection, "interest", story.interests(people))
        for key, value in _META.items():
            set_meta(connection, key, value)


_ONLOOKERS = tuple(f"onlooker-{number:02}" for number in range(1, 41))
_META = {"source": SOURCE, "repository": "openmrs/openmrs-core", "github.seen_at": f"{_NOW.isoformat()}Z"}


class _Story:
    """All that happens, drawn from one series of dice."""

    def __init__(self, dice: random.Random) -> None:
        # Of all that `Random` offers, `random()` alone gives the same in every version of Python.
        self._roll = dice.random
        self.crews = self._crews()

    def threads(self) -> Iterator[_Thread]:
        """Issues and pull requests, in no order."""
        backlog: list[_Thread] = []
        for number, chapter in enumerate(CHAPTERS):
            crew = self.crews[number]
            coders = [each for each in crew if each not in NO_CODE]
            # Newcomers, who stand at the end, ask most.
            askers = [*(each for each in crew if each in NO_CODE), *reversed(coders)]
            issues = [("issue", askers[place % len(askers)]) for place in range(chapter.issues)]
            pulls = [("pull_request", self._proposer(coders)) for _ in range(chapter.pulls)]
            made = self._answered(number, _mixed(self._shuffled(issues), pulls))
            yield from (self._maybe_closed(each) for each in made if each.kind == "issue")
            backlog += [each for each in made if each.kind == "pull_request"]
            closed = self._closed(number, backlog)
            yield from closed.values()
            backlog = [each for each in backlog if id(each) not in closed]
        yield from backlog

    def commits(self) -> Iterator[_Commit]:
        """The commits that are no merges."""
        for number, chapter in enumerate(CHAPTERS):
            coders = [each for each in self.crews[number] if each not in NO_CODE]
            others = [each for each in coders if each not in chapter.shoulders]
            # A little more than half by those who carry most, but less than half without one of them.
            half = -(-54 * chapter.commits // (100 * len(chapter.shoulders)))
            authors = [*(list(chapter.shoulders) * half), *others]
            authors += [self._often_the_first(others) for _ in range(chapter.commits - len(authors))]
            for place, author in enumerate(authors):
                helper = self._one_of(others, but=author)
                who = (author, helper) if place % 24 == 23 else (author,)
                yield _Commit(who, self._moment(number), self._one_of(PULLS))

    def releases(self) -> Iterator[tuple[Any, ...]]:
        """Rows of the releases."""
        for number, chapter in enumerate(CHAPTERS):
            for name in chapter.releases:
                yield f"release:{name}", "github", name, self._moment(number), f"{SITE}/releases/{name}"

    def interests(self, people: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Rows of those who look on: many never do more."""
        for who in [*people, *_ONLOOKERS]:
            # Who came early starred early.
            number = next((n for n, crew in enumerate(self.crews) if who in crew), int(self._roll() * len(CHAPTERS)))
            if who in _ONLOOKERS or self._roll() < 0.6:
                yield _id(who), "star" if self._roll() < 0.7 else "fork", self._moment(number)

    def _crews(self) -> list[list[str]]:
        """Who is active in each chapter: the plan's people, others who come back, newcomers at the end."""
        last_seen: dict[str, int] = {}
        names = (f"contributor-{number:02}" for number in count(1))
        crews: list[list[str]] = []
        for number, chapter in enumerate(CHAPTERS):
            planned = [who for who in CAST if _is_there(who, number)]
            begun = sum(CAST[who][1] == number for who in planned)
            newcomers = [next(names) for _ in range(chapter.new - begun)]
            back = chapter.active - len(planned) - len(newcomers)
            # Who was there lately comes back more often.
            order = sorted(last_seen, key=lambda who: 0.35 * (number - last_seen[who]) + self._roll())
            others = [*order[:back], *newcomers]
            last_seen |= dict.fromkeys(others, number)
            crews.append([*planned, *others])
        return crews

    def _answered(self, number: int, asked: Sequence[tuple[str, str]]) -> list[_Thread]:
        """Threads of a chapter with the answers and reviews that they got, so that the median is the chapter's."""
        chapter = CHAPTERS[number]
        answered = round(chapter.answered * len(asked))
        made = []
        for place, (kind, who) in enumerate(asked):
            at = self._moment(number)
            made.append(_Thread(kind, who, at, tuple(self._talk(chapter, kind, who, at, place, answered))))
        return made

    def _talk(self, chapter: Chapter, kind: str, who: str, at: datetime, place: int, answered: int) -> Iterator[_Event]:
        if kind == "pull_request":
            yield _Event("comment", BOT, at + timedelta(minutes=12))
        if place >= answered:
            return
        far = _far((place + 0.5) / answered)
        first = at + timedelta(days=chapter.response) * exp(far)
        moments = [first]
        if kind == "pull_request":
            moments.append(max(first, at + timedelta(days=chapter.review) * exp(far)))
        while self._roll() < 0.62:
            moments.append(moments[-1] + timedelta(days=6 * self._roll()))
        for turn, moment in enumerate(each for each in moments if each < _NOW):
            # The author writes back now and then.
            is_reply = turn > 1 and self._roll() < 0.4 and self._is_active(who, moment)
            is_review = kind == "pull_request" and not is_reply and (turn == 1 or (turn > 1 and self._roll() < 0.5))
            speaker = who if is_reply else self._host(moment, who, REVIEWERS if is_review else ())
            yield _Event("review" if is_review else "comment", speaker, moment)

    def _maybe_closed(self, thread: _Thread) -> _Thread:
        """Most issues are closed one day, some of them twice."""
        at = thread.at + timedelta(days=20) * exp(_far(0.02 + 0.96 * self._roll()))
        if self._roll() < (0.12 if thread.events else 0.5) or at >= _NOW:
            return thread
        turns = [_Event("closed", self._host(at), at)]
        again = at + timedelta(days=30 * self._roll())
        if self._roll() < 0.1 and again + timedelta(days=9) < _NOW:
            turns.append(_Event("reopened", thread.who, again))
            turns.append(_Event("closed", self._host(again), again + timedelta(days=9)))
        return _Thread(thread.kind, thread.who, thread.at, (*thread.events, *turns), turns[-1].at)

    def _closed(self, number: int, backlog: Sequence[_Thread]) -> dict[int, _Thread]:
        """The pull requests that are closed in a chapter, in place of those that are open."""
        chapter, end = CHAPTERS[number], _ENDS[number] - timedelta(hours=8)
        begun = {id(each): max([_STARTS[number], *(event.at for event in each.events)]) for each in backlog}
        ripe = [each for each in self._shuffled(backlog) if begun[id(each)] < end]
        # What is fresh is closed first; some of the rest lies for long, most of all what nobody answers.
        ripe.sort(key=lambda each: (end - each.at).days / 90 + self._roll() + (not _is_answered(each)))
        closed = {}
        for each in ripe[: round(chapter.closure * chapter.pulls)]:
            start = begun[id(each)]
            at = start + (min(end, start + timedelta(days=12)) - start) * self._roll()
            closed[id(each)] = self._ended(each, at, is_merged=self._roll() < chapter.accepted)
        return closed

    def _ended(self, thread: _Thread, at: datetime, *, is_merged: bool) -> _Thread:
        host = self._host(at, but=thread.who)
        kinds = ("merged", "closed") if is_merged else ("closed",)
        turns = [_Event(kind, host, at) for kind in kinds]
        return _Thread(thread.kind, thread.who, thread.at, (*thread.events, *turns), at, at if is_merged else None)

    def _proposer(self, coders: Sequence[str]) -> str:
        keen = [each for each in PROPOSERS if each in coders]
        return self._one_of(keen) if keen and self._roll() < 0.1 * len(keen) else self._often_the_first(coders)

    def _host(self, moment: datetime, but: str = "", keen: Sequence[str] = ()) -> str:
        """Someone who is there at that time; mostly one of those who are always there, often one of the keen."""
        crew = self.crews[_chapter_of(moment)]
        there = [each for each in keen if each in crew and each != but]
        if there and self._roll() < 0.3:
            return self._one_of(there)
        known = [each for each in crew if each in CAST]
        return self._one_of(known if self._roll() < 0.8 else crew, but)

    def _is_active(self, who: str, moment: datetime) -> bool:
        return who in self.crews[_chapter_of(moment)]

    def _moment(self, number: int) -> datetime:
        """Some second of a chapter, not at its very edge."""
        seconds = (_ENDS[number] - _STARTS[number]).total_seconds() - 7200
        return _STARTS[number] + timedelta(seconds=3600 + int(seconds * self._roll()))

    def _one_of(self, options: Sequence[str], but: str = "") -> str:
        left = [each for each in options if each != but]
        return left[int(len(left) * self._roll())]

    def _often_the_first(self, options: Sequence[str]) -> str:
        return options[int(len(options) * self._roll() ** 2)]

    def _shuffled(self, things: Sequence[T]) -> list[T]:
        places = [self._roll() for _ in things]
        return [things[each] for each in sorted(range(len(things)), key=places.__getitem__)]


def _far(share: float) -> float:
    """How far from the median the first so many are, as a power of e."""
    return NormalDist(0, _SPREAD).inv_cdf(share)


def _mixed(some: Sequence[T], others: Sequence[T]) -> list[T]:
    """Both, each spread evenly over the whole."""
    placed = [((place + 0.5) / len(each), thing) for each in (some, others) for place, thing in enumerate(each)]
    return [thing for _, thing in sorted(placed, key=lambda pair: pair[0])]


def _is_there(who: str, number: int) -> bool:
    _, first, last = CAST[who]
    return first <= number <= last and (who, number) not in AWAY


def _chapter_of(moment: datetime) -> int:
    return bisect_right(_STARTS, moment) - 1


def _is_answered(thread: _Thread) -> bool:
    return any(each.who != BOT for each in thread.events)


def _merges(threads: Sequence[_Thread]) -> Iterator[_Commit]:
    for number, each in enumerate(threads, 1):
        if each.merged_at:
            yield _Commit((each.events[-1].who,), each.merged_at, f"Merge pull request #{number}", parents=2)


def _id(who: str) -> str:
    return f"github:example-{who}"


def _actor(who: str, kind: str) -> tuple[Any, ...]:
    login = CAST[who][0] if who in CAST else who
    name = None if who in CAST else f"Example {who}"
    return _id(who), kind, f"not-a-real-account-{login}", None, name, None


def _title(number: int, thread: _Thread) -> str:
    titles = ISSUES if thread.kind == "issue" else PULLS
    return titles[number * 7 % len(titles)]


def _url(number: int, thread: _Thread) -> str:
    return f"{SITE}/{'issues' if thread.kind == 'issue' else 'pull'}/{number}"


def _thread_row(number: int, thread: _Thread) -> tuple[Any, ...]:
    updated = max([thread.at, *(each.at for each in thread.events)])
    is_newcomers = thread.kind == "issue" and number % 6 == 0
    return (
        f"thread:{number}",
        thread.kind,
        number,
        _title(number, thread),
        _url(number, thread),
        _id(thread.who),
        thread.at,
        updated,
        thread.closed_at,
        thread.merged_at,
        False,
        ["newcomer"] if is_newcomers else [],
        False,
    )


def _event_rows(number: int, thread: _Thread) -> Iterator[tuple[Any, ...]]:
    for place, each in enumerate(thread.events):
        state = "commented" if each.kind == "review" else None
        url = f"{_url(number, thread)}#{place}" if each.kind in {"comment", "review"} else None
        yield f"event:{number}-{place}", f"thread:{number}", each.kind, _id(each.who), each.at, False, state, url


def _commit_row(number: int, commit: _Commit) -> tuple[Any, ...]:
    return f"{number + 1:040x}", commit.at, 180, commit.at, 180, commit.parents, commit.subject


def _author_rows(number: int, commit: _Commit) -> Iterator[tuple[Any, ...]]:
    for place, who in enumerate(commit.who):
        yield f"{number + 1:040x}", place, _id(who)
