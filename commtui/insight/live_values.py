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
        """The value; what fails, and a part of the project, is judged by the plan alone."""
        definition = countable(self.live).get(result.metric or "")
        if definition is None or result.scope is not None or not is_known(definition, self.live):
            return self.measured.value(result, quarter)
        counted = self.live.engine.measure_all(quarter, {definition.id})[definition.id].value
        return counted if counted is not None else self.measured.value(result, quarter)
