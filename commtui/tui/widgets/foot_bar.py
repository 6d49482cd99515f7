"""The foot of the screen: what can be done now. It always fits, and help and quit are always there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from commtui.tui.actions import ACTIONS, Action
from commtui.tui.lines import Line, Span
from commtui.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from textual import events

MOST = 7
GAP = 3


def choose(available: Sequence[Action], cells: int) -> list[Action]:
    """The entries that fit: at most seven, the least important left out first, help and quit last."""
    now = {action.id: action for action in available}
    always = [now.get(action.id, action) for action in ACTIONS if action.footer == 0]
    others = [action for action in available if action.footer and action.keys]
    kept = sorted(others, key=lambda action: action.footer or 0)[: MOST - len(always)]
    while kept and _cells([*kept, *always]) > cells:
        kept.pop()
    return [*kept, *always]


def _cells(actions: Sequence[Action]) -> int:
    return sum(_size(action) for action in actions) + GAP * (len(actions) - 1)


def _size(action: Action) -> int:
    return len(_words(action))


def _words(action: Action) -> str:
    return f"{action.first_key} {action.title}".strip()


class FootBar(LineView, can_focus=False):
    """One line of keys and what they do; a click does it."""

    gutter_cells = 1

    class Chosen(Message):
        """An entry was clicked: the id of the action."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self) -> None:
        super().__init__(id="foot")
        self.available: Sequence[Action] = ()

    def show(self, available: Sequence[Action]) -> None:
        """Show what can be done now."""
        if available != self.available:
            self.available = available
            self.relayout()

    @property
    def entries(self) -> list[Action]:
        """The actions on show."""
        return choose(self.available, self.cells)

    def line_count(self) -> int:
        """One line."""
        return 1

    def cursor_lines(self) -> range:
        """There is no cursor."""
        return range(0)

    def line_at(self, y: int) -> Line:
        """The entries."""
        spans: list[Span] = []
        for action in self.entries:
            key = action.first_key
            spans += [(key, "key"), (_words(action)[len(key) :], "muted"), (" " * GAP, "text")]
        return Line(tuple(spans))

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        start = self.gutter_cells
        for action in self.entries:
            stop = start + _size(action)
            if start <= offset.x < stop:
                self.post_message(self.Chosen(action.id))
            start = stop + GAP
