"""The roadmap: a timeline of items, a board of them by status, and a page about each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from textual.containers import Horizontal
from textual.content import Content

from commtui.model.item import Item
from commtui.model.traits import choices
from commtui.model.when import Horizon, Period, Version, parse_period, when_key
from commtui.report.values import day_in_words
from commtui.store.snapshot import Entry
from commtui.tui.aside import WithAside
from commtui.tui.fresh import Fresh
from commtui.tui.glyphs import STATUS_STYLE, status_glyph
from commtui.tui.lines import Line, Span, line, spread
from commtui.tui.pages.item import write_chain, write_item
from commtui.tui.state import State, key_of
from commtui.tui.text import fit, wrap
from commtui.tui.views import ViewSpec
from commtui.tui.widgets.board import Board, Columns
from commtui.tui.widgets.filter_bar import FilterBar
from commtui.tui.widgets.head import Head
from commtui.tui.widgets.page import Page
from commtui.tui.widgets.virtual_list import Rows, VirtualList
from commtui.tui.writer import Writer

if TYPE_CHECKING:
    from textual.app import ComposeResult

UNDATED = "no date yet"
STATUSES = tuple(choices(Item.model_fields["status"]))
OVER = frozenset({"done", "dropped"})
ROOMY = 60
MOST_TITLE = 3


class RoadmapView(WithAside[Entry[Item]]):
    """Items by when they are planned, or by their status side by side."""

    first = Item

    def __init__(self, spec: ViewSpec) -> None:
        super().__init__(spec)
        self.is_board = False

    def compose(self) -> ComposeResult:
        """The timeline and the board, of which one shows; the page, what goes further, the line for the filter."""
        yield Head()
        with Horizontal(classes="panes"):
            yield VirtualList(id="list", classes="pane")
            yield Board(id="board", classes="pane")
            yield Page(id="page", classes="pane")
            yield Page(id="aside", classes="pane")
        yield FilterBar(classes="hidden")

    @property
    def board(self) -> Board:
        """The board."""
        return self.query_one("#board", Board)

    @property
    def timeline(self) -> VirtualList:
        """The timeline."""
        return self.query_one("#list", VirtualList)

    @property
    def listing(self) -> VirtualList:
        """The one of the two that shows."""
        return self.board if self.is_board else self.timeline

    @property
    def wide(self) -> bool:
        """The board needs the room of the third pane."""
        return super().wide and not self.is_board

    def on_mount(self) -> None:
        """Name both."""
        self.board.border_title = Content(f"{self.spec.title} by status")
        self.timeline.border_title = Content(self.spec.title)

    def _arrange(self) -> None:
        super()._arrange()
        (self.timeline if self.is_board else self.board).display = False
        self.set_class(self.is_board, "-board")

    def show(self, state: State) -> None:
        """Show this state, at the same place as the last one."""
        first = self.state is None
        rows = self.rows(state)
        self.board.fill_board(rows, self._columns(state), self._empty(state))
        super().show(state)
        if first:
            self._begin(rows.items)

    def _begin(self, items: Sequence[Entry[Item]]) -> None:
        """Stand at the first item that is still to be done: what is over may be long."""
        found = next((each for each in items if each.record.status not in OVER), None)
        if found is not None:
            self.listing.move_to_key(key_of(found))
            self._show_page()
            self.call_after_refresh(self._show_what_follows)

    def _show_what_follows(self) -> None:
        lines, height = self.timeline.cursor_lines(), self.timeline.page_lines
        if len(lines) and lines.start > height // 2:
            self.timeline.scroll_to(y=lines.start - height // 4, animate=False, force=True)

    def on_virtual_list_highlighted(self, event: VirtualList.Highlighted) -> None:
        """The page follows the cursor of the one that shows."""
        if event.list is not self.listing:
            event.stop()
            event.prevent_default()

    def on_virtual_list_counted(self, event: VirtualList.Counted) -> None:
        """The other one is not counted."""
        if event.list is not self.listing:
            event.stop()
            event.prevent_default()

    def act_roadmap_board(self) -> None:
        """To the board, or back to the timeline, at the same item."""
        entry: Entry[Item] | None = self.listing.item
        query = self.listing.wanted
        self.is_board = not self.is_board
        if self.listing.wanted != query:
            self.listing.filter(query)
        if entry is not None:
            self.listing.move_to_key(key_of(entry))
        self.land()
        self._show_page()
        self.listing.post_message(VirtualList.Counted(self.listing))
        self.take_focus()
        self.post_message(self.Changed())

    def rows(self, state: State) -> Rows[Entry[Item]]:
        """The items in order of time."""
        starts = state.fiscal_year_starts
        items = sorted(state.snapshot.of(Item), key=lambda each: _due(each.record.when, starts))
        now = self._now(state, items)
        return Rows(
            items,
            key=key_of,
            search=lambda each: _searched(state, each.record),
            draw=lambda each, cells: self._draw(state, each, cells),
            group=lambda each: str(each.record.when or UNDATED),
            heading=lambda group, _count: self._heading(state, group, now),
            noun="item",
        )

    def _columns(self, state: State) -> Columns[Entry[Item]]:
        return Columns(
            [(f"{status_glyph(self.glyphs, each)} {each}", STATUS_STYLE.get(each, "muted")) for each in STATUSES],
            lambda each: STATUSES.index(each.record.status),
            lambda each, cells: self._card(state, each, cells),
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
        left = (
            (f"{status_glyph(self.glyphs, item.status)} {item.status:<9}", style),
            (item.title, "muted" if item.status in OVER else "text"),
        )
        right: list[Span] = []
        for span in self._marks(state, entry, roomy=cells >= ROOMY):
            right += [("  ", "text"), span] if right else [span]
        return (Line(spread(left, right, cells, self.glyphs.ellipsis)),)

    def _marks(self, state: State, entry: Entry[Item], *, roomy: bool) -> list[Span]:
        """What waits for it, what it waits for, and whether it is late: always in words."""
        item, found = entry.record, list[Span]()
        behind, before = len(state.waiting.open_behind(item)), len(state.waiting.open_before(item))
        if behind and roomy and item.status not in OVER:
            found.append((f"{behind} {'waits' if behind == 1 else 'wait'} for it", "faint"))
        if state.waiting.is_blocked(item, state.today, state.fiscal_year_starts):
            found.append((f"{self.glyphs.warning} blocked by {before}", "warn"))
        elif before:
            found.append((f"waits for {before}", "muted"))
        if entry in state.late_items:
            found.append((f"{self.glyphs.warning} late", "warn"))
        return found

    def _card(self, state: State, entry: Entry[Item], cells: int) -> Sequence[Line]:
        item = entry.record
        titles = wrap(item.title, cells)
        if len(titles) > MOST_TITLE:
            rest = f"{titles[MOST_TITLE - 1]} {self.glyphs.ellipsis}"
            titles = [*titles[: MOST_TITLE - 1], fit(rest, cells, self.glyphs.ellipsis)]
        style = "muted" if item.status in OVER else "text"
        marks = self._marks(state, entry, roomy=False)
        when = (str(item.when or UNDATED), "faint")
        lines = [*(line((each, style)) for each in titles)]
        room = cells - len(when[0])
        beside: list[Span] = [when]
        for text, look in marks:
            if len(text) + 2 <= room:
                beside += [("  ", "text"), (text, look)]
                room -= len(text) + 2
            else:
                lines.append(Line(tuple(beside)))
                beside, room = [(text, look)], cells - len(text)
        return [*lines, Line(spread(beside, (), cells, self.glyphs.ellipsis))]

    def write_page(self, writer: Writer, state: State, item: Entry[Item]) -> None:
        """The page about an item."""
        write_item(writer, state, item)

    def write(self, writer: Writer, state: State, item: Entry[Item]) -> None:
        """The page alone: what it waits for directly is on it."""
        self.write_page(writer, state, item)

    def write_aside(self, writer: Writer, state: State, item: Entry[Item]) -> None:
        """All that it waits for, and all that waits for it."""
        write_chain(writer, state, item)

    def aside_title(self, item: Entry[Item]) -> str:
        """What the frame of the third pane says."""
        return "what depends on what"

    def fresh(self) -> Fresh | None:
        """An item for the time of the one under the cursor; on the board, of the status of its column."""
        if self.is_board:
            return Fresh(Item, {"status": STATUSES[self.board.column]})
        entry = cast("Entry[Item] | None", self.listing.item)
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


def _searched(state: State, item: Item) -> str:
    words = (item.title, item.status, item.id, str(item.when or ""), state.names(item.owners), " ".join(item.tags))
    return " ".join(words)


def _due(when: Period | Version | Horizon | None, starts: int) -> tuple[Any, ...]:
    """By the end of a period, the shorter one first; the undated after it in their own order."""
    if isinstance(when, Period):
        return (0, when.end(starts).toordinal(), -when.first_day(starts).toordinal())
    return when_key(when, starts)
