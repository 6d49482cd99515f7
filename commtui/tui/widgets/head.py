"""The lines above the panes of a view: what it is narrowed to, and what concerns the whole of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from commtui.tui.lines import Line, spans_width
from commtui.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from textual import events


class Head(LineView, can_focus=False):
    """Shows what a function draws for its width, as high as that is; a click on a span that stands for something
    tells of it."""

    class Chosen(Message):
        """What a span stands for was clicked."""

        def __init__(self, target: object) -> None:
            super().__init__()
            self.target = target

    def __init__(self) -> None:
        super().__init__(classes="head")
        self._draw: Callable[[int], Sequence[Line]] = lambda _cells: ()
        self._lines: Sequence[Line] = ()
        self.targets: dict[str, object] = {}

    def show(self, draw: Callable[[int], Sequence[Line]], targets: dict[str, object] | None = None) -> None:
        """Show what this function draws; `targets` are what texts of spans stand for."""
        self._draw = draw
        self.targets = targets or {}
        self._compose_lines()

    def resized(self) -> None:
        """Draw for another width."""
        self._compose_lines()

    def _compose_lines(self) -> None:
        lines = self._draw(self.cells)
        if len(lines) != len(self._lines) or not self.styles.height:
            self.styles.height = len(lines)
            self.display = bool(lines)
        self._lines = lines
        self.relayout()

    def line_count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def line_at(self, y: int) -> Line:
        """The line of this number."""
        return self._lines[y]

    def cursor_lines(self) -> range:
        """There is no cursor."""
        return range(0)

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        offset = event.get_content_offset(self)
        if offset is None or not 0 <= offset.y < len(self._lines):
            return
        start = self.gutter_cells
        for span in self._lines[offset.y].spans:
            stop = start + spans_width((span,))
            if start <= offset.x < stop and span[0] in self.targets:
                self.post_message(self.Chosen(self.targets[span[0]]))
            start = stop
