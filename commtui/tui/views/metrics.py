"""The metrics, counted or kept with the plan: each with its trend, a page of its periods, and the goals it judges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from commtui.insight.figures import Figure
from commtui.insight.trend import trend
from commtui.metrics.measure import Case
from commtui.model.measurement import Measurement
from commtui.model.person import Person
from commtui.model.words import one_line
from commtui.report.values import id_in_words
from commtui.store.snapshot import Entry
from commtui.tui.aside import WithAside
from commtui.tui.fresh import Fresh
from commtui.tui.lines import Line, Span, spread
from commtui.tui.links import Link
from commtui.tui.pages.counted import origin, step_of, value_of, write_counted
from commtui.tui.pages.metric import write_judged, write_metric, write_periods, write_reading
from commtui.tui.state import State
from commtui.tui.steps import step_spans, value_in_words, values_of
from commtui.tui.teaching import last_quarter
from commtui.tui.text import cut, fit
from commtui.tui.widgets.page import Page
from commtui.tui.widgets.virtual_list import Rows
from commtui.tui.writer import Writer, sparkline

if TYPE_CHECKING:
    from commtui.tui.app import CommtuiApp
    from commtui.tui.deeds.counting import Counting

TREND = 12
ROOMY = 60
_COUNTS = frozenset({"metrics.earlier", "metrics.later"})


@dataclass(frozen=True)
class Series:
    """A metric: its measurements, the earliest first, and what was counted of it now, if anything was."""

    metric: str
    entries: tuple[Entry[Measurement], ...]
    figure: Figure | None = None

    @property
    def title(self) -> str:
        """What people call it."""
        return self.figure.definition.title if self.figure is not None else id_in_words(self.metric)


class MetricsView(WithAside[Series]):
    """Each metric once."""

    first = Measurement

    @property
    def counting(self) -> Counting:
        """Who counts."""
        return cast("CommtuiApp", self.app).counting

    def rows(self, state: State) -> Rows[Series]:
        """The metrics that are counted, what one begins with first; then those that are only kept in the plan."""
        counted = self.counting.counted
        figures = counted.figures if counted is not None else {}
        kept = state.measurements
        rest = sorted(set(kept) - set(figures))
        series = [Series(each, tuple(kept.get(each, ())), figures.get(each)) for each in (*figures, *rest)]
        return Rows(
            series,
            key=lambda each: each.metric,
            search=lambda each: f"{each.title} {each.metric}",
            draw=lambda each, cells: self._draw(each, cells),
            noun="metric",
            height=2,
            gap=1,
        )

    def show(self, state: State) -> None:
        """Show the numbers of the plan, and count what can be counted."""
        super().show(state)
        self.counting.begin()
        self.show_counting()

    def show_counting(self) -> None:
        """Say above the panes which period is counted, from what, and what is going on."""
        self.head.show(self._head if self.counting.is_able else lambda _cells: ())

    def follow_counting(self, *, anew: bool) -> None:
        """Say what is going on, and show what was counted anew: at the same place, or from the top at first."""
        if anew and self.state is not None:
            is_new = not any(each.figure is not None for each in self.listing.rows.items)
            at_top = self.listing.cursor == 0 and not self.on_page
            super().show(self.state)
            if is_new and at_top:
                self.listing.move(0)
        self.show_counting()

    def _head(self, cells: int) -> Sequence[Line]:
        counting, key = self.counting, cast("CommtuiApp", self.app).key_of
        counted = counting.counted
        left: list[Span] = []
        if counted is not None:
            left += [(f"{counted.period}", "strong"), (f"  {origin(counted)}", "muted")]
        right: list[Span] = []
        if counting.trouble:
            left += [("  " if left else "", "text"), (one_line(counting.trouble), "warn")]
        elif counting.doing:
            right = [(counting.doing, "accent")]
        else:
            sides = " ".join(filter(None, (key("metrics.earlier"), key("metrics.later"))))
            ways = [(sides, "period"), (key("reload"), "read anew")]
            for each, words in ways:
                right += [(f"  {each} ", "key"), (words, "muted")] if each else []
        notices = counted.notices if counted is not None and not counting.doing else ()
        lines = [Line(spread(left, right, cells, self.glyphs.ellipsis))]
        return [*lines, *(Line(((cut(one_line(each), cells, self.glyphs.ellipsis), "faint"),)) for each in notices)]

    def _draw(self, series: Series, cells: int) -> Sequence[Line]:
        return self._draw_counted(series.figure, cells) if series.figure is not None else self._draw_kept(series, cells)

    def _draw_counted(self, figure: Figure, cells: int) -> Sequence[Line]:
        below: list[Span] = [(f"{value_of(figure)}  ", "text")]
        if figure.last is not None:
            below += step_of(figure, figure.last.value, self.glyphs)
        in_a_year = step_of(figure, figure.year_before.value if figure.year_before else None, self.glyphs)
        if in_a_year and cells >= ROOMY:
            below += [("   in a year ", "faint"), *in_a_year]
        title = (figure.definition.title, "strong")
        return self._two_lines(title, figure.values, figure.now.sample, below, str(figure.now.period), cells)

    def _draw_kept(self, series: Series, cells: int) -> Sequence[Line]:
        last, found = series.entries[-1], trend(series.entries)
        below: list[Span] = [(f"{value_in_words(last)}  ", "text")]
        if found.since_before is not None:
            below += step_spans(series.metric, found.since_before, self.glyphs)
        if found.since_last_year is not None and cells >= ROOMY:
            below += [("   in a year ", "faint"), *step_spans(series.metric, found.since_last_year, self.glyphs)]
        title = (series.title, "strong")
        period = str(last.record.period)
        return self._two_lines(title, values_of(series.entries), last.record.sample, below, period, cells)

    def _two_lines(
        self, title: Span, values: Sequence[float | None], sample: int, below: Sequence[Span], period: str, cells: int
    ) -> Sequence[Line]:
        spark = fit(sparkline(values[-TREND:], self.glyphs), TREND, self.glyphs.ellipsis)
        right = ((spark, "accent"), ("  ", "text"), (f"{f'n={sample:,}':>6}", "faint"))
        return (
            Line(spread((title,), right, cells, self.glyphs.ellipsis)),
            Line(spread(below, ((period, "faint"),), cells, self.glyphs.ellipsis)),
        )

    def write_page(self, writer: Writer, state: State, item: Series) -> None:
        """The page about a metric."""
        counted = self.counting.counted
        if item.figure is not None and counted is not None:
            write_counted(writer, state, counted, item.figure)
            if item.entries:
                write_periods(writer, item.entries)
        else:
            write_metric(writer, state, item.metric, item.entries)

    def write_aside(self, writer: Writer, state: State, item: Series) -> None:
        """The goals that it judges, and how it is read."""
        write_judged(writer, state, item.metric, item.entries, item.figure)

    def aside_title(self, item: Series) -> str:
        """What the frame of the third pane says."""
        return "what it is for"

    async def act_metrics_definition(self) -> None:
        """Tell how the metric is read."""
        from commtui.tui.screens.reading import Reading

        series: Series | None = self.listing.item
        if series is not None:
            figure = series.figure
            panel = Reading(series.title, lambda writer: write_reading(writer, series.metric, series.entries, figure))
            await self.app.push_screen(panel)

    def why_not(self, action: str) -> str | None:
        """Without a metric there is nothing to define."""
        nothing = self.listing.item is None
        if action == "metrics.definition" and nothing:
            return "no metric is under the cursor"
        if action in _COUNTS and not self.counting.is_able:
            return "nothing is counted here"
        return super().why_not(action)

    def act_metrics_earlier(self) -> None:
        """Count the period before."""
        self.counting.shift(-1)

    def act_metrics_later(self) -> None:
        """Count the period after."""
        self.counting.shift(1)

    def act_reload(self) -> None:
        """Read the files again, and from git or GitHub what is new."""
        cast("CommtuiApp", self.app).files.act_reload()
        self.counting.read()

    def on_page_followed(self, event: Page.Followed) -> None:
        """A measurement is a part of the page one is on: it opens on a panel; evidence opens where it is."""
        if isinstance(event.target, Case):
            event.prevent_default()
            event.stop()
            self._open_case(event.target)
            return
        if isinstance(event.target, Entry) and isinstance(event.target.record, Measurement):
            event.prevent_default()
            event.stop()
            self.call_later(cast("CommtuiApp", self.app).records.show, event.target)

    def _open_case(self, case: Case) -> None:
        """Open the address of a case in the browser, or the page of the person that it is."""
        app = cast("CommtuiApp", self.app)
        person = self.state.snapshot.find(Person, case.person) if self.state is not None and case.person else None
        if case.url:
            self.call_later(app.clip.open, Link(case.title, case.url))
        elif person is not None:
            self.post_message(self.Follow(person))
        else:
            app.tell("there is no page for this one")

    def is_part(self, target: Entry[Any]) -> bool:
        """A measurement of the metric."""
        return isinstance(target.record, Measurement)

    def fresh(self) -> Fresh | None:
        """Another measurement of the metric."""
        series: Series | None = self.listing.item
        if series is None or self.state is None:
            return Fresh(Measurement)
        known: dict[str, Any] = {"metric": series.metric, "computed_on": self.state.today}
        if series.entries:
            last = series.entries[-1].record
            known |= {"unit": last.unit, "source": last.source}
        elif series.figure is not None:
            known |= {"unit": series.figure.definition.unit}
        return Fresh(Measurement, known)

    def entry_of(self, item: Series) -> Entry[Measurement] | None:
        """The last measurement that is kept."""
        return item.entries[-1] if item.entries else None

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
