"""A button of a dialog: where it has the focus, it has the mark and the color that the cursor has in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Button

from commtui.tui.glyphs import glyphs_of
from commtui.tui.text import clean

if TYPE_CHECKING:
    from textual import events


class AnswerButton(Button):
    """Gives an answer; `key` is shown where it has one."""

    ALLOW_SELECT = False

    def __init__(self, words: str, *, id: str, key: str = "") -> None:
        super().__init__("", id=id, compact=True)
        self._key = key
        self._words = clean(words)

    def on_mount(self) -> None:
        """Show the words."""
        self._write(is_focused=False)

    def on_focus(self, _event: events.Focus) -> None:
        """Show the mark: with the color alone, nobody without colors would see it."""
        self._write(is_focused=True)

    def on_blur(self, _event: events.Blur) -> None:
        """Hide the mark."""
        self._write(is_focused=False)

    def _write(self, *, is_focused: bool) -> None:
        mark = glyphs_of(self.app).cursor if is_focused else " "
        key = (f"{self._key} ", "bold $primary") if self._key else ""
        self.label = Content.assemble((f"{mark} ", "$primary"), key, self._words, " ")
