"""Where a metric goes: its last value beside the one before, and beside the same time a year before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from commtui.metrics.definition import Direction
from commtui.model.measurement import Measurement
from commtui.store.snapshot import Entry

Judgement = Literal["better", "worse", "same"]
# Numbers are shown with so many: what looks the same is the same.
_DIGITS = 2


def changed(before: float, now: float) -> float:
    """How much more it is now, as far as one sees."""
    return round(round(now, _DIGITS) - round(before, _DIGITS), _DIGITS)


def better(direction: Direction | None, before: float | None, now: float | None) -> bool | None:
    """Whether a value became better; None where that is nothing to say."""
    if before is None or now is None or direction is None or not changed(before, now):
        return None
    return (now > before) == (direction == "up")


class Change(NamedTuple):
    """From one value to a later one."""

    before: Entry[Measurement]
    now: Entry[Measurement]

    @property
    def amount(self) -> float:
        """How much more it is now."""
        return changed(_value(self.before), _value(self.now))

    def judged(self, direction: Direction | None) -> Judgement | None:
        """Whether that is good, where one knows which way is: `up` means that more is better."""
        if not self.amount:
            return "same"
        found = better(direction, _value(self.before), _value(self.now))
        return None if found is None else "better" if found else "worse"


class Trend(NamedTuple):
    """The last measurement that has a value, and what it changed; None where there is nothing to compare."""

    last: Entry[Measurement] | None
    since_before: Change | None
    since_last_year: Change | None


def trend(series: Sequence[Entry[Measurement]]) -> Trend:
    """The trend of a metric's measurements, the earliest first; periods of other lengths are not compared."""
    known = [each for each in series if each.record.value is not None]
    if not known:
        return Trend(None, None, None)
    last = known[-1]
    period, unit = last.record.period, last.record.unit
    alike = [
        each
        for each in known[:-1]
        if isinstance(each.record.period, type(period)) and each.record.unit == unit and each.record.period != period
    ]
    wanted = period.shift(-(12 // period.months))
    year_before = next((each for each in reversed(alike) if each.record.period == wanted), None)
    return Trend(
        last,
        Change(alike[-1], last) if alike else None,
        Change(year_before, last) if year_before is not None else None,
    )


def _value(entry: Entry[Measurement]) -> float:
    return float(entry.record.value or 0)
