"""Writes a page: titles, fields, wrapped text, bars and links as lines of one width."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from commtui.tui.glyphs import Glyphs
from commtui.tui.lines import BLANK, Line, Span, cut_spans, spread
from commtui.tui.text import clean_lines, fit, width, wrap

LABEL = 15
LONGEST_TEXT = 100


class Writer:
    """Collects the lines of a page that is so many cells wide."""

    def __init__(self, cells: int, glyphs: Glyphs, key_of: Callable[[str], str] = lambda _id: "") -> None:
        self.cells = cells
        self.glyphs = glyphs
        # The key of an action as people read it; empty where it has none.
        self.key_of = key_of
        self.lines: list[Line] = []

    def way(self, action: str, words: str) -> str:
        """The key of an action and what it does here; empty where it has no key."""
        key = self.key_of(action)
        return f"{key} {words}" if key else ""

    @property
    def text_cells(self) -> int:
        """The width of running text: no wider than is good to read."""
        return min(self.cells, LONGEST_TEXT)

    def add(self, *spans: Span, target: object | None = None) -> None:
        """One line, cut at the width."""
        self.lines.append(Line(cut_spans(spans, self.cells, self.glyphs.ellipsis), target))

    def spread(self, left: Iterable[Span], right: Iterable[Span], target: object | None = None) -> None:
        """One line with something at its right end."""
        self.lines.append(Line(spread(left, right, self.text_cells, self.glyphs.ellipsis), target))

    def blank(self) -> None:
        """A blank line, unless there is one, or the page begins."""
        if self.lines and self.lines[-1] != BLANK:
            self.lines.append(BLANK)

    def title(self, text: str, *spans: Span) -> None:
        """What the page is about, and a line of its state."""
        for each in wrap(text, self.text_cells):
            self.add((each, "title"))
        if spans:
            self.add(*spans)

    def heading(self, text: str, note: str = "") -> None:
        """The head of a section."""
        self.blank()
        self.add((text, "heading"), (f"  {note}" if note else "", "faint"))

    def rule(self, text: str) -> None:
        """A line across the page, with what begins below it."""
        self.blank()
        start = f"{self.glyphs.rule * 2} {text} "
        self.add((start, "faint"), (self.glyphs.rule * (self.text_cells - width(start)), "track"))

    def text(self, text: str, style: str = "text", indent: int = 0) -> None:
        """Wrapped text; its line breaks and list marks are kept."""
        for paragraph in clean_lines(text.strip("\n")):
            if not paragraph.strip():
                self.blank()
                continue
            body = paragraph.lstrip()
            inner = indent + len(paragraph) - len(body)
            hang = 2 if body[:2] in {"- ", "* "} else 0
            bullet = f"{self.glyphs.bullet} " if hang else ""
            for number, each in enumerate(wrap(body[hang:], self.text_cells - inner - hang)):
                self.add((" " * inner + (bullet if number == 0 else " " * hang) + each, style))

    def field(self, label: str, value: str | Iterable[Span], target: object | None = None) -> None:
        """A label and its value; a long value goes on below itself."""
        if not isinstance(value, str):
            self._line(label, tuple(value), target)
            return
        style = "link" if target is not None else "text"
        for number, each in enumerate(wrap(value, self.text_cells - LABEL)):
            self._line(label if number == 0 else "", ((each, style),), target if number == 0 else None)

    def _line(self, label: str, value: tuple[Span, ...], target: object | None) -> None:
        self.add((fit(label, LABEL - 1, self.glyphs.ellipsis) + " ", "muted"), *value, target=target)

    def wrapped(self, text: str, indent: int = 0) -> list[str]:
        """A text as lines that fit behind an indent."""
        return wrap(text, self.text_cells - indent)

    def bullets(self, texts: Iterable[str], mark: str = "", mark_style: str = "muted") -> None:
        """A list, one text each, with a mark before it."""
        mark = mark or self.glyphs.bullet
        hang = width(mark) + 1
        for text in texts:
            for number, each in enumerate(wrap(text, self.text_cells - hang)):
                self.add((f"{mark} " if number == 0 else " " * hang, mark_style), (each, "text"))

    def bar(self, share: float | None, cells: int = 20) -> tuple[Span, ...]:
        """A progress bar; an empty track where nothing is known."""
        filled = round(cells * share) if share is not None else 0
        style = "good" if share is not None and share >= 1 else "accent"
        return ((self.glyphs.bar * filled, style), (self.glyphs.track * (cells - filled), "track"))

    def link(self, *spans: Span, target: object, note: str = "") -> None:
        """A line that leads somewhere."""
        self.spread(((f"{self.glyphs.link} ", "faint"), *spans), ((note, "muted"),) if note else (), target=target)


def sparkline(values: Iterable[float | None], glyphs: Glyphs) -> str:
    """Small bars, from the lowest value to the highest; a gap where there is no value."""
    numbers = list(values)
    known = [each for each in numbers if each is not None]
    if not known:
        return glyphs.gap * len(numbers)
    low, high = min(known), max(known)
    top = len(glyphs.sparks) - 1
    if high == low:
        return "".join(glyphs.gap if each is None else glyphs.sparks[top // 2] for each in numbers)
    return "".join(
        glyphs.gap if each is None else glyphs.sparks[round((each - low) / (high - low) * top)] for each in numbers
    )
