"""A table of rows and columns whose cells hold several short texts; the cursor moves from text to text.

The titles of the rows and columns are reached like the texts, and stand for a row or column as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from textual.geometry import Offset
from textual.strip import Strip

from commtui.model.words import plural
from commtui.tui.filter import Filter, marked
from commtui.tui.lines import BLANK, Line, Span, indented
from commtui.tui.text import cut, fit, width, wrap
from commtui.tui.widgets.grid import NO_LINE, TITLES, CellLine, Grid, Position, no_grid
from commtui.tui.widgets.line_view import AT_CURSOR
from commtui.tui.widgets.virtual_list import Rows, VirtualList

if TYPE_CHECKING:
    from textual import events

T = TypeVar("T")
HEADER = 2
NARROWEST = 18
WIDEST = 34
LABEL, LABEL_WIDE, WIDE = 16, 20, 90
MOST_LINES = 3


class Matrix(VirtualList):
    """As many columns as fit, the others come as the cursor moves; the head stays."""

    gutter_cells = 1

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.grid: Grid[Any] = no_grid()
        # The first column that is shown, and the one that would be if all at its right had room.
        self._first = self._wanted = 0
        # What is measured: for which columns, the cells of the rows, their lines, and those of each item.
        self._measured: tuple[int, int, int] = (0, 0, 0)
        self._rows_cells: dict[int, list[list[CellLine]]] = {}
        self._places: list[tuple[int, int]] = []
        self._label, self._fitting, self._column = LABEL, 1, NARROWEST
        self._item_lines: dict[int, range] = {}
        self._wrapped: dict[tuple[int, int], list[str]] = {}
        # The items that have a text, and those that match the filter.
        self._texts: Sequence[int] = ()
        self._matching: set[int] = set()

    def fill_grid(self, rows: Rows[T], grid: Grid[T], empty: Sequence[Line] = ()) -> None:
        """Show this grid of these items."""
        first = not self.grid.column_titles
        key, query = self.key, self.wanted
        self.rows, self.grid, self.empty = rows, grid, empty
        self._wrapped, self._measured = {}, (0, 0, 0)
        self._texts = [number for number, each in enumerate(rows.items) if grid.mark(each) is not None]
        self._filter = Filter([grid.searched(rows.items[number]) for number in self._texts])
        self._shown = range(len(rows.items))
        self._match(query)
        if first and rows.items:
            self._wanted = grid.current or 0
            self.cursor = grid.places.get(Position(0, self._wanted), [0])[0]
        self.move_to_key(key)

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.grid.column_titles)

    @property
    def spot(self) -> Position:
        """Where the cursor is."""
        return self.grid.spots[self.cursor] if self.grid.spots else Position(0, 0)

    def _take_sizes(self) -> None:
        """How wide titles and columns are, and how many of them fit: asked of the widget once for each measuring."""
        cells = self.cells
        longest = max((width(each) for each in self.grid.row_titles), default=0)
        self._label = min(longest + 3, LABEL_WIDE if cells >= WIDE else LABEL)
        self._fitting = max(1, min(self.columns, (cells - self._label) // (NARROWEST + 1)))
        self._column = min((cells - self._label) // self._fitting - 1, WIDEST)

    def filter(self, query: str) -> None:
        """Show only the rows in which something matches; what does not, stays faint."""
        self._match(query)
        if self.wanted and self._matching and self.cursor not in self._matching:
            self.move(min(self._matching))
        self.relayout()
        self.post_message(self.Counted(self))

    def _match(self, query: str) -> None:
        self._matching = {self._texts[index] for index in self._filter.apply(query)}
        self._measured = (0, 0, 0)

    @property
    def _rows_shown(self) -> Sequence[int]:
        rows = range(len(self.grid.row_titles))
        if not self.wanted:
            return rows
        matching = {self.grid.spots[each].row for each in self._matching}
        return [row for row in rows if row in matching]

    def _items_at(self, row: int, column: int) -> list[int]:
        """The items of a cell, those first that match the filter."""
        items = self.grid.places.get(Position(row, column), [])
        return sorted(items, key=lambda each: each not in self._matching) if self.wanted else items

    @property
    def count(self) -> str:
        """How many texts there are, or match."""
        total = plural(len(self._texts), self.rows.noun)
        return f"{len(self._matching):,} of {total}" if self.wanted else total

    @property
    def _nothing_matches(self) -> bool:
        return bool(self.wanted and self._shown and not self._matching)

    def line_count(self) -> int:
        """The head and the rows."""
        if self._nothing_matches:
            return len(self._explanation())
        return HEADER + len(self._places) if self._shown else len(self._explanation())

    def line_at(self, y: int) -> Line:
        """The line of this number."""
        if self._nothing_matches:
            return self._explanation()[y]
        if not self._shown:
            return self._explanation()[y]
        return self._head()[y] if y < HEADER else self._line(*self._places[y - HEADER])

    def _explanation(self) -> Sequence[Line]:
        """Where the text of other lists begins."""
        return [indented(each) for each in self.nothing(self.count)]

    def cursor_lines(self) -> range:
        """No whole line is marked."""
        return range(0)

    @property
    def cursor_spot(self) -> Offset | None:
        """Where on the screen the last line of the item under the cursor is."""
        if not self.columns or not self._shown:
            return None
        column = self.spot.column
        x = self.gutter_cells + (0 if column == TITLES else self._left(column))
        lines, region = self._item_lines.get(self.cursor, range(1)), self.content_region
        top = 0 if self.spot.row == TITLES else round(self.scroll_offset.y)
        return Offset(region.x + x, region.y + max(lines.stop - 1, 0) - top)

    def _left(self, column: int) -> int:
        return self._label + (column - self._first) * (self._column + 1)

    def render_line(self, y: int) -> Strip:
        """The head stays when the rows scroll."""
        if y < HEADER and self._shown and not self._nothing_matches:
            return self._strip(self._head()[y], "", self.scrollable_content_region.width)
        return super().render_line(y)

    def resized(self) -> None:
        """Measure for the new width."""
        self._measure()

    def relayout(self) -> None:
        """Measure and show."""
        self._measure()
        super().relayout()

    def _measure(self) -> None:
        """Find out how high the rows are, and which lines each item takes; the lines are drawn when they are seen."""
        if not self._shown or not self.scrollable_content_region.width:
            return
        self._take_sizes()
        self._keep_column_in_sight()
        wanted = (self._first, self._fitting, self._column)
        if wanted == self._measured:
            return
        self._measured, self._rows_cells, self._places = wanted, {}, []
        self._item_lines = {
            item: range(HEADER) for column in self._columns_shown for item in self._items_at(TITLES, column)
        }
        for row in self._rows_shown:
            top = HEADER + len(self._places)
            cells = self._rows_cells[row] = [self._cell(row, column, top) for column in self._columns_shown]
            label = len(self._labels(row))
            height = max(2, label, *(len(each) for each in cells))
            for item in self._items_at(row, TITLES):
                self._item_lines[item] = range(top, top + label)
            self._places += [(row, part) for part in range(height + 1)]

    @property
    def _columns_shown(self) -> range:
        return range(self._first, self._first + self._fitting)

    def _labels(self, row: int) -> list[str]:
        return wrap(self.grid.row_titles[row], self._label - 3)

    def _head(self) -> tuple[Line, Line]:
        """The titles of the columns, how many more there are at each side, and a line below."""
        shown = self._columns_shown
        before = f"{self.glyphs.before} {self._first} more" if self._first else ""
        head: list[Span] = [(" ", "text"), (fit(before, self._label - 1, self.glyphs.ellipsis), "faint")]
        rule: list[Span] = [(" " * self._label, "text")]
        for column in shown:
            now = column == self.grid.current
            style = "key" if now else "heading"
            after = self.columns - shown.stop if column == shown[-1] else 0
            title = f"{self.grid.column_titles[column]}{f' {self.glyphs.dot} now' if now else ''}"
            mark = self._mark_of(TITLES, column)
            more = self._more(after, self._column - width(title) - 2)
            head += [
                self._cursor(bool(mark)),
                (fit(title, self._column - 1 - width(more), self.glyphs.ellipsis), style + mark),
                (more, "faint" + mark),
                (" ", "text"),
            ]
            bar = self.glyphs.bar if now else self.glyphs.rule
            rule.append((f" {bar * (self._column - 2)}  ", "key" if now else "track"))
        return Line(tuple(head)), Line(tuple(rule))

    def _more(self, count: int, room: int) -> str:
        words = (f"{count} more {self.glyphs.link}", f"{count} {self.glyphs.link}") if count else ()
        return next((each for each in words if width(each) <= room), "")

    def _mark_of(self, row: int, column: int) -> str:
        return AT_CURSOR if self.cursor in self.grid.places.get(Position(row, column), ()) else ""

    def _cursor(self, here: bool) -> Span:
        sign = self.glyphs.cursor if self.has_focus else self.glyphs.cursor_left
        return (sign if here else " ", ("key" if self.has_focus else "faint") + (AT_CURSOR if here else ""))

    def _line(self, row: int, part: int) -> Line:
        """A line of a row; the one after its last is blank."""
        label, cells = self._labels(row), self._rows_cells[row]
        if part >= max(2, len(label), *(len(each) for each in cells)):
            return BLANK
        mark = self._mark_of(row, TITLES) if part < len(label) else ""
        title = fit(label[part] if part < len(label) else "", self._label - 2, self.glyphs.ellipsis)
        spans: list[Span] = [self._cursor(bool(mark)), *self._words(title, "strong", mark), (" ", "text")]
        for cell in cells:
            number, glyph, style, text, look = cell[part] if part < len(cell) else NO_LINE
            mark = AT_CURSOR if number == self.cursor else ""
            spans += [
                self._cursor(bool(mark)),
                (fit(glyph, 2, self.glyphs.ellipsis), style + mark),
                *self._words(fit(text, self._column - 3, self.glyphs.ellipsis), look, mark),
                (" ", "text"),
            ]
        return Line(tuple(spans))

    def _words(self, words: str, look: str, mark: str) -> Sequence[Span]:
        terms = self._filter.terms if look in {"text", "strong"} else ()
        return [(text, style + mark) for text, style in marked(Line(((words, look),)), terms).spans]

    def _cell(self, row: int, column: int, top: int) -> list[CellLine]:
        """The lines of a cell, what matches first: the item, its glyph, the style of that, words, their style."""
        lines: list[CellLine] = []
        for number in self._items_at(row, column):
            mark = self.grid.mark(self.rows.items[number])
            start = len(lines)
            if mark is None:
                lines.append((number, self.glyphs.dot, "faint", "", "faint"))
            else:
                glyph, style, words = mark
                faint = bool(self.wanted) and number not in self._matching
                for part, each in enumerate(self._wrap(number, words)):
                    looks = ("faint", "faint") if faint else (style, "text")
                    lines.append((number, glyph if part == 0 else "", looks[0], each, looks[1]))
            self._item_lines[number] = range(top + start, top + len(lines))
        return lines

    def _wrap(self, number: int, words: str) -> list[str]:
        found = self._wrapped.get((number, self._column))
        if found is None:
            found = wrap(words, self._column - 4)
            if len(found) > MOST_LINES:
                last = f"{found[MOST_LINES - 1]} {self.glyphs.ellipsis}"
                found = [*found[: MOST_LINES - 1], cut(last, self._column - 3, self.glyphs.ellipsis)]
            self._wrapped[number, self._column] = found
        return found

    def _keep_column_in_sight(self) -> None:
        last = self.columns - self._fitting
        column = self.spot.column
        least = column - self._fitting + 1
        wanted = self._wanted if column == TITLES else min(max(self._wanted, least), column)
        self._first = max(0, min(wanted, last))

    def show_cursor(self) -> None:
        """Scroll so that the item under the cursor is seen below the head."""
        lines = self._item_lines.get(self.cursor)
        if lines is None or self.spot.row == TITLES:
            return
        height = self.scrollable_content_region.height
        top = round(self.scroll_offset.y)
        if height <= 0:
            return
        if lines.start - HEADER < top:
            self.scroll_to(y=lines.start - HEADER, animate=False, force=True)
        elif lines.stop > top + height:
            self.scroll_to(y=lines.stop - height, animate=False, force=True)

    def move(self, number: int) -> None:
        """Put the cursor on the item of this number."""
        super().move(number)
        self.relayout()
        # Its lines are known only now where its column came into sight.
        self.show_cursor()

    def _go(self, row: int, column: int, part: int) -> None:
        items = self._items_at(row, column)
        if items:
            self.move(items[max(0, min(part, len(items) - 1)) if part >= 0 else len(items) - 1])
            self._wanted = self._first

    @property
    def _part(self) -> int:
        items = self._items_at(self.spot.row, self.spot.column)
        return items.index(self.cursor) if self.cursor in items else 0

    def act_move_down(self) -> None:
        """To the next text of the cell, then to the next row."""
        spot, shown = self.spot, list(self._rows_shown)
        if self._part + 1 < len(self._items_at(spot.row, spot.column)):
            self._go(spot.row, spot.column, self._part + 1)
        elif following := [row for row in shown if row > spot.row]:
            self._go(following[0], spot.column, 0)

    def act_move_up(self) -> None:
        """To the text before, then to the row above, then to the title of the column."""
        spot = self.spot
        if self._part > 0:
            self._go(spot.row, spot.column, self._part - 1)
        else:
            above = [row for row in self._rows_shown if row < spot.row]
            self._go(above[-1] if above else TITLES, spot.column, TITLES)

    def act_move_left(self) -> None:
        """A column left, at last to the title of the row."""
        least = 0 if self.spot.row == TITLES else TITLES
        self._go(self.spot.row, max(least, self.spot.column - 1), self._part)

    def act_move_right(self) -> None:
        """A column right."""
        self._go(self.spot.row, min(self.spot.column + 1, self.columns - 1), self._part)

    def act_move_first(self) -> None:
        """To the first row."""
        if shown := self._rows_shown:
            self._go(shown[0], self.spot.column, 0)
        self.scroll_to(y=0, animate=False)

    def act_move_last(self) -> None:
        """To the last row."""
        if shown := self._rows_shown:
            self._go(shown[-1], self.spot.column, TITLES)

    def act_move_page_down(self) -> None:
        """A page down."""
        self._turn(1)

    def act_move_page_up(self) -> None:
        """A page up."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        column = [each for row in self._rows_shown for each in self._items_at(row, self.spot.column)]
        lines = [self._item_lines.get(each, range(0)).start for each in column]
        if not column:
            return
        here = lines[column.index(self.cursor)] if self.cursor in column else 0
        goal = here + by * max(self.page_lines - HEADER, 1)
        self.move(min(zip(lines, column, strict=True), key=lambda each: abs(each[0] - goal))[1])

    def on_click(self, event: events.Click) -> None:
        """A click selects a text or a title, a double click opens it."""
        event.prevent_default()
        offset = event.get_content_offset(self)
        if offset is None or not self._shown:
            return
        in_head = offset.y < HEADER
        y = offset.y + (0 if in_head else round(self.scroll_offset.y))
        number = (offset.x - self.gutter_cells - self._label) // (self._column + 1)
        column = TITLES if offset.x < self.gutter_cells + self._label else self._first + number
        found = [
            item
            for item, lines in self._item_lines.items()
            if y in lines
            and self.grid.spots[item].column == column
            and (self.grid.spots[item].row == TITLES) == in_head
        ]
        if not found:
            return
        self.move(found[0])
        if event.chain == 2:
            self.act_open()
