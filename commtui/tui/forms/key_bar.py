"""The keys of the form on one line; a click does what a key does."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.widgets import Static

from commtui.tui.text import width

GAP = 3
SMALL_GAP = 2
NARROW = 64


class KeyBar(Static):
    """As many keys as fit, the first ones first."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__("", id="form-keys", markup=False)
        self._keys: Sequence[tuple[str, str, str]] = ()
        self._places: list[tuple[int, int, str]] = []

    def show(self, keys: Sequence[tuple[str, str, str]]) -> None:
        """Show these: key, title, and Textual's name of the action."""
        if keys != self._keys:
            self._keys = keys
            self._draw()

    def on_resize(self) -> None:
        """Show as many as fit now."""
        self._draw()

    async def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        event.stop()
        for start, end, action in self._places:
            if start <= event.x < end:
                await self.screen.run_action(action)
                return

    def _draw(self) -> None:
        self._places = []
        content, at = Content(""), 0
        gap = SMALL_GAP if self.content_size.width < NARROW else GAP
        for key, title, action in self._keys:
            cells = width(key) + 1 + width(title)
            if at + cells > self.content_size.width:
                break
            content = Content.assemble(content, (key, "bold $primary"), (f" {title}", "$foreground 70%"), " " * gap)
            self._places.append((at, at + cells, action))
            at += cells + gap
        self.update(content)
