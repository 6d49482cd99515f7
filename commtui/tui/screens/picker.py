"""A panel over the screen: type to find, enter to take. The palette, the help and the themes are made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from commtui.tui.actions.picker import PICKER
from commtui.tui.doing import DoingScreen, bindings_of
from commtui.tui.lines import BLANK, line
from commtui.tui.widgets.detail import Detail
from commtui.tui.widgets.virtual_list import Rows, VirtualList
from commtui.tui.writer import Writer

if TYPE_CHECKING:
    from textual.app import ComposeResult


Explain = Callable[[Writer, Any], None]


class Found(VirtualList):
    """What was found; the keys move in it while the focus stays where one types."""

    blurred_cursor = "cursor"
    clearing = "picker.leave"


class Picker(ModalScreen[Any], DoingScreen[Any]):
    """Gives back the item that was taken, or None."""

    scope = PICKER
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(PICKER, "help")]

    def __init__(
        self, title: str, rows: Rows[Any], *, hint: str, start: str | None = None, detail: Explain | None = None
    ) -> None:
        super().__init__()
        self._detail = detail
        self._title = title
        self._rows = rows
        self._hint = hint
        self._start = start

    def compose(self) -> ComposeResult:
        """What is typed, and what is found."""
        with Vertical(id="panel"):
            yield Input(placeholder=self._hint, id="find", compact=True)
            yield Found(id="found")
            if self._detail is not None:
                yield Detail(least=2)

    def on_mount(self) -> None:
        """Show everything to begin with."""
        panel = self.query_one("#panel")
        panel.border_title = Content(self._title)
        panel.border_subtitle = Content(self.hints(("picker.take", "take"), ("picker.leave", "close")))
        self.set_focus(self.query_one(Input))
        self.found.fill(self._rows, self._nothing())
        self.found.move_to_key(self._start)

    @property
    def found(self) -> VirtualList:
        """What was found."""
        return self.query_one("#found", VirtualList)

    def _nothing(self) -> Sequence[Any]:
        return (BLANK, line(("Nothing here yet.", "muted")))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find at once."""
        self.found.filter(event.value)

    def on_input_submitted(self) -> None:
        """Take what is under the cursor."""
        self.act_picker_take()

    def on_virtual_list_highlighted(self, event: VirtualList.Highlighted) -> None:
        """Show the row under the cursor in full."""
        if (explain := self._detail) is not None:
            item = event.item
            self.query_one(Detail).show(lambda writer: explain(writer, item) if item is not None else None)

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Take what was double-clicked."""
        self.dismiss(event.item)

    def act_picker_take(self) -> None:
        """Take what is under the cursor, once that is what was typed."""
        self.found.when_found(self._take)

    def _take(self) -> None:
        if self.found.item is not None:
            self.dismiss(self.found.item)

    def act_picker_leave(self) -> None:
        """Take nothing; what was typed goes first."""
        typed = self.query_one(Input)
        if typed.value:
            typed.value = ""
        else:
            self.dismiss(None)

    def act_picker_down(self) -> None:
        """One row down."""
        self.found.act_move_down()

    def act_picker_up(self) -> None:
        """One row up."""
        self.found.act_move_up()

    def act_picker_page_down(self) -> None:
        """A page down."""
        self.found.act_move_page_down()

    def act_picker_page_up(self) -> None:
        """A page up."""
        self.found.act_move_page_up()

    def act_picker_first(self) -> None:
        """To the first row."""
        self.found.act_move_first()

    def act_picker_last(self) -> None:
        """To the last row."""
        self.found.act_move_last()
