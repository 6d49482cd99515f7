"""A list of any length: only the rows that are seen are drawn; grouped, filtered, by keys and by mouse."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual.geometry import Offset
from textual.message import Message

from commtui.model.words import plural
from commtui.tui.filter import Filter, marked
from commtui.tui.lines import BLANK, Line, line
from commtui.tui.widgets.line_view import LineView
from commtui.tui.widgets.slots import Heading, Runs, Slots

if TYPE_CHECKING:
    from textual import events

T = TypeVar("T")
# A longer list is filtered in slices, and keys come between them.
LONG = 4_000
LOOKING = "looking"
A_FRAME = 0.02


@dataclass(frozen=True)
class Rows(Generic[T]):
    """What a list shows: its items, and how to name, search, draw and group them.

    `draw` gives `height` lines of at most so many cells, and `gap` blank ones follow. `group` names the heading that an
    item stands under; the items of a group stand together.
    """

    items: Sequence[T]
    key: Callable[[T], str]
    search: Callable[[T], str]
    draw: Callable[[T, int], Sequence[Line]]
    group: Callable[[T], str] | None = None
    height: int = 1
    gap: int = 0
    # What `search` says of all items, folded; for long lists it is made ahead of the first key.
    prepared: Callable[[], Sequence[str]] | None = None
    noun: str = "row"
    nouns: str | None = None
    heading: Callable[[str, int], Line] | None = None

    @property
    def lines(self) -> int:
        """How many lines a row takes, with the gap."""
        return self.height + self.gap


def _nothing() -> Rows[Any]:
    return Rows((), str, str, lambda _item, _cells: ())


class VirtualList(LineView):
    """A list with a cursor; says which item is under it, and which one is opened."""

    # The action whose key clears the filter.
    clearing: ClassVar[str] = "back"

    class Highlighted(Message):
        """The cursor is on another item (None: there is none)."""

        def __init__(self, control: VirtualList, item: Any) -> None:  # noqa: ANN401 - whatever the rows hold
            super().__init__()
            self.list = control
            self.item = item

        @property
        def control(self) -> VirtualList:
            """The list."""
            return self.list

    class Opened(Highlighted):
        """The item under the cursor is opened."""

    class Looked(Message):
        """All rows of a long list were looked at for this query."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    class Counted(Message):
        """Another number of rows is shown."""

        def __init__(self, control: VirtualList) -> None:
            super().__init__()
            self.list = control

        @property
        def control(self) -> VirtualList:
            """The list."""
            return self.list

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.rows: Rows[Any] = _nothing()
        self.empty: Sequence[Line] = ()
        self.cursor = 0
        self._filter = Filter(())
        self._shown: Sequence[int] = ()
        self._runs = Runs()
        self._slots = Slots((), Runs(), spaced=False)
        self._last_highlighted: Any = None
        self._left_at: int | None = None
        # What is looked for right now, and what is to be done once it is found.
        self._looking_for: str | None = None
        self._then: Callable[[], None] | None = None

    def fill(self, rows: Rows[T], empty: Sequence[Line] = ()) -> None:
        """Show these rows; the cursor stays on its item, or at its place where that is gone."""
        key = self.key
        query = self._filter.query if self._looking_for is None else self._looking_for
        self._stop_looking()
        self.rows, self.empty, self._left_at = rows, empty, None
        self._filter = Filter(rows.items, rows.search, rows.prepared)
        self._runs = Runs.of(rows.items, rows.group) if rows.group else Runs()
        self._filter.apply(query)
        self._show_matches()
        self.move_to_key(key)

    @property
    def item(self) -> Any:  # noqa: ANN401 - whatever the rows hold
        """The item under the cursor, or None."""
        return self.rows.items[self._shown[self.cursor]] if self._shown else None

    @property
    def key(self) -> str | None:
        """The key of the item under the cursor, or None."""
        return self.rows.key(self.item) if self._shown else None

    @property
    def shown(self) -> Sequence[int]:
        """The numbers of the items that are shown."""
        return self._shown

    @property
    def wanted(self) -> str:
        """What the rows are filtered by."""
        return self._filter.query

    @property
    def count(self) -> str:
        """`43 goals`, or with a filter `12 of 43`."""
        total = len(self.rows.items)
        if self.wanted:
            return f"{len(self._shown):,} of {total:,}"
        return plural(total, self.rows.noun, self.rows.nouns)

    def filter(self, query: str) -> None:
        """Show only the rows that match: of a long list a moment later, and only those of the last query."""
        self._stop_looking()
        if len(self.rows.items) <= LONG or not query.strip():
            self._filter.apply(query)
            self._found()
        else:
            self._looking_for = query
            self.run_worker(self._look_for(query), group=LOOKING, exclusive=True)

    async def _look_for(self, query: str) -> None:
        filter_ = self._filter
        # The letter is drawn first, and whoever types on at once is answered once.
        await asyncio.sleep(A_FRAME)
        await asyncio.to_thread(filter_.prepare)
        for _ in filter_.looking(query):
            # Keys, and what they change on the screen, come first.
            await asyncio.sleep(0)
        self.post_message(self.Looked(query))

    def on_virtual_list_looked(self, event: Looked) -> None:
        """Show what was found, unless something else is looked for by now."""
        event.stop()
        if event.query != self._looking_for:
            return
        self._looking_for = None
        self._found()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _stop_looking(self) -> None:
        if self._looking_for is not None:
            self._looking_for, self._then = None, None
            self.workers.cancel_group(self, LOOKING)

    def when_found(self, then: Callable[[], None]) -> None:
        """Do this once the rows are those of the last query."""
        if self._looking_for is None:
            then()
        else:
            self._then = then

    def _found(self) -> None:
        index = self._shown[self.cursor] if self._shown else self._left_at
        # Where nothing is left, a shorter query comes back to it.
        self._left_at = index
        self._show_matches()
        at = bisect_left(self._shown, index) if index is not None else 0
        self.move(at if at < len(self._shown) and self._shown[at] == index else 0)

    def _show_matches(self) -> None:
        self._shown = self._filter.matches
        self._place()
        self.relayout()
        self.post_message(self.Counted(self))

    def _place(self) -> None:
        self._slots = Slots(self._shown, self._runs, spaced=self.rows.lines == 1)

    def line_count(self) -> int:
        """How many lines there are."""
        if not self._shown:
            return len(self._explanation())
        return len(self._slots) * self.rows.lines

    def line_at(self, y: int) -> Line:
        """The line of this number."""
        if not self._shown:
            return self._explanation()[y]
        slot, part = divmod(y, self.rows.lines)
        held = self._slots.at(slot)
        if isinstance(held, int):
            drawn = self.rows.draw(self.rows.items[self._shown[held]], self.cells)
            found = drawn[part] if part < len(drawn) else BLANK
            return marked(found, self._filter.terms) if self.wanted else found
        return BLANK if held is None or part < self.rows.lines - 1 else self._heading(held)

    def _heading(self, heading: Heading) -> Line:
        count = len(heading.rows)
        if self.rows.heading is not None:
            return self.rows.heading(heading.name, count)
        return line((heading.name, "heading"), (f"  {count}", "faint"))

    def _explanation(self) -> Sequence[Line]:
        return self.nothing(f"0 of {len(self.rows.items):,}")

    def nothing(self, count: str) -> Sequence[Line]:
        """What is shown where there are no rows, or where a filter leaves none of them."""
        if not self.wanted:
            return self.empty
        key = self.key_of(self.clearing)
        return (BLANK, line((f"{count} match", "strong"), (f" - {key} to clear" if key else "", "muted")))

    def cursor_lines(self) -> range:
        """The lines of the row under the cursor."""
        if not self._shown:
            return range(0)
        top = self._slots.of(self.cursor) * self.rows.lines
        return range(top, top + self.rows.height)

    @property
    def cursor_spot(self) -> Offset | None:
        """Where on the screen the row under the cursor begins."""
        lines, region = self.cursor_lines(), self.content_region
        if not len(lines):
            return None
        return Offset(region.x + self.gutter_cells, region.y + lines.start - round(self.scroll_offset.y))

    def shown_above(self, y: int) -> int:
        """The heading above a group's first row comes into sight with it."""
        slot = y // self.rows.lines
        while slot and not isinstance(self._slots.at(slot - 1), int):
            slot -= 1
        return slot * self.rows.lines

    def move_to_key(self, key: str | None, otherwise: int | None = None) -> bool:
        """Put the cursor on the item of this key; whether it is there."""
        found = next((n for n, index in enumerate(self._shown) if self._is(index, key)), None) if key else None
        if found is not None:
            self.move(found)
        else:
            self.move(self.cursor if otherwise is None else otherwise)
        return found is not None

    def has(self, key: str) -> bool:
        """Whether there is an item of this key, shown or filtered out."""
        return any(self.rows.key(each) == key for each in self.rows.items)

    def _is(self, index: int, key: str | None) -> bool:
        return self.rows.key(self.rows.items[index]) == key

    def move(self, number: int) -> None:
        """Put the cursor on the row of this number, or the nearest there is."""
        before = self.cursor_lines() if self.cursor < len(self._shown) else range(0)
        self.cursor = max(0, min(number, len(self._shown) - 1))
        self.show_cursor()
        self.refresh_lines_of(before)
        self.refresh_lines_of(self.cursor_lines())
        if self.item is not self._last_highlighted:
            self._last_highlighted = self.item
            self.post_message(self.Highlighted(self, self.item))

    def act_move_down(self) -> None:
        """One row down."""
        self.move(self.cursor + 1)

    def act_move_up(self) -> None:
        """One row up."""
        self.move(self.cursor - 1)
        if self.cursor == 0:
            self.scroll_to(y=0, animate=False)

    def act_move_first(self) -> None:
        """To the first row."""
        self.move(0)
        self.scroll_to(y=0, animate=False)

    def act_move_last(self) -> None:
        """To the last row."""
        self.move(len(self._shown) - 1)

    def act_move_page_down(self) -> None:
        """A page down."""
        self.move(self.cursor + max(self.page_lines // self.rows.lines, 1))

    def act_move_page_up(self) -> None:
        """A page up."""
        self.move(self.cursor - max(self.page_lines // self.rows.lines, 1))

    def act_open(self) -> None:
        """Open the row under the cursor."""
        if self._shown:
            self.post_message(self.Opened(self, self.item))

    def on_click(self, event: events.Click) -> None:
        """A click selects, a double click opens."""
        offset = event.get_content_offset(self)
        if offset is None or not self._shown:
            return
        number = self._slots.at((offset.y + round(self.scroll_offset.y)) // self.rows.lines)
        if not isinstance(number, int):
            return
        self.move(number)
        if event.chain == 2:
            self.act_open()
