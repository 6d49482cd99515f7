"""Metrics as they are read: each beside the periods before, and beside the same time a year before."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commtui.insight.trend import better
from commtui.metrics.definition import Definition, definitions
from commtui.metrics.measure import Measure
from commtui.model.when import Period

if TYPE_CHECKING:
    from commtui.insight.live import Live

# So many periods before make a trend.
BACK = 7
_of_github = re.compile(r"\b(?:thread|interest)\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric in a period; `before` are the periods before it, the earliest first.

    `known` says whether the source can tell at all: git knows of no issues. `over` is False while the period goes on:
    a part of it is not worse than a whole one.
    """

    definition: Definition
    now: Measure
    before: tuple[Measure, ...]
    year_before: Measure | None
    known: bool
    over: bool = True

    @property
    def last(self) -> Measure | None:
        """The period just before."""
        return self.before[-1] if self.before else None

    @property
    def values(self) -> tuple[float | None, ...]:
        """The values of all periods, the earliest first."""
        return tuple(each.value for each in (*self.before, self.now))

    def judged(self, before: Measure | None) -> bool | None:
        """Whether it is better than it was then; None where that is nothing to say."""
        if not self.over or before is None:
            return None
        return better(self.definition.direction, before.value, self.now.value)


def figures(live: Live, period: Period, ids: Collection[str] | None = None, back: int = BACK) -> tuple[Figure, ...]:
    """The metrics of a period, the starter set first, then by title; the community's own come last."""
    wanted = [each for each in countable(live).values() if ids is None or each.id in ids]
    periods = [period.shift(-steps) for steps in range(back, -1, -1)]
    year = period.shift(-(12 // period.months))
    asked = [each for each in wanted if is_known(each, live)]
    names = {each.id for each in asked}
    # Of a time before all that is known, nothing is known: not that there was nothing.
    told = [each for each in dict.fromkeys([*periods, year]) if each == period or not live.engine.is_before_all(each)]
    measured = {each: live.engine.measure_all(each, names) for each in told}
    over = live.engine.is_over(period)
    found = [_figure(each, measured, periods, year, known=each.id in names, over=over) for each in wanted]
    return tuple(sorted(found, key=lambda each: _order(each.definition)))


def countable(live: Live) -> Mapping[str, Definition]:
    """The metrics of a community by their ids, its own included; those of one person are none of them."""
    return {**definitions(), **{id_: each for id_, each in (live.own or {}).items() if each.level == "community"}}


def is_known(definition: Definition, live: Live) -> bool:
    """Whether the source can tell it."""
    return live.source != "git" or _of_github.search(definition.words) is None


def _figure(
    definition: Definition,
    measured: dict[Period, dict[str, Measure]],
    periods: list[Period],
    year: Period,
    *,
    known: bool,
    over: bool,
) -> Figure:
    def of(period: Period) -> Measure:
        found = measured.get(period, {}) if known else {}
        return found.get(definition.id) or Measure(definition.id, period, None, 0, definition.unit)

    *before, now = map(of, periods)
    return Figure(definition, now, tuple(before) if known else (), of(year) if known else None, known=known, over=over)


def _order(definition: Definition) -> tuple[bool, bool, str]:
    return definition.own, not definition.starter, definition.title.casefold()
