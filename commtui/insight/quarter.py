"""How far a quarter is: its time, its goals and their key results."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

from commtui.insight.key_result import share, verdict
from commtui.insight.measured import Measured, Values
from commtui.model.goal import Goal
from commtui.model.when import Quarter
from commtui.store.snapshot import Entry, Snapshot


class GoalProgress(NamedTuple):
    """How many key results of a goal there are, are reached, and can be judged; `share` is the mean of the latter."""

    key_results: int
    reached: int
    judged: int
    share: float | None


class QuarterProgress(NamedTuple):
    """A quarter's goals, by status, and their key results; `days_left` is negative once it is over."""

    quarter: Quarter
    goals: tuple[Entry[Goal], ...]
    by_status: dict[str, int]
    reached: int
    judged: int
    key_results: int
    days: int
    days_left: int

    @property
    def passed(self) -> float:
        """The share of its time that is over, from 0 to 1."""
        return min(max(1 - self.days_left / self.days, 0.0), 1.0) if self.days else 1.0

    @property
    def is_ahead(self) -> bool:
        """Whether it has not begun."""
        return self.days_left > self.days

    @property
    def is_over(self) -> bool:
        """Whether its last day is over."""
        return self.days_left <= 0


def goal_progress(goal: Goal, measured: Values) -> GoalProgress:
    """How far the key results of a goal are; what nobody can judge yet counts neither for nor against it."""
    values = [(each, measured.value(each, goal.quarter)) for each in goal.key_result]
    shares = [found for each, now in values if (found := share(each, now)) is not None]
    reached = sum(verdict(each, now) == "reached" for each, now in values)
    return GoalProgress(len(values), reached, len(shares), sum(shares) / len(shares) if shares else None)


def progress(
    snapshot: Snapshot, today: date, quarter: Quarter | None = None, measured: Values | None = None
) -> QuarterProgress:
    """How far the goals of a quarter are: of the current one, unless another is named."""
    starts = snapshot.community.fiscal_year_starts
    quarter = quarter or Quarter.containing(today, starts)
    measured = measured or Measured.of(snapshot)
    goals = tuple(entry for entry in snapshot.of(Goal) if entry.record.quarter == quarter)
    found = [goal_progress(entry.record, measured) for entry in goals]
    end = quarter.end(starts)
    return QuarterProgress(
        quarter,
        goals,
        dict(Counter(entry.record.status for entry in goals)),
        sum(each.reached for each in found),
        sum(each.judged for each in found),
        sum(each.key_results for each in found),
        (end - quarter.first_day(starts)).days,
        (end - today).days,
    )
