"""A list of texts while it is edited: short ones beside each other, long ones below each other, and a line for more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from commtui.model.words import visible
from commtui.tui.forms.fields import Raw
from commtui.tui.forms.inputs import Edited
from commtui.tui.forms.matches import CompletedInput, Known
from commtui.tui.forms.reference import Takes
from commtui.tui.glyphs import glyphs_of
from commtui.tui.text import cut, width, wrap

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

# A text that takes more cells is a sentence, and gets a line of its own.
LONGEST_SHORT = 30
# Below so many cells the line for another member is no use beside the others.
ROOM_TO_TYPE = 12
LONGEST_SHOWN = 600


@dataclass(frozen=True, slots=True)
class Chip:
    """A member as it is shown: where it begins and ends, and the cell of its cross."""

    index: int
    line: int
    start: int
    end: int


class Chips(Static):
    """The members; a click marks one, a click on its cross takes it out."""

    ALLOW_SELECT = False

    class Clicked(Message):
        """A member was clicked, or its cross."""

        def __init__(self, index: int, cross: bool) -> None:
            super().__init__()
            self.index = index
            self.cross = cross

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.chips: Sequence[Chip] = ()

    def on_click(self, event: events.Click) -> None:
        """Say which member was clicked."""
        event.stop()
        at = event.get_content_offset(self)
        for each in self.chips:
            if at is not None and each.line == at.y and each.start <= at.x < each.end:
                self.post_message(self.Clicked(each.index, at.x >= each.end - 2))
                return


class TextsInput(CompletedInput):
    """The line for another member; at its beginning the keys mean the members before it."""

    class Pressed(Message):
        """A key that may mean the members."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Pasted(Message):
        """Several lines, each of which is to be a member."""

        def __init__(self, lines: list[str]) -> None:
            super().__init__()
            self.lines = lines

    def __init__(self, known: Known | None, noun: str, free: bool) -> None:
        super().__init__("", "", known, noun, free)
        self.marks = False

    def _on_paste(self, event: events.Paste) -> None:
        lines = [each.strip() for each in event.text.splitlines() if each.strip()]
        if len(lines) > 1:
            event.stop()
            event.prevent_default()
            self.post_message(self.Pasted(lines))

    async def _on_key(self, event: events.Key) -> None:
        if self.matches.is_open and event.key != "comma":
            return
        at_start = self.cursor_position == 0 and self.selection.is_empty
        empty = not self.value
        mine = event.key == "enter" and (bool(self.value.strip()) or self.marks)
        mine |= event.key == "comma" and self._ends_a_word
        mine |= at_start and event.key in ("left", "backspace")
        mine |= empty and event.key == "delete"
        mine |= self.marks and event.key in ("right", "shift+left", "shift+right", "escape")
        if mine:
            self._keep(event)
            self.post_message(self.Pressed(event.key))

    @property
    def _ends_a_word(self) -> bool:
        """Whether a comma ends what is typed: in a sentence it is part of it."""
        text = self.value.strip()
        return bool(text) and " " not in text and self.cursor_position == len(self.value)


