"""A mountain, line by line: lit from the left, with snow on its top."""

from __future__ import annotations

from itertools import groupby

from commtui.tui.glyphs import Glyphs
from commtui.tui.lines import Span

SNOW = 0.3
# Which quarters of a cell are rock: upper left, upper right, lower left, lower right.
_QUARTERS = {
    (False, False, False, False): " ",
    (False, False, False, True): "▗",
    (False, False, True, False): "▖",
    (False, False, True, True): "▄",
    (False, True, False, True): "▐",
    (True, False, True, False): "▌",
    (False, True, True, True): "▟",
    (True, False, True, True): "▙",
    (True, True, True, True): "█",
}
# How far the ridge between light and shade lies from the middle, line by line.
_RIDGE = (0, 1, 1, 0, -1, 0)
_RAGGED = 3


def slope(number: int, lines: int, half: int, glyphs: Glyphs) -> tuple[Span, ...]:
    """Line `number` of a mountain of so many lines, `2 * half` cells wide; half cells make its slopes even."""
    reaches = tuple(max((2 * number + part + 1) * half / lines, 1.0) for part in (0, 1))
    left = [_cell(2 * (half - index), reaches, glyphs, leftward=True) for index in range(half)]
    right = [_cell(2 * (index + 1), reaches, glyphs, leftward=False) for index in range(half)]
    ridge = half + _RIDGE[number % len(_RIDGE)]
    cells = [(text, _look(text, index, index < ridge, number, lines)) for index, text in enumerate(left + right)]
    return tuple(("".join(text for text, _ in run), look) for look, run in groupby(cells, key=lambda cell: cell[1]))


def _cell(outer: int, reaches: tuple[float, ...], glyphs: Glyphs, *, leftward: bool) -> str:
    """A cell whose outer half is `outer` half cells from the middle, its inner half one less."""
    (a, b), (c, d) = ((outer <= reach, outer - 1 <= reach) for reach in reaches)
    if glyphs.ascii_only:
        if not d:
            return " "
        return glyphs.rock if a else glyphs.left_slope if leftward else glyphs.right_slope
    return _QUARTERS[(a, b, c, d) if leftward else (b, a, d, c)]


def _look(text: str, index: int, lit: bool, number: int, lines: int) -> str:
    if text == " ":
        return "text"
    limit = SNOW * lines
    snow = number + 1 <= limit or (number <= limit and index % _RAGGED != 0)
    return ("snow" if lit else "snow-shade") if snow else ("rock" if lit else "shade")
