"""How far the quarter is: its time, its key results, and each of its goals; and where the metrics go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from commtui.insight.quarter import goal_progress
from commtui.insight.trend import trend
from commtui.model.goal import Goal
from commtui.model.measurement import Measurement
from commtui.model.when import Period
from commtui.report.values import id_in_words
from commtui.store.snapshot import Entry
from commtui.tui.cards.card import OPENS, Card, Drawing
from commtui.tui.fresh import Fresh
from commtui.tui.glyphs import STATUS_STYLE, status_glyph
from commtui.tui.lines import Span
from commtui.tui.pages.key_results import reached_in_words
from commtui.tui.pages.quarter import sum_in_words, time_in_words
from commtui.tui.places import quarter_spot
from commtui.tui.state import key_of
from commtui.tui.steps import step_spans, value_in_words, values_of
from commtui.tui.text import fit
from commtui.tui.writer import Writer, sparkline

if TYPE_CHECKING:
    from commtui.insight.counted import Counted
    from commtui.insight.figures import Figure

BAR = 10
TREND = 12
AFTER_BAR = 6


def quarter_cards(drawing: Drawing) -> Sequence[Card]:
    """The quarter as a whole, then its goals."""
    now = drawing.state.progress
    group = f"{now.quarter}: {time_in_words(now)}"
    fresh = Fresh(Goal, {"quarter": str(now.quarter), "status": "planned"})
    target = quarter_spot(now.quarter)
    if not now.goals:
        says = f"Nothing is planned for {now.quarter} yet: what should be different when it ends?"
        left: tuple[Span, ...] = (("No goals for this quarter yet", "muted"),)
        ways = drawing.ways(("new", "writes the first"))
        return [Card(group, "no goals", left, says=says, target=target, fresh=fresh, ways=(*ways, OPENS))]
    says = f"{sum_in_words(now, drawing.glyphs.dot)} {drawing.glyphs.dot} {now.passed:.0%} of its time is over"
    ways = (("open", "shows each key result"), *drawing.ways(("new", "writes another goal")))
    bars = [("Time", now.passed, f"{now.passed:.0%}")]
    if now.key_results:
        bars.append(("Key results", now.reached / now.key_results, f"{now.reached}/{now.key_results}"))
    whole = [
        Card(
            group,
            f"whole:{title}",
            ((title, "strong"),),
            (),
            (*_bar(drawing, share), (f"{words:>{AFTER_BAR}}", "text")),
            says,
            target,
            fresh=fresh,
            ways=ways,
        )
        for title, share, words in bars
    ]
    return [*whole, *(_goal(drawing, group, each) for each in now.goals)]


def _bar(drawing: Drawing, share: float | None) -> tuple[Span, ...]:
    return Writer(80, drawing.glyphs).bar(share, BAR)


def _goal(drawing: Drawing, group: str, entry: Entry[Goal]) -> Card:
    goal, state = entry.record, drawing.state
    done = goal_progress(goal, state.values)
    style = STATUS_STYLE.get(goal.status, "muted")
    owners = state.names(goal.owners) or "nobody owns it yet"
    count = f"{done.reached}/{done.key_results}" if done.key_results else drawing.glyphs.gap
    return Card(
        group,
        key_of(entry),
        ((f"{status_glyph(drawing.glyphs, goal.status)} {goal.status:<8} ", style), (goal.title, "text")),
        (),
        (*_bar(drawing, done.reached / done.key_results if done.key_results else None), (f"{count:>6}", "muted")),
        f"{reached_in_words(state, goal)} {drawing.glyphs.dot} {owners} {drawing.glyphs.dot} {goal.title}",
        entry,
        entry,
        ways=(OPENS, *drawing.ways(("status", "gives it another status"), ("later", "moves it to a later quarter"))),
    )


def trend_cards(drawing: Drawing, counted: Counted | None = None) -> Sequence[Card]:
    """Each metric that is kept in the plan: as it was counted, where it was; else as it was saved, the latest first."""
    figures = counted.figures if counted is not None else {}
    kept = sorted(drawing.state.measurements.items())
    saved = [(metric, series) for metric, series in kept if metric not in figures]
    saved.sort(key=lambda each: each[1][-1].record.period.first_day(1), reverse=True)
    return [
        *(_counted(drawing, figures[metric], series) for metric, series in kept if metric in figures),
        *(_saved(drawing, metric, series) for metric, series in saved),
    ]


def _counted(drawing: Drawing, figure: Figure, series: Sequence[Entry[Measurement]]) -> Card:
    # What counting needs is loaded by now; the first screen does without it.
    from commtui.tui.pages.counted import step_of, value_of

    period, before, unit = figure.now.period, figure.last, figure.now.unit
    change = step_of(figure, before.value, drawing.glyphs) if before is not None else ()
    value = value_of(figure) if unit in {"share", "days"} or figure.now.value is None else f"{value_of(figure)} {unit}"
    return _trend(
        drawing,
        f"Trends, counted for {period}",
        figure.definition.id,
        figure.values,
        value,
        change,
        f"in {period}{_since(change, before.period if before is not None else None)}, counted",
        series[-1],
    )


def _saved(drawing: Drawing, metric: str, series: Sequence[Entry[Measurement]]) -> Card:
    last, step = series[-1], trend(series).since_before
    change = step_spans(metric, step, drawing.glyphs) if step is not None else ()
    since = _since(change, step.before.record.period if step is not None else None)
    return _trend(
        drawing,
        f"Trends, saved for {last.record.period}",
        metric,
        values_of(series),
        value_in_words(last),
        change,
        f"in {last.record.period}{since}, from {last.record.source}",
        last,
    )


def _since(change: tuple[Span, ...], before: Period | None) -> str:
    return f", {''.join(text for text, _ in change)} since {before}" if change else ""


def _trend(
    drawing: Drawing,
    group: str,
    metric: str,
    values: Sequence[float | None],
    value: str,
    change: tuple[Span, ...],
    says: str,
    entry: Entry[Measurement],
) -> Card:
    return Card(
        group,
        f"metric:{metric}",
        ((id_in_words(metric), "text"),),
        change,
        (
            (sparkline(values[-TREND:], drawing.glyphs), "accent"),
            (f"  {fit(value, 13, drawing.glyphs.ellipsis)}", "muted"),
        ),
        f"{id_in_words(metric)}: {value} {says}",
        entry,
        entry,
        is_whole=True,
    )
