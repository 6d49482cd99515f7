"""How far the quarter is: its time, its key results, and each of its goals; and where the metrics go."""

from __future__ import annotations

from collections.abc import Sequence

from commtui.insight.quarter import goal_progress
from commtui.insight.trend import trend
from commtui.model.goal import Goal
from commtui.model.measurement import Measurement
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


def trend_cards(drawing: Drawing) -> Sequence[Card]:
    """Each metric with its last values."""
    return [_trend(drawing, metric, series) for metric, series in sorted(drawing.state.measurements.items())]


def _trend(drawing: Drawing, metric: str, series: Sequence[Entry[Measurement]]) -> Card:
    last, step = series[-1], trend(series).since_before
    change = step_spans(metric, step, drawing.glyphs) if step is not None else ()
    before = f", {''.join(text for text, _ in change)} since {step.before.record.period}" if step is not None else ""
    return Card(
        "Trends",
        f"metric:{metric}",
        ((id_in_words(metric), "text"),),
        tuple(change),
        (
            (sparkline(values_of(series)[-TREND:], drawing.glyphs), "accent"),
            (f"  {fit(value_in_words(last), 13, drawing.glyphs.ellipsis)}", "muted"),
        ),
        f"{id_in_words(metric)}: {value_in_words(last)} in {last.record.period}{before}, from {last.record.source}",
        last,
        last,
        is_whole=True,
    )
