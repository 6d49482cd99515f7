"""The key results that a change touches, with their numbers before and after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from commtui.insight.key_result import share
from commtui.insight.measured import Measured
from commtui.model.goal import Goal, KeyResult
from commtui.report.changes.comparison import Comparison
from commtui.store.snapshot import Snapshot

MOST = 50


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a key result is: its number (a score, a metric's value), and its share of the way; None: not known."""

    value: float | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Touched:
    """A key result that a change touches; `judged_by` is metric, score, done or nothing yet.

    `before` is None where it is new.
    """

    goal: str
    title: str
    judged_by: str
    metric: str
    at_least: float | None
    at_most: float | None
    before: Standing | None
    now: Standing


@dataclass(frozen=True, slots=True)
class _Known:
    result: KeyResult
    standing: Standing


def touched(comparison: Comparison) -> Iterator[Touched]:
    """The key results that are new, are written in other words or numbers, or whose metric was measured anew."""
    old_ids = _old_ids(comparison)
    before = _known(comparison.base.snapshot)
    goals = {entry.record.id: entry.record.title for entry in comparison.head.snapshot.of(Goal)}
    for goal, results in _known(comparison.head.snapshot).items():
        for was, known in _pairs(before.get(old_ids.get(goal, goal), []), results):
            if was != known:
                yield _touched(goals[goal], known, was.standing if was is not None else None)


def _pairs(before: Sequence[_Known], now: Sequence[_Known]) -> Iterator[tuple[_Known | None, _Known]]:
    """Each key result with what it was: that of its title, or one in its place whose title is gone."""
    old, new = ({each.result.title: each for each in side} for side in (before, now))
    for place, each in enumerate(now):
        there = before[place] if place < len(before) and before[place].result.title not in new else None
        yield old.get(each.result.title, there), each


def _touched(goal: str, known: _Known, before: Standing | None) -> Touched:
    result = known.result
    return Touched(
        goal,
        result.title,
        _judged_by(result),
        result.metric or "",
        _number(result.at_least),
        _number(result.at_most),
        before,
        known.standing,
    )


def _old_ids(comparison: Comparison) -> dict[str, str]:
    """What the renamed goals were called before, by their ids now."""
    renamed = (each for each in comparison.changes.changes if each.kind is Goal and each.what == "renamed")
    return {
        str(each.new.data.get("id")): str(each.old.data.get("id"))
        for each in renamed
        if each.new is not None and each.old is not None
    }


def _known(snapshot: Snapshot) -> Mapping[str, Sequence[_Known]]:
    """The key results of each goal, by its id."""
    measured = Measured.of(snapshot)
    return {
        goal.record.id: [_Known(each, _standing(each, goal.record, measured)) for each in goal.record.key_result]
        for goal in snapshot.of(Goal)
    }


def _standing(result: KeyResult, goal: Goal, measured: Measured) -> Standing:
    value = measured.value(result, goal.quarter)
    shown = next((each for each in (result.score, result.mid_score, result.actual, value) if each is not None), None)
    return Standing(_number(shown), share(result, value))


def _judged_by(result: KeyResult) -> str:
    if result.done is not None:
        return "done"
    if result.score is not None or result.mid_score is not None:
        return "score"
    return "metric" if result.metric is not None else ""


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)
