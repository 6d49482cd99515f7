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
    """Whether it is reached; a score counts as reached from 0.7, as is usual for stretch goals.

    The score at mid-quarter says how far it is, never that it is reached.
    """
    found = share(result, now)
    if found is None:
        return "unjudged"
    if result.score is None and result.mid_score is not None:
        return "open"
    enough = 0.7 if result.score is not None else 1.0
    return "reached" if found >= enough else "open"


def _on_the_way(result: KeyResult, value: float) -> float | None:
    """From the baseline to the target; with two targets, to the one that is farther off."""
    shares = [
        1.0 if reached else _between(result.baseline, float(target), value)
        for target, reached in (
            (result.at_least, result.at_least is not None and value >= result.at_least),
            (result.at_most, result.at_most is not None and value <= result.at_most),
        )
        if target is not None
    ]
    return min(shares, default=None)


def _between(baseline: float | None, target: float, value: float) -> float:
    if baseline is None or baseline == target:
        return 0.0
    return min(max((value - baseline) / (target - baseline), 0.0), 1.0)
