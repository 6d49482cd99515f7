"""What the people of a plan did of what its rungs ask: counted once, and frozen, so that to show it asks nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from commtui.insight.figures import is_known
from commtui.insight.tally import Proof, Tally
from commtui.insight.tenure import months_before
from commtui.insight.way_up import RECOGNITIONS
from commtui.metrics.definition import Definition, definitions
from commtui.metrics.errors import MetricError
from commtui.metrics.span import clock, day_of, midnight
from commtui.model.ladder import Ladder, Requirement
from commtui.model.person import Person
from commtui.store.snapshot import Snapshot

if TYPE_CHECKING:
    from commtui.insight.live import Live
    from commtui.metrics.measure import Case

# So many of what was counted of a person are kept to be looked at.
MOST_PROOFS = 20
# What git can tell of a person, and whether that is all of it.
_BY_GIT = {"commits": True, "months_active": False}
_WITH_COMMITS = frozenset(_BY_GIT)


@dataclass(frozen=True, slots=True)
class Question:
    """What is counted for a requirement: a metric, so many months back (None: from the beginning), in a scope."""

    metric: str
    within_months: int | None
    scope: str | None

    @classmethod
    def of(cls, asked: Requirement) -> Question | None:
        """What a requirement asks of activity; None where it asks for something else."""
        if asked.kind != "count" or asked.metric is None or asked.metric == RECOGNITIONS:
            return None
        return cls(asked.metric, asked.within_months or None, asked.scope)


@dataclass(frozen=True, eq=False)
class Tallies:
    """What was counted from a source as of a day: by question and person; None where the source cannot tell."""

    source: str
    today: date
    found: Mapping[Question, Mapping[str, Tally] | None]
    people: Collection[str]

    def tally(self, person: str, asked: Requirement) -> Tally | None:
        """What a person did of what is asked; None where nobody counted it."""
        question = Question.of(asked)
        if question is None or question not in self.found or person not in self.people:
            return None
        counted = self.found[question]
        return Tally(None, self.source) if counted is None else counted.get(person, Tally(None, self.source))

    def covers(self, snapshot: Snapshot, today: date) -> bool:
        """Whether this is of that day, and all that the rungs of the plan ask of its people was counted."""
        people = {each.id for each in snapshot.records(Person) if each.kind == "human"}
        return self.today == today and questions(snapshot) <= self.found.keys() and people <= set(self.people)


def questions(snapshot: Snapshot) -> set[Question]:
    """What the rungs of a plan ask of activity, each once."""
    rungs = (rung for ladder in snapshot.records(Ladder) for rung in ladder.rung)
    asked = (Question.of(each) for rung in rungs for each in rung.requirement)
    return {each for each in asked if each is not None}


def tallies(live: Live, snapshot: Snapshot, people: Iterable[Person], today: date, most: int = MOST_PROOFS) -> Tallies:
    """Count what the rungs of a plan ask, for people of whom the engine of `live` was told."""
    counter = _Counter(live, snapshot, tuple(each for each in people if each.kind == "human"), today, most)
    found = {each: counter.count(each) for each in sorted(questions(snapshot), key=repr)}
    return Tallies(live.source, today, found, frozenset(each.id for each in counter.people))


@dataclass(frozen=True)
class _Counter:
    live: Live
    snapshot: Snapshot
    people: tuple[Person, ...]
    today: date
    most: int

    @cached_property
    def definitions(self) -> Mapping[str, Definition]:
        """The metrics of a person, the community's own among them."""
        own = self.live.own or {}
        return {**definitions("person"), **{id_: each for id_, each in own.items() if each.level == "person"}}

    @cached_property
    def told(self) -> frozenset[str]:
        """Who can be told from others by the source: it has seen them, or would know them."""
        seen = self.live.engine.seen
        return frozenset(each.id for each in self.people if each.id in seen or self._would_be_known(each))

    def _would_be_known(self, person: Person) -> bool:
        has_account = person.github is not None or person.github_id is not None
        return bool(person.emails) if self._is_git else has_account

    @property
    def _is_git(self) -> bool:
        return self.live.source == "git"

    def count(self, asked: Question) -> Mapping[str, Tally] | None:
        """The tally of each person of the plan; None where the source cannot tell."""
        definition = self.definitions.get(asked.metric)
        if definition is None or not self._can_tell(definition):
            return None
        within = self._within(definition, asked.scope)
        if within is None:
            return None
        try:
            return dict(self._counted(definition, asked, within))
        except MetricError:
            # A metric that the community wrote, and that fails.
            return None

    def _can_tell(self, definition: Definition) -> bool:
        if not self._is_git:
            return True
        return definition.id in _BY_GIT or (definition.own and is_known(definition, self.live))

    def _counted(self, definition: Definition, asked: Question, within: _Within) -> Iterator[tuple[str, Tally]]:
        engine, span = self.live.engine, self._span(definition, asked.within_months)
        have = engine.count_all(definition, *span, within.scope, within.shas)
        counted = [each for each in self.told if each in have]
        cases = engine.count_evidence_all(definition, counted, *span, within.scope, within.shas, self.most)
        at_least = within.is_part or self._is_part(definition)
        for person in self.told:
            proofs = tuple(map(self._proof, cases.get(person, ())))
            yield person, Tally(have.get(person, 0), self.live.source, proofs, at_least)

    def _is_part(self, definition: Definition) -> bool:
        """Whether there may be more than the source has told."""
        sources = self.live.engine.sources
        if self._is_git and not _BY_GIT.get(definition.id, False):
            return True
        return sources.cut or (sources.shallow and (definition.own or definition.id in _WITH_COMMITS))

    def _span(self, definition: Definition, months: int | None) -> tuple[datetime | None, datetime | None]:
        """From which midnight to which, by the community's clock: today and so many months before it.

        Where months are counted they are whole ones, and this month is the last.
        """
        zone, day = clock(self.snapshot.community), timedelta(days=1)
        until = None if self.today == date.max else midnight(self.today + day, zone)
        if months is None:
            return None, until
        if definition.grain == "month":
            return midnight(months_before(self.today.replace(day=1), months - 1), zone), until
        return midnight(months_before(self.today, months) + day, zone), until

    def _within(self, definition: Definition, scope: str | None) -> _Within | None:
        """Of what it is counted: of all, of what has a label, of what is below a path; None where one cannot tell."""
        community = self.snapshot.community
        here = self.live.repository or community.repository
        if scope is None or (here is not None and scope.casefold() == here.casefold()):
            return _Within()
        if scope.casefold() in {each.casefold() for each in community.repositories}:
            # Of another repository than the one that is counted.
            return None
        if definition.id not in _WITH_COMMITS:
            return _Within(scope)
        shas = self._commits_below(scope)
        if definition.id == "commits":
            return None if shas is None else _Within(scope, shas)
        return _Within(scope, shas, is_part=shas is None)

    def _commits_below(self, path: str) -> frozenset[str] | None:
        """The commits that touched what lies below a path; None without a whole clone of what is counted."""
        from commtui.activity.clone import clone
        from commtui.activity.errors import ActivityError
        from commtui.activity.git import commits_below
        from commtui.store.git import GitError

        here, repository = self.live.clone, self.live.repository
        if here is None:
            return None
        is_same = self._is_git or (repository or "").casefold() == (here.github() or "").casefold()
        try:
            return commits_below(here, path) if is_same and not clone(here).is_shallow else None
        except (ActivityError, GitError):
            return None

    def _proof(self, case: Case) -> Proof:
        moment = case.happened_at
        day = None if moment is None else day_of(moment, clock(self.snapshot.community))
        return Proof(case.title, case.url, day)


@dataclass(frozen=True, slots=True)
class _Within:
    """A label or path, the commits that touched what lies below it, and whether that may not be all."""

    scope: str | None = None
    shas: frozenset[str] | None = None
    is_part: bool = False
