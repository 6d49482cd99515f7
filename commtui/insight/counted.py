"""What was counted, whole and frozen: for whoever shows it while it is counted anew elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from commtui.insight.counted_values import Results
from commtui.insight.figures import Figure, figures
from commtui.insight.live_values import LiveValues
from commtui.insight.measured import Measured
from commtui.insight.tallies import Tallies, tallies
from commtui.metrics.errors import MetricError
from commtui.metrics.measure import Case
from commtui.model.goal import Goal
from commtui.model.person import Person
from commtui.model.when import Period, Quarter
from commtui.store.snapshot import Snapshot

if TYPE_CHECKING:
    from commtui.insight.live import Live

# So many cases of a number are kept to be looked at.
MOST_CASES = 100


@dataclass(frozen=True, eq=False)
class Counted:
    """The figures of a period that the source can tell, by metric, and the cases behind each, the latest first.

    `seen_at` is naive and UTC: when the source was last asked. `tallies` are what people did of what rungs ask, as of
    today whatever the period. `results` are the metrics of key results, each in the quarter of its goal.
    """

    period: Period
    source: str
    repository: str | None
    seen_at: datetime | None
    notices: tuple[str, ...]
    figures: Mapping[str, Figure]
    cases: Mapping[str, tuple[Case, ...]]
    tallies: Tallies
    results: Results


def count(live: Live, period: Period, snapshot: Snapshot, today: date) -> Counted:
    """Count all metrics of a period, and what the rungs of the plan ask; `live` was told of the plan's people."""
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
    notices = (*live.notices, *troubles)
    of_people = tallies(live, snapshot, snapshot.records(Person), today)
    of_goals = _results(live, snapshot)
    return Counted(period, live.source, live.repository, seen_at, notices, by_id, evidence, of_people, of_goals)


def _results(live: Live, snapshot: Snapshot) -> Results:
    values = LiveValues(live, Measured({}))
    found: dict[tuple[str, Quarter], float] = {}
    for goal in snapshot.records(Goal):
        for result in goal.key_result:
            place = (result.metric or "", goal.quarter)
            value = None if place in found else values.value(result, goal.quarter)
            if value is not None:
                found[place] = value
    return found
