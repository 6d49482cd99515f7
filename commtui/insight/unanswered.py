"""Who waits for an answer, newcomers first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commtui.model.standing import Standing
from commtui.model.when import Period
from commtui.store.snapshot import Snapshot

if TYPE_CHECKING:
    from commtui.insight.live import Live
    from commtui.metrics.measure import Waiting

# Whoever waits longer than so many periods is not forgotten for want of a list.
BACK = 3


def unanswered(live: Live, snapshot: Snapshot, period: Period, back: int = BACK) -> tuple[Waiting, ...]:
    """What was opened in the period or in those before it: newcomers first, then who waits longest; git knows none.

    Whoever stands, or stood, on a rung of the plan is no newcomer.
    """
    return live.engine.waiting(period.shift(-back), period, {each.person for each in snapshot.records(Standing)})
