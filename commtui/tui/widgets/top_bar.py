"""The head of the screen: which community, which day, how many problems, and the views."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from commtui.model.words import plural
from commtui.tui.lines import BLANK, Line, Span, spans_width, spread
from commtui.tui.views import VIEWS
from commtui.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from textual import events

FULL_TABS = 79
SHORT_TABS = 60


class Heading(NamedTuple):
    """What the head says of the community."""

    name: str = "commtui"
    when: str = ""
    errors: int = 0
    warnings: int = 0
    tags: tuple[str, ...] = ()
    loaded: bool = False
    checked: bool = True


class TopBar(LineView, can_focus=False):
    """Three lines: the community and its problems, the views, a rule that marks the one on show."""

    gutter_cells = 1

    class Chosen(Message):
        """A view, or the problems, were clicked: the id of the action."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self) -> None:
        super().__init__(id="top")
        self.heading = Heading()
        self.view = VIEWS[0].id

    def show(self, heading: Heading) -> None:
        """Show another community, or another state of it."""
        self.heading = heading
        self.relayout()

    def mark(self, view: str) -> None:
        """Mark the view on show."""
        if view != self.view:
            self.view = view
            self.relayout()

    def line_count(self) -> int:
        """Three lines."""
        return 3

    def cursor_lines(self) -> range:
        """There is no cursor."""
        return range(0)

    def line_at(self, y: int) -> Line:
        """The community, the views, or the rule."""
        return (self._community, self._tabs, self._rule)[y]() if y < 3 else BLANK

    def _community(self) -> Line:
        left: list[Span] = [(self.heading.name, "strong")]
        if self.heading.when:
            left.append((f"  {self.heading.when}", "muted"))
        left += [(f"  {self.glyphs.dot} {each}", "muted") for each in self.heading.tags]
        return Line(spread(left, self._problems(), self.cells, self.glyphs.ellipsis))

    def _problems(self) -> tuple[Span, ...]:
        if not self.heading.loaded:
            return ()
        if not self.heading.checked:
            return (("checking...", "muted"),)
        errors, warnings = self.heading.errors, self.heading.warnings
        found: list[Span] = []
        if errors:
            found.append((f"{self.glyphs.error} {plural(errors, 'error')}", "bad"))
        if warnings:
            gap = "  " if found else ""
            found.append((f"{gap}{self.glyphs.warning} {plural(warnings, 'warning')}", "warn"))
        return tuple(found) or ((f"{self.glyphs.done} no problems", "good"),)

    def _labels(self) -> list[tuple[str, str, str]]:
        full, short = self.cells >= FULL_TABS - 2, self.cells >= SHORT_TABS - 2
        labels = []
        for number, each in enumerate(VIEWS, 1):
            title = each.short if short and not full and each.short else each.title
            words = f" {title}" if full or short or each.id == self.view else ""
            labels.append((each.id, str(number), words))
        return labels

    @property
    def _gap(self) -> int:
        return 2 if self.cells >= FULL_TABS - 2 else 1

    def _tabs(self) -> Line:
        spans: list[Span] = []
        for name, number, words in self._labels():
            active = name == self.view
            spans += [
                (number, "key" if active else "faint"),
                (words, "strong" if active else "muted"),
                (" " * self._gap, "text"),
            ]
        return Line(tuple(spans))

    def _rule(self) -> Line:
        start = 0
        for name, number, words in self._labels():
            size = len(number + words)
            if name == self.view:
                rest = max(self.cells - start - size, 0)
                return Line(
                    (
                        (self.glyphs.rule * start, "track"),
                        (self.glyphs.bar * size, "key"),
                        (self.glyphs.rule * rest, "track"),
                    )
                )
            start += size + self._gap
        return BLANK

    def on_click(self, event: events.Click) -> None:
        """Choose a view, or the problems."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y == 0 and offset.x >= self.cells - spans_width(self._problems()):
            self.post_message(self.Chosen("problems"))
        if offset.y == 0:
            return
        start = self.gutter_cells
        for name, number, words in self._labels():
            stop = start + len(number + words) + self._gap
            if start <= offset.x < stop:
                self.post_message(self.Chosen(f"view.{name}"))
                return
            start = stop
