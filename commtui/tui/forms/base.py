"""What the form of a record and that of a nested table have in common: rows, words, keys, and what opens from them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Input, Static

from commtui.model.kinds import BY_NAME
from commtui.model.words import plural, visible
from commtui.tui.abstract import AbstractWidget
from commtui.tui.actions import BY_ID
from commtui.tui.actions.form import FORM
from commtui.tui.doing import Deeds, DoingScreen, bindings_of
from commtui.tui.forms.deeds import Fields, LongTexts, Parts
from commtui.tui.forms.dialogs import DiscardDialog
from commtui.tui.forms.draft import Draft
from commtui.tui.forms.fields import NESTED, FormField, Sort, name_field
from commtui.tui.forms.key_bar import KeyBar
from commtui.tui.forms.knowing import Candidate
from commtui.tui.forms.members import MembersEditor
from commtui.tui.forms.problems import Problems
from commtui.tui.forms.reference import CreateAsked
from commtui.tui.forms.row import FieldRow, Telling
from commtui.tui.forms.unsaved import unsaved_text
from commtui.tui.glyphs import Glyphs, glyphs_of
from commtui.tui.text import cut, wrap

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

# Lines of the screen: from which height there is room between rows; and what the form needs besides its rows.
ROOMY = 34
FRAME = 4
MARGIN = 4
WORDS_OF_HELP = 2
WORDS_TOLD = 4
WIDEST = 100
NARROW = 72
SIDES = 6

_WITHOUT_EXAMPLE = NESTED | {Sort.PAIRS}
_HELP_OF = {
    Sort.DATE: "A date, or today, +2w, -3d, friday, 3 mar.",
    Sort.PERIOD: "Or now, next, +1q, q3.",
    Sort.TEXTS: "Enter adds, left marks one, backspace takes it back.",
}


class FormScreen(ModalScreen[ScreenResultType], DoingScreen[ScreenResultType], metaclass=AbstractWidget):
    """Edits the draft of a table."""

    DEFAULT_CSS = """
    FormScreen {
        align: center middle;
        & #form {
            width: 100%;
            max-width: 100;
            height: auto;
            border: round $border;
            border-title-color: $foreground;
            border-title-style: bold;
            border-subtitle-color: $foreground 60%;
            background: $background;
        }
        &.-ascii #form { border: ascii $border; }
        & #form-rows {
            height: auto;
            padding: 0 1 0 0;
            scrollbar-size-vertical: 1;
            scrollbar-gutter: stable;
            scrollbar-color: $border-blurred;
            scrollbar-color-hover: $border;
            scrollbar-color-active: $border;
            scrollbar-background: $background;
            scrollbar-background-hover: $background;
            scrollbar-background-active: $background;
        }
        & #form-foot { height: auto; border-top: solid $border-blurred; padding: 0 1 0 2; }
        &.-ascii #form-foot { border-top: ascii $border-blurred; }
        &.-ascii Matches { border-left: ascii $primary; }
        &.-ascii SelectOverlay { border: ascii $border; }
        & #form-help { height: 2; color: $foreground 70%; }
        & #form-status { height: auto; max-height: 4; display: none; color: $warning; }
        &.-told #form-status { display: block; }
        & #form-keys { height: 1; }
        &.-roomy FieldRow { margin-bottom: 1; }
        &.-narrow FieldRow .label { width: 16; }
        &.-narrow FieldRow .short { width: 15; }
        &.-narrow .pair-name { width: 12; }
        &.-roomy #form { padding-top: 1; }
    }
    """
    scope = FORM
    # No priority: a key that was typed before must reach its field first.
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(FORM, "help")]

    def __init__(self, draft: Draft, first: str = "") -> None:
        super().__init__()
        self.draft = draft
        self._first = first
        self._told = ""
        self._notice = ""
        self._state = ""
        self._every = False
        self._parts = Parts(self)
        self._texts = LongTexts(self)
        self._fields = Fields(self)

    @property
    @abstractmethod
    def heading(self) -> str:
        """What is edited."""

    @property
    @abstractmethod
    def place(self) -> str:
        """Where it is written."""

    @abstractmethod
    def act_form_save(self) -> Awaitable[None] | None:
        """Write what was changed, and leave."""

    def compose(self) -> ComposeResult:
        """The rows, what helps with the focused one, and the keys."""
        with Vertical(id="form"):
            with VerticalScroll(id="form-rows", can_focus=False):
                for field in self._in_order():
                    yield FieldRow(field, self.draft.raw(field.name), partial(self._known, field), self.glyphs)
            with Vertical(id="form-foot"):
                yield Static("", id="form-status", markup=False)
                yield Static("", id="form-help", markup=False)
                yield KeyBar()

    def on_mount(self) -> None:
        """Say what is edited, and begin at the first field."""
        self.set_class(self.app.has_class("-ascii"), "-ascii")
        self.query_one("#form").border_title = self._on_border(self.heading)
        self.show()
        rows = list(self.query(FieldRow))
        self.focus_on(next((each for each in rows if each.field.name == self._first), rows[0]))

    def on_resize(self) -> None:
        """Fit the form to the screen."""
        self._fit()

    @property
    def glyphs(self) -> Glyphs:
        """The picture characters of the app."""
        return glyphs_of(self.app)

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is in no file."""
        self.take()
        return bool(self.draft.touched)

    def unsaved_text(self) -> str:
        """What was typed and is in no file, like TOML; empty where there is none."""
        # Asked when something went wrong: then the rows may be gone, and the draft has all but the last key.
        with suppress(Exception):
            self.take()
        return unsaved_text(self.draft)

    def row(self, name: str) -> FieldRow:
        """The row of a field."""
        return self.query_one(f"#field-{name}", FieldRow)

    def focus_on(self, row: FieldRow) -> None:
        """Put the cursor into a row."""
        row.focus_editor()

    @property
    def current(self) -> FieldRow | None:
        """The row with the cursor."""
        above: Iterable[object] = self.focused.ancestors_with_self if self.focused is not None else ()
        return next((each for each in above if isinstance(each, FieldRow)), None)

    def on_field_row_changed(self, event: FieldRow.Changed) -> None:
        """Check everything with what was typed."""
        if self.put(event.row):
            self.tell("")
        self.show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field."""
        event.stop()
        self.focus_next()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Help with the field that has the focus."""
        row = self.current
        if row is None:
            return
        field = row.field
        needed = "Needed. " if field.required else ""
        example = (
            f" For example: {field.example}."
            if field.example and row.raw and field.sort not in _WITHOUT_EXAMPLE
            else ""
        )
        more = f" {_HELP_OF[field.sort]}" if field.sort in _HELP_OF else ""
        self.query_one("#form-help", Static).update(Content(f"{needed}{field.description}{example}{more}"))
        self._show_keys()

    def act_form_leave(self) -> None:
        """Leave; ask first where something would be lost."""
        if not self.unsaved:
            self.dismiss(None)
            return

        def answer(discard: bool | None) -> None:
            if discard:
                self.dismiss(None)

        self.app.push_screen(DiscardDialog([self.draft.fields[name].title for name in self.draft.touched]), answer)

    @property
    def deeds(self) -> Sequence[Deeds]:
        """What can be done with fields, parts and long texts."""
        return (self._fields, self._parts, self._texts)

    # References.

    async def on_members_editor_opened(self, event: MembersEditor.Opened) -> None:
        """Edit a nested table in a form of its own."""
        event.stop()
        await self._parts.open(event.editor, event.index)

    async def on_create_asked(self, event: CreateAsked) -> None:
        """Make a record that a reference is to name."""
        from commtui.tui.forms.screen import RecordForm, Saved

        event.stop()
        row = next(each for each in event.taker.ancestors if isinstance(each, FieldRow))
        if row.field.ref is None:
            return
        model = BY_NAME[row.field.ref.kind]
        world = self.draft.world
        form = RecordForm.new(
            world.workspace, model, {name_field(model) or "id": event.text}, today=world.calendar.today
        )

        def keep(saved: Saved | None) -> None:
            if saved is not None and saved.id is not None:
                event.taker.take(saved.id)
            event.taker.target.focus()

        await self.app.push_screen(form, keep)

    def _known(self, field: FormField) -> Sequence[Candidate]:
        """What a field may hold."""
        if field.meanings:
            return [Candidate(word, meaning) for word, meaning in field.meanings]
        if field.ref is not None:
            return self.draft.known(field.ref)
        return self.draft.world.used(self.draft.kind, field.name) if self.draft.above is None else ()

    # Showing.

    def take(self) -> None:
        """Take what the rows hold now: the message of the last key may still be on its way."""
        for row in self.query(FieldRow):
            self.put(row)

    def show_values(self, names: Iterable[str]) -> None:
        """Show what the draft holds for some fields."""
        for name in names:
            row = self.row(name)
            if row.raw != self.draft.raw(name):
                row.put(self.draft.raw(name))

    def show(self) -> Problems:
        """Mark what is changed and what is wrong; the answer is what is wrong."""
        problems = self.draft.problems(self._every)
        changed = self.draft.touched
        for row in self.query(FieldRow):
            name = row.field.name
            members = problems.members.get(name, {})
            if isinstance(row.widget, MembersEditor):
                row.widget.show(members)
            row.tell(
                Telling(
                    name in changed,
                    "" if row.is_choosing else problems.fields.get(name, ""),
                    problems.odd.get(name, ""),
                    self._note(row.field),
                    row.field.understood(row.raw, self.draft.world.calendar),
                    shown_within=bool(members),
                )
            )
        state = f"{plural(len(changed), 'field')} not saved" if changed else self._nothing_changed
        self._say_state(f"{state} {self.glyphs.dot} {self.place}")
        self._show_keys()
        return problems

    def refuse(self) -> bool:
        """Whether something is wrong; says so, and goes there."""
        self._every = True
        for row in self.query(FieldRow):
            row.settle()
        problems = self.show().fields
        if not problems:
            return False
        count = len(problems)
        self.tell(f"Not saved: {plural(count, 'field')} {'needs' if count == 1 else 'need'} attention")
        self.focus_on(next(row for row in self.query(FieldRow) if row.field.name in problems))
        return True

    def tell(self, words: str) -> None:
        """Say something for now."""
        words = visible(words or self._notice)
        if words == self._told:
            return
        self._told = words
        self.query_one("#form-status", Static).update(Content(self._told))
        self.set_class(bool(self._told), "-told")
        self._fit()

    def note(self, words: str) -> None:
        """Say something that stays true."""
        self._notice = words
        self.tell("")

    @property
    def _nothing_changed(self) -> str:
        return "nothing changed"

    def _note(self, field: FormField) -> str:
        if field.name in self.draft.conflicts:
            return "Changed in the file meanwhile: saving asks whose to keep."
        if field.sort is not Sort.ID or field.name not in self.draft.changed:
            return ""
        count = self.draft.followers()
        follows = f" {plural(count, 'reference')} {'follows' if count == 1 else 'follow'}." if count else ""
        return f"Renamed from {self.draft.old_id}.{follows}" if self.draft.old_id else ""

    def _say_state(self, words: str) -> None:
        if words != self._state:
            self._state = words
            self.query_one("#form").border_subtitle = self._on_border(words)

    def _on_border(self, words: str) -> Content:
        return Content(cut(visible(words), min(self.app.size.width, WIDEST) - SIDES, self.glyphs.ellipsis))

    def put(self, row: FieldRow) -> bool:
        """Take what a row holds; whether it is something else than before."""
        before = self.draft.raw(row.field.name)
        if "id" in self.draft.fields:
            # An id that was typed goes before one that follows from what is typed elsewhere, whichever is told first.
            self.draft.put("id", self.row("id").raw)
        self.show_values(self.draft.put(row.field.name, row.raw))
        return before != row.raw

    def _in_order(self) -> list[FormField]:
        """The fields; of something new those first that it needs."""
        fields = list(self.draft.fields.values())
        if self.draft.base.values:
            return fields
        return sorted(fields, key=lambda each: not each.required)

    def _show_keys(self) -> None:
        row = self.current
        ids = ["form.save", "form.leave"]
        keys: list[tuple[str, str, str]] = []
        if row is not None and row.field.sort is Sort.MARKDOWN:
            ids += ["form.preview", "form.editor"]
        elif row is not None and isinstance(row.widget, MembersEditor):
            ids += ["form.open", "form.add", "form.remove"]
            ids += ["form.restore"] if any(each.removed for each in row.widget.members) else []
            ids += ["form.up", "form.down"] if len(row.widget.members) > 1 else []
        for id_ in (*ids, "form.field", "help"):
            action = BY_ID[id_]
            if key := self.key_of(id_, typing=id_ == "help"):
                keys.append((key, self._title_of(id_) or action.title, action.binding.action))
        self.query_one(KeyBar).show(keys)

    def _title_of(self, action: str) -> str:
        """Another title for an action; empty where it has its own."""
        return ""

    def _fit(self) -> None:
        """Let the rows scroll in what the frame, the words below them and the keys leave."""
        height, width = self.app.size.height, self.app.size.width
        roomy = height >= ROOMY
        self.set_class(roomy, "-roomy")
        self.set_class(width < NARROW, "-narrow")
        cells = min(width, WIDEST) - SIDES
        words = WORDS_OF_HELP + (min(WORDS_TOLD, len(wrap(self._told, cells))) if self._told else 0)
        self.query_one("#form-rows").styles.max_height = max(3, height - FRAME - words - (MARGIN if roomy else 0))
