"""A table of rows and columns whose cells hold several short texts; the cursor moves from cell to cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.strip import Strip

from commtui.tui.filter import Filter
from commtui.tui.lines import BLANK, Line, Span
from commtui.tui.text import cut, fit, plural, wrap
from commtui.tui.widgets.line_view import AT_CURSOR
from commtui.tui.widgets.virtual_list import Rows, VirtualList

if TYPE_CHECKING:
    from textual import events

T = TypeVar("T")
HEADER = 2
NARROWEST = 17
WIDEST = 34
MOST_LINES = 3


@dataclass(frozen=True)
class Grid(Generic[T]):
    """What a matrix shows: `cells` row by row. `marks` gives each text of a cell: glyph, style, words."""

    row_titles: Sequence[str]
    column_titles: Sequence[str]
    cells: Sequence[T]
    marks: Callable[[T], Sequence[tuple[str, str, str]]]
    current: int | None = None


class Matrix(VirtualList):
    """As many columns as fit, the others come as the cursor moves; the head stays."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.grid: Grid[Any] = Grid((), (), (), lambda _cell: ())
        self._first = 0
        self._lines: list[Line] = []
        self._tops: list[range] = []

    def fill_grid(self, rows: Rows[T], grid: Grid[T], empty: Sequence[Line] = ()) -> None:
        """Show this grid; `rows` says how its cells are named and searched."""
        first = not self.grid.column_titles
        self.grid = grid
        key = self.key
        self.rows, self.empty = rows, empty
        self._filter = Filter(rows.items, rows.search)
        self._shown = range(len(rows.items))
        if first and grid.current is not None and rows.items:
            self.cursor = self._first = grid.current
        self.move_to_key(key)

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.grid.column_titles)

    @property
    def _label(self) -> int:
        longest = max((len(each) for each in self.grid.row_titles), default=0)
        return min(longest + 2, 20 if self.cells >= 90 else 15)

    @property
    def _fitting(self) -> int:
        return max(1, min(self.columns, (self.cells - self._label) // (NARROWEST + 1)))

    @property
    def _column(self) -> int:
        return min((self.cells - self._label) // self._fitting - 1, WIDEST) if self.columns else NARROWEST

    def filter(self, query: str) -> None:
        """Mark the cells that match; the others stay, faint."""
        found = list(self._filter.apply(query))
        if query and found and self.cursor not in found:
            self.move(found[0])
        self.relayout()
        self.post_message(self.Counted(self))

    @property
    def _matching(self) -> set[int]:
        return set(self._filter.apply(self._filter.query)) if self.wanted else set(self._shown)

    @property
    def count(self) -> str:
        """How many cells match; without a filter, how many texts there are."""
        if self.wanted:
            return f"{len(self._matching)} of {len(self.rows.items)} cells"
        return plural(sum(len(self.grid.marks(each)) for each in self.rows.items), self.rows.noun)

    def line_count(self) -> int:
        """The head and the rows."""
        return len(self._lines) if self._shown else len(self.empty)

    def line_at(self, y: int) -> Line:
        """The line of this number."""
        return self._lines[y] if self._shown else self.empty[y]

    def cursor_lines(self) -> range:
        """No whole line is marked."""
        return range(0)

    def render_line(self, y: int) -> Strip:
        """The head stays when the rows scroll."""
        if y < HEADER and self._shown and y < len(self._lines):
            return self._strip(self._lines[y], "", self.scrollable_content_region.width)
        return super().render_line(y)

    def resized(self) -> None:
        """Draw for the new width."""
        self._draw()

    def relayout(self) -> None:
        """Draw, measure and show."""
        self._draw()
        super().relayout()

    def _draw(self) -> None:
        if not self._shown or not self.scrollable_content_region.width:
            return
        self._keep_column_in_sight()
        shown = range(self._first, self._first + self._fitting)
        current = None if self.grid.current is None else self.grid.current % self.columns
        head: list[Span] = [(" " * self._label, "text")]
        rule: list[Span] = [(" " * self._label, "text")]
        for column in shown:
            now = column == current
            words = self.grid.column_titles[column] + (f" {self.glyphs.dot} now" if now else "")
            head.append((fit(f" {words}", self._column) + " ", "key" if now else "heading"))
            bar = self.glyphs.bar if now else self.glyphs.rule
            rule.append((f" {bar * (self._column - 2)}  ", "key" if now else "track"))
        before = f"{self.glyphs.ellipsis} " if self._first else ""
        after = f" {self.glyphs.ellipsis}" if shown.stop < self.columns else ""
        head[0] = (fit(before, self._label), "faint")
        lines, tops = [Line((*head, (after, "faint"))), Line(tuple(rule))], []
        for row in range(len(self.grid.row_titles)):
            drawn = self._row(row, shown)
            tops.append(range(len(lines), len(lines) + len(drawn)))
            lines += [*drawn, BLANK]
        self._lines, self._tops = lines, tops

    def _row(self, row: int, shown: range) -> list[Line]:
        matching = self._matching
        cells = [self._cell(row * self.columns + column, matching) for column in shown]
        label = wrap(self.grid.row_titles[row], self._label - 2)
        height = max(2, len(label), *(len(each) for each in cells))
        lines: list[Line] = []
        for part in range(height):
            spans: list[Span] = [(fit(label[part] if part < len(label) else "", self._label), "strong")]
            for column, cell in zip(shown, cells, strict=True):
                here = row * self.columns + column == self.cursor
                mark = AT_CURSOR if here else ""
                glyph, style, words, look = cell[part] if part < len(cell) else ("", "text", "", "text")
                spans += [
                    (self.glyphs.cursor if here else " ", ("key" if self.has_focus else "faint") + mark),
                    (fit(glyph, 2), style + mark),
                    (fit(words, self._column - 3), look + mark),
                    (" ", "text"),
                ]
            lines.append(Line(tuple(spans)))
        return lines

    def _cell(self, index: int, matching: set[int]) -> list[tuple[str, str, str, str]]:
        lines: list[tuple[str, str, str, str]] = []
        for glyph, style, words in self.grid.marks(self.rows.items[index]):
            faint = index not in matching
            wrapped = wrap(words, self._column - 4)
            if len(wrapped) > MOST_LINES:
                last = wrapped[MOST_LINES - 1]
                wrapped = [*wrapped[: MOST_LINES - 1], cut(f"{last} {self.glyphs.ellipsis}", self._column - 3)]
            for number, each in enumerate(wrapped):
                mark = glyph if number == 0 else ""
                lines.append((mark, "faint" if faint else style, each, "faint" if faint else "text"))
        return lines or [(self.glyphs.dot, "faint", "", "faint")]

    def _keep_column_in_sight(self) -> None:
        column = self.cursor % self.columns
        last = self.columns - self._fitting
        self._first = max(0, min(max(self._first, column - self._fitting + 1), column, last))

    def show_cursor(self) -> None:
        """Scroll so that the cursor's cell is seen below the head."""
        row = self.cursor // self.columns if self.columns else 0
        if row >= len(self._tops):
            return
        lines = self._tops[row]
        height = self.scrollable_content_region.height
        top = round(self.scroll_offset.y)
        if lines.start - HEADER < top:
            self.scroll_to(y=lines.start - HEADER, animate=False, force=True)
        elif lines.stop > top + height:
            self.scroll_to(y=lines.stop - height, animate=False, force=True)

    def move(self, number: int) -> None:
        """Put the cursor on the cell of this number."""
        super().move(number)
        self.relayout()

    def _move_by(self, rows: int, columns: int) -> None:
        if not self.columns:
            return
        row, column = divmod(self.cursor, self.columns)
        row = max(0, min(row + rows, len(self.grid.row_titles) - 1))
        column = max(0, min(column + columns, self.columns - 1))
        self.move(row * self.columns + column)

    def act_move_down(self) -> None:
        """A row down."""
        self._move_by(1, 0)

    def act_move_up(self) -> None:
        """A row up."""
        self._move_by(-1, 0)

    def act_move_left(self) -> None:
        """A column left."""
        self._move_by(0, -1)

    def act_move_right(self) -> None:
        """A column right."""
        self._move_by(0, 1)

    def act_move_first(self) -> None:
        """To the first row."""
        self._move_by(-len(self.rows.items), 0)

    def act_move_last(self) -> None:
        """To the last row."""
        self._move_by(len(self.rows.items), 0)

    def act_move_page_down(self) -> None:
        """To the last row."""
        self.act_move_last()

    def act_move_page_up(self) -> None:
        """To the first row."""
        self.act_move_first()

    def on_click(self, event: events.Click) -> None:
        """A click selects a cell, a double click opens it."""
        event.prevent_default()
        offset = event.get_content_offset(self)
        if offset is None or not self._shown:
            return
        y = offset.y + round(self.scroll_offset.y)
        row = next((number for number, lines in enumerate(self._tops) if y in lines), None)
        column = (offset.x - self.gutter_cells - self._label) // (self._column + 1)
        if row is None or offset.y < HEADER or not 0 <= column < self._fitting:
            return
        self.move(row * self.columns + self._first + column)
        if event.chain == 2:
            self.act_open()
