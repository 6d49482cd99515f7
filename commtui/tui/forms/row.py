"""A row of the form: the field's title, its value to edit, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Select, Static, Switch, TextArea

from commtui.model.words import visible
from commtui.report.values import flat, yes_no
from commtui.tui.forms.fields import FormField, Raw, Sort
from commtui.tui.forms.inputs import ChoiceSelect, LineInput, LinesArea

if TYPE_CHECKING:
    from textual.app import ComposeResult


class FieldRow(Vertical):
    """One field that can be edited."""

    DEFAULT_CSS = """
    FieldRow {
        height: auto;
        & .line { height: auto; }
        & .mark { width: 2; color: $accent; }
        & .label { width: 20; color: $foreground 70%; }
        & .editor { width: 1fr; height: auto; }
        &.-current .label { color: $primary; text-style: bold; }
        & .error { display: none; height: auto; padding-left: 23; color: $error; }
        &.-wrong .error { display: block; }
        &.-wrong .mark { color: $error; }
        & Input.-textual-compact { padding: 0 1; }
        & TextArea { height: auto; min-height: 2; max-height: 8; padding: 0 1; scrollbar-size-vertical: 1; }
        & TextArea:focus { background-tint: $foreground 5%; }
        & SelectCurrent { padding: 0 1 !important; }
        & Select:focus > SelectCurrent { background-tint: $foreground 5%; }
        & SelectOverlay > .option-list--option { padding: 0 1; }
        & Switch { border: none; padding: 0; height: 1; background: transparent; }
        & Switch:focus { border: none; background-tint: $foreground 5%; }
        & .state { width: auto; margin-left: 1; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    class Edited(Message):
        """Something was typed or chosen."""

        def __init__(self, row: FieldRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self, field: FormField, raw: Raw, known: Sequence[str], changed_mark: str) -> None:
        super().__init__(id=f"field-{field.name}")
        self.field = field
        self._changed_mark = changed_mark
        self.editor = _editor(field, raw, known)
        self.editor.add_class("editor" if field.sort is not Sort.SWITCH else "switch")

    def compose(self) -> ComposeResult:
        """Mark, label and editor on one line; what is wrong below."""
        with Horizontal(classes="line"):
            yield Static("", classes="mark", markup=False)
            yield Static(Content(self.field.title + (" *" if self.field.required else "")), classes="label")
            yield self.editor
            if isinstance(self.editor, Switch):
                yield Static(yes_no(self.editor.value), classes="state", markup=False)
        yield Static("", classes="error", markup=False)

    @property
    def raw(self) -> Raw:
        """What the field holds."""
        match self.editor:
            case Input():
                return self.editor.value
            case LinesArea():
                return self.editor.raw
            case Switch():
                return self.editor.value
            case _:
                return cast("Select[str]", self.editor).selection

    def put(self, raw: Raw) -> None:
        """Show another value."""
        match self.editor:
            case Input():
                self.editor.value = str(raw or "")
            case LinesArea():
                self.editor.put(str(raw or ""))
            case Switch():
                self.editor.value = bool(raw)
            case _:
                cast("Select[Any]", self.editor).value = Select.NULL if raw is None else raw

    def show(self, changed: bool, problem: str) -> None:
        """Mark the row as changed, and say what is wrong with it."""
        self.query_one(".mark", Static).update(Content(self._changed_mark if changed else ""))
        self.set_class(bool(problem), "-wrong")
        self.query_one(".error", Static).update(Content(visible(_sentence(problem))))

    def on_descendant_focus(self) -> None:
        """Show where one is."""
        self.add_class("-current")

    def on_descendant_blur(self) -> None:
        """Show that one left."""
        self.remove_class("-current")

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    @on(Switch.Changed)
    def _edited(self, event: Message) -> None:
        event.stop()
        if isinstance(self.editor, Switch):
            self.query_one(".state", Static).update(yes_no(self.editor.value))
        self.post_message(self.Edited(self))


class FixedRow(Horizontal):
    """One field that is shown only."""

    DEFAULT_CSS = """
    FixedRow {
        height: auto;
        & .label { width: 20; margin-left: 2; color: $foreground 55%; }
        & .value { width: 1fr; height: auto; padding: 0 1; color: $foreground 55%; }
    }
    """

    def __init__(self, field: FormField, value: Any) -> None:  # noqa: ANN401 - any TOML
        super().__init__()
        self._field = field
        self._value = value

    def compose(self) -> ComposeResult:
        """Label and value."""
        yield Static(Content(self._field.title), classes="label")
        yield Static(Content(visible(summary(self._value))), classes="value")


def summary(value: Any) -> str:  # noqa: ANN401 - any TOML
    """A list or a nested table in a few words."""
    match value:
        case None | [] | {}:
            return "none"
        case [dict(), *_]:
            names = [str(next((each[key] for key in _NAMES if key in each), "...")) for each in value]
            return f"{len(value)}: {', '.join(names)}"
        case list():
            return flat(value)
        case dict():
            return ", ".join(value)
    return flat(value)


_NAMES = ("title", "name", "organization", "id", "text", "consequence")


def _editor(field: FormField, raw: Raw, known: Sequence[str]) -> Widget:
    match field.sort:
        case Sort.SWITCH:
            return Switch(bool(raw), animate=False)
        case Sort.CHOICE:
            required = field.required or field.default is not None
            return ChoiceSelect(field.meanings, None if raw is None else str(raw), required)
        case Sort.MARKDOWN:
            return LinesArea(str(raw or ""), field.placeholder)
    return LineInput(str(raw or ""), field.placeholder, known)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
