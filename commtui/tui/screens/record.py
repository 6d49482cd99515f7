"""A panel about a record of a kind that no view shows, or about one that could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from commtui.tui.doing import DoingScreen, bindings_of
from commtui.tui.pages.record import write_record
from commtui.tui.widgets.page import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from commtui.store.snapshot import Entry
    from commtui.toml import KeyPath
    from commtui.tui.state import State


# What can be done with the record here, as in a view.
EDITS = ("duplicate", "status", "order.down", "order.up", "delete", "undo", "redo", "thank")


class RecordScreen(ModalScreen[Any], DoingScreen[Any]):
    """Gives back a verb (follow, edit, edit.file) and what it is about, or None."""

    scope = "record"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of("record", "Moving", "open", "back", "edit", "edit.file", *EDITS, "help")
    ]

    def __init__(self, state: State, entry: Entry[Any]) -> None:
        super().__init__()
        self._state = state
        self._entry = entry

    def compose(self) -> ComposeResult:
        """The page."""
        with Vertical(id="panel"):
            yield Page(id="page")

    def on_mount(self) -> None:
        """Show the record."""
        panel = self.query_one("#panel")
        panel.border_title = Content(self._entry.record.about.noun)
        panel.border_subtitle = Content(
            self.hints(("edit", "edit"), ("edit.file", "editor"), ("delete", "delete"), ("back", "close"))
        )
        self._show()
        self.set_focus(self.query_one(Page))

    @property
    def subject(self) -> Entry[Any]:
        """The record that keys are about."""
        return self._entry

    @property
    def member(self) -> KeyPath:
        """Keys are about the record as a whole."""
        return ()

    def follow_state(self, state: State) -> None:
        """Show the record as it is by now; leave where it is gone."""
        entry = state.workspace.current(self._entry)
        if entry is not None:
            self._state, self._entry = state, entry
            self._show()
        elif self.is_active:
            self.dismiss(None)

    def _show(self) -> None:
        self.query_one(Page).show(lambda writer: write_record(writer, self._state, self._entry), keep_place=True)

    def act_back(self) -> None:
        """Close the panel."""
        self.dismiss(None)

    def act_edit(self) -> None:
        """Edit the record."""
        self.dismiss(("edit", self._entry))

    def act_edit_file(self) -> None:
        """Open its file."""
        self.dismiss(("edit.file", self._entry))

    def on_page_followed(self, event: Page.Followed) -> None:
        """Follow a link."""
        self.dismiss(("follow", event.target))
