"""Measured values that are kept with the plan."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from commtui.model.numbers import Count, Number
from commtui.model.record import Kind, Record
from commtui.model.reference import MetricRef
from commtui.model.text import Text
from commtui.model.when import PeriodField


class Measurement(Record):
    """What a metric was in a period, with its sample size and source."""

    about: ClassVar[Kind] = Kind(
        "measurement", "measurement", "measurements", file="metrics.toml", place="metrics/{period}.toml"
    )

    metric: MetricRef = Field(title="Metric", description="What was measured.", examples=["time_to_first_response"])
    period: PeriodField = Field(title="Period", description="For which period.", examples=["2026-Q3"])
    value: Number | None = Field(None, title="Value", description="The number; missing where there was no data.")
    unit: Text = Field(title="Unit", description="Of what the number is.", examples=["days"])
    sample: Count = Field(title="Sample", description="From how many cases it was computed.", examples=[42])
    source: Text = Field(title="Source", description="Where the data came from.", examples=["github"])
    computed_on: date = Field(title="Computed on", description="When it was computed.", examples=["2026-10-01"])
    definition: Text | None = Field(None, title="Definition", description="How the metric was read.")

    @property
    def caption(self) -> str:
        """Metric and period."""
        return f"{self.metric} {self.period}"
