"""The nested tables of a field: a line for each, opened in a form of its own, and one to add another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from commtui.model.words import visible
from commtui.tui.forms.captions import name_of, notes_of, noun_of
from commtui.tui.forms.fields import FormField, Raw, Sort
from commtui.tui.forms.inputs import Edited
from commtui.tui.forms.member import Member
from commtui.tui.glyphs import Glyphs
from commtui.tui.text import cut, width, wrap

if TYPE_CHECKING:
    from textual.geometry import Size

LONGEST_SHOWN = 300
GONE = "removed; u brings it back"


@dataclass(frozen=True, slots=True)
class _Row:
    """A line: its words, and the member it is of; None on the line that adds one."""

    content: Content
    index: int | None


class MembersEditor(Widget, can_focus=True):
    """The members of a list of tables, or the one table; what was taken out stays in sight until the form is saved."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    MembersEditor {
        height: auto;
        padding: 0 1;
        background: $surface;
        &:focus { background-tint: $foreground 5%; }
    }
    """

    class Opened(Message):
        """A member is to be edited; behind the last one, a new one."""

        def __init__(self, editor: MembersEditor, index: int) -> None:
            super().__init__()
            self.editor = editor
            self.index = index

    def __init__(self, field: FormField, members: Sequence[Member], glyphs: Glyphs) -> None:
        super().__init__()
        self.field = field
        self.members = tuple(members)
        self.cursor = 0
        self._glyphs = glyphs
        self._problems: Mapping[int, str] = {}

    @property
    def target(self) -> Widget:
        """Itself."""
        return self

    @property
    def raw(self) -> Raw:
        """The members, those that were taken out included."""
        if self.field.sort is Sort.TABLES:
            return self.members
        return self.members[0] if self.members else None

    def put(self, raw: Raw) -> None:
        """Show other members."""
        members = (raw,) if isinstance(raw, Member) else raw if isinstance(raw, tuple) else ()
        self.members = tuple(each for each in members if isinstance(each, Member))
        self.cursor = min(self.cursor, self._last)
        self.refresh(layout=True)
        self.post_message(Edited())

    def show(self, problems: Mapping[int, str]) -> None:
        """Mark what is wrong."""
        if problems != self._problems:
            self._problems = problems
            self.refresh(layout=True)

    @property
    def current(self) -> Member | None:
        """The member under the cursor; None on the line that adds one."""
        return self.members[self.cursor] if self.cursor < len(self.members) else None

    @property
    def may_add(self) -> bool:
        """Whether there can be another one."""
        return self.field.sort is Sort.TABLES or not self.members

    def open(self) -> None:
        """Edit the member under the cursor, or a new one."""
        if self.current is None or not self.current.removed:
            self.post_message(self.Opened(self, self.cursor))

    def add(self) -> None:
        """Edit a new member."""
        if self.may_add:
            self.post_message(self.Opened(self, len(self.members)))

    def remove_current(self) -> None:
        """Take the member under the cursor out; a new one goes at once."""
        member = self.current
        if member is not None and not member.removed:
            self._replace(self.cursor, replace(member, removed=True))

    def restore(self) -> None:
        """Bring back the member under the cursor, or else the last one that was taken out."""
        gone = [index for index, each in enumerate(self.members) if each.removed]
        if gone:
            index = self.cursor if self.cursor in gone else gone[-1]
            self._replace(index, replace(self.members[index], removed=False))
            self._go(index)

    def shift(self, by: int) -> None:
        """Give the member under the cursor the next place, or the one before."""
        to = self.cursor + by
        if self.current is None or not 0 <= to < len(self.members):
            return
        members = list(self.members)
        members.insert(to, members.pop(self.cursor))
        self.members = tuple(members)
        self._go(to)
        self.post_message(Edited())

    def act_form_next(self) -> None:
        """To the next line; beyond the last, to the next field."""
        if self.cursor < self._last:
            self._go(self.cursor + 1)
        else:
            self.screen.focus_next()

    def act_form_previous(self) -> None:
        """To the line before; beyond the first, to the field before."""
        if self.cursor > 0:
            self._go(self.cursor - 1)
        else:
            self.screen.focus_previous()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Go to the line that was clicked; open it on the second click."""
        event.stop()
        rows = self._rows()
        line = event.y
        if not 0 <= line < len(rows):
            return
        index = rows[line].index
        again = index == self.cursor and event.chain > 1
        self._go(len(self.members) if index is None else index)
        if index is None or again:
            self.open()

    def render(self) -> Content:
        """The lines."""
        return Content("\n").join(each.content for each in self._rows())

    def get_content_height(self, container: Size, viewport: Size, width_: int) -> int:
        """One for each line."""
        return len(self._rows(width_))

    @property
    def _last(self) -> int:
        return len(self.members) if self.may_add else max(0, len(self.members) - 1)

    def _replace(self, index: int, member: Member) -> None:
        members = list(self.members)
        members[index] = member
        self.put(tuple(members))

    def _go(self, index: int) -> None:
        self.cursor = index
        self.refresh(layout=True)
        line = next((at for at, each in enumerate(self._rows()) if each.index == index), self.size.height - 1)
        self.call_after_refresh(self._show_line, line)

    def _show_line(self, line: int) -> None:
        rows = self.screen.query_one("#form-rows")
        at = self.content_region.y + line - rows.region.y + rows.scroll_offset.y
        rows.scroll_to_region(Region(0, at, 1, 1), animate=False, force=True)

    def _rows(self, cells: int = 0) -> list[_Row]:
        cells = max(cells or self.content_size.width, 16)
        rows = [row for index, each in enumerate(self.members) for row in self._member(index, each, cells)]
        if self.may_add and self.field.table is not None:
            at = self.has_focus and self.cursor == len(self.members)
            words = f"+ add {noun_of(self.field.table)}"
            rows.append(_Row(self._line(words, "", at, "$foreground 55%", cells), None))
        return rows

    def _member(self, index: int, member: Member, cells: int) -> list[_Row]:
        model = self.field.table
        if model is None:
            return []
        at = self.has_focus and index == self.cursor
        name = visible(name_of(model, member)[:LONGEST_SHOWN])
        if member.removed:
            gone = f"{self._glyphs.dropped} {name or noun_of(model)}"
            return [_Row(self._line(gone, GONE, at, "$foreground 50%", cells), index)]
        notes = f" {self._glyphs.dot} ".join(notes_of(model, member, self._glyphs))
        problem = self._problems.get(index, "")
        first = self._line(name or visible(notes), visible(notes) if name else "", at, "$foreground", cells)
        if not problem:
            return [_Row(first, index)]
        lines = wrap(f"{self._glyphs.error} {problem}", cells - 2)
        return [_Row(first, index), *(_Row(Content.assemble(("  " + each, "$error")), index) for each in lines)]

    def _line(self, text: str, note: str, at: bool, style: str, cells: int) -> Content:
        mark = self._glyphs.cursor if at else " "
        room = cells - 2
        # What the name can spare: it is the more telling one, but for one that was taken out.
        least = min(width(text), room * 2 // 3) if note != GONE else 0
        note = cut(note, max(0, room - least - 2), self._glyphs.ellipsis)
        text = cut(text, room - (width(note) + 2 if note else 0), self._glyphs.ellipsis)
        filler = " " * max(0, room - width(text) - width(note))
        strong = f"bold {style}" if at else style
        return Content.assemble((f"{mark} ", "$primary"), (text, strong), filler, (note, "$foreground 60%"))
