"""A row of the form: the field's title, its value to edit, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Select, Static, Switch, TextArea

from commtui.model.kinds import BY_NAME
from commtui.model.words import visible
from commtui.report.values import yes_no
from commtui.tui.actions import BY_ID
from commtui.tui.forms.fields import NESTED, SHORT, FormField, Raw, Sort
from commtui.tui.forms.inputs import ChoiceSelect, Edited, LineInput, LinesArea, YesNo
from commtui.tui.forms.matches import CompletedInput, Known, Matches
from commtui.tui.forms.member import Member
from commtui.tui.forms.members import MembersEditor
from commtui.tui.forms.pairs import PairsEditor
from commtui.tui.forms.reference import ReferenceEditor, Takes
from commtui.tui.forms.texts import TextsEditor
from commtui.tui.glyphs import Glyphs

if TYPE_CHECKING:
    from textual.app import ComposeResult


# What fits beside the mark and the star on one line.
LONGEST_LABEL = 17


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


class Besides(Horizontal):
    """A short editor with words beside it: what is said, or else what `shown` makes of the value."""

    DEFAULT_CSS = """
    Besides {
        height: 1;
        & > .short { width: 24; }
        & > Static { width: 1fr; height: 1; padding-left: 1; color: $foreground 65%; }
    }
    """

    def __init__(self, inner: LineInput | YesNo, classes: str, shown: Callable[[bool], str] | None = None) -> None:
        super().__init__()
        self.inner = inner
        self.inner.add_class(classes or "switch")
        self._shown = shown
        self._words = Static(self._of_value, markup=False)

    def compose(self) -> ComposeResult:
        """The editor, and the words."""
        yield self.inner
        yield self._words

    @property
    def target(self) -> Widget:
        """The editor."""
        return self.inner

    @property
    def raw(self) -> Raw:
        """What the editor holds."""
        return self.inner.raw

    def put(self, raw: Raw) -> None:
        """Show another value."""
        self.inner.put(raw)

    def on_switch_changed(self) -> None:
        """Say what it is now."""
        self.say("")

    def say(self, words: str) -> None:
        """Say something beside it."""
        self._words.update(Content(words) if words else self._of_value)

    @property
    def _of_value(self) -> Content:
        return Content(self._shown(bool(self.raw)) if self._shown is not None else "")


class FieldRow(Vertical):
    """One field that can be edited."""

    DEFAULT_CSS = """
    FieldRow {
        height: auto;
        & .label { dock: left; width: 22; height: auto; padding-right: 1; color: $foreground 70%; }
        &.-current .label { color: $primary; text-style: bold; }
        & .below { display: none; height: auto; padding-left: 1; color: $foreground 60%; }
        &.-said .below { display: block; }
        &.-long { min-height: 2; }
        & Input { background: $surface; }
        & Input.-textual-compact { padding: 0 1; }
        & TextArea {
            height: auto; min-height: 2; max-height: 8; padding: 0 1; background: $surface;
            scrollbar-size-vertical: 1; scrollbar-color: $border-blurred; scrollbar-background: $surface;
            scrollbar-color-hover: $border; scrollbar-background-hover: $surface;
            scrollbar-color-active: $border; scrollbar-background-active: $surface;
        }
        & TextArea:focus { background-tint: $foreground 5%; }
        & SelectCurrent { padding: 0 1 !important; background: $surface; }
        & Select:focus > SelectCurrent { background-tint: $foreground 5%; }
        & SelectOverlay > .option-list--option { padding: 0 1; }
        & Switch { border: none; padding: 0; height: 1; background: transparent; }
        & Switch > .switch--slider { color: $foreground 35%; background: $panel; }
        & Switch.-on > .switch--slider { color: $success; background: $panel; }
        & Switch:focus { border: none; background-tint: $foreground 5%; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # Here and not on the screen, for the rows scroll with the same keys.
        *(replace(BY_ID[each].binding, action=f"screen.do('{each}')") for each in ("form.next", "form.previous")),
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
        self._below: Static | None = None
        self._label_widget = Static(self._label(False, ""), classes="label")
        # The label beside it takes two lines.
        self.set_class(len(field.title) > LONGEST_LABEL, "-long")

    def compose(self) -> ComposeResult:
        """Mark, label and editor on one line; what is said about it comes below."""
        yield self._label_widget
        yield self.widget

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

    @property
    def is_choosing(self) -> bool:
        """Whether matches are shown for what is being typed: it is not meant to be right yet."""
        return any(each.is_open for each in self.query(Matches))

    def settle(self) -> None:
        """Offer nothing any more."""
        for each in self.query(Matches):
            each.offer((), None)

    def focus_editor(self) -> None:
        """Put the cursor into the row."""
        target: Widget = getattr(self.widget, "target", self.widget)
        target.focus()

    def tell(self, telling: Telling) -> None:
        """Mark the row as changed, and say what is to be said about it."""
        if telling == self._told:
            return
        before = self._told or Telling()
        self._told = telling
        if (telling.changed, bool(telling.problem)) != (before.changed, bool(before.problem)):
            self._label_widget.update(self._label(telling.changed, telling.problem))
        lines = []
        if telling.problem and not telling.shown_within:
            lines.append(Content.assemble((visible(_sentence(telling.problem)), "$error")))
        if telling.odd:
            lines.append(Content.assemble((f"{self._glyphs.warning} {visible(_sentence(telling.odd))}", "$warning")))
        if telling.note:
            lines.append(Content(visible(telling.note)))
        self.set_class(bool(lines), "-said")
        if self._below is None and lines:
            self._below = Static("", classes="below", markup=False)
            self.mount(self._below)
        if self._below is not None:
            self._below.update(Content("\n").join(lines))
        if isinstance(self.widget, Besides) and telling.beside != before.beside:
            arrow = f"{self._glyphs.arrow} " if telling.beside else ""
            self.widget.say(visible(arrow + telling.beside))

    def on_completed_input_offering(self, event: CompletedInput.Offering) -> None:
        """Show matches below the editor."""
        event.stop()
        if not event.matches.is_attached:
            self.mount(event.matches, after=self.widget)

    def on_matches_chosen(self, event: Matches.Chosen) -> None:
        """Take what was clicked."""
        event.stop()
        if isinstance(self.widget, Takes):
            self.widget.took(event.offer)
            for each in self.query(Matches):
                each.close()

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
        self.post_message(self.Changed(self))

    def _label(self, changed: bool, problem: str) -> Content:
        mark = self._glyphs.error if problem else self._glyphs.info if changed else " "
        needed = (" *", "$accent") if self.field.required else ""
        return Content.assemble((f"{mark} ", "$error" if problem else "$accent"), self.field.title, needed)


def _widget(field: FormField, raw: Raw, known: Known, glyphs: Glyphs) -> Widget:
    arrow = "v" if glyphs.ascii_only else "▼"
    noun = _noun(field)
    match field.sort:
        case Sort.SWITCH:
            return Besides(YesNo(bool(raw)), "", yes_no)
        case Sort.CHOICE:
            return ChoiceSelect(
                field.meanings, None if raw is None else str(raw), field.required or _given(field), glyphs
            )
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
        case sort if sort in SHORT:
            return Besides(LineInput(str(raw or ""), field.placeholder), "short")
    return LineInput(str(raw or ""), field.placeholder)


def _given(field: FormField) -> bool:
    return field.default is not None


def _noun(field: FormField) -> str:
    """What can be made where a reference names nothing yet; nothing for rungs and metrics."""
    kind = field.ref.kind if field.ref is not None else ""
    return BY_NAME[kind].about.noun if kind in BY_NAME else ""


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
