"""What was counted for one period, whole and frozen: for whoever shows it while it is counted anew elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from commtui.insight.figures import Figure, figures
from commtui.metrics.errors import MetricError
from commtui.metrics.measure import Case
from commtui.model.when import Period

if TYPE_CHECKING:
    from commtui.insight.live import Live

# So many cases of a number are kept to be looked at.
MOST_CASES = 100


@dataclass(frozen=True, eq=False)
class Counted:
    """The figures of a period that the source can tell, by metric, and the cases behind each, the latest first.

    `seen_at` is naive and UTC: when the source was last asked.
    """

    period: Period
    source: str
    repository: str | None
    seen_at: datetime | None
    notices: tuple[str, ...]
    figures: Mapping[str, Figure]
    cases: Mapping[str, tuple[Case, ...]]


def count(live: Live, period: Period) -> Counted:
    """Count all metrics of a period."""
    by_id = {each.definition.id: each for each in figures(live, period) if each.known}
    evidence: dict[str, tuple[Case, ...]] = {}
    troubles: list[str] = []
    for id_, each in by_id.items():
        try:
            evidence[id_] = () if each.now.trouble else live.engine.evidence(each.definition, period, MOST_CASES)
        except MetricError as error:
            # Its number can be counted, but not shown where it comes from: no reason to hide the others.
            troubles.append(str(error))
    sources = live.engine.sources
    seen_at = sources.git_seen_at if live.source == "git" else sources.github_seen_at
    return Counted(period, live.source, live.repository, seen_at, (*live.notices, *troubles), by_id, evidence)
