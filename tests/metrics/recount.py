"""All metrics counted a second way: plain Python over the raw rows, from the text of the readings, with no SQL.

`Recount(history).community(metric, period)` and `.of_person(metric, person, since, until, scope)` give value, sample
and details. Days are 24 hours; shares are of 1. What is not known is None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

from commtui.model.when import Period
from tests.metrics.recount_numbers import (
    Count,
    Span,
    between,
    days_of,
    durations,
    fewest_for_half,
    number,
    ratio,
    share,
    spread,
)
from tests.metrics.recount_people import Identities
from tests.metrics.rows import Commit, Event, History, Thread

ANSWERS = ("comment", "review")


@dataclass(frozen=True)
class Deed:
    """Something a person did; `thread` is where, if anywhere."""

    person: str
    kind: str
    at: datetime
    thread: Thread | None = None


class Recount:
    """The second count of one history."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._who = Identities(history)
        self._zone = ZoneInfo(history.community.timezone or "UTC")

    def community(self, metric: str, period: Period) -> Count:
        """The metric of the whole community in the period."""
        count: Callable[[Period], Count] = getattr(self, f"_{metric}")
        return count(period)

    def of_person(self, metric: str, person: str, since: datetime, until: datetime, scope: str | None = None) -> Count:
        """The metric of one person, from `since` (naive UTC) until before `until`; `scope` is a label of threads."""
        span = Span(since, until)
        if metric == "recognitions":
            mine = [each for each in self._history.recognitions if each.person == person]
            kept = [each for each in mine if scope is None or scope in each.kinds]
            return number(sum(each.date is not None and self._midnight(each.date) in span for each in kept))
        if metric == "pull_requests_merged":
            pulls = [t for t in self._kind("pull_request") if self._opener(t) == person and _in_scope(t, scope)]
            return number(sum(each.merged_at in span for each in pulls))
        deeds = [each for each in self._deeds if each.person == person and each.at in span]
        deeds = [each for each in deeds if scope is None or (each.thread and _in_scope(each.thread, scope))]
        if metric == "months_active":
            local = [each.at.replace(tzinfo=UTC).astimezone(self._zone) for each in deeds]
            return number(len({(each.year, each.month) for each in local}))
        if metric == "reviews":
            # Who answers a reviewer in an own pull request has reviewed nothing.
            deeds = [each for each in deeds if each.thread and self._opener(each.thread) != person]
        kind = {"commits": "commit", "pull_requests_opened": "pull_request", "issues_opened": "issue"}
        return number(sum(each.kind == kind.get(metric, metric.removesuffix("s")) for each in deeds))

    # Threads

    def _time_to_first_response(self, period: Period) -> Count:
        opened = [each for each in self._human_threads if each.opened_at in self._span(period)]
        waits = {each.id: _waiting(each, self._history.now) for each in opened}
        answers = {each.id: self._first_answer(each, ANSWERS) for each in opened}
        opened = [each for each in opened if waits[each.id] is not None]
        answered = [each for each in opened if answers[each.id] is not None]
        # Not ready now and never answered: it does not wait.
        waiting = [each for each in opened if answers[each.id] is None and not each.draft]
        spells = {each.id: self._spells(each, answers[each.id]) for each in answered}
        days = [sum(map(days_of, spells[each.id])) for each in answered]
        working = [sum(map(self._working_days, spells[each.id])) for each in answered]
        kept = sum(each <= self._history.community.promise_days for each in working)
        still = [sum(map(days_of, self._spells(each, self._history.now))) for each in waiting if each.closed_at is None]
        return durations(
            days,
            **spread(working, "working_"),
            unanswered=len(waiting),
            closed_unanswered=sum(each.closed_at is not None for each in waiting),
            within_promise=ratio(kept, len(answered) + len(waiting)),
            oldest_waiting=max(still, default=None),
        )

    def _time_to_close(self, period: Period) -> Count:
        closed = self._closed(self._human_threads, period)
        firsts = [between(each.opened_at, self._first_close(each)) for each in closed]
        lasts = [between(each.opened_at, each.closed_at) for each in closed]
        working = [self._worked(each.opened_at, each.closed_at) for each in closed]
        return durations(lasts, **spread(working, "working_"), **spread(firsts, "first_close_"))

    def _change_requests_duration(self, period: Period) -> Count:
        merged = [each for each in self._pulls if each.merged_at in self._span(period)]
        working = [self._worked(each.opened_at, each.merged_at) for each in merged]
        return durations([between(each.opened_at, each.merged_at) for each in merged], **spread(working, "working_"))

    def _change_request_review_duration(self, period: Period) -> Count:
        opened = [each for each in self._pulls if each.opened_at in self._span(period)]
        firsts = [(each, self._first_answer(each, ("review",))) for each in opened]
        reviews = [(each, review) for each, review in firsts if review]
        working = [self._worked(each.opened_at, review) for each, review in reviews]
        ready = [sum(map(days_of, self._spells(each, review))) for each, review in reviews]
        return durations(
            [between(each.opened_at, review) for each, review in reviews],
            **spread(working, "working_"),
            ready_median=median(ready) if ready else None,
            unreviewed=len(opened) - len(reviews),
        )

    def _change_request_closure_ratio(self, period: Period) -> Count:
        span = self._span(period)
        opened = [each for each in self._pulls if each.opened_at in span]
        closed = self._closed(self._pulls, period)
        beside = {
            "opened": float(len(opened)),
            "closed": float(len(closed)),
            "open_before": float(len(_open_at(self._pulls, span.start))),
            "open_after": float(len(_open_at(self._pulls, span.end))),
        }
        return Count(ratio(len(closed), len(opened)), len(opened), beside)

    def _change_request_acceptance_ratio(self, period: Period) -> Count:
        closed = self._closed(self._pulls, period)
        merged = sum(each.merged_at is not None for each in closed)
        return share(merged, len(closed), merged=merged, unmerged=len(closed) - merged)

    def _issue_age(self, period: Period) -> Count:
        end = min(self._span(period).end, self._history.now)
        issues = [each for each in self._human_threads if each.kind == "issue"]
        ages = [between(each.opened_at, end) for each in _open_at(issues, end)]
        return durations(ages, oldest=max(ages, default=None))

    # People

    def _contributor_absence_factor(self, period: Period) -> Count:
        made = self._made_in(period)
        credits = Counter(person for people in made.values() for person in people)
        return Count(fewest_for_half(credits), len(made), {"people": float(len(credits))})

    def _commits(self, period: Period) -> Count:
        return number(len(self._made_in(period)))

    def _active_contributors(self, period: Period) -> Count:
        done = self._done_in(period)
        return Count(float(len(done)), len(done), {"contributions": float(done.total())})

    def _new_contributors(self, period: Period) -> Count:
        firsts: dict[str, datetime] = {}
        for each in self._deeds:
            if each.kind != "comment":
                firsts[each.person] = min(each.at, firsts.get(each.person, each.at))
        return number(sum(first in self._span(period) for first in firsts.values()))

    def _inactive_contributors(self, period: Period) -> Count:
        long_ago = self._active(self._span(period.shift(-2)))
        since = self._active(self._span(period.shift(-1))) | self._active(self._span(period))
        return number(len(long_ago - since))

    def _occasional_contributors(self, period: Period) -> Count:
        ever = Counter(each.person for each in self._deeds)
        return number(sum(ever[person] <= 3 for person in self._active(self._span(period))))

    def _retention(self, period: Period) -> Count:
        before = self._active(self._span(period.shift(-1)))
        kept = len(before & self._active(self._span(period)))
        return share(kept, len(before), kept=kept, gone=len(before) - kept)

    def _conversion_rate(self, period: Period) -> Count:
        """Each group is a part of the one before, where that one is known."""
        span = self._span(period)
        kinds = {"issue", "comment", "review"}
        took_part = {each.person for each in self._deeds if each.at in span and each.kind in kinds}
        merged = {self._opener(each) for each in self._pulls if each.merged_at in span}
        known = [each for each in self._history.interests if each.since is None or each.since < span.end]
        looked_on = {person for each in known if (person := self._who.person(each.actor))}
        return share(
            len(took_part & merged),
            len(took_part),
            looked_on=len(looked_on),
            took_part=len(took_part),
            merged=len(took_part & merged),
            took_part_of_looked_on=ratio(len(looked_on & took_part), len(looked_on)),
        )

    def _engagement_distribution(self, period: Period) -> Count:
        done = self._done_in(period)
        fifth = -(-len(done) // 5)
        most = sum(count for _, count in done.most_common(fifth))
        beside = {"contributions": float(done.total()), "most_active": float(fifth)}
        return Count(ratio(most, done.total()), len(done), beside)

    def _organizational_diversity(self, period: Period) -> Count:
        made = self._made_in(period)
        unknown: set[str] = set()
        credits: Counter[str] = Counter()
        for commit in self._commits_in(period):
            day = self._local_day(commit.committed_at)
            credited: set[str] = set()
            for person in made.get(commit.sha, ()):
                planned = self._who.planned(person)
                organizations = planned.organizations(day) if planned else frozenset()
                unknown |= set() if organizations else {person}
                credited |= organizations or {f"alone {person}"}
            credits.update(credited)
        beside = {"unknown": float(len(unknown)), "known_organizations": float(len(credits) - len(unknown))}
        return Count(fewest_for_half(credits), len(made), beside)

    def _release_frequency(self, period: Period) -> Count:
        sources = {each.source for each in self._history.releases}
        source = "github" if "github" in sources else "git"
        span = self._span(period)
        return number(sum(each.source == source and each.released_at in span for each in self._history.releases))

    # What the counts above stand on

    def _midnight(self, day: date) -> datetime:
        local = datetime(day.year, day.month, day.day, tzinfo=self._zone)
        return local.astimezone(UTC).replace(tzinfo=None)

    def _local_day(self, moment: datetime) -> date:
        return moment.replace(tzinfo=UTC).astimezone(self._zone).date()

    def _span(self, period: Period) -> Span:
        starts = self._history.community.fiscal_year_starts
        return Span(self._midnight(period.first_day(starts)), self._midnight(period.end(starts)))

    def _kind(self, kind: str) -> list[Thread]:
        return [each for each in self._history.threads if each.kind == kind and not each.gone]

    @cached_property
    def _human_threads(self) -> list[Thread]:
        both = [*self._kind("issue"), *self._kind("pull_request")]
        return [each for each in both if self._opener(each) is not None]

    @property
    def _pulls(self) -> list[Thread]:
        return [each for each in self._human_threads if each.kind == "pull_request"]

    def _opener(self, thread: Thread) -> str | None:
        return self._person(thread.author, f"opener of {thread.id}")

    def _person(self, actor: str | None, deed: str) -> str | None:
        """Whom the deed is of; a deleted account is someone else each time."""
        return f"ghost {deed}" if actor is None else self._who.person(actor)

    def _said(self, thread: Thread) -> Iterable[tuple[str, Event]]:
        """The comments and submitted reviews of people, and whose they are."""
        for place, event in enumerate(thread.events):
            person = self._person(event.actor, f"{place} of {thread.id}")
            if person is not None and event.kind in ANSWERS and event.state != "pending":
                yield person, event

    def _first_answer(self, thread: Thread, kinds: Sequence[str]) -> datetime | None:
        opener = self._opener(thread)
        others = [event for person, event in self._said(thread) if person != opener]
        return min((each.happened_at for each in others if each.kind in kinds and not each.hidden), default=None)

    def _spells(self, thread: Thread, until: datetime | None) -> list[Span]:
        """When the thread waited for an answer, drafts left out."""
        waits = _waiting(thread, until or self._history.now) or []
        return [each for each in waits if each.end > each.start]

    def _working_days(self, span: Span) -> float:
        """The days from Monday to Friday by the community's clock that the span covers, in days of 24 hours."""
        total, day = 0.0, self._local_day(span.start)
        while self._midnight(day) < span.end:
            begin, end = max(self._midnight(day), span.start), min(self._midnight(day + timedelta(1)), span.end)
            total += days_of(Span(begin, end)) if day.weekday() < 5 and end > begin else 0.0
            day += timedelta(1)
        return total

    def _worked(self, start: datetime, end: datetime | None) -> float:
        return self._working_days(Span(start, end or start))

    def _first_close(self, thread: Thread) -> datetime | None:
        told = [each.happened_at for each in thread.events if each.kind in {"closed", "merged"}]
        return min([*told, *filter(None, [thread.closed_at])], default=None)

    def _closed(self, threads: Iterable[Thread], period: Period) -> list[Thread]:
        return [each for each in threads if each.closed_at in self._span(period)]

    def _people_of(self, commit: Commit) -> set[str]:
        people = {self._person(actor, f"{place} of {commit.sha}") for place, actor in enumerate(commit.authors)}
        return {each for each in people if each is not None}

    def _commits_in(self, period: Period) -> list[Commit]:
        span = self._span(period)
        return [each for each in self._history.commits if each.parents < 2 and each.committed_at in span]

    def _made_in(self, period: Period) -> dict[str, set[str]]:
        """The commits of the period that people made, merges left out, each with its people."""
        return {each.sha: people for each in self._commits_in(period) if (people := self._people_of(each))}

    @cached_property
    def _deeds(self) -> list[Deed]:
        """All contributions of people: commits, issues, pull requests, reviews and comments."""
        deeds: list[Deed] = []
        for commit in self._history.commits:
            people = self._people_of(commit) if commit.parents < 2 else set()
            deeds += [Deed(person, "commit", commit.committed_at) for person in people]
        for thread in [*self._kind("issue"), *self._kind("pull_request")]:
            opener = self._opener(thread)
            deeds += [Deed(opener, thread.kind, thread.opened_at, thread)] if opener else []
            deeds += [Deed(who, event.kind, event.happened_at, thread) for who, event in self._said(thread)]
        return deeds

    def _done_in(self, period: Period) -> Counter[str]:
        """How much each person did in the period."""
        span = self._span(period)
        return Counter(each.person for each in self._deeds if each.at in span)

    def _active(self, span: Span) -> set[str]:
        return {each.person for each in self._deeds if each.at in span}


def _waiting(thread: Thread, until: datetime) -> list[Span] | None:
    """The spells from opening to `until` in which the thread was no draft; None where it was never ready."""
    turns = sorted((e.happened_at, e.kind) for e in thread.events if e.kind in {"ready", "draft"})
    began_as_draft = turns[0][1] == "ready" if turns else thread.draft
    states = [(thread.opened_at, "draft" if began_as_draft else "ready"), *turns, (until, "end")]
    if all(state != "ready" for _, state in states):
        return None
    spells = [(begin, min(end, until)) for (begin, state), (end, _) in pairwise(states) if state == "ready"]
    return [Span(begin, max(begin, end)) for begin, end in spells]


def _open_at(threads: Iterable[Thread], moment: datetime) -> list[Thread]:
    opened = [each for each in threads if each.opened_at < moment]
    return [each for each in opened if each.closed_at is None or each.closed_at >= moment]


def _in_scope(thread: Thread, scope: str | None) -> bool:
    return scope is None or scope in thread.labels
