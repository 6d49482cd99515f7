"""A row of the form: the field's title, its value to edit, and what is to be said about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Select, Static, Switch, TextArea

from commtui.model.kinds import BY_NAME
from commtui.model.words import visible
from commtui.report.values import yes_no
from commtui.tui.forms.fields import NESTED, SHORT, FormField, Raw, Sort
from commtui.tui.forms.inputs import ChoiceSelect, Edited, LineInput, LinesArea, YesNo
from commtui.tui.forms.matches import Known
from commtui.tui.forms.member import Member
from commtui.tui.forms.members import MembersEditor
from commtui.tui.forms.pairs import PairsEditor
from commtui.tui.forms.reference import ReferenceEditor
from commtui.tui.forms.texts import TextsEditor
from commtui.tui.glyphs import Glyphs

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Editor(Protocol):
    """What a row needs of the widget that edits its value."""

    @property
    def raw(self) -> Raw: ...
    def put(self, raw: Raw) -> None: ...


@dataclass(frozen=True, slots=True)
class Telling:
    """What is said about a field: whether it is new, what is wrong, what is only odd, and what else is to know.

    What is wrong may be `shown_within` the editor.
    """

    changed: bool = False
    problem: str = ""
    odd: str = ""
    note: str = ""
    beside: str = ""
    shown_within: bool = False


class FieldRow(Vertical):
    """One field that can be edited."""

    DEFAULT_CSS = """
    FieldRow {
        height: auto;
        & .line { height: auto; }
        & .label { width: 22; height: auto; padding-right: 1; color: $foreground 70%; }
        & .editor { width: 1fr; height: auto; }
        & .short { width: 24; }
        &.-current .label { color: $primary; text-style: bold; }
        & .below { display: none; height: auto; padding-left: 23; color: $foreground 60%; }
        &.-said .below { display: block; }
        & Input { background: $surface; }
        & Input.-textual-compact { padding: 0 1; }
        & TextArea {
            height: auto; min-height: 2; max-height: 8; padding: 0 1; scrollbar-size-vertical: 1;
            background: $surface;
        }
        & TextArea:focus { background-tint: $foreground 5%; }
        & SelectCurrent { padding: 0 1 !important; background: $surface; }
        & Select:focus > SelectCurrent { background-tint: $foreground 5%; }
        & SelectOverlay > .option-list--option { padding: 0 1; }
        & Switch { border: none; padding: 0; height: 1; background: transparent; }
        & Switch:focus { border: none; background-tint: $foreground 5%; }
        & .beside { width: auto; max-width: 1fr; height: 1; margin-left: 1; color: $foreground 65%; }
    }
    .-narrow FieldRow {
        & .label { width: 15; }
        & .below { padding-left: 16; }
        & .short { width: 16; }
    }
    .-ascii SelectCurrent .arrow { display: none; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    class Changed(Message):
        """Something was typed or chosen."""

        def __init__(self, row: FieldRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self, field: FormField, raw: Raw, known: Known, glyphs: Glyphs) -> None:
        super().__init__(id=f"field-{field.name}")
        self.field = field
        self._glyphs = glyphs
        self._told: Telling | None = None
        self.widget = _widget(field, raw, known, glyphs)
        self.widget.add_class("short" if field.sort in SHORT else "switch" if field.sort is Sort.SWITCH else "editor")

    def compose(self) -> ComposeResult:
        """Mark, label and editor on one line; what is said about it below."""
        with Horizontal(classes="line"):
            yield Static(self._label(False, ""), classes="label")
            yield self.widget
            if self.field.sort in SHORT or self.field.sort is Sort.SWITCH:
                beside = yes_no(bool(self.raw)) if self.field.sort is Sort.SWITCH else ""
                yield Static(Content(beside), classes="beside", markup=False)
        yield Static("", classes="below", markup=False)

    @property
    def editor(self) -> Editor:
        """What edits the value."""
        return cast("Editor", self.widget)

    @property
    def raw(self) -> Raw:
        """What the field holds."""
        return self.editor.raw

    def put(self, raw: Raw) -> None:
        """Show another value."""
        self.editor.put(raw)

    def focus_editor(self) -> None:
        """Put the cursor into the row."""
        target: Widget = getattr(self.widget, "target", self.widget)
        target.focus()

    def tell(self, telling: Telling) -> None:
        """Mark the row as changed, and say what is to be said about it."""
        if telling == self._told:
            return
        self._told = telling
        self.query_one(".label", Static).update(self._label(telling.changed, telling.problem))
        lines = []
        if telling.problem and not telling.shown_within:
            lines.append(Content.assemble((visible(_sentence(telling.problem)), "$error")))
        if telling.odd:
            lines.append(Content.assemble((f"{self._glyphs.warning} {visible(_sentence(telling.odd))}", "$warning")))
        if telling.note:
            lines.append(Content(visible(telling.note)))
        self.set_class(bool(lines), "-said")
        self.query_one(".below", Static).update(Content("\n").join(lines))
        if self.field.sort in SHORT:
            arrow = f"{self._glyphs.arrow} " if telling.beside else ""
            self.query_one(".beside", Static).update(Content(visible(arrow + telling.beside)))

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
    @on(Edited)
    def _edited(self, event: Message) -> None:
        event.stop()
        if self.field.sort is Sort.SWITCH:
            self.query_one(".beside", Static).update(Content(yes_no(bool(self.raw))))
        self.post_message(self.Changed(self))

    def _label(self, changed: bool, problem: str) -> Content:
        mark = self._glyphs.error if problem else self._glyphs.info if changed else " "
        needed = (" *", "$accent") if self.field.required else ""
        return Content.assemble((f"{mark} ", "$error" if problem else "$accent"), self.field.title, needed)


def _widget(field: FormField, raw: Raw, known: Known, glyphs: Glyphs) -> Widget:
    arrow = "v" if glyphs.ascii_only else "▾"
    noun = _noun(field)
    match field.sort:
        case Sort.SWITCH:
            return YesNo(bool(raw))
        case Sort.CHOICE:
            return ChoiceSelect(field.meanings, None if raw is None else str(raw), field.required or _given(field))
        case Sort.MARKDOWN:
            return LinesArea(str(raw or ""), field.placeholder)
        case Sort.REFERENCE:
            is_open = field.ref is not None and field.ref.open
            return ReferenceEditor(str(raw or ""), field.placeholder, known, noun, is_open, arrow)
        case Sort.TEXTS:
            texts = [each for each in raw if isinstance(each, str)] if isinstance(raw, tuple) else []
            free = not field.meanings and (field.ref is None or field.ref.open)
            return TextsEditor(texts, field.placeholder, known, noun, free, "x" if glyphs.ascii_only else "×")
        case Sort.PAIRS:
            pairs = [each for each in raw if isinstance(each, tuple)] if isinstance(raw, tuple) else []
            return PairsEditor(pairs, field.placeholder)
        case sort if sort in NESTED:
            members = (raw,) if isinstance(raw, Member) else raw if isinstance(raw, tuple) else ()
            return MembersEditor(field, [each for each in members if isinstance(each, Member)], glyphs)
    return LineInput(str(raw or ""), field.placeholder)


def _given(field: FormField) -> bool:
    return field.default is not None


def _noun(field: FormField) -> str:
    """What can be made where a reference names nothing yet; nothing for rungs and metrics."""
    kind = field.ref.kind if field.ref is not None else ""
    return BY_NAME[kind].about.noun if kind in BY_NAME else ""


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
