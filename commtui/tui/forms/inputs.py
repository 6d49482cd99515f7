"""The widgets in which values are typed and chosen; whatever is pasted, no control character reaches the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual import events
from textual.suggester import SuggestFromList
from textual.widgets import Input, Select, TextArea

from commtui.model.words import visible


class LineInput(Input):
    """One line of text."""

    def __init__(self, value: str, placeholder: str, known: Sequence[str] = ()) -> None:
        suggester = SuggestFromList(known, case_sensitive=False) if known else None
        super().__init__(value, placeholder, suggester=suggester, compact=True, select_on_focus=False)

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
    def raw(self) -> str:
        """The text; the very one that was given where nothing was typed."""
        return self._given if self.text == self._untouched else self.text

    def put(self, value: str) -> None:
        """Show another text."""
        self._given = value
        self.load_text(value)
        self._untouched = self.text

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn."""
        line = super().get_line(line_index)
        line.plain = visible(line.plain)
        return line


class ChoiceSelect(Select[str]):
    """One of a few fixed values, each with what it means."""

    def __init__(self, meanings: Iterable[tuple[str, str]], value: str | None, required: bool) -> None:
        options = [(_option(word, meaning), word) for word, meaning in meanings]
        super().__init__(
            options,
            prompt="not said",
            allow_blank=not required,
            value=Select.NULL if value is None else value,
            compact=True,
        )


def _option(word: str, meaning: str) -> Text:
    return Text.assemble(word, (f"  {meaning}" if meaning else "", "dim"))