class TextsEditor(Takes):
    """The members of a list; what is typed and not added yet counts as one of them."""

    DEFAULT_CSS = """
    TextsEditor {
        height: auto;
        background: $surface;
        layout: vertical;
        & Chips { width: 1fr; height: auto; padding: 0 0 0 1; }
        &.-beside Chips { width: auto; }
        & TextsInput { width: 1fr; min-width: 8; }
        &.-beside { layout: horizontal; }
        &:focus-within { background-tint: $foreground 5%; }
    }
    """

    def __init__(
        self, texts: Sequence[str], placeholder: str, known: Known | None, noun: str, free: bool, cross: str
    ) -> None:
        super().__init__()
        self._members = list(texts)
        self._at = len(self._members)
        self._marked: int | None = None
        self._placeholder = placeholder
        self._unique = not free
        self._cross = cross
        self.input = TextsInput(known, noun, free)
        self._chips: Chips | None = None

    def compose(self) -> ComposeResult:
        """The line for more; the members are mounted before it once there are some."""
        yield self.input

    def on_mount(self) -> None:
        """Show the members."""
        self._draw()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._draw()

    @property
    def target(self) -> Widget:
        """The line for more."""
        return self.input

    @property
    def raw(self) -> Raw:
        """The members, and what is being typed, at its place."""
        pending = self.input.value.strip(" ")
        if not pending or (self._unique and pending in self._members):
            return tuple(self._members)
        return (*self._members[: self._at], pending, *self._members[self._at :])

    def put(self, raw: Raw) -> None:
        """Show other members."""
        self._members = [each for each in raw if isinstance(each, str)] if isinstance(raw, tuple) else []
        self._at, self._marked = len(self._members), None
        self.input.put("")
        self._draw()
        self.post_message(Edited())

    def take(self, id_: str) -> None:
        """Add a member, at the place of the one that is being edited."""
        if id_ and not (self._unique and id_ in self._members):
            self._members.insert(self._at, id_)
        self.input.put("")
        self._settle()

    def on_chips_clicked(self, event: Chips.Clicked) -> None:
        """Mark the member, or take it out."""
        event.stop()
        self.input.focus()
        self._marked = event.index
        if event.cross:
            self._remove(event.index)
        self._draw()

    def on_texts_input_pressed(self, event: TextsInput.Pressed) -> None:
        """Do what a key means to the members."""
        event.stop()
        last = len(self._members) - 1
        match event.key:
            case "enter" | "comma" if self.input.value.strip():
                self.take(self.input.value.strip(" "))
            case "enter" if self._marked is not None:
                self._edit(self._marked)
            case "left" if last >= 0:
                self._marked = last if self._marked is None else max(0, self._marked - 1)
            case "right" if self._marked is not None:
                self._marked = self._marked + 1 if self._marked < last else None
            case "backspace" | "delete" if self._marked is not None:
                self._remove(self._marked)
            case "backspace" if last >= 0 and not self.input.value:
                self._edit(last)
            case "delete" if last >= 0:
                self._remove(last)
            case "shift+left" | "shift+right" if self._marked is not None:
                self._move(self._marked, -1 if event.key == "shift+left" else 1)
            case "escape":
                self._marked = None
        self._draw()

    def on_input_changed(self) -> None:
        """Mark nothing while something is typed."""
        if self.input.value and self._marked is not None:
            self._marked = None
            self._draw()

    def on_texts_input_pasted(self, event: TextsInput.Pasted) -> None:
        """Take each line as a member."""
        event.stop()
        for each in event.lines:
            self.take(each)

    def on_descendant_blur(self) -> None:
        """Add what was typed."""
        self._marked = None
        if text := self.input.value.strip(" "):
            self.take(text)
        else:
            self._at = len(self._members)
            self._draw()

    def _edit(self, index: int) -> None:
        """Take a member back into the line, to be typed anew or not."""
        text = self._members.pop(index)
        self._at, self._marked = index, None
        self.input.put(text)
        self.input.select_all()

    def _remove(self, index: int) -> None:
        del self._members[index]
        self._marked = min(index, len(self._members) - 1) if self._marked is not None and self._members else None
        self._settle()

    def _move(self, index: int, by: int) -> None:
        to = min(max(index + by, 0), len(self._members) - 1)
        self._members.insert(to, self._members.pop(index))
        self._marked = to
        self._settle(marked=to)

    def _settle(self, marked: int | None = None) -> None:
        self._at = len(self._members)
        if marked is not None:
            self._marked = marked
        self.input.marks = self._marked is not None
        self._draw()
        self.post_message(Edited())

    def _draw(self) -> None:
        self.input.marks = self._marked is not None
        if not self.is_mounted:
            return
        cells = max(self.size.width - 2, 20)
        long = any(width(visible(each)) > LONGEST_SHORT for each in self._members)
        lines = self._as_lines(cells) if long else self._as_chips(cells)
        room = cells - sum(width(text) + 1 for _, text in lines[0])
        self.set_class(len(lines) == 1 and not long and room >= ROOM_TO_TYPE, "-beside")
        self.input.placeholder = "+ add" if self._members or not self._placeholder else self._placeholder
        if self._chips is None and self._members:
            self._chips = Chips()
            self.mount(self._chips, before=0)
        if self._chips is not None:
            self._show(self._chips, lines if self._members else [])

    def _show(self, chips: Chips, lines: Sequence[Sequence[tuple[int, str]]]) -> None:
        """Draw lines of members, each with its number."""
        drawn: list[Content] = []
        places: list[Chip] = []
        for number, line in enumerate(lines):
            content, at = Content(""), 0
            for index, text in line:
                marked = index == self._marked
                style = "reverse" if marked else "$foreground on $panel"
                content = Content.assemble(content, (text, style), " ")
                places.append(Chip(index, number, at, at + width(text)))
                at += width(text) + 1
            drawn.append(content)
        chips.chips = places
        chips.display = bool(lines)
        chips.update(Content("\n").join(drawn))

    def _as_chips(self, cells: int) -> list[list[tuple[int, str]]]:
        lines: list[list[tuple[int, str]]] = [[]]
        used = 0
        ellipsis = glyphs_of(self.app).ellipsis
        for index, each in enumerate(self._members):
            text = f" {cut(visible(each), cells - 5, ellipsis)} {self._cross} "
            if lines[-1] and used + width(text) > cells:
                lines.append([])
                used = 0
            lines[-1].append((index, text))
            used += width(text) + 1
        return lines

    def _as_lines(self, cells: int) -> list[list[tuple[int, str]]]:
        lines: list[list[tuple[int, str]]] = []
        for index, each in enumerate(self._members):
            *first, last = wrap(visible(each[:LONGEST_SHOWN]), cells - 5)
            lines += [[(index, f" {text} ")] for text in first]
            lines.append([(index, f" {last} {self._cross} ")])
        return lines
