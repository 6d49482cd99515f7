"""What key results are judged by where numbers were counted before: those, else the plan's own measurements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from commtui.insight.measured import Measured
from commtui.model.goal import KeyResult
from commtui.model.when import Quarter

# What was counted of a metric in a quarter.
Results: TypeAlias = Mapping[tuple[str, Quarter], float]


@dataclass(frozen=True, eq=False)
class CountedValues:
    """Counted as `LiveValues` counts, for the quarters of the goals."""

    results: Results
    measured: Measured

    def counted(self, result: KeyResult, quarter: Quarter) -> float | None:
        """What was counted; None for a part of the project, and where nothing was."""
        return None if result.scope is not None else self.results.get((result.metric or "", quarter))

    def value(self, result: KeyResult, quarter: Quarter) -> float | None:
        """What was counted, else measured."""
        counted = self.counted(result, quarter)
        return counted if counted is not None else self.measured.value(result, quarter)
