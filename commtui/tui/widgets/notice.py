"""A few lines in the middle: what goes on before there is a view, or that there is too little room."""

from __future__ import annotations

from commtui.tui.lines import Line
from commtui.tui.widgets.line_view import LineView


class Notice(LineView, can_focus=False):
    """Lines that say something, and nothing to do with them."""

    def __init__(self, *lines: Line, id: str) -> None:
        super().__init__(id=id)
        self._lines = lines

    def say(self, *lines: Line) -> None:
        """Say something else."""
        if lines != self._lines:
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
