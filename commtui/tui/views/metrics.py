"""The metrics that are kept with the plan: each with its trend, and a page of its periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commtui.model.measurement import Measurement
from commtui.report.values import id_in_words
from commtui.store.snapshot import Entry
from commtui.tui.lines import Line, spread
from commtui.tui.pages.metric import change, value_in_words, values_of, write_metric
from commtui.tui.state import State
from commtui.tui.teaching import last_quarter
from commtui.tui.text import fit
from commtui.tui.views.base import Fresh, MasterDetail
from commtui.tui.widgets.virtual_list import Rows
from commtui.tui.writer import Writer, sparkline

TREND = 12


@dataclass(frozen=True)
class Series:
    """A metric and its measurements, the earliest first."""

    metric: str
    entries: tuple[Entry[Measurement], ...]


class MetricsView(MasterDetail[Series]):
    """Each metric once."""

    first = Measurement

    def rows(self, state: State) -> Rows[Series]:
        """The metrics by name."""
        series = [Series(metric, tuple(entries)) for metric, entries in sorted(state.measurements.items())]
        return Rows(
            series,
            key=lambda each: each.metric,
            search=lambda each: f"{id_in_words(each.metric)} {each.metric}",
            draw=lambda each, cells: self._draw(each, cells),
            noun="metric",
            height=2,
            gap=1,
        )

    def _draw(self, series: Series, cells: int) -> Sequence[Line]:
        spark = sparkline(values_of(series.entries)[-TREND:], self.glyphs)
        last = series.entries[-1]
        left = ((id_in_words(series.metric), "text"),)
        below = ((value_in_words(last), "muted"), (f"  {change(series.entries, self.glyphs)}", "faint"))
        return (
            Line(spread(left, ((fit(spark, TREND), "accent"),), cells, self.glyphs.ellipsis)),
            Line(spread(below, ((fit(str(last.record.period), TREND), "faint"),), cells, self.glyphs.ellipsis)),
        )

    def write(self, writer: Writer, state: State, item: Series) -> None:
        """The page about a metric."""
        write_metric(writer, state, item.metric, item.entries)

    def fresh(self) -> Fresh | None:
        """Another measurement of the metric."""
        series: Series | None = self.listing.item
        if series is None or self.state is None:
            return Fresh(Measurement)
        last = series.entries[-1].record
        same = {"metric": last.metric, "unit": last.unit, "source": last.source}
        return Fresh(Measurement, {**same, "computed_on": self.state.today})

    def entry_of(self, item: Series) -> Entry[Measurement]:
        """The last measurement."""
        return item.entries[-1]

    def page_title(self, item: Series) -> str:
        """The metric's id."""
        return item.metric

    def key_for(self, target: Entry[Any]) -> str:
        """A measurement is on its metric's page."""
        return str(target.record.metric)

    def teach(self, state: State) -> tuple[str, str]:
        """What is shown here."""
        return (
            "What was measured, period by period.",
            f'[[measurement]]\nmetric = "time_to_first_response"\nperiod = "{last_quarter(state)}"\n'
            f'value = 2.1\nunit = "days"\nsample = 42\nsource = "git"\ncomputed_on = {state.today}',
        )
