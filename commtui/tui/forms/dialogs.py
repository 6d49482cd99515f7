"""What the form asks before anything is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Button, Static

from commtui.model.words import visible
from commtui.tui.actions.question import QUESTION
from commtui.tui.doing import DoingScreen, bindings_of
from commtui.tui.widgets.answer_button import AnswerButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

Side = Literal["mine", "theirs", "cancel"]

LONGEST_SAID = 2000


class Dialog(ModalScreen[ScreenResultType], DoingScreen[ScreenResultType]):
    """A small panel with a question; escape is the answer that changes nothing."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & #dialog {
            width: 68;
            max-width: 96%;
            height: auto;
            max-height: 90%;
            border: round $warning;
            border-title-color: $warning;
            border-title-style: bold;
            background: $background;
            padding: 1 2 0 2;
        }
        &.-ascii #dialog { border: ascii $warning; }
        &.-low #dialog { padding: 0 2; }
        & .said { height: auto; max-height: 5; padding: 0 1; margin-bottom: 1; background: $surface; }
        &.-low .said { margin-bottom: 0; max-height: 2; }
        & .said Static { height: auto; }
        & .whose { color: $foreground 70%; }
        & #answers { height: auto; margin: 1 0; align-horizontal: right; }
        &.-low #answers { margin: 0; }
        & Button { margin-left: 2; }
    }
    """
    scope = QUESTION
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(QUESTION, "help")]

    def on_mount(self) -> None:
        """Wear the look of the app."""
        self.set_class(self.app.has_class("-ascii"), "-ascii")
        self.set_class(self.app.size.height < 20, "-low")
        self.query_one(f"#{self.first}", Button).focus()

    first: ClassVar[str]

    def act_question_take(self) -> None:
        """Give the answer that has the focus."""
        if isinstance(self.focused, Button):
            self.focused.press()

    def act_question_next(self) -> None:
        """To the next answer."""
        self.focus_next()

    def act_question_previous(self) -> None:
        """To the answer before."""
        self.focus_previous()


class DiscardDialog(Dialog[bool]):
    """Whether to throw away what was typed; True means so."""

    first = "keep"

    def __init__(self, titles: list[str]) -> None:
        super().__init__()
        self._titles = titles

    def compose(self) -> ComposeResult:
        """The question, and two answers."""
        with Vertical(id="dialog") as dialog:
            dialog.border_title = Content("Not saved")
            yield Static(Content(visible(f"You changed {', '.join(self._titles)}.")))
            with Horizontal(id="answers"):
                yield AnswerButton("Keep editing", id="keep")
                yield AnswerButton("Discard", id="discard")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(event.button.id == "discard")

    def act_question_leave(self) -> None:
        """Go on editing."""
        self.dismiss(False)


class ConflictDialog(Dialog[Side]):
    """Whose value to keep where both were changed."""

    first = "cancel"

    def __init__(self, title: str, mine: str, theirs: str, base: str) -> None:
        super().__init__()
        self._title = title
        self._values = (("Mine", mine), ("Theirs, in the file now", theirs), ("Before", base))

    def compose(self) -> ComposeResult:
        """The values, and three answers."""
        with Vertical(id="dialog") as dialog:
            dialog.border_title = Content(visible(f"{self._title} was changed in the file meanwhile"))
            for whose, value in self._values:
                yield Static(whose, classes="whose", markup=False)
                with VerticalScroll(classes="said", can_focus=False):
                    yield Static(Content(_lines(value)))
            with Horizontal(id="answers"):
                yield AnswerButton("Keep mine", id="mine")
                yield AnswerButton("Take theirs", id="theirs")
                yield AnswerButton("Cancel", id="cancel", key=self.key_of("question.leave"))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        answers: dict[str | None, Side] = {"mine": "mine", "theirs": "theirs"}
        self.dismiss(answers.get(event.button.id, "cancel"))

    def act_question_leave(self) -> None:
        """Decide later."""
        self.dismiss("cancel")


def _lines(value: str) -> str:
    return "\n".join(map(visible, value[:LONGEST_SAID].split("\n"))) or "(nothing)"
