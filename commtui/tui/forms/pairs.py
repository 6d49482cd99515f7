"""Texts by name while they are edited: a line for each, and an empty one for another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import events
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from commtui.tui.forms.fields import Pair, Raw
from commtui.tui.forms.inputs import Edited, LineInput

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget


class NameInput(LineInput):
    """The name of a line; backspace in an empty one takes the line out."""

    class Emptied(Message):
        """The line is not wanted any more."""

        def __init__(self, name: NameInput) -> None:
            super().__init__()
            self.input = name

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "backspace" and not self.value:
            # Else it would be done again by what has the focus then.
            event.stop()
            event.prevent_default()
            self.post_message(self.Emptied(self))


class PairLine(Horizontal):
    """A name and a text."""

    def __init__(self, name: str, text: str, placeholders: Pair) -> None:
        super().__init__()
        self.name_input = NameInput(name, placeholders[0], "pair-name")
        self.text_input = LineInput(text, placeholders[1], "pair-text")

    def compose(self) -> ComposeResult:
        """The two inputs."""
        yield self.name_input
        yield Static("=", markup=False)
        yield self.text_input

    @property
    def pair(self) -> Pair:
        """What is typed."""
        return self.name_input.value, self.text_input.value

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not any(map(str.strip, self.pair))


class PairsEditor(Vertical):
    """Texts by name."""

    DEFAULT_CSS = """
    PairsEditor {
        height: auto;
        & PairLine { height: 1; }
        & .pair-name { width: 20; }
        & PairLine > Static { width: 3; text-align: center; color: $foreground 45%; }
        & .pair-text { width: 1fr; }
    }
    """

    def __init__(self, pairs: Iterable[Pair], placeholder: str) -> None:
        super().__init__()
        self._first = tuple(pairs)
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """A line for each, and one more."""
        for name, text in (*self._first, ("", "")):
            yield PairLine(name, text, self._placeholders)

    @property
    def target(self) -> Widget:
        """The first name."""
        return self.lines[0].name_input

    @property
    def lines(self) -> list[PairLine]:
        """The lines that are there."""
        return list(self.query(PairLine))

    @property
    def raw(self) -> Raw:
        """The names and texts; lines that are empty are none."""
        if not self.is_mounted:
            return self._first
        return tuple(each.pair for each in self.lines if not each.is_empty)

    def put(self, raw: Raw) -> None:
        """Show others."""
        pairs = [each for each in raw if isinstance(each, tuple)] if isinstance(raw, tuple) else []
        self._first = tuple((name, text) for name, text in pairs)
        wanted = [*self._first, ("", "")]
        lines = self.lines
        for line, (name, text) in zip(lines, wanted, strict=False):
            line.name_input.put(name)
            line.text_input.put(text)
        if len(wanted) > len(lines):
            self.mount_all(PairLine(*pair, self._placeholders) for pair in wanted[len(lines) :])
        for line in lines[len(wanted) :]:
            line.name_input.put("")
            line.text_input.put("")
            line.remove()
        self.post_message(Edited())

    def on_input_changed(self) -> None:
        """Have an empty line at the end."""
        if not self.lines[-1].is_empty:
            self.mount(PairLine("", "", self._placeholders))

    def on_input_submitted(self, event: LineInput.Submitted) -> None:
        """Go on to the text, or to the next line."""
        event.stop()
        self.screen.focus_next()

    def on_name_input_emptied(self, event: NameInput.Emptied) -> None:
        """Take the line out, unless it is the one for another."""
        event.stop()
        line = next(each for each in self.lines if each.name_input is event.input)
        if not line.is_empty or line is self.lines[-1]:
            return
        self.screen.focus_previous()
        line.remove()
        self.post_message(Edited())

    @property
    def _placeholders(self) -> Pair:
        name, _, text = self._placeholder.removeprefix("for example ").partition(",")[0].partition(": ")
        return name or "name", text or "text"
