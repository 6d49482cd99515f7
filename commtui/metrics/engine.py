"""Counts the metrics: over facts that are made once, from what the cache holds and who is who.

The facts are in memory, and once they are made no query reaches a file or the network any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from commtui.activity.cache import Cache
from commtui.activity.identity import People
from commtui.metrics.definition import Definition, definitions
from commtui.metrics.errors import MetricError
from commtui.metrics.guard import run_own
from commtui.metrics.loading import Sources, load_facts
from commtui.metrics.measure import Case, Measure, Waiting, cases_of, counts_of, measure_of
from commtui.metrics.span import naive, span_of
from commtui.model.community import Community
from commtui.model.recognition import Recognition
from commtui.model.when import Period

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, Statement

_FIRST = """SELECT
    (SELECT min(happened_at) FROM contribution),
    (SELECT min(opened_at) FROM thread),
    (SELECT min(released_at) FROM release)"""
LISTS = Path(__file__).parent / "lists"
# Evidence is for reading: whoever wants all of it says so.
LIMIT = 200
# So many numbers are kept at most: about those of all metrics for fifty years of quarters.
_MOST_KEPT = 4_000


class Engine:
    """The facts of one repository, and what can be counted over them. One thread at a time may ask."""

    def __init__(
        self,
        con: DuckDBPyConnection,
        community: Community,
        now: datetime,
        sources: Sources,
        own: Mapping[str, Definition],
    ) -> None:
        self._con = con
        self._community = community
        self._now = now
        self._own = own
        self._statements: dict[str, Statement] = {}
        self._measured: dict[tuple[Definition, Period], Measure] = {}
        self._known: dict[str, tuple[str, bool]] = {
            id_: (name, listed) for id_, name, listed in con.execute("SELECT id, name, listed FROM person").fetchall()
        }
        self.sources = sources

    @classmethod
    def load(
        cls,
        cache: Cache | Path,
        people: People,
        community: Community,
        recognitions: Iterable[Recognition] = (),
        now: datetime | None = None,
        *,
        own: Mapping[str, Definition] | None = None,
    ) -> Self:
        """An engine over what the cache holds; the cache is free again when this returns.

        `own` are the community's own metrics, and nobody else's may run: never give those of a pull request.

        Raises:
            ActivityError: The cache cannot be read.
        """
        import duckdb

        moment = naive(now or datetime.now(UTC))
        con = duckdb.connect(
            ":memory:", config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        )
        with ExitStack() as unless_loaded:
            unless_loaded.callback(con.close)
            kept = cache if isinstance(cache, Cache) else Cache(cache)
            sources = load_facts(con, kept, people, community, recognitions, moment)
            loaded = cls(con, community, moment, sources, own or {})
            unless_loaded.pop_all()
        return loaded

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def seen(self) -> Collection[str]:
        """The ids of all people of whom anything is known, in the plan or not."""
        return self._known.keys()

    def close(self) -> None:
        """Forget the facts, and what was measured of them."""
        self._measured.clear()
        self._con.close()

    def measure(self, definition: Definition, period: Period) -> Measure:
        """What a community's metric was in the period: counted once, for neither facts nor now change.

        Raises:
            MetricError: A community's own metric that this engine was not given, or that fails.
        """
        self._must_be_given(definition)
        kept = self._measured.get((definition, period))
        if kept is not None:
            return kept
        # What fails is not kept: the next time there may be the time or the memory for it.
        measured = self._one(definition, period, self._in(definition, period))
        if len(self._measured) >= _MOST_KEPT:
            self._measured.clear()
        self._measured[definition, period] = measured
        return measured

    def measure_all(self, period: Period, ids: Collection[str] | None = None) -> dict[str, Measure]:
        """What the community's metrics were in the period, by id: those named, else all, its own ones last."""
        known = {**definitions(), **{id_: each for id_, each in self._own.items() if each.level == "community"}}
        return {id_: self._tried(each, period) for id_, each in known.items() if ids is None or id_ in ids}

    def evidence(self, definition: Definition, period: Period, limit: int | None = LIMIT) -> tuple[Case, ...]:
        """The cases behind the number, the latest first; all of them where `limit` is None.

        Raises:
            MetricError: As `measure`.
        """
        return self._cases(definition, self._in(definition, period), limit)

    def is_over(self, period: Period) -> bool:
        """Whether the period has ended."""
        return span_of(period, self._community).end <= self._now

    def has_begun(self, period: Period) -> bool:
        """Whether the period's first day has come."""
        return span_of(period, self._community).start <= self._now

    def is_before_all(self, period: Period) -> bool:
        """Whether the period ended before the first of all that is known."""
        first = self._first
        return first is not None and span_of(period, self._community).end <= first

    @cached_property
    def _first(self) -> datetime | None:
        found = self._con.execute(_FIRST).fetchone() or ()
        return min((each for each in found if each is not None), default=None)

    def waiting(self, since: Period, until: Period, known: Collection[str] = ()) -> tuple[Waiting, ...]:
        """What was opened in these periods and still has no answer: newcomers first, then who waits longest.

        `known` are the ids of people who are no newcomers, whatever was seen of them.
        """
        sql = (LISTS / "waiting.sql").read_text("utf-8")
        first, last = span_of(since, self._community), span_of(until, self._community)
        found = self._con.execute(sql, {"since": first.start, "until": last.end, "known": list(known)}).fetchall()
        return tuple(Waiting(*row) for row in found)

    def count(
        self,
        definition: Definition,
        person: str,
        since: datetime | None,
        until: datetime | None,
        scope: str | None = None,
        scope_shas: Collection[str] | None = None,
    ) -> Measure:
        """What a metric of a person is from `since` up to `until`; None has no such end.

        Within a scope: of threads those with that label, of recognitions those of that kind, of commits those in
        `scope_shas`, and none where these are not told.

        Raises:
            MetricError: As `measure`.
        """
        with self._scope(scope, scope_shas) as named:
            return self._one(definition, None, self._of(definition, person, since, until, named))

    def count_all(
        self,
        definition: Definition,
        since: datetime | None,
        until: datetime | None,
        scope: str | None = None,
        scope_shas: Collection[str] | None = None,
    ) -> dict[str, int]:
        """A metric of every person who has any of it, by the ids of the persons.

        Raises:
            MetricError: As `measure`.
        """
        with self._scope(scope, scope_shas) as named:
            given = self._of(definition, None, since, until, named)
            given = {name: given[name] for name in definition.case_parameters}
            rows = self._rows(definition, definition.per_person, given)
        return counts_of(definition, rows)

    def count_evidence_all(
        self,
        definition: Definition,
        people: Collection[str],
        since: datetime | None,
        until: datetime | None,
        scope: str | None = None,
        scope_shas: Collection[str] | None = None,
        most: int = LIMIT,
    ) -> dict[str, tuple[Case, ...]]:
        """The cases behind the numbers of these people, of each the latest first, and so many at most.

        Raises:
            MetricError: As `measure`.
        """
        with self._scope(scope, scope_shas) as named:
            given = self._of(definition, None, since, until, named)
            asked = {name: given[name] for name in definition.case_parameters}
            rows = self._rows(definition, definition.latest_of_people, asked | {"people": list(people), "most": most})
        found: dict[str, list[Case]] = {}
        for case in cases_of(definition, rows, self._known):
            found.setdefault(case.person or "", []).append(case)
        return {person: tuple(each) for person, each in found.items()}

    def _one(self, definition: Definition, period: Period | None, given: Mapping[str, Any]) -> Measure:
        rows = self._rows(definition, definition.sql, given)
        if len(rows) != 1:
            raise MetricError(f"the metric's value has {len(rows):,} rows, and not one", definition.path)
        return measure_of(definition, period, rows[0])

    def _tried(self, definition: Definition, period: Period) -> Measure:
        try:
            return self.measure(definition, period)
        except MetricError as error:
            return Measure(definition.id, period, None, 0, definition.unit, trouble=str(error))

    def _cases(self, definition: Definition, given: Mapping[str, Any], limit: int | None) -> tuple[Case, ...]:
        latest = "\nORDER BY happened_at DESC NULLS LAST, case_id"
        sql = definition.evidence + latest + ("" if limit is None else f"\nLIMIT {limit:d}")
        asked = {name: given[name] for name in definition.case_parameters}
        return tuple(cases_of(definition, self._rows(definition, sql, asked), self._known))

    def _rows(self, definition: Definition, sql: str, given: Mapping[str, Any]) -> list[dict[str, Any]]:
        self._must_be_given(definition)
        if definition.own:
            return run_own(self._con, definition, sql, given)
        found = self._con.execute(self._parsed(sql), given)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def _must_be_given(self, definition: Definition) -> None:
        if definition.own and self._own.get(definition.id) is not definition:
            raise MetricError("this metric may not run here", definition.path)

    def _parsed(self, sql: str) -> Statement:
        """The statement, parsed once: that takes as long as to count."""
        if sql not in self._statements:
            (self._statements[sql],) = self._con.extract_statements(sql)
        return self._statements[sql]

    def _in(self, definition: Definition, period: Period) -> dict[str, Any]:
        span = span_of(period, self._community)
        given = {
            "period_start": span.start,
            "period_end": span.end,
            "previous_start": span.previous_start,
            "earlier_start": span.earlier_start,
        }
        return self._asked(definition, given)

    def _of(
        self,
        definition: Definition,
        person: str | None,
        since: datetime | None,
        until: datetime | None,
        scope: str | None,
    ) -> dict[str, Any]:
        ends = {"since": since and naive(since), "until": until and naive(until)}
        return self._asked(definition, {"person": person, "scope": scope, **ends})

    def _asked(self, definition: Definition, given: dict[str, Any]) -> dict[str, Any]:
        given |= {"now": self._now, "promise_days": self._community.promise_days}
        if missing := definition.parameters - given.keys():
            raise MetricError(f"nothing is given for ${min(missing)} here: the metric is of a {definition.level}")
        return {name: given[name] for name in definition.parameters}

    @contextmanager
    def _scope(self, scope: str | None, shas: Collection[str] | None) -> Iterator[str | None]:
        """Keep the commits of a scope where the definitions look for them, while they count."""
        if shas is None:
            yield scope
            return
        self._con.execute("INSERT INTO scope_commit SELECT unnest(?::VARCHAR[])", [list(shas)])
        try:
            yield scope or ""
        finally:
            self._con.execute("DELETE FROM scope_commit")
