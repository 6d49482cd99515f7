"""The page of a metric: its trend, each period with value, sample and source, how it is read, what it judges."""

from __future__ import annotations

from collections.abc import Iterator

from commtui.insight.figures import Figure
from commtui.insight.key_result import share, verdict
from commtui.insight.trend import trend
from commtui.metrics.definition import Definition, definitions
from commtui.model.goal import Goal, KeyResult
from commtui.model.words import plural
from commtui.report.values import id_in_words, number
from commtui.store.snapshot import Entry
from commtui.tui.lines import Line, Span
from commtui.tui.pages.goal import status_spans
from commtui.tui.state import State
from commtui.tui.steps import Series, step_spans, value_in_words, values_of
from commtui.tui.text import fit
from commtui.tui.widgets.chart import Level, chart
from commtui.tui.writer import Writer

LOW, HIGH = 6, 9
ROOMY = 80
BAR = 16
OPEN = frozenset({"planned", "active"})


def write_metric(writer: Writer, state: State, metric: str, series: Series) -> None:
    """The whole page."""
    last = series[-1]
    in_period = f"  in {last.record.period}  n={last.record.sample:,}"
    writer.title(id_in_words(metric), (value_in_words(last), "accent"), (in_period, "muted"))
    writer.blank()
    _write_changes(writer, metric, series)
    writer.blank()
    _write_chart(writer, state, metric, series)
    write_periods(writer, series)
    _write_origin(writer, series)


def _write_changes(writer: Writer, metric: str, series: Series) -> None:
    found = trend(series)
    for label, step in (("Before", found.since_before), ("A year before", found.since_last_year)):
        if step is not None:
            before = f"{value_in_words(step.before)} in {step.before.record.period}  "
            writer.field(label, ((before, "text"), *step_spans(metric, step, writer.glyphs)))
    reading = definitions().get(metric)
    if reading is not None:
        writer.field("Direction", ((_direction(reading), "muted"),))


def _direction(reading: Definition) -> str:
    words = {"up": "more is better", "down": "less is better", None: "neither more nor less is better"}
    return words[reading.direction]


def _write_chart(writer: Writer, state: State, metric: str, series: Series) -> None:
    labels = [str(each.record.period)[2:] for each in series]
    level = levels_of(state, metric)
    height = HIGH if writer.text_cells >= ROOMY else LOW
    room = writer.text_cells - (len(level.words) + 1 if level else 0)
    drawn: list[Line] = chart(values_of(series), labels, room, height, writer.glyphs, level)
    for each in drawn:
        writer.add(*each.spans)


def levels_of(state: State, metric: str) -> Level | None:
    """What the next open goal wants of a metric; None where no goal does."""
    targets = [
        (goal.record.quarter, target)
        for goal, result in judged_by(state, metric)
        if goal.record.status in OPEN and (target := _target(result)) is not None
    ]
    if not targets:
        return None
    _, (sign, value) = min(targets, key=lambda each: each[0])
    return Level(value, f"{sign} {number(value)}")


def _target(result: KeyResult) -> tuple[str, float] | None:
    if result.at_least is not None:
        return "at least", float(result.at_least)
    return ("at most", float(result.at_most)) if result.at_most is not None else None


def write_periods(writer: Writer, series: Series) -> None:
    """The measurements that are kept in the plan."""
    writer.heading("Kept in the plan", plural(len(series), "measurement"))
    writer.add(*_row(writer.glyphs.ellipsis, "Period", "Value", "Sample", "Source", "Computed on", style="muted"))
    for entry in reversed(series):
        record = entry.record
        cells = (str(record.period), value_in_words(entry), f"n={record.sample:,}", record.source)
        writer.add(*_row(writer.glyphs.ellipsis, *cells, str(record.computed_on)), target=entry)


def _row(ellipsis: str, *cells: str, style: str = "text") -> tuple[Span, ...]:
    widths = (10, 16, 9, 10, 12)
    first, *rest = (fit(cell, size - 1, ellipsis) + " " for cell, size in zip(cells, widths, strict=True))
    return ((first, "muted" if style == "muted" else "link"), *((each, style) for each in rest))


def _write_origin(writer: Writer, series: Series) -> None:
    files = list(dict.fromkeys(each.file.name for each in reversed(series)))
    more = f" and {plural(len(files) - 1, 'more file')}" if len(files) > 1 else ""
    writer.blank()
    adds = writer.way("new", "adds one.")
    writer.text(f"Measurements are records like any other: these stand in {files[0]}{more}. {adds}".rstrip(), "faint")


def judged_by(state: State, metric: str) -> Iterator[tuple[Entry[Goal], KeyResult]]:
    """The goals that a metric judges, the latest first, with the key result in question."""
    goals = sorted(state.snapshot.of(Goal), key=lambda each: each.record.quarter, reverse=True)
    return ((goal, result) for goal in goals for result in goal.record.key_result if result.metric == metric)


def write_judged(writer: Writer, state: State, metric: str, series: Series, figure: Figure | None = None) -> None:
    """The goals that a metric judges, and how it is read."""
    found = list(judged_by(state, metric))
    writer.heading("Goals judged by it", "" if found else "none yet")
    if not found:
        writer.text("A key result names it as its metric, with a number to reach.", "muted")
    last: Entry[Goal] | None = None
    unit = figure.definition.unit if figure is not None else series[-1].record.unit
    for goal, result in found:
        if goal is not last:
            glyph, _ = status_spans(writer, goal.record.status)
            writer.link(glyph, (goal.record.title, "link"), target=goal, note=str(goal.record.quarter))
        last = goal
        _write_result(writer, state, goal.record, result, unit)
    write_reading(writer, metric, series, figure)


def _write_result(writer: Writer, state: State, goal: Goal, result: KeyResult, unit: str) -> None:
    now = state.values.value(result, goal.quarter)
    value = result.actual if result.actual is not None else now
    target = _target(result)
    arrow = f" {writer.glyphs.arrow} "
    steps = [f"{number(result.baseline)} at first"] if result.baseline is not None else []
    if value is not None:
        steps.append(f"{number(value)} {'in the end' if result.actual is not None else 'now'}")
    if target is not None:
        steps.append(f"{target[0]} {number(target[1])} {unit}")
    writer.text(result.title, "text", indent=2)
    writer.text(arrow.join(steps), "muted", indent=2)
    how_far, judged = share(result, now), verdict(result, now)
    words = "not judged yet" if how_far is None else f"{how_far:.0%} {judged}"
    style = {"reached": "good", "open": "accent", "unjudged": "muted"}[judged]
    writer.add(("  ", "text"), *writer.bar(how_far, BAR), (f"  {words}", style))


def write_reading(writer: Writer, metric: str, series: Series, figure: Figure | None = None) -> None:
    """How a metric is read: by us, or by the community whose own it is, and by who measured."""
    reading = figure.definition if figure is not None else definitions().get(metric)
    writer.heading("How it is read")
    if reading is not None:
        writer.text(reading.reading)
    written = dict.fromkeys(each.record.definition for each in series if each.record.definition)
    for definition in written:
        writer.blank()
        writer.text("As written with the measurements:", "muted")
        writer.text(definition)
    if reading is None:
        if not written:
            writer.text("The records do not say, and it is none of the metrics that commtui knows.", "muted")
        return
    writer.blank()
    writer.field("Unit", reading.unit)
    writer.field("Direction", _direction(reading))
    if reading.own:
        writer.field("File", str(reading.path))
    else:
        writer.field("At CHAOSS", reading.chaoss or "no metric of this name: this one is ours")
    writer.field("Id", metric)
