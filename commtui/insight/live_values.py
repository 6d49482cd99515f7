"""What key results are judged by: the metric as it is counted now, else the last measurement in the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commtui.insight.figures import countable, is_known
from commtui.insight.measured import Measured
from commtui.model.goal import KeyResult
from commtui.model.when import Quarter

if TYPE_CHECKING:
    from commtui.insight.live import Live


@dataclass(frozen=True)
class LiveValues:
    """Counted now where the source can tell, over the quarter of the goal."""

    live: Live
    measured: Measured

    def value(self, result: KeyResult, quarter: Quarter) -> float | None:
        """The value; what fails, a part of the project, and a quarter of which nothing can be known: by the plan."""
        counted = self._counted(result, quarter)
        return counted if counted is not None else self.measured.value(result, quarter)

    def _counted(self, result: KeyResult, quarter: Quarter) -> float | None:
        definition, engine = countable(self.live).get(result.metric or ""), self.live.engine
        if definition is None or result.scope is not None or not is_known(definition, self.live):
            return None
        if not engine.has_begun(quarter) or engine.is_before_all(quarter):
            return None
        return engine.measure_all(quarter, {definition.id})[definition.id].value
