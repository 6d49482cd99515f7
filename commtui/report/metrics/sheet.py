"""What is told of a period's numbers, and how a number is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from commtui.insight.climbing import Climb
from commtui.insight.figures import Figure
from commtui.metrics.measure import Measure
from commtui.model.when import Period
from commtui.model.words import plural
from commtui.report.values import id_in_words, number

NONE = "-"
_GROWING = {"oldest_waiting"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The figures of a period of `repository` (None: a clone of none), counted from `source` on `today`.

    `until` is the first day after the period, `since` its first.
    """

    community: str
    repository: str | None
    source: str
    period: Period
    since: date
    until: date
    today: date
    promise_days: int
    figures: Sequence[Figure]
    climbs: Sequence[Climb] = ()

    @property
    def is_going_on(self) -> bool:
        """Whether the period is not over yet."""
        return self.today < self.until

    @property
    def known(self) -> Sequence[Figure]:
        """Those that the source can tell."""
        return [each for each in self.figures if each.known]

    @property
    def unknown(self) -> Sequence[Figure]:
        """Those that it cannot."""
        return [each for each in self.figures if not each.known]


def value(measure: Measure | None, none: str = NONE) -> str:
    """A value with its unit in few words: a share in percent, and what is not known as a dash."""
    if measure is None or measure.value is None:
        return none
    return amount(measure.value, measure.unit)


def amount(value: float, unit: str) -> str:
    """A number of a unit."""
    if unit == "share":
        return f"{value:.0%}"
    shown = number(int(value) if value.is_integer() else round(value, 2))
    if unit == "days":
        return f"{shown} {'day' if value == 1 else 'days'}"
    return shown


def brief(measure: Measure, promise_days: int, *, still: bool = False) -> Iterator[str]:
    """What stands beside a number so that it does not mislead: who is not in it, how wide it spreads.

    With `still` all but what grows by itself while nothing happens.
    """
    details = measure.details
    if measure.trouble:
        yield measure.trouble
    if unanswered := details.get("unanswered"):
        yield f"{number(int(unanswered))} of {number(int(unanswered) + measure.sample)} unanswered"
    for name, words in (("oldest_waiting", "the longest waits"), ("p90", "nine in ten within")):
        if (found := details.get(name)) is not None and not (still and name in _GROWING):
            yield f"{words} {amount(found, 'days')}"
    if (promise := details.get("within_promise")) is not None:
        yield f"{promise:.0%} within {plural(promise_days, 'working day')}"
    if left := details.get("open_after"):
        yield f"{number(int(left))} open at the end"


def rest(measure: Measure) -> Iterator[tuple[str, str]]:
    """All further numbers: what each is, and how much."""
    for name, found in measure.details.items():
        if found is not None:
            yield id_in_words(name).lower(), amount(found, _unit(name, measure.unit))


def _unit(name: str, unit: str) -> str:
    """The unit of a further number: that of the value where it is the same in another way."""
    is_same = name in {"median", "mean", "p90", "oldest"} or name.endswith(("_median", "_mean", "_p90"))
    if is_same:
        return unit
    if name == "oldest_waiting":
        return "days"
    return "share" if name == "within_promise" or "_of_" in name or name.endswith("_share") else "count"
