"""The metrics that are kept with the plan: each with its trend, a page of its periods, and the goals it judges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from commtui.insight.trend import trend
from commtui.model.measurement import Measurement
from commtui.report.values import id_in_words
from commtui.store.snapshot import Entry
from commtui.tui.aside import WithAside
from commtui.tui.fresh import Fresh
from commtui.tui.lines import Line, Span, spread
from commtui.tui.pages.metric import (
    step_spans,
    value_in_words,
    values_of,
    write_judged,
    write_metric,
    write_reading,
)
from commtui.tui.state import State
from commtui.tui.teaching import last_quarter
from commtui.tui.text import fit
from commtui.tui.widgets.page import Page
from commtui.tui.widgets.virtual_list import Rows
from commtui.tui.writer import Writer, sparkline

if TYPE_CHECKING:
    from commtui.tui.app import CommtuiApp

TREND = 12
ROOMY = 60


@dataclass(frozen=True)
class Series:
    """A metric and its measurements, the earliest first."""

    metric: str
    entries: tuple[Entry[Measurement], ...]


class MetricsView(WithAside[Series]):
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
        last, found = series.entries[-1], trend(series.entries)
        below: list[Span] = [(f"{value_in_words(last)}  ", "text")]
        if found.since_before is not None:
            below += step_spans(series.metric, found.since_before, self.glyphs)
        if found.since_last_year is not None and cells >= ROOMY:
            below += [("   in a year ", "faint"), *step_spans(series.metric, found.since_last_year, self.glyphs)]
        sample = f"n={last.record.sample:,}"
        return (
            Line(
                spread(
                    ((id_in_words(series.metric), "strong"),),
                    ((fit(spark, TREND), "accent"), ("  ", "text"), (f"{sample:>6}", "faint")),
                    cells,
                    self.glyphs.ellipsis,
                )
            ),
            Line(spread(below, ((f"{last.record.period}", "faint"),), cells, self.glyphs.ellipsis)),
        )

    def write_page(self, writer: Writer, state: State, item: Series) -> None:
        """The page about a metric."""
        write_metric(writer, state, item.metric, item.entries)

    def write_aside(self, writer: Writer, state: State, item: Series) -> None:
        """The goals that it judges, and how it is read."""
        write_judged(writer, state, item.metric, item.entries)

    def aside_title(self, item: Series) -> str:
        """What the frame of the third pane says."""
        return "what it is for"

    async def act_metrics_definition(self) -> None:
        """Tell how the metric is read."""
        from commtui.tui.screens.reading import Reading

        series: Series | None = self.listing.item
        if series is not None:
            title = id_in_words(series.metric)
            panel = Reading(title, lambda writer: write_reading(writer, series.metric, series.entries))
            await self.app.push_screen(panel)

    def why_not(self, action: str) -> str | None:
        """Without a metric there is nothing to define."""
        nothing = self.listing.item is None
        return (
            "no metric is under the cursor" if action == "metrics.definition" and nothing else super().why_not(action)
        )

    def on_page_followed(self, event: Page.Followed) -> None:
        """A measurement is a part of the page one is on: it opens on a panel."""
        if isinstance(event.target, Entry) and isinstance(event.target.record, Measurement):
            event.prevent_default()
            event.stop()
            self.call_later(cast("CommtuiApp", self.app).records.show, event.target)

    def is_part(self, target: Entry[Any]) -> bool:
        """A measurement of the metric."""
        return isinstance(target.record, Measurement)

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
