"""Who waits for an answer, newcomers first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from commtui.insight.figures import is_known
from commtui.metrics.definition import definitions
from commtui.model.when import Period

if TYPE_CHECKING:
    from commtui.insight.live import Live

# Whoever waits longer than so many periods is not forgotten for want of a list.
BACK = 3


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An open issue or pull request that nobody answered, since when, and whether it is from a newcomer."""

    title: str
    url: str
    since: datetime
    days: float
    newcomer: bool


def unanswered(live: Live, period: Period, back: int = BACK) -> tuple[Unanswered, ...]:
    """Those opened in the period or in those before it: newcomers first, then who waits longest."""
    response, new = (definitions()[each] for each in ("time_to_first_response", "new_contributors"))
    if not is_known(response, live):
        return ()
    found: list[Unanswered] = []
    for steps in range(back + 1):
        when = period.shift(-steps)
        newcomers = {each.person for each in live.engine.evidence(new, when, None)}
        for case in live.engine.evidence(response, when, None):
            if case.amount is None and case.more.get("closed_at") is None and case.happened_at is not None:
                days = float(case.more.get("wait_days") or 0)
                found.append(Unanswered(case.title, case.url or "", case.happened_at, days, case.person in newcomers))
    return tuple(sorted(found, key=lambda each: (not each.newcomer, each.since)))
