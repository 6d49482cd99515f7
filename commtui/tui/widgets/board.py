"""Columns of cards side by side: the cursor goes within a column and from one to the next."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.geometry import Offset

from commtui.tui.filter import marked
from commtui.tui.lines import Line, Span, indented, line
from commtui.tui.text import fit, width
from commtui.tui.widgets.line_view import AT_CURSOR
from commtui.tui.widgets.virtual_list import Rows, VirtualList

if TYPE_CHECKING:
    from textual import events

T = TypeVar("T")
HEADER = 2
NARROWEST = 20
WIDEST = 44
GAP = 1


@dataclass(frozen=True)
class Columns(Generic[T]):
    """The columns of a board: title and style of each; in which an item is; its card, in lines of so many cells."""

    titles: Sequence[tuple[str, str]]
    column: Callable[[T], int]
    card: Callable[[T, int], Sequence[Line]]


class Board(VirtualList):
    """As many columns as fit, each scrolled for itself; those at the sides are counted, and come with the cursor."""

    gutter_cells = 1

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.columns: Columns[Any] = Columns((), lambda _item: 0, lambda _item, _cells: ())
        # The numbers of the rows in each column, and the first that is drawn of them.
        self._members: dict[int, list[int]] = {}
        self._tops: dict[int, int] = {}
        self._column = 0
        self._first = 0
        # What is drawn where: the row at each line of a column.
        self._drawn: dict[int, list[int | None]] = {}
        self._lines: list[Line] = []
        self._fitting, self._width, self._height = 1, NARROWEST, 1
        self._cards: dict[int, Sequence[Line]] = {}

    def fill_board(self, rows: Rows[T], columns: Columns[T], empty: Sequence[Line] = ()) -> None:
        """Show these columns of these items; the cursor stays on its item."""
        key = self.key
        first = not self.columns.titles
        self.columns, self._cards = columns, {}
        self.fill(rows, empty)
        if first or not self.move_to_key(key):
            self._enter(self._column if self._members.get(self._column) else min(self._members, default=0))

    def _place(self) -> None:
        super()._place()
        found: dict[int, list[int]] = defaultdict(list)
        for number, index in enumerate(self._shown):
            found[self.columns.column(self.rows.items[index])].append(number)
        self._members = dict(found)

    def _enter(self, column: int, part: int = 0) -> None:
        """Go into a column, which may be empty."""
        members = self._members.get(column, [])
        self._column = max(0, min(column, len(self.columns.titles) - 1))
        if members:
            self.move(members[max(0, min(part, len(members) - 1))])
        else:
            self._last_highlighted = None
            self.relayout()
            self.post_message(self.Highlighted(self, None))

    @property
    def item(self) -> Any:  # noqa: ANN401 - whatever the rows hold
        """The item under the cursor; None in an empty column."""
        return super().item if self._members.get(self._column) else None

    @property
    def key(self) -> str | None:
        """The key of the item under the cursor, or None."""
        return self.rows.key(self.item) if self.item is not None else None

    @property
    def column(self) -> int:
        """The column of the cursor."""
        return self._column

    def _measure(self) -> None:
        """How many columns fit, how wide one is, and how many lines high: asked of the widget once for each drawing."""
        cells, titles = self.cells, len(self.columns.titles)
        self._fitting = max(1, min(titles, (cells + GAP) // (NARROWEST + GAP)))
        width_now = min((cells + GAP) // self._fitting - GAP, WIDEST)
        if width_now != self._width:
            self._cards = {}
        self._width = width_now
        self._height = max(self.scrollable_content_region.height - HEADER, 1)

    def move(self, number: int) -> None:
        """Put the cursor on the row of this number, and go into its column."""
        if 0 <= number < len(self._shown):
            self._column = self.columns.column(self.rows.items[self._shown[number]])
        super().move(number)
        self.relayout()

    def line_count(self) -> int:
        """What is in sight: each column scrolls for itself."""
        if not self._shown:
            return len(self._explanation())
        return len(self._lines)

    def line_at(self, y: int) -> Line:
        """The line of this number."""
        return self._lines[y] if self._shown else self._explanation()[y]

    def _explanation(self) -> Sequence[Line]:
        """Where the text of other lists begins."""
        return [indented(each) for each in super()._explanation()]

    def cursor_lines(self) -> range:
        """No whole line is marked."""
        return range(0)

    def resized(self) -> None:
        """Draw for the new size."""
        self._draw()

    def relayout(self) -> None:
        """Draw, measure and show."""
        self._draw()
        super().relayout()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Draw the cursor as it is with the focus, or without."""
        super().watch_has_focus(has_focus)
        self.relayout()

    def _draw(self) -> None:
        if not self._shown or not self.columns.titles or not self.scrollable_content_region.width:
            return
        self._measure()
        last = len(self.columns.titles) - self._fitting
        # The column of the cursor is in the middle where there are others at both sides.
        self._first = max(0, min(self._column - self._fitting // 2, last))
        shown = range(self._first, self._first + self._fitting)
        drawn = {column: self._draw_column(column) for column in shown}
        self._drawn = {column: [row for row, _ in lines] for column, lines in drawn.items()}
        body = [
            Line(tuple(span for column in shown for span in (*drawn[column][y][1].spans, (" " * GAP, "text"))))
            for y in range(self._height)
        ]
        self._lines = [*self._head(shown), *body]

    def _head(self, shown: range) -> tuple[Line, Line]:
        head: list[Span] = []
        rule: list[Span] = []
        for column in shown:
            title, style = self.columns.titles[column]
            count = f" {len(self._members.get(column, ()))}"
            sides = self._sides(column, shown)
            here = column == self._column
            cells = self._width - 1
            words = fit(f"{sides[0]}{title}", cells - width(count) - width(sides[1]), self.glyphs.ellipsis)
            stem = words.rstrip()
            mark = AT_CURSOR if here and self.item is None else ""
            head += [
                self._cursor(bool(mark)),
                (stem, style + mark),
                (count, "muted" + mark),
                (words[len(stem) :], "text" + mark),
                (sides[1], "faint" + mark),
                (" " * GAP, "text"),
            ]
            bar = self.glyphs.bar if here else self.glyphs.rule
            rule += [(f" {bar * (cells - 1)} ", "key" if here else "track"), (" " * GAP, "text")]
        return Line(tuple(head)), Line(tuple(rule))

    def _sides(self, column: int, shown: range) -> tuple[str, str]:
        """How many columns there are further at the left and at the right."""
        before = f"{self.glyphs.before} {shown.start}  " if column == shown[0] and shown.start else ""
        left = len(self.columns.titles) - shown.stop
        return before, f" {left} {self.glyphs.link} " if column == shown[-1] and left else ""

    def _cursor(self, here: bool) -> Span:
        sign = self.glyphs.cursor if self.has_focus else self.glyphs.cursor_left
        return (sign if here else " ", ("key" if self.has_focus else "faint") + (AT_CURSOR if here else ""))

    def _draw_column(self, column: int) -> list[tuple[int | None, Line]]:
        members = self._members.get(column, [])
        height, blank = self._height, line((" " * self._width, "text"))
        lines: list[tuple[int | None, Line]] = []
        top = place = self._top(column, members) if members else 0
        while place < len(members):
            card = self._card(members[place])
            if len(lines) + len(card) > height:
                break
            lines += [*((members[place], each) for each in card), (None, blank)]
            place += 1
        if not members:
            lines.append((None, line((fit(f"   {self.glyphs.dot}", self._width, self.glyphs.ellipsis), "faint"))))
        lines = [*lines, *[(None, blank)] * (height - len(lines))][:height]
        counts = ((top, "above"), (len(members) - place, "below"))
        if words := ", ".join(f"{count} {where}" for count, where in counts if count):
            lines[-1] = (None, line((fit(f"   {words}", self._width, self.glyphs.ellipsis), "faint")))
        return lines

    def _top(self, column: int, members: list[int]) -> int:
        """The first card to draw: as before, unless the cursor would be out of sight."""
        top = max(0, min(self._tops.get(column, 0), len(members) - 1))
        place = _place(members, self.cursor)
        if column == self._column and place is not None:
            top = place if place < top else max(top, self._lowest_top(members, place))
        top = min(top, self._lowest_top(members, len(members) - 1))
        self._tops[column] = top
        return top

    def _lowest_top(self, members: list[int], place: int) -> int:
        """The first card from which on this one is still in sight, above the line that counts the others."""
        room = self._height - 1 - len(self._plain(self._shown[members[place]]))
        top = place
        while top > 0 and room >= (size := len(self._plain(self._shown[members[top - 1]])) + 1):
            room -= size
            top -= 1
        return top

    def _plain(self, index: int) -> Sequence[Line]:
        found = self._cards.get(index)
        if found is None:
            found = self._cards[index] = self.columns.card(self.rows.items[index], self._width - 2)
        return found

    def _card(self, number: int) -> list[Line]:
        index = self._shown[number]
        here = number == self.cursor and self.columns.column(self.rows.items[index]) == self._column
        mark = AT_CURSOR if here else ""
        found: list[Line] = []
        for each in self._plain(index):
            spans = marked(each, self._filter.terms).spans if self.wanted else each.spans
            used = sum(width(text) for text, _ in spans)
            padding = " " * max(self._width - 1 - used, 0)
            found.append(
                Line((self._cursor(here), *((text, style + mark) for text, style in spans), (padding, "text" + mark)))
            )
        return found

    @property
    def cursor_spot(self) -> Offset | None:
        """Where on the screen the card under the cursor ends."""
        lines = [y for y, row in enumerate(self._drawn.get(self._column, ())) if row == self.cursor]
        if not lines:
            return None
        region = self.content_region
        x = self.gutter_cells + (self._column - self._first) * (self._width + GAP)
        return Offset(region.x + x, region.y + HEADER + lines[-1])

    def _step(self, by: int) -> None:
        members = self._members.get(self._column, [])
        place = _place(members, self.cursor)
        if place is not None:
            self._enter(self._column, max(place + by, 0))

    def act_move_down(self) -> None:
        """A card down."""
        self._step(1)

    def act_move_up(self) -> None:
        """A card up."""
        self._step(-1)

    def act_move_page_down(self) -> None:
        """A page of cards down."""
        self._step(max(len({row for row in self._drawn.get(self._column, ()) if row is not None}), 1))

    def act_move_page_up(self) -> None:
        """A page of cards up."""
        self._step(-max(len({row for row in self._drawn.get(self._column, ()) if row is not None}), 1))

    def act_move_first(self) -> None:
        """To the first card of the column."""
        self._enter(self._column)

    def act_move_last(self) -> None:
        """To the last card of the column."""
        self._enter(self._column, len(self._members.get(self._column, ())) - 1)

    def act_move_left(self) -> None:
        """To the column at the left."""
        self._aside(-1)

    def act_move_right(self) -> None:
        """To the column at the right."""
        self._aside(1)

    def _aside(self, by: int) -> None:
        """To the card at about the same height of the column beside."""
        column = self._column + by
        if not 0 <= column < len(self.columns.titles):
            return
        place = _place(self._members.get(self._column, []), self.cursor) or 0
        self._enter(column, place - self._tops.get(self._column, 0) + self._tops.get(column, 0))

    def on_click(self, event: events.Click) -> None:
        """A click selects a card or a column, a double click opens the card."""
        event.prevent_default()
        offset = event.get_content_offset(self)
        if offset is None or not self._shown:
            return
        column = self._first + (offset.x - self.gutter_cells) // (self._width + GAP)
        if column not in self._drawn:
            return
        lines = self._drawn[column]
        row = lines[offset.y - HEADER] if 0 <= offset.y - HEADER < len(lines) else None
        if row is None:
            if offset.y < HEADER:
                self._enter(column)
            return
        self.move(row)
        if event.chain == 2:
            self.act_open()

    def act_open(self) -> None:
        """Open the card under the cursor."""
        if self.item is not None:
            self.post_message(self.Opened(self, self.item))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the cursor: the columns scroll with it."""
        event.stop()
        self._step(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the cursor: the columns scroll with it."""
        event.stop()
        self._step(-1)


def _place(members: Sequence[int], number: int) -> int | None:
    """Where a number stands among ascending ones."""
    at = bisect_left(members, number)
    return at if at < len(members) and members[at] == number else None
