"""Who waits for an answer, newcomers first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commtui.model.when import Period

if TYPE_CHECKING:
    from commtui.insight.live import Live
    from commtui.metrics.measure import Waiting

# Whoever waits longer than so many periods is not forgotten for want of a list.
BACK = 3


def unanswered(live: Live, period: Period, back: int = BACK) -> tuple[Waiting, ...]:
    """What was opened in the period or in those before it: newcomers first, then who waits longest; git knows none."""
    return live.engine.waiting(period.shift(-back), period)
