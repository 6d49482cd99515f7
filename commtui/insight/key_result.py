"""How far a key result is."""

from __future__ import annotations

from typing import Literal

from commtui.model.goal import KeyResult

Verdict = Literal["reached", "open", "unjudged"]


def share(result: KeyResult, now: float | None = None) -> float | None:
    """How far from baseline to target, 0 to 1; None where nothing is known yet.

    `now` is the metric's present value; a frozen `actual` goes before it.
    """
    if result.score is not None:
        return float(result.score)
    if result.mid_score is not None:
        return float(result.mid_score)
    if result.done is not None:
        return 1.0 if result.done else 0.0
    value = result.actual if result.actual is not None else now
    return None if value is None else _on_the_way(result, float(value))


def verdict(result: KeyResult, now: float | None = None) -> Verdict:
    """Whether it is reached; a score counts as reached from 0.7, as is usual for stretch goals."""
    found = share(result, now)
    if found is None:
        return "unjudged"
    enough = 0.7 if result.score is not None or result.mid_score is not None else 1.0
    return "reached" if found >= enough else "open"


def _on_the_way(result: KeyResult, value: float) -> float | None:
    target = result.at_least if result.at_least is not None else result.at_most
    if target is None:
        return None
    reached = value >= target if result.at_least is not None else value <= target
    if reached:
        return 1.0
    if result.baseline is None or result.baseline == target:
        return 0.0
    return min(max((value - result.baseline) / (target - result.baseline), 0.0), 1.0)
