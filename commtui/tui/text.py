"""Text from files on its way to the terminal: made harmless, measured, cut and wrapped in cells."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

LONGEST = 4000
REPLACEMENT = "\ufffd"


def _harmless() -> dict[int, str]:
    table = {code: chr(0x2400 + code) for code in range(0x20)}
    table |= {0x7F: "\u2421", ord("\t"): " ", ord("\n"): " "}
    dangerous = (*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000))
    table |= dict.fromkeys(dangerous, REPLACEMENT)
    table |= dict.fromkeys((0x200E, 0x200F, 0x061C), "")
    return table | dict.fromkeys((0x2028, 0x2029), " ")


_HARMLESS = _harmless()
_HARMLESS_LINES = _HARMLESS | {ord("\n"): "\n"}


def clean(text: str) -> str:
    """The text on one line, without what a terminal would obey; very long text is cut."""
    if len(text) > LONGEST:
        text = text[:LONGEST] + "…"
    return text if text.isprintable() else text.translate(_HARMLESS)


def clean_lines(text: str) -> list[str]:
    """The lines of a text, each without what a terminal would obey; very long text is cut."""
    if len(text) > LONGEST:
        text = text[:LONGEST] + "…"
    return text.replace("\r\n", "\n").translate(_HARMLESS_LINES).split("\n")


def width(text: str) -> int:
    """How many cells the text takes."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: str, cells: int, ellipsis: str = "…") -> str:
    """The text, shortened with an ellipsis where it takes more cells."""
    text = clean(text)
    if width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    room = cells - len(ellipsis)
    return set_cell_size(text, room).rstrip() + ellipsis if room > 0 else ellipsis[:cells]


def fit(text: str, cells: int, ellipsis: str = "…") -> str:
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


def plural(count: int, noun: str, nouns: str | None = None) -> str:
    """`1 goal`, `3 goals`."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"
