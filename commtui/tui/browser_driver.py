"""The app's driver where a browser is its terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.drivers.web_driver import WebDriver

if TYPE_CHECKING:
    from commtui.tui.app import CommtuiApp


class BrowserDriver(WebDriver):
    """Textual's driver for browsers, which does not outlive the server, and keeps what was typed."""

    def run_input_thread(self) -> None:
        """Pass on what is typed, and leave the app when nothing can come any more."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._leave()

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Leave the app when the server says that the browser is gone."""
        if packet_type == "quit":
            self._leave()
        else:
            super().on_meta(packet_type, payload)

    def _leave(self) -> None:
        app = cast("CommtuiApp", self._app)
        # This is the thread that reads: the screens are asked in the app's own.
        app.call_later(app.ending.by_loss)
