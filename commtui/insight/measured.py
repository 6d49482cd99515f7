"""What the metrics were, by the plan's own measurements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from commtui.model.goal import KeyResult
from commtui.model.measurement import Measurement
from commtui.model.when import Quarter
from commtui.store.snapshot import Entry, Snapshot


class Values(Protocol):
    """Who knows the value that a key result of a quarter is judged by."""

    def value(self, result: KeyResult, quarter: Quarter) -> float | None:
        """The value; None where nobody knows."""


@dataclass(frozen=True, eq=False)
class Measured:
    """The measurements of each metric, the earliest first; `starts` is the month in which the years begin."""

    series: Mapping[str, tuple[Entry[Measurement], ...]]
    starts: int = 1

    @classmethod
    def of(cls, snapshot: Snapshot) -> Measured:
        """What was measured in a community."""
        starts = snapshot.community.fiscal_year_starts
        found: dict[str, list[Entry[Measurement]]] = defaultdict(list)
        for entry in snapshot.of(Measurement):
            found[entry.record.metric].append(entry)
        return cls(
            {metric: tuple(sorted(each, key=lambda e: _span(e, starts))) for metric, each in found.items()}, starts
        )

    def last(self, metric: str | None, before: date | None = None) -> Entry[Measurement] | None:
        """The last one with a value, of a period that is over before this day where one is given."""
        known = (each for each in reversed(self.series.get(metric or "", ())) if each.record.value is not None)
        return next((each for each in known if before is None or each.record.period.end(self.starts) <= before), None)

    def of_result(self, result: KeyResult, quarter: Quarter) -> Entry[Measurement] | None:
        """The measurement that tells how far a key result of that quarter is: the last one until its end.

        None where the result looks at a part of the project only, for a measurement is of the whole.
        """
        return None if result.scope is not None else self.last(result.metric, quarter.end(self.starts))

    def value(self, result: KeyResult, quarter: Quarter) -> float | None:
        """The value of that measurement."""
        found = self.of_result(result, quarter)
        return None if found is None or found.record.value is None else float(found.record.value)


def _span(entry: Entry[Measurement], starts: int) -> tuple[date, date]:
    return entry.record.period.first_day(starts), entry.record.period.end(starts)
