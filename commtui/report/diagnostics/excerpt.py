"""A source line with a mark under the fault: tabs, wide and control characters included, long lines cut around it."""

from __future__ import annotations

from commtui.model.words import character_width, width
from commtui.report.style import Style

_TAB = "    "


def excerpt(line: str, start: int, end: int, columns: int, style: Style) -> tuple[str, str]:
    """The line in so many columns at most, and a line of `^` that stand under its characters from `start` to `end`.

    Only what is near the fault is looked at: a line may be megabytes long.
    """
    columns = max(columns, 20)
    start = min(start, len(line))
    end = min(max(end, start), len(line))
    whole = _cells(line, style) if len(line) <= columns else []
    if whole and _total(whole) <= columns:
        return "".join(whole), _mark(_total(whole[:start]), whole[start:end])
    ellipsis = style.sign("…")
    room = columns - 2 * width(ellipsis)
    fault = _fill(_cells(line[start : min(end, start + room)], style), room // 2)
    after = start + len(fault)
    following = _cells(line[after : after + room], style)
    beside = room - _total(fault)
    left = _fill(
        _cells(line[max(0, start - room) : start], style)[::-1], beside - _total(_fill(following, beside // 3))
    )
    right = _fill(following, beside - _total(left))
    lead = "" if start == len(left) else ellipsis
    trail = "" if after + len(right) >= len(line) else ellipsis
    shown = lead + "".join(reversed(left)) + "".join(fault) + "".join(right) + trail
    return shown, _mark(width(lead) + _total(left), fault)


def _mark(column: int, fault: list[str]) -> str:
    return " " * column + "^" * max(1, _total(fault))


def _cells(text: str, style: Style) -> list[str]:
    return [_TAB if character == "\t" else style.show(character) for character in text]


def _fill(cells: list[str], columns: int) -> list[str]:
    kept: list[str] = []
    for cell in cells:
        columns -= _cell_width(cell)
        if columns < 0:
            break
        kept.append(cell)
    return kept


def _total(cells: list[str]) -> int:
    return sum(map(_cell_width, cells))


def _cell_width(cell: str) -> int:
    return character_width(cell) if len(cell) == 1 else width(cell)
