"""The words of a commit: proposed from what changed, edited by a person, never pushed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Button, Static, Switch

from commtui.model.words import plural
from commtui.store.git import GitError
from commtui.store.git_status import Dirty
from commtui.tui.doing import DoingScreen, bindings_of
from commtui.tui.forms.dialogs import DiscardDialog
from commtui.tui.forms.inputs import LinesArea, YesNo
from commtui.tui.lines import Line, spread
from commtui.tui.review import CHANGES, Review
from commtui.tui.text import clean, clean_lines
from commtui.tui.widgets.answer_button import AnswerButton
from commtui.tui.widgets.virtual_list import Rows, VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from commtui.tui.deeds.reviewing import Reviewing

MOST_FILES = 6
LONGEST_SAID = 8000
MESSAGE = "the message of a commit"
_SIGNS = {True: "signed off", False: "not signed off"}


class FilesIn(VirtualList):
    """The files that go in; nothing in them is chosen."""

    blurred_cursor = ""


class CommitForm(ModalScreen[Any], DoingScreen[Any]):
    """Gives back the new commit (empty: nothing was changed) and its subject, or None."""

    scope = "commit"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("commit", "help")]
    DEFAULT_CSS = """
    CommitForm {
        & #commit {
            width: 100%;
            max-width: 88;
            height: 100%;
            max-height: 30;
            margin: 1 2;
            border: round $border;
            border-title-color: $foreground;
            border-title-style: bold;
            border-subtitle-color: $foreground 60%;
            background: $background;
            padding: 1 1 0 1;
        }
        & .note { height: auto; padding: 0 1; color: $foreground 65%; }
        & #unreadable { height: auto; max-height: 2; padding: 0 1; color: $warning; }
        & #message { height: 1fr; min-height: 3; margin: 1 0; padding: 0 1; background: $surface; }
        & #files { height: auto; margin-bottom: 1; background: $background; }
        & #refused { display: none; height: auto; max-height: 8; margin-bottom: 1; padding: 0 1; }
        & #refused { border-left: thick $error; }
        & #refused Static { height: auto; color: $error; }
        &.-refused #refused { display: block; }
        & #answers { height: 1; margin-bottom: 1; }
        & #answers Button { margin-left: 2; }
        & #sign-off { border: none; height: 1; padding: 0 1; }
        & #signs { width: 1fr; height: 1; }
        &.-ascii #commit { border: ascii $border; }
        &.-ascii #refused { border-left: ascii $error; }
        &.-low #commit { margin: 0 1; padding: 0 1; }
        &.-low #message { margin: 0; }
        &.-low #files { margin: 0; }
        &.-low #refused { margin: 0; max-height: 4; }
        &.-low.-refused #files { display: none; }
        &.-low #answers { margin: 0; }
    }
    """

    class Made(Message):
        """Git made the commit; empty where nothing was changed."""

        def __init__(self, commit: str, subject: str) -> None:
            super().__init__()
            self.commit = commit
            self.subject = subject

    class Refused(Message):
        """Git, or a hook, made none."""

        def __init__(self, error: GitError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, review: Review, reviewing: Reviewing, typed: str | None = None) -> None:
        super().__init__()
        self._review = review
        self._reviewing = reviewing
        self._first_words = typed if typed is not None else review.proposal
        self._busy = False

    def compose(self) -> ComposeResult:
        """What goes in, the message, what git said against it, and the answers."""
        files = plural(len(self._review.files), "file")
        with Vertical(id="commit") as panel:
            panel.border_title = Content("Commit")
            panel.border_subtitle = self._keys
            yield Static(
                Content(f"{files} of the plan; what else is staged stays so. Nothing is pushed."),
                classes="note",
            )
            if self._review.unreadable:
                yield Static(Content(self._what_cannot_be_read()), id="unreadable")
            message = LinesArea(self._first_words, "What changed, and why")
            message.id = "message"
            yield message
            with VerticalScroll(id="refused"):
                yield Static("", id="heard")
            yield FilesIn(id="files")
            with Horizontal(id="answers"):
                switch = YesNo(self._reviewing.sign_off)
                switch.id = "sign-off"
                yield switch
                yield Static(Content(_SIGNS[self._reviewing.sign_off]), id="signs")
                yield AnswerButton("Commit", id="make")
                yield AnswerButton("Cancel", id="leave")

    def _what_cannot_be_read(self) -> str:
        first, *more = self._review.unreadable
        also = f" and {len(more)} more" if more else ""
        its = "they are" if more else "it is"
        return f"{clean(first)}{also} cannot be read: committed as {its}"

    @property
    def _keys(self) -> Content:
        return Content(self.hints(("commit.make", "commits"), ("commit.leave", "cancels")))

    @property
    def message(self) -> LinesArea:
        """The message."""
        return self.query_one("#message", LinesArea)

    def on_mount(self) -> None:
        """Begin with the message, at its start."""
        self.set_class(self.app.has_class("-ascii"), "-ascii")
        self.query_one(FilesIn).fill(
            Rows(
                self._review.files, key=lambda each: str(each.path), search=lambda each: str(each.path), draw=self._draw
            )
        )
        self._arrange()
        self.set_focus(self.message)

    def on_resize(self) -> None:
        """Take the room there is."""
        self._arrange()

    def _arrange(self) -> None:
        height = self.app.size.height
        self.set_class(height < 22, "-low")
        most = 2 if height < 22 else MOST_FILES
        self.query_one(FilesIn).styles.height = min(len(self._review.files), most)

    def _draw(self, file: Dirty, cells: int) -> Sequence[Line]:
        name = clean(self._review.name(file.path))
        glyphs = self.query_one(FilesIn).glyphs
        return (Line(spread(((name, "text"),), ((CHANGES[file.change], "muted"),), cells, glyphs.ellipsis)),)

    @property
    def unsaved(self) -> bool:
        """Whether other words were typed than the proposed ones."""
        return bool(self.unsaved_text().strip())

    def ask_to_quit(self) -> None:
        """Ask before the app is left: the words are nowhere but here."""

        def answer(discard: bool | None) -> None:
            if discard:
                self.app.exit()

        self.app.push_screen(DiscardDialog([MESSAGE]), answer)

    def unsaved_text(self) -> str:
        """What was typed, to be kept where the app cannot go on."""
        return self.message.text if self.message.text != self._review.proposal else ""

    def why_not(self, action: str) -> str | None:
        """What stands against an action now."""
        return "git is at work" if self._busy and action in {"commit.make", "commit.leave"} else None

    def on_switch_changed(self, event: Switch.Changed) -> None:
        """Sign off, or not, for the rest of the session."""
        self._reviewing.sign_off = event.value
        self.query_one("#signs", Static).update(Content(_SIGNS[event.value]))

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Commit, or leave."""
        await self.action_do("commit.make" if event.button.id == "make" else "commit.leave")

    def act_commit_leave(self) -> None:
        """Leave; what was typed is kept for the next time."""
        text = self.message.text
        self._reviewing.typed = text if text != self._review.proposal and text.strip() else None
        self.dismiss(None)

    def _work(self, is_at_work: bool) -> None:
        """Git has the message, or had it: what one would type meanwhile would not be in the commit."""
        self._busy = self.message.read_only = is_at_work

    def act_commit_make(self) -> None:
        """Commit, beside the screen: hooks may take their time."""
        self._work(True)
        self.query_one("#commit").border_subtitle = Content("git is at work...")
        review, text, sign_off = self._review, self.message.text, self._reviewing.sign_off
        paths = [each.path for each in review.files]

        def make() -> None:
            try:
                commit = review.repository.commit(paths, text, sign_off=sign_off)
            except GitError as error:
                self.post_message(self.Refused(error))
            else:
                self.post_message(self.Made(commit or "", clean(text.strip().partition("\n")[0])))

        self.run_worker(make, thread=True)

    def on_commit_form_made(self, event: Made) -> None:
        """Give back the commit; the message is in it."""
        self.dismiss((event.commit, event.subject))

    def on_commit_form_refused(self, event: Refused) -> None:
        """Say in full what git and its hooks said; the message stays as it was typed."""
        error = event.error
        self._work(False)
        self.query_one("#commit").border_subtitle = self._keys
        own = ["Nothing was committed. git said:", *clean_lines(error.said[:LONGEST_SAID])]
        said = own if error.said else clean_lines(str(error))
        self.query_one("#heard", Static).update(Content("\n".join(said)))
        self.add_class("-refused")
        self.app.notify(str(error), severity="error", markup=False)
        self.set_focus(self.message)
