"""The form of a record: generated from its model, checked as one types, saved field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from commtui.model.record import Record
from commtui.model.words import plural, visible
from commtui.report.values import flat
from commtui.store.errors import ConflictError, EditRefusedError, SaveError
from commtui.store.snapshot import Entry
from commtui.store.workspace import Workspace
from commtui.tui.actions import bound_in
from commtui.tui.actions.form import FORM
from commtui.tui.doing import DoingScreen, bindings_of
from commtui.tui.forms.dialogs import ConflictDialog, DiscardDialog, Side
from commtui.tui.forms.draft import Draft
from commtui.tui.forms.fields import Sort
from commtui.tui.forms.row import FieldRow, FixedRow
from commtui.tui.glyphs import UNICODE
from commtui.tui.text import wrap

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

SAVED_SECONDS = 3

# Lines of the screen: from which height there is room between rows; and what the form needs besides its rows.
ROOMY = 34
FRAME = 4
MARGIN = 5
WORDS_OF_HELP = 2
WORDS_TOLD = 4
WIDEST = 90
SIDES = 6


class Key(Static):
    """A key and what it does; a click does it too."""

    def __init__(self, key: str, title: str, action: str) -> None:
        super().__init__(Content.assemble((key, "bold $primary"), (f" {title}", "$foreground 70%")), classes="key")
        self._action = action

    async def on_click(self) -> None:
        """Do what the key does."""
        await self.screen.run_action(self._action)


class RecordForm(ModalScreen[bool], DoingScreen[bool]):
    """Edits one record; the answer is whether its file was written, or read anew."""

    DEFAULT_CSS = """
    RecordForm {
        align: center middle;
        & #form {
            width: 100%;
            max-width: 90;
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
            scrollbar-size-vertical: 1;
            scrollbar-gutter: stable;
            scrollbar-color: $border-blurred;
            scrollbar-color-hover: $border;
            scrollbar-color-active: $border;
            scrollbar-background: $background;
            scrollbar-background-hover: $background;
            scrollbar-background-active: $background;
        }
        & .section { height: auto; margin: 1 0 0 2; color: $foreground 55%; text-style: italic; }
        & #form-foot { height: auto; border-top: solid $border-blurred; padding: 0 1 0 2; }
        &.-ascii #form-foot { border-top: ascii $border-blurred; }
        & #form-help { height: 2; color: $foreground 70%; }
        & #form-status { height: auto; max-height: 4; display: none; color: $error; }
        &.-told #form-status { display: block; }
        & #form-keys { height: 1; }
        & .key { width: auto; margin-right: 3; }
        &.-roomy FieldRow { margin-bottom: 1; }
        &.-roomy #form { padding-top: 1; }
    }
    """
    scope = FORM
    # No priority: a key that was typed before must reach its field first.
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(FORM)]

    def __init__(self, workspace: Workspace, entry: Entry[Record]) -> None:
        super().__init__()
        self.workspace = workspace
        self.draft = Draft(workspace.snapshot, entry)
        self._answer = False
        self._told = ""

    def compose(self) -> ComposeResult:
        """The rows, what helps with the focused one, and the keys."""
        glyphs = getattr(self.app, "glyphs", UNICODE)
        fields = self.draft.fields.values()
        with Vertical(id="form"):
            with VerticalScroll(id="form-rows", can_focus=False):
                for field in fields:
                    if field.sort is not Sort.FIXED:
                        known = tuple(self.draft.known(field))
                        yield FieldRow(field, self.draft.raw(field.name), known, glyphs.info)
                fixed = [field for field in fields if field.sort is Sort.FIXED]
                if fixed:
                    yield Static("Not in this form yet; E in the list opens the file for these", classes="section")
                for field in fixed:
                    yield FixedRow(field, self.draft.entry.data.get(field.name))
            with Vertical(id="form-foot"):
                yield Static("", id="form-status", markup=False)
                yield Static("", id="form-help", markup=False)
                with Horizontal(id="form-keys"):
                    for each in bound_in(FORM):
                        yield Key(each.first_key, each.title, each.binding.action)
                    yield Key("tab", "Next field", "app.focus_next")

    def on_mount(self) -> None:
        """Say what is edited, and begin at the first field."""
        self.set_class(self.app.has_class("-ascii"), "-ascii")
        record = self.draft.entry.record
        form = self.query_one("#form")
        form.border_title = Content(visible(f"{record.about.noun.capitalize()}: {record.caption}"))
        self._show()
        self.focus_on(next(iter(self.query(FieldRow)), None))

    def on_resize(self) -> None:
        """Fit the form to the screen."""
        self._fit()

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is in no file."""
        self._take()
        return bool(self.draft.changed)

    def row(self, name: str) -> FieldRow:
        """The row of a field."""
        return self.query_one(f"#field-{name}", FieldRow)

    def focus_on(self, row: FieldRow | None) -> None:
        """Put the cursor into a row."""
        if row is not None:
            row.editor.focus()

    def on_field_row_edited(self, event: FieldRow.Edited) -> None:
        """Check the record with what was typed."""
        self.draft.put(event.row.field.name, event.row.raw)
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field."""
        event.stop()
        self.focus_next()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Help with the field that has the focus."""
        row = _row_of(event.widget)
        if row is None:
            return
        required = "Needed. " if row.field.required else ""
        example = row.field.example
        hint = f" For example: {example}" if example and row.raw else ""
        self.query_one("#form-help", Static).update(Content(f"{required}{row.field.description}{hint}"))

    def act_form_save(self) -> None:
        """Write what was changed, and leave."""
        if not self.unsaved:
            self.dismiss(self._answer)
            return
        changed = self.draft.changed
        if problems := self._show():
            self._tell(
                f"Not saved: {plural(len(problems), 'field')} {'needs' if len(problems) == 1 else 'need'} attention"
            )
            self.focus_on(self.row(next(iter(problems))))
            return
        try:
            self.workspace.edit(self.draft.entry, {(name,): value for name, value in self.draft.changes().items()})
        except ConflictError as error:
            self._ask_whose(error)
        except EditRefusedError as error:
            self._tell_refusal(error)
        except SaveError as error:
            self._tell(f"Not saved. {error}. What you typed is still here.")
        else:
            names = ", ".join(self.draft.fields[name].title for name in changed)
            self.app.notify(
                visible(f"{names} saved in {self.draft.entry.file.name}"), timeout=SAVED_SECONDS, markup=False
            )
            self.dismiss(True)

    def act_form_leave(self) -> None:
        """Leave; ask first where something would be lost."""
        if not self.unsaved:
            self.dismiss(self._answer)
            return

        def answer(discard: bool | None) -> None:
            if discard:
                self.dismiss(self._answer)

        self.app.push_screen(DiscardDialog([self.draft.fields[name].title for name in self.draft.changed]), answer)

    def _take(self) -> None:
        """Take what the rows hold now: the message of the last key may still be on its way."""
        for row in self.query(FieldRow):
            self.draft.put(row.field.name, row.raw)

    def _show(self) -> dict[str, str]:
        """Mark what is changed and what is wrong; the answer is what is wrong."""
        problems = self.draft.problems()
        changed = self.draft.changed
        for row in self.query(FieldRow):
            row.show(row.field.name in changed, problems.get(row.field.name, ""))
        where = self.draft.entry.file.name
        state = f"{plural(len(changed), 'field')} not saved" if changed else "nothing changed"
        self.query_one("#form").border_subtitle = Content(visible(f"{where}   {state}"))
        self._tell("")
        return problems

    def _tell(self, words: str) -> None:
        self._told = visible(words)
        self.query_one("#form-status", Static).update(Content(self._told))
        self.set_class(bool(words), "-told")
        self._fit()

    def _fit(self) -> None:
        """Let the rows scroll in what the frame, the words below them and the keys leave."""
        height = self.app.size.height
        roomy = height >= ROOMY
        self.set_class(roomy, "-roomy")
        cells = min(self.app.size.width, WIDEST) - SIDES
        words = WORDS_OF_HELP + (min(WORDS_TOLD, len(wrap(self._told, cells))) if self._told else 0)
        self.query_one("#form-rows").styles.max_height = max(3, height - FRAME - words - (MARGIN if roomy else 0))

    def _tell_refusal(self, error: EditRefusedError) -> None:
        words = self.draft.words(error.faults)
        for name, problem in words.items():
            if name in self.draft.changed:
                self.row(name).show(True, problem)
        told = "; ".join(f"{name} {problem}" for name, problem in words.items()) or error.reason
        self._tell(f"Not saved: {told}. What you typed is still here.")

    def _ask_whose(self, conflict: ConflictError) -> None:
        field = self.draft.fields[str(conflict.path[0])]

        def answer(side: Side | None) -> None:
            if side in ("mine", "theirs"):
                self._resolve(field.name, side)
            else:
                self._tell(f"Not saved: {field.title} was changed in the file meanwhile")

        self.app.push_screen(ConflictDialog(field.title, flat(conflict.mine), flat(conflict.theirs)), answer)

    def _resolve(self, name: str, side: Side) -> None:
        """Go on from what the file holds now, with my value or theirs."""
        snapshot = self.workspace.reload()
        self._answer = True
        entry = self.workspace.current(self.draft.entry)
        if entry is None:
            self._tell(f"Not saved: the record is not in {self.draft.entry.file.name} any more, or is not valid there")
            return
        different = self.draft.rebase(snapshot, entry)
        if side == "theirs":
            self.draft.put(name, self.draft.fields[name].raw(entry.data.get(name)))
            different.append(name)
        for each in different:
            self.row(each).put(self.draft.raw(each))
        self.act_form_save()


def _row_of(widget: Widget) -> FieldRow | None:
    return next((each for each in widget.ancestors_with_self if isinstance(each, FieldRow)), None)
