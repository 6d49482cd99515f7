"""The page of a metric: its trend, and each period with value, sample and source."""

from __future__ import annotations

from collections.abc import Sequence

from commtui.model.goal import Goal
from commtui.model.measurement import Measurement
from commtui.model.words import plural
from commtui.report.values import id_in_words, number
from commtui.store.snapshot import Entry
from commtui.tui.glyphs import Glyphs
from commtui.tui.lines import Span
from commtui.tui.state import State
from commtui.tui.text import fit
from commtui.tui.writer import Writer, sparkline

HEIGHT = 6


def values_of(series: Sequence[Entry[Measurement]]) -> list[float | None]:
    """The values of a series, None where there was no data."""
    return [None if each.record.value is None else float(each.record.value) for each in series]


def change(series: Sequence[Entry[Measurement]], glyphs: Glyphs) -> str:
    """Where the last two known values went, as glyph and number."""
    known = [each for each in values_of(series) if each is not None]
    if len(known) < 2:
        return ""
    step = known[-1] - known[-2]
    glyph = glyphs.level if step == 0 else glyphs.up if step > 0 else glyphs.down
    return f"{glyph} {number(abs(round(step, 4)))}"


def value_in_words(entry: Entry[Measurement]) -> str:
    """A value with its unit."""
    record = entry.record
    return "no data" if record.value is None else f"{number(record.value)} {record.unit}"


def write_metric(writer: Writer, state: State, metric: str, series: Sequence[Entry[Measurement]]) -> None:
    """The whole page."""
    last = series[-1]
    writer.title(id_in_words(metric), (value_in_words(last), "accent"), (f"  in {last.record.period}", "muted"))
    writer.blank()
    _chart(writer, series)
    writer.heading("Periods", plural(len(series), "measurement"))
    writer.add(*_row(writer.glyphs.ellipsis, "Period", "Value", "Sample", "Source", "Computed on", style="muted"))
    for entry in reversed(series):
        record = entry.record
        cells = (str(record.period), value_in_words(entry), f"n={record.sample:,}", record.source)
        writer.add(*_row(writer.glyphs.ellipsis, *cells, str(record.computed_on)), target=entry)
    definitions = dict.fromkeys(each.record.definition for each in series if each.record.definition)
    for definition in definitions:
        writer.heading("How it was read")
        writer.text(definition)
    goals = [each for each in state.snapshot.of(Goal) if any(kr.metric == metric for kr in each.record.key_result)]
    if goals:
        writer.heading("Goals judged by it")
        for goal in goals:
            writer.link((goal.record.title, "link"), target=goal, note=str(goal.record.quarter))


def _row(ellipsis: str, *cells: str, style: str = "text") -> tuple[Span, ...]:
    widths = (10, 16, 9, 10, 12)
    first, *rest = (fit(cell, size - 1, ellipsis) + " " for cell, size in zip(cells, widths, strict=True))
    return ((first, "muted" if style == "muted" else "link"), *((each, style) for each in rest))


def _chart(writer: Writer, series: Sequence[Entry[Measurement]]) -> None:
    values = values_of(series)[-writer.text_cells // 4 :]
    known = [each for each in values if each is not None]
    if len(known) < 2:
        writer.add((sparkline(values, writer.glyphs), "accent"))
        return
    low, high = min(0.0, *known), max(known)
    size = max(min((writer.text_cells - 10) // len(values), 8), 2)
    sparks = writer.glyphs.sparks
    for row in range(HEIGHT, 0, -1):
        label = number(high) if row == HEIGHT else number(low) if row == 1 else ""
        bars = "".join((_bar(each, low, high, row, sparks) * (size - 1)).ljust(size) for each in values)
        writer.add((f"{label:>8} ", "faint"), (bars, "bar"))
    labels = "".join(f"{str(each.record.period)[2:]:<{size}}"[:size] for each in series[-len(values) :])
    if size >= 6:
        writer.add((" " * 9, "text"), (labels, "faint"))


def _bar(value: float | None, low: float, high: float, row: int, sparks: str) -> str:
    if value is None or high == low:
        return " "
    filled = (value - low) / (high - low) * HEIGHT - (row - 1)
    if filled <= 0:
        return " "
    return sparks[-1] if filled >= 1 else sparks[max(round(filled * len(sparks)) - 1, 0)]
