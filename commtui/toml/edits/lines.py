"""Lines of a text: where they begin and end, and what style they have."""

from __future__ import annotations

from collections.abc import Iterable


def line_start(text: str, offset: int) -> int:
    """Where the line of an offset starts."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """The offset after the line end that follows, or of the end of the text."""
    return text.find("\n", offset) + 1 or len(text)


def indent_of(text: str, offset: int) -> str:
    """The blanks at the start of the line of an offset, which is the first thing behind them."""
    return text[line_start(text, offset) : offset]


def eol_at(text: str, offset: int) -> str:
    """The line end that the text uses at an offset, or else before it."""
    end = text.find("\n", offset)
    if end < 0:
        end = text.rfind("\n")
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"


def is_blank(text: str, start: int) -> bool:
    """Whether a line starts here and is blank, its line end included."""
    end = line_end(text, start)
    return text.endswith("\n", start, end) and not text[start:end].strip()


def comments_above(text: str, offset: int, floor: int) -> int:
    """The start of the comment lines, not above `floor`, that are glued to the line of an offset, or else of that.

    They are indented alike, and no deeper than the line: what is deeper belongs to what stands above.
    """
    start = line_start(text, offset)
    indent: int | None = None
    most = _indentation(text, start)
    while start > floor and text[(above := line_start(text, start - 1)) : start].lstrip(" \t").startswith("#"):
        depth = _indentation(text, above)
        if depth > most or indent not in (None, depth):
            break
        start, indent = above, depth
    return start


def _indentation(text: str, start: int) -> int:
    """How deep the line that starts here is indented, in columns."""
    end = start
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    return len(text[start:end].expandtabs())


def comments_below(text: str, offset: int, limit: int) -> int:
    """The end of the comment lines that follow an offset, which is a line's start, and end before the limit."""
    end = offset
    while end < limit and text[end : (below := line_end(text, end))].lstrip(" \t").startswith("#"):
        end = below
    return end


def blank_lines_above(text: str, offset: int) -> int:
    """How many blank lines stand above the line that starts at an offset."""
    count = 0
    while offset and is_blank(text, (above := line_start(text, offset - 1))):
        offset = above
        count += 1
    return count


def blank_lines_below(text: str, offset: int) -> int:
    """How many blank lines stand from a line's start on."""
    count = 0
    while offset < len(text) and is_blank(text, offset):
        offset = line_end(text, offset)
        count += 1
    return count


Splice = tuple[int, int, str]
"""Where a piece of text starts and ends, and what comes in its place."""


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with other text in place of these pieces."""
    pieces = []
    position = 0
    for start, end, instead in sorted(splices):
        pieces += [text[position:start], instead]
        position = end
    return "".join([*pieces, text[position:]])


def align(key: str, gap: str, column: int) -> str:
    """The key with the blanks before its `=`: like those of a neighbor, whose `=` stands in this column."""
    return in_column(key, column) if len(gap) > 1 else key + gap


def in_column(key: str, column: int) -> str:
    """The key with as many blanks, but one at least, that its `=` stands in this column."""
    return key + " " * max(1, column - len(key))
