"""The line in which a filter is typed."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static


class FilterBar(Horizontal):
    """An input that filters as one types; enter goes to the rows, esc clears."""

    class Typed(Message):
        """The filter is another one."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    class Left(Message):
        """The filter is done (`clear`: and not wanted any more), or a key for the list came."""

        def __init__(self, *, clear: bool) -> None:
            super().__init__()
            self.clear = clear

    class Moved(Message):
        """A key that moves in the list: the name of its handler."""

        def __init__(self, handler: str) -> None:
            super().__init__()
            self.handler = handler

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._input: Input | None = None
        self._matches = Static("", id="matches", markup=False)

    @property
    def input(self) -> Input:
        """Where the filter is typed; made when it is first asked for, which for most views is never."""
        if self._input is None:
            self._input = Input(placeholder="type to filter", id="query", compact=True, select_on_focus=False)
            self.mount(Static("/", id="slash", markup=False), self._input, self._matches)
        return self._input

    def count(self, text: str) -> None:
        """Show how many rows match."""
        self._matches.update(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter at once."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """On to the rows."""
        event.stop()
        self.post_message(self.Left(clear=False))

    def act_back(self) -> None:
        """Clear the filter."""
        self.post_message(self.Left(clear=True))

    def act_move_down(self) -> None:
        """Down in the list, still typing."""
        self.post_message(self.Moved("act_move_down"))

    def act_move_up(self) -> None:
        """Up in the list, still typing."""
        self.post_message(self.Moved("act_move_up"))

    def act_move_page_down(self) -> None:
        """A page down in the list, still typing."""
        self.post_message(self.Moved("act_move_page_down"))

    def act_move_page_up(self) -> None:
        """A page up in the list, still typing."""
        self.post_message(self.Moved("act_move_page_up"))
