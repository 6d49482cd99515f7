"""The roadmap: a timeline of items, and a page about each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commtui.model.item import Item
from commtui.model.when import parse_period, when_key
from commtui.store.snapshot import Entry
from commtui.tui.glyphs import STATUS_STYLE, status_glyph
from commtui.tui.lines import Line, line, spread
from commtui.tui.pages.item import write_item
from commtui.tui.state import State, key_of
from commtui.tui.views.base import MasterDetail
from commtui.tui.widgets.virtual_list import Rows
from commtui.tui.writer import Writer

UNDATED = "no date yet"


class RoadmapView(MasterDetail[Entry[Item]]):
    """Items by when they are planned."""

    list_title = "Roadmap"
    first = Item

    def rows(self, state: State) -> Rows[Entry[Item]]:
        """The items in order of time."""
        starts = state.fiscal_year_starts
        items = sorted(state.snapshot.of(Item), key=lambda each: when_key(each.record.when, starts))
        return Rows(
            items,
            key=key_of,
            search=lambda each: f"{each.record.title} {each.record.status} {each.record.id} {each.record.when or ''}",
            draw=self._draw,
            group=lambda each: str(each.record.when or UNDATED),
            heading=lambda group, _count: self._heading(state, group),
            noun="item",
        )

    def _heading(self, state: State, group: str) -> Line:
        when, starts = parse_period(group), state.fiscal_year_starts
        current = when is not None and when.first_day(starts) <= state.today < when.end(starts)
        return line((group, "heading"), (f" {self.glyphs.dot} now" if current else "", "key"))

    def _draw(self, entry: Entry[Item], cells: int) -> Sequence[Line]:
        item = entry.record
        style = STATUS_STYLE.get(item.status, "muted")
        waits = f"waits for {len(item.depends_on)}" if item.depends_on and item.status != "done" else ""
        left = (
            (f"{status_glyph(self.glyphs, item.status)} {item.status:<9}", style),
            (item.title, "text" if item.status not in {"done", "dropped"} else "muted"),
        )
        return (Line(spread(left, ((waits, "faint"),) if waits else (), cells, self.glyphs.ellipsis)),)

    def write(self, writer: Writer, state: State, item: Entry[Item]) -> None:
        """The page about an item."""
        write_item(writer, state, item)

    def key_for(self, target: Entry[Any]) -> str:
        """An item has its own row."""
        return key_of(target)

    def teach(self, state: State) -> tuple[str, str]:
        """What the roadmap is for."""
        return (
            "What the community wants to build, and when.",
            '[[item]]\nid = "handbook"\ntitle = "A handbook for newcomers"\nstatus = "idea"\nwhen = "next"',
        )


VIEW = RoadmapView
