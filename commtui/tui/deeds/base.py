"""What the parts of the app have in common: the app, and what of it they look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commtui.tui.doing import Deeds

if TYPE_CHECKING:
    from textual.geometry import Offset

    from commtui.store.snapshot import Entry
    from commtui.toml import KeyPath
    from commtui.tui.app import CommtuiApp
    from commtui.tui.screens.main import MainScreen
    from commtui.tui.state import State


class AppDeeds(Deeds):
    """Some of what the app can do."""

    def __init__(self, app: CommtuiApp) -> None:
        self.app = app

    @property
    def main(self) -> MainScreen:
        """The main screen."""
        return self.app.main

    @property
    def state(self) -> State | None:
        """The community as it is shown; None before the files are read."""
        return self.app.state

    @property
    def subject(self) -> Entry[Any] | None:
        """The record under the cursor, or on the panel over the view."""
        return getattr(self.app.screen, "subject", self.main.subject)

    @property
    def member(self) -> KeyPath:
        """The part of that record that keys are about; empty for the whole."""
        found: KeyPath = getattr(self.app.screen, "member", self.main.member)
        return found

    @property
    def menu_spot(self) -> Offset | None:
        """Where on the screen the cursor's row begins; None where nothing should stand beside it."""
        from commtui.tui.views.base import MasterDetail

        view = self.main.view
        if self.app.screen is not self.main or not isinstance(view, MasterDetail) or view.on_page:
            return None
        return view.listing.cursor_spot
