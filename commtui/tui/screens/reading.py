"""A panel that tells something at length: what a function writes, to be read and closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from commtui.tui.bordered import on_border
from commtui.tui.doing import DoingScreen, bindings_of
from commtui.tui.widgets.page import Page, Write

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Reading(ModalScreen[Any], DoingScreen[Any]):
    """Gives back the target of the link that was followed, or None."""

    scope = "reading"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("reading", "Moving", "open", "back", "help")]

    def __init__(self, title: str, write: Write) -> None:
        super().__init__()
        self._title = title
        self._write = write

    def compose(self) -> ComposeResult:
        """The page."""
        with Vertical(id="panel"):
            yield Page(id="page")

    def on_mount(self) -> None:
        """Show what there is to tell."""
        panel = self.query_one("#panel")
        self.call_after_refresh(self._title_panel)
        panel.border_subtitle = Content(self.hints(("back", "close")))
        page = self.query_one(Page)
        page.show(self._write)
        self.set_focus(page)

    def on_resize(self) -> None:
        """Cut the title for the new width."""
        self.call_after_refresh(self._title_panel)

    def _title_panel(self) -> None:
        panel = self.query_one("#panel")
        panel.border_title = on_border(panel, self._title)

    def act_back(self) -> None:
        """Close the panel."""
        self.dismiss(None)

    def on_page_followed(self, event: Page.Followed) -> None:
        """Follow a link."""
        self.dismiss(event.target)
