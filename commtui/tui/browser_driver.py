"""The app's driver where a browser is its terminal."""

from __future__ import annotations

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp


class BrowserDriver(WebDriver):
    """Textual's driver for browsers, which does not outlive the server."""

    def run_input_thread(self) -> None:
        """Pass on what is typed, and leave the app when nothing can come any more."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(ExitApp())
