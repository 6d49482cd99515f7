"""A line of the screen as data: spans of text, each with the name of its style."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from commtui.tui.text import clean, cut, width

# The styles that `app.tcss` gives a look as `line--NAME`.
STYLES = (
    "text",
    "muted",
    "faint",
    "strong",
    "title",
    "heading",
    "accent",
    "key",
    "good",
    "warn",
    "bad",
    "info",
    "link",
    "track",
    "bar",
    "rock",
    "shade",
    "snow",
    "snow-shade",
    "match",
    "chip",
)

Span = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A line: spans of (text, style); a line with a target can be selected and opened."""

    spans: tuple[Span, ...] = ()
    target: object | None = None

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(text for text, _ in self.spans)


BLANK = Line()


def line(*spans: Span | str, target: object | None = None) -> Line:
    """A line of spans; a bare string is plain text."""
    return Line(tuple((each, "text") if isinstance(each, str) else each for each in spans), target)


def indented(each: Line) -> Line:
    """The line, a cell further in."""
    return Line(((" ", "text"), *each.spans), each.target) if each.spans else each


def spans_width(spans: Iterable[Span]) -> int:
    """How many cells the spans take."""
    return sum(width(clean(text)) for text, _ in spans)


def cut_spans(spans: Iterable[Span], cells: int, ellipsis: str) -> tuple[Span, ...]:
    """The spans, shortened with an ellipsis where they take more cells."""
    kept: list[Span] = []
    left = cells
    for text, style in spans:
        text = clean(text)
        size = width(text)
        if size > left:
            kept.append((cut(text, left, ellipsis) if left > 0 else "", style))
            break
        kept.append((text, style))
        left -= size
    return tuple(kept)


def spread(left: Iterable[Span], right: Iterable[Span], cells: int, ellipsis: str) -> tuple[Span, ...]:
    """Spans at the left and at the right end of a line; the left ones give way."""
    right = tuple(right)
    room = cells - spans_width(right)
    if room < 8:
        return cut_spans(left, cells, ellipsis)
    left = cut_spans(left, room - 1 if right else room, ellipsis)
    return (*left, (" " * (room - spans_width(left)), "text"), *right)
