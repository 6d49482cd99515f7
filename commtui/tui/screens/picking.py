"""Lines of a dialog: one to choose by typing from many, and one of plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from commtui.tui.forms.inputs import LineInput
from commtui.tui.glyphs import glyphs_of
from commtui.tui.text import clean, cut

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

LONGEST_TAKEN = 44


@dataclass(frozen=True, slots=True)
class Candidate:
    """What can be chosen: its id, what it is called, what is said beside it, and what it is found by."""

    id: str
    title: str
    note: str
    searched: str


class DialogLine(Horizontal):
    """A label, and a place to type."""

    DEFAULT_CSS = """
    DialogLine {
        height: 1;
        & .label { width: 9; color: $foreground 65%; }
        & .taken { width: auto; max-width: 48; color: $accent; }
        & Input { width: 1fr; height: 1; border: none; background: $surface; }
    }
    """

    def __init__(self, label: str, hint: str, *, id: str) -> None:
        super().__init__(id=id)
        self.label = label
        self._hint = hint

    @property
    def input(self) -> Input:
        """Where one types."""
        return self.query_one(Input)


class TextLine(DialogLine):
    """One line of text."""

    class Entered(Message):
        """Enter was pressed."""

    def compose(self) -> ComposeResult:
        """The label and the text."""
        yield Static(self.label, classes="label")
        yield LineInput("", self._hint)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter is said to the dialog."""
        event.stop()
        self.post_message(self.Entered())


class PickLine(DialogLine):
    """What was chosen, and where one types to choose more.

    Enter and comma take what fits, tab takes it and goes on; backspace where nothing is typed gives back the last one.
    """

    class Told(Message):
        """Something about a line."""

        def __init__(self, pick: PickLine) -> None:
            super().__init__()
            self.pick = pick

    class Typed(Told):
        """Something else is typed, or left to choose from."""

    class Moved(Told):
        """Another of those that fit is wanted."""

        def __init__(self, pick: PickLine, steps: int) -> None:
            super().__init__(pick)
            self.steps = steps

    class Passed(Told):
        """Enter was pressed where nothing need be chosen, and nothing was."""

    class Wanted(Told):
        """What fits best is to be taken, and `then_on` to the next line."""

        def __init__(self, pick: PickLine, *, then_on: bool) -> None:
            super().__init__(pick)
            self.then_on = then_on

    def __init__(
        self,
        label: str,
        candidates: Sequence[Candidate],
        taken: Sequence[str],
        hint: str,
        *,
        id: str,
        most: int = 99,
        optional: bool = False,
    ) -> None:
        super().__init__(label, hint, id=id)
        self._optional = optional
        # Whether the cursor was put on one of those that fit.
        self._pointed = False
        self._candidates = candidates
        self._most = most
        known = {each.id: each for each in candidates}
        self.taken = [known[each] for each in taken if each in known]
        self._given = list(self.taken)

    def compose(self) -> ComposeResult:
        """The label, what was chosen, and the typing."""
        yield Static(self.label, classes="label")
        yield Static("", classes="taken", markup=False)
        yield LineInput("", self._hint)

    def on_mount(self) -> None:
        """Show what is chosen to begin with."""
        self._show()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of what was chosen."""
        return tuple(each.id for each in self.taken)

    @property
    def touched(self) -> bool:
        """Whether something was chosen or typed here."""
        return self.taken != self._given or bool(self.input.value.strip())

    def offered(self, query: str) -> list[Candidate]:
        """What is left to choose from, those first of which a word begins with what is typed."""
        left = [each for each in self._candidates if each not in self.taken]
        start = query.strip().casefold()
        return sorted(left, key=lambda each: not any(w.startswith(start) for w in each.searched.casefold().split()))

    def take(self, candidate: Candidate) -> None:
        """Choose one."""
        self.taken = [*self.taken, candidate][-self._most :]
        self.input.value = ""
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Choose by keys."""
        typed = bool(self.input.value.strip())
        match event.key:
            case "tab" if typed:
                self.post_message(self.Wanted(self, then_on=True))
            case "backspace" if not self.input.value and self.taken:
                self.taken = self.taken[:-1]
                self._show()
                self.post_message(self.Typed(self))
            case "down" | "up":
                self._pointed = True
                self.post_message(self.Moved(self, 1 if event.key == "down" else -1))
            case _:
                return
        event.stop()
        event.prevent_default()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say that something else is typed."""
        event.stop()
        if "," in event.value:
            self.input.value = event.value.replace(",", "")
            self.post_message(self.Wanted(self, then_on=False))
        else:
            self.post_message(self.Typed(self))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what fits; go on where nothing is typed and something is chosen."""
        event.stop()
        pointed, self._pointed = self._pointed, False
        if self.input.value.strip() or pointed:
            self.post_message(self.Wanted(self, then_on=False))
        elif self._optional:
            # The first of all who could be meant is not who is meant.
            self.post_message(self.Passed(self))
        elif not self.taken:
            self.post_message(self.Wanted(self, then_on=False))
        else:
            self.screen.focus_next()

    def _show(self) -> None:
        ellipsis = glyphs_of(self.app).ellipsis
        words = ", ".join(clean(each.title) for each in self.taken)
        self.input.placeholder = "" if self.taken else self._hint
        self.query_one(".taken", Static).update(Content(f"{cut(words, LONGEST_TAKEN, ellipsis)} " if words else ""))
