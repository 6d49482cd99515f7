"""The roadmap: a timeline of items, and a page about each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from commtui.model.item import Item
from commtui.model.when import Horizon, Period, Version, parse_period, when_key
from commtui.report.values import day_in_words
from commtui.store.snapshot import Entry
from commtui.tui.glyphs import STATUS_STYLE, status_glyph
from commtui.tui.lines import Line, Span, line, spread
from commtui.tui.pages.item import write_item
from commtui.tui.state import State, key_of
from commtui.tui.views.base import Fresh, MasterDetail
from commtui.tui.widgets.virtual_list import Rows
from commtui.tui.writer import Writer

UNDATED = "no date yet"


class RoadmapView(MasterDetail[Entry[Item]]):
    """Items by when they are planned."""

    first = Item

    def rows(self, state: State) -> Rows[Entry[Item]]:
        """The items in order of time."""
        starts = state.fiscal_year_starts
        items = sorted(state.snapshot.of(Item), key=lambda each: _due(each.record.when, starts))
        now = self._now(state, items)
        return Rows(
            items,
            key=key_of,
            search=lambda each: f"{each.record.title} {each.record.status} {each.record.id} {each.record.when or ''}",
            draw=lambda each, cells: self._draw(state, each, cells),
            group=lambda each: str(each.record.when or UNDATED),
            heading=lambda group, _count: self._heading(state, group, now),
            noun="item",
        )

    def _now(self, state: State, items: Sequence[Entry[Item]]) -> str | None:
        """The first section that today lies in; longer periods around it come after."""
        starts = state.fiscal_year_starts
        return next(
            (
                str(when)
                for when in (each.record.when for each in items)
                if isinstance(when, Period) and when.first_day(starts) <= state.today < when.end(starts)
            ),
            None,
        )

    def _heading(self, state: State, group: str, now: str | None) -> Line:
        when = parse_period(group)
        if when is None:
            return line((group, "heading"))
        last = when.end(state.fiscal_year_starts) - timedelta(days=1)
        until = f"  until {day_in_words(last)}"
        return line((group, "heading"), (f" {self.glyphs.dot} now" if group == now else "", "key"), (until, "faint"))

    def _draw(self, state: State, entry: Entry[Item], cells: int) -> Sequence[Line]:
        item = entry.record
        style = STATUS_STYLE.get(item.status, "muted")
        waits = f"waits for {len(item.depends_on)}" if item.depends_on and item.status != "done" else ""
        left = (
            (f"{status_glyph(self.glyphs, item.status)} {item.status:<9}", style),
            (item.title, "text" if item.status not in {"done", "dropped"} else "muted"),
        )
        right: list[Span] = [(waits, "faint")] if waits else []
        if entry in state.late_items:
            right.append((f"{'  ' if waits else ''}{self.glyphs.warning} late", "warn"))
        return (Line(spread(left, right, cells, self.glyphs.ellipsis)),)

    def write(self, writer: Writer, state: State, item: Entry[Item]) -> None:
        """The page about an item."""
        write_item(writer, state, item)

    def fresh(self) -> Fresh | None:
        """An item for the time of the one under the cursor."""
        entry: Entry[Item] | None = self.listing.item
        when = entry.record.when if entry is not None else None
        return Fresh(Item, {"status": "planned", **({"when": str(when)} if when is not None else {})})

    def key_for(self, target: Entry[Any]) -> str:
        """An item has its own row."""
        return key_of(target)

    def teach(self, state: State) -> tuple[str, str]:
        """What the roadmap is for."""
        return (
            "What the community wants to build, and when.",
            '[[item]]\nid = "handbook"\ntitle = "A handbook for newcomers"\nstatus = "idea"\nwhen = "next"',
        )


def _due(when: Period | Version | Horizon | None, starts: int) -> tuple[Any, ...]:
    """By the end of a period, the shorter one first; the undated after it in their own order."""
    if isinstance(when, Period):
        return (0, when.end(starts).toordinal(), -when.first_day(starts).toordinal())
    return when_key(when, starts)
