"""A chart of bars, as lines: an axis with its numbers, a bar for each value, and marks at levels that matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commtui.report.values import number
from commtui.tui.glyphs import Glyphs
from commtui.tui.lines import Line, Span
from commtui.tui.text import fit, width

AXIS = 8
WIDEST_BAR = 9
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Level:
    """A value that matters, such as a target, and what it is."""

    value: float
    words: str


def chart(
    values: Sequence[float | None],
    labels: Sequence[str],
    cells: int,
    height: int,
    glyphs: Glyphs,
    level: Level | None = None,
) -> list[Line]:
    """As many of the last values as fit; one that is not known has a dot on the ground, the last one stands out."""
    room = cells - AXIS - 2
    values = values[-max(room // 2, 1) :]
    labels = labels[-len(values) :]
    known = [each for each in values if each is not None] + ([level.value] if level else [])
    if not known or room < 4:
        return []
    low, high = min(0.0, *known), max(0.0, *known)
    size = max(min(room // len(values), WIDEST_BAR), 2)
    bars = _Bars(low, high if high > low else low + 1, height, size, glyphs)
    lines = [_row(bars, values, row, level) for row in range(height, 0, -1)]
    ground = glyphs.rule * (size * len(values))
    lines.append(Line(((" " * AXIS + " ", "text"), (ground, "track"))))
    if size >= max(map(width, labels), default=0) + 1:
        lines.append(
            Line(((" " * (AXIS + 1), "text"), *((fit(each, size, glyphs.ellipsis), "muted") for each in labels)))
        )
    elif labels:
        first, last = labels[0], labels[-1]
        lines.append(Line(((" " * (AXIS + 1) + f"{first} {glyphs.arrow} {last}", "muted"),)))
    return lines


@dataclass(frozen=True, slots=True)
class _Bars:
    low: float
    high: float
    height: int
    size: int
    glyphs: Glyphs

    def filled(self, value: float, row: int) -> float:
        """How much of this row, the lowest being 1, a bar of this value fills."""
        return (value - self.low) / (self.high - self.low) * self.height - (row - 1)

    def row_of(self, value: float) -> int:
        """The row in which a bar of this value ends."""
        return max(1, min(round((value - self.low) / (self.high - self.low) * self.height + 0.499), self.height))

    def piece(self, value: float | None, row: int) -> str:
        """What of a bar is seen in this row."""
        if value is None:
            return self.glyphs.gap if row == 1 else " "
        filled = self.filled(value, row)
        if filled <= 0:
            return " "
        sparks = self.glyphs.sparks
        if self.glyphs.ascii_only and filled < 1:
            # Of the signs for little and much some look like the line of a target.
            return ":" if filled >= HALF else "."
        return sparks[-1] if filled >= 1 else sparks[max(round(filled * len(sparks)) - 1, 0)]


def _row(bars: _Bars, values: Sequence[float | None], row: int, level: Level | None) -> Line:
    glyphs = bars.glyphs
    here = level is not None and bars.row_of(level.value) == row
    label = number(round(bars.high, 2)) if row == bars.height else number(round(bars.low, 2)) if row == 1 else ""
    spans: list[Span] = [
        (f"{label[: AXIS - 1]:>{AXIS - 1}} ", "faint"),
        (glyphs.upright, "track"),
    ]
    for index, value in enumerate(values):
        piece = bars.piece(value, row)
        style = "accent" if index == len(values) - 1 else "bar"
        if here and piece == " ":
            spans.append((glyphs.track * bars.size, "warn"))
            continue
        spans += [
            (piece * (bars.size - 1) if value is not None else piece.ljust(bars.size - 1), style),
            ((glyphs.track if here else " "), "warn"),
        ]
    if here and level is not None:
        spans.append((f" {level.words}", "warn"))
    return Line(tuple(spans))
