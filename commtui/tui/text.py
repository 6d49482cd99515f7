"""Text from files on its way to the terminal: made harmless, measured, cut and wrapped in cells."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

from commtui.model.words import visible

LONGEST = 4000
# On one line of the screen: what parts words is a space, and marks of direction, which have no width, are left out.
_PARTS = dict.fromkeys(map(ord, "\n\t\u2028\u2029"), " ")
_ON_ONE_LINE: dict[int, str] = _PARTS | dict.fromkeys(map(ord, "\u200e\u200f\u061c"), "")
_IN_LINES = {code: sign for code, sign in _ON_ONE_LINE.items() if code != ord("\n")}


def clean(text: str) -> str:
    """The text on one line, without what a terminal would obey; very long text is cut."""
    text = _cut_long(text)
    return text if text.isprintable() else visible(text.translate(_ON_ONE_LINE))


def clean_lines(text: str) -> list[str]:
    """The lines of a text, each without what a terminal would obey; very long text is cut."""
    lines = _cut_long(text).replace("\r\n", "\n").translate(_IN_LINES).split("\n")
    return [visible(each) for each in lines]


def _cut_long(text: str) -> str:
    return text[:LONGEST] + "..." if len(text) > LONGEST else text


def width(text: str) -> int:
    """How many cells the text takes."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: str, cells: int, ellipsis: str) -> str:
    """The text, shortened with an ellipsis where it takes more cells."""
    text = clean(text)
    if width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    room = cells - len(ellipsis)
    return set_cell_size(text, room).rstrip() + ellipsis if room > 0 else ellipsis[:cells]


def fit(text: str, cells: int, ellipsis: str) -> str:
    """The text in exactly so many cells."""
    text = cut(text, cells, ellipsis)
    return text + " " * (cells - width(text))


def wrap(text: str, cells: int) -> list[str]:
    """One line of text as lines of at most so many cells, broken at spaces, and inside words that are longer."""
    cells = max(cells, 1)
    lines: list[str] = []
    line, used = "", 0
    for word in clean(text).split():
        for piece in _pieces(word, cells):
            size = width(piece)
            if line and used + 1 + size > cells:
                lines.append(line)
                line, used = piece, size
            else:
                line, used = (f"{line} {piece}", used + 1 + size) if line else (piece, size)
    return [*lines, line] if line or not lines else lines


def _pieces(word: str, cells: int) -> list[str]:
    if width(word) <= cells:
        return [word]
    pieces: list[str] = []
    piece, used = "", 0
    for character in word:
        size = max(width(character), 0)
        if piece and used + size > cells:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + character, used + size
    return [*pieces, piece]
