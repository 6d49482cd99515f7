"""A small panel with a question: cancel has the focus, each other answer has a key of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from commtui.tui.actions.question import QUESTION
from commtui.tui.doing import bindings_of
from commtui.tui.forms.dialogs import Dialog
from commtui.tui.lines import Line, cut_spans
from commtui.tui.text import clean, wrap
from commtui.tui.widgets.answer_button import AnswerButton
from commtui.tui.widgets.virtual_list import Rows, VirtualList

if TYPE_CHECKING:
    from textual.app import ComposeResult

CANCEL = "cancel"
MOST_LINES = 8
LEAST_LINES = 3
# Lines of the screen: what the panel needs besides all that it tells; and from which height all that.
AROUND = 8
TIGHT_FRAME = 4
ROOMY = 20
# Cells of its text.
INNER = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its key, its word, and what it does; one that `is_grave` is given by its key or the mouse only."""

    key: str
    word: str
    what: str
    is_grave: bool = False


class Mentions(VirtualList, can_focus=False):
    """Lines to read; nothing in them is chosen."""

    blurred_cursor = ""


class Question(Dialog[str]):
    """Gives back the key of the answer, or None for cancel."""

    DEFAULT_CSS = """
    Question {
        & #dialog { border: round $border; border-title-color: $foreground; }
        &.-grave #dialog { border: round $error; border-title-color: $error; }
        &.-ascii #dialog { border: ascii $border; }
        &.-ascii.-grave #dialog { border: ascii $error; }
        & #told {
            height: auto;
            scrollbar-size-vertical: 1;
            scrollbar-background: $background;
            scrollbar-background-hover: $background;
            scrollbar-background-active: $background;
            scrollbar-color: $border-blurred;
            scrollbar-color-hover: $border;
            scrollbar-color-active: $border;
        }
        &.-tight #dialog { padding: 0 1; max-height: 100%; }
        &.-tight .answer, &.-tight #mentions, &.-tight #answers { margin-top: 0; }
        &.-tight #answers { margin-bottom: 0; }
        & .body { height: auto; }
        & .answer { height: auto; margin-top: 1; }
        & .answer-key { width: 3; }
        & .answer-what { width: 1fr; height: auto; }
        & #mentions { height: auto; margin-top: 1; background: $background; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(QUESTION, "help"),
        # Bound, for a key that comes before the question has the focus is still looked up here.
        *(Binding(each, f"answer('{each}')", show=False) for each in ascii_lowercase if each not in "hjkl"),
    ]
    first = CANCEL

    def __init__(
        self, title: str, about: Sequence[Content], answers: Sequence[Answer], *, mentions: Sequence[Line] = ()
    ) -> None:
        super().__init__()
        self._title = title
        self._about = about
        self._answers = answers
        self._mentions = mentions
        self.set_class(any(each.is_grave for each in answers), "-grave")

    def compose(self) -> ComposeResult:
        """What it is about, what names it, what each answer does, and the answers."""
        with Vertical(id="dialog") as dialog:
            dialog.border_title = Content(clean(self._title))
            with VerticalScroll(id="told", can_focus=False):
                for each in self._about:
                    yield Static(each, classes="body")
                if self._mentions:
                    yield Mentions(id="mentions")
                for answer in self._answers:
                    with Horizontal(classes="answer"):
                        yield Static(Content.styled(answer.key, "bold $primary"), classes="answer-key")
                        yield Static(Content(clean(answer.what)), classes="answer-what")
            with Horizontal(id="answers"):
                for answer in self._answers:
                    button = AnswerButton(answer.word, id=f"answer-{answer.key}", key=answer.key)
                    button.can_focus = not answer.is_grave
                    yield button
                yield AnswerButton("Cancel", id=CANCEL, key=self.key_of("question.leave"))

    def on_mount(self) -> None:
        """Show what names it; cancel gets the focus."""
        super().on_mount()
        if self._mentions:
            listing = self.query_one(Mentions)
            ellipsis = listing.glyphs.ellipsis
            rows = Rows(
                self._mentions,
                key=lambda each: each.text,
                search=lambda each: each.text,
                draw=lambda each, cells: (Line(cut_spans(each.spans, cells, ellipsis)),),
            )
            listing.fill(rows)
            listing.styles.height = min(len(self._mentions), max(LEAST_LINES, min(MOST_LINES, self._room)))
        self._fit()

    @property
    def _room(self) -> int:
        """The lines that are left for what names it, where all else that is told is in sight."""
        about = sum(max(len(wrap(each.plain, INNER)), 1) for each in self._about)
        answers = sum(len(wrap(each.what, INNER - 3)) + 1 for each in self._answers)
        return self.app.size.height - AROUND - about - answers - 1

    def on_resize(self) -> None:
        """Keep the answers in sight."""
        self._fit()

    def _fit(self) -> None:
        height = self.app.size.height
        is_tight = height < ROOMY
        self.set_class(is_tight, "-tight")
        self.query_one("#told").styles.max_height = height - (TIGHT_FRAME if is_tight else AROUND)

    def action_answer(self, key: str) -> None:
        """An answer's own key gives it."""
        if key in {each.key for each in self._answers}:
            self.dismiss(key)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        id_ = event.button.id or CANCEL
        self.dismiss(None if id_ == CANCEL else id_.removeprefix("answer-"))

    def act_question_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)

    def act_question_next(self) -> None:
        """Scroll what is listed; where nothing is, to the next answer."""
        self._go_on(1)

    def act_question_previous(self) -> None:
        """Scroll what is listed; where nothing is, to the answer before."""
        self._go_on(-1)

    def _go_on(self, steps: int) -> None:
        for each in (*self.query(Mentions), self.query_one("#told")):
            before = each.scroll_offset.y
            each.scroll_to(y=before + steps, animate=False)
            if 0 <= before + steps <= each.max_scroll_y:
                return
        if not self._mentions:
            self.focus_next() if steps > 0 else self.focus_previous()


def strong(text: str) -> Content:
    """The name of what a question is about."""
    return Content.styled(clean(text), "bold")


def muted(text: str) -> Content:
    """What else there is to know."""
    return Content.styled(clean(text), "$foreground 70%")
