"""The widgets in which values are typed and chosen; whatever is pasted, no control character reaches the terminal.

Every editor has `raw`, what it holds, and `put`, to show something else; it tells with `Edited`, or as its base does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import Input, Select, Static, Switch, TextArea

from commtui.model.words import visible
from commtui.tui.forms.fields import Raw
from commtui.tui.glyphs import Glyphs


class Edited(Message):
    """Something was typed or chosen."""


class LineInput(Input):
    """One line of text."""

    def __init__(self, value: str, placeholder: str = "", classes: str = "") -> None:
        super().__init__(value, placeholder, compact=True, select_on_focus=False, classes=classes)

    @property
    def raw(self) -> Raw:
        """The text."""
        return self.value

    def put(self, raw: Raw) -> None:
        """Show another text, with the cursor at its end."""
        self.value = str(raw or "")
        self.cursor_position = len(self.value)

    @property
    def _value(self) -> Text:
        text = super()._value
        text.plain = visible(text.plain)
        return text

    def _on_paste(self, event: events.Paste) -> None:
        # Of several lines the base would take the first and say nothing of the others.
        line = " ".join(event.text.splitlines())
        self.replace(line, *sorted(self.selection))
        event.stop()
        event.prevent_default()


class LinesArea(TextArea):
    """Text of several lines."""

    def __init__(self, value: str, placeholder: str) -> None:
        super().__init__(value, compact=True, highlight_cursor_line=False, placeholder=placeholder)
        self._given = value
        # The widget splits lines in more places than TOML does: only what is typed may change the value.
        self._untouched = self.text

    @property
    def raw(self) -> Raw:
        """The text; the very one that was given where nothing was typed."""
        return self._given if self.text == self._untouched else self.text

    def put(self, raw: Raw) -> None:
        """Show another text."""
        self._given = str(raw or "")
        self.load_text(self._given)
        self._untouched = self.text

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn."""
        line = super().get_line(line_index)
        line.plain = visible(line.plain)
        return line

    async def _on_key(self, event: events.Key) -> None:
        # Where there is no way within the text, the arrows leave it.
        line, _ = self.cursor_location
        if self.selection.is_empty and (
            (event.key == "up" and line == 0) or (event.key == "down" and line == self.document.line_count - 1)
        ):
            event.stop()
            event.prevent_default()
            await self.screen.run_action(f"app.focus_{'previous' if event.key == 'up' else 'next'}")


class ChoiceSelect(Select[str]):
    """One of a few fixed values, each with what it means."""

    def __init__(self, meanings: Iterable[tuple[str, str]], value: str | None, required: bool, glyphs: Glyphs) -> None:
        self._glyphs = glyphs
        options = [(_option(word, meaning), word) for word, meaning in meanings]
        super().__init__(
            options,
            prompt="not said",
            allow_blank=not required or value is None,
            value=Select.NULL if value is None else value,
            compact=True,
        )

    def on_mount(self) -> None:
        """Have arrows of the app's own characters."""
        if self._glyphs.ascii_only:
            self.query_one(".down-arrow", Static).update("v")
            self.query_one(".up-arrow", Static).update("^")

    @property
    def raw(self) -> Raw:
        """The value that was chosen."""
        return self.selection

    def put(self, raw: Raw) -> None:
        """Show another choice."""
        self.value = Select.NULL if raw is None else cast("str", raw)


class YesNo(Switch):
    """Yes or no."""

    def __init__(self, value: bool) -> None:
        super().__init__(value, animate=False)

    @property
    def raw(self) -> Raw:
        """Whether it is on."""
        return self.value

    def put(self, raw: Raw) -> None:
        """Show the other state."""
        self.value = bool(raw)


def _option(word: str, meaning: str) -> Text:
    return Text.assemble(word, (f"  {meaning}" if meaning else "", "dim"))
