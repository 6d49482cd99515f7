"""How far a key result is."""

from __future__ import annotations

from typing import Literal, NamedTuple

from commtui.model.goal import KeyResult

Verdict = Literal["reached", "open", "unjudged"]
_ENOUGH = 0.7


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
    value = _value(result, now)
    return None if value is None else _on_the_way(result, value)


def verdict(result: KeyResult, now: float | None = None) -> Verdict:
    """Whether it is reached; a score counts as reached from 0.7, as is usual for stretch goals.

    The score at mid-quarter says how far it is, never that it is reached.
    """
    if share(result, now) is None:
        return "unjudged"
    return "reached" if _is_reached(result, now) else "open"


def _is_reached(result: KeyResult, now: float | None) -> bool:
    if result.score is not None:
        return result.score >= _ENOUGH
    if result.mid_score is not None:
        return False
    if result.done is not None:
        return result.done
    value = _value(result, now)
    return value is not None and all(each.holds(value) for each in _targets(result))


def _value(result: KeyResult, now: float | None) -> float | None:
    return float(result.actual) if result.actual is not None else now


class _Target(NamedTuple):
    """What is wanted: so much at least, or at most."""

    limit: float
    at_least: bool

    def holds(self, value: float) -> bool:
        return value >= self.limit if self.at_least else value <= self.limit

    def share(self, baseline: float | None, value: float) -> float:
        """How far from the baseline; where that is good enough already there is no way to go, and it is held or not."""
        if self.holds(value):
            return 1.0
        if baseline is None or self.holds(baseline):
            return 0.0
        return max((value - baseline) / (self.limit - baseline), 0.0)


def _targets(result: KeyResult) -> list[_Target]:
    wanted = ((result.at_least, True), (result.at_most, False))
    return [_Target(float(limit), at_least) for limit, at_least in wanted if limit is not None]


def _on_the_way(result: KeyResult, value: float) -> float | None:
    """From the baseline to the target; with two targets, to the one that is farther off."""
    return min((each.share(result.baseline, value) for each in _targets(result)), default=None)
