"""What was measured, and where it went, in few words: with as little loaded as the first screen can do with."""

from __future__ import annotations

from collections.abc import Sequence

from commtui.insight.trend import Change
from commtui.metrics.definition import definitions
from commtui.model.measurement import Measurement
from commtui.report.values import number
from commtui.store.snapshot import Entry
from commtui.tui.glyphs import Glyphs
from commtui.tui.lines import Span

Series = Sequence[Entry[Measurement]]


def values_of(series: Series) -> list[float | None]:
    """The values of a series, None where there was no data."""
    return [None if each.record.value is None else float(each.record.value) for each in series]


def step_in_words(step: Change, glyphs: Glyphs) -> str:
    """By how much a value went up or down."""
    glyph = glyphs.level if not step.amount else glyphs.up if step.amount > 0 else glyphs.down
    return f"{glyph} {number(abs(round(step.amount, 4)))}"


def step_spans(metric: str, step: Change, glyphs: Glyphs) -> tuple[Span, ...]:
    """By how much a value changed, and whether that is good, where one knows."""
    reading = definitions().get(metric)
    judged = step.judged(reading.direction if reading else None)
    words, style = {
        "better": ("better", "good"),
        "worse": ("worse", "bad"),
        "same": ("the same", "muted"),
        None: ("", "muted"),
    }[judged]
    return ((step_in_words(step, glyphs), style), (f" {words}" if words else "", style))


def value_in_words(entry: Entry[Measurement]) -> str:
    """A value with its unit."""
    record = entry.record
    return "no data" if record.value is None else f"{number(record.value)} {record.unit}"
