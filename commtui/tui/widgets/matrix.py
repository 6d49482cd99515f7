"""A table of rows and columns whose cells hold several short texts; the cursor moves from cell to cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.geometry import Offset
from textual.strip import Strip

from commtui.model.words import plural
from commtui.tui.filter import Filter, marked
from commtui.tui.lines import BLANK, Line, Span
from commtui.tui.text import cut, fit, wrap
from commtui.tui.widgets.line_view import AT_CURSOR
from commtui.tui.widgets.virtual_list import Rows, VirtualList, no_match

if TYPE_CHECKING:
    from textual import events

T = TypeVar("T")
HEADER = 2
NARROWEST = 17
WIDEST = 34
MOST_LINES = 3


@dataclass(frozen=True)
class Grid(Generic[T]):
    """What a matrix shows: `cells` row by row.

    `marks` gives each text of a cell: glyph, style, words; `searched` what a filter looks through for each of them.
    """

    row_titles: Sequence[str]
    column_titles: Sequence[str]
    cells: Sequence[T]
    marks: Callable[[T], Sequence[tuple[str, str, str]]]
    searched: Callable[[T], Sequence[str]]
    current: int | None = None


class Matrix(VirtualList):
    """As many columns as fit, the others come as the cursor moves; the head stays."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.grid: Grid[Any] = Grid((), (), (), lambda _cell: (), lambda _cell: ())
        self._first = 0
        self._lines: list[Line] = []
        self._tops: list[range] = []
        # Each text of each cell, as (cell, text), and by cell those that match the filter.
        self._texts: Sequence[tuple[int, int]] = ()
        self._matching: dict[int, set[int]] = {}

    def fill_grid(self, rows: Rows[T], grid: Grid[T], empty: Sequence[Line] = ()) -> None:
        """Show this grid; `rows` says how its cells are named."""
        first = not self.grid.column_titles
        self.grid = grid
        key, query = self.key, self.wanted
        self.rows, self.empty = rows, empty
        searched = [(cell, list(grid.searched(each))) for cell, each in enumerate(grid.cells)]
        self._texts = [(cell, number) for cell, texts in searched for number in range(len(texts))]
        self._filter = Filter([text for _, texts in searched for text in texts])
        self._shown = range(len(rows.items))
        self._match(query)
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
        """Show only the rows in which something matches; what does not, stays faint."""
        self._match(query)
        if self.wanted and self._matching and self.cursor not in self._matching:
            self.move(min(self._matching))
        self.relayout()
        self.post_message(self.Counted(self))

    def _match(self, query: str) -> None:
        self._matching = {}
        for index in self._filter.apply(query):
            cell, number = self._texts[index]
            self._matching.setdefault(cell, set()).add(number)

    @property
    def _rows_shown(self) -> Sequence[int]:
        rows = range(len(self.grid.row_titles))
        if not self.wanted:
            return rows
        matching = {cell // self.columns for cell in self._matching}
        return [row for row in rows if row in matching]

    @property
    def count(self) -> str:
        """How many texts there are, or match."""
        total = plural(len(self._texts), self.rows.noun)
        return f"{sum(map(len, self._matching.values())):,} of {total}" if self.wanted else total

    @property
    def _nothing_matches(self) -> bool:
        return bool(self.wanted and self._shown and not self._matching)

    def line_count(self) -> int:
        """The head and the rows."""
        if self._nothing_matches:
            return len(self._explanation())
        return len(self._lines) if self._shown else len(self.empty)

    def line_at(self, y: int) -> Line:
        """The line of this number."""
        if self._nothing_matches:
            return self._explanation()[y]
        return self._lines[y] if self._shown else self.empty[y]

    def _explanation(self) -> Sequence[Line]:
        return no_match(self.count) if self.wanted else self.empty

    def cursor_lines(self) -> range:
        """No whole line is marked."""
        return range(0)

    @property
    def cursor_spot(self) -> Offset | None:
        """Where on the screen the last line of the cell under the cursor is."""
        if not self.columns or not self._shown:
            return None
        row, column = divmod(self.cursor, self.columns)
        x = self.gutter_cells + self._label + (column - self._first) * (self._column + 1)
        lines, region = self._tops[row], self.content_region
        return Offset(region.x + x, region.y + max(lines.stop - 1, 0) - round(self.scroll_offset.y))

    def render_line(self, y: int) -> Strip:
        """The head stays when the rows scroll."""
        if y < HEADER and self._shown and not self._nothing_matches and y < len(self._lines):
            return self._strip(self._lines[y], "", self.scrollable_content_region.width)
        return super().render_line(y)

    def resized(self) -> None:
        """Draw for the new width."""
        self._draw()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Draw the cursor as it is with the focus, or without."""
        super().watch_has_focus(has_focus)
        self.relayout()

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
            head.append((fit(f" {words}", self._column, self.glyphs.ellipsis) + " ", "key" if now else "heading"))
            bar = self.glyphs.bar if now else self.glyphs.rule
            rule.append((f" {bar * (self._column - 2)}  ", "key" if now else "track"))
        before = f"{self.glyphs.ellipsis} " if self._first else ""
        after = f" {self.glyphs.ellipsis}" if shown.stop < self.columns else ""
        head[0] = (fit(before, self._label), "faint")
        lines: list[Line] = [Line((*head, (after, "faint"))), Line(tuple(rule))]
        tops = [range(0)] * len(self.grid.row_titles)
        for row in self._rows_shown:
            drawn = self._row(row, shown)
            tops[row] = range(len(lines), len(lines) + len(drawn))
            lines += [*drawn, BLANK]
        self._lines, self._tops = lines, tops

    def _row(self, row: int, shown: range) -> list[Line]:
        cells = [self._cell(row * self.columns + column) for column in shown]
        label = wrap(self.grid.row_titles[row], self._label - 2)
        height = max(2, len(label), *(len(each) for each in cells))
        lines: list[Line] = []
        cursor = self.glyphs.cursor if self.has_focus else self.glyphs.cursor_left
        for part in range(height):
            title = fit(label[part] if part < len(label) else "", self._label, self.glyphs.ellipsis)
            spans: list[Span] = [*marked(Line(((title, "strong"),)), self._filter.terms).spans]
            for column, cell in zip(shown, cells, strict=True):
                here = row * self.columns + column == self.cursor
                mark = AT_CURSOR if here else ""
                glyph, style, words, look = cell[part] if part < len(cell) else ("", "text", "", "text")
                spans += [
                    (cursor if here else " ", ("key" if self.has_focus else "faint") + mark),
                    (fit(glyph, 2), style + mark),
                    *self._words(fit(words, self._column - 3, self.glyphs.ellipsis), look, mark),
                    (" ", "text"),
                ]
            lines.append(Line(tuple(spans)))
        return lines

    def _words(self, words: str, look: str, mark: str) -> Sequence[Span]:
        terms = self._filter.terms if look == "text" else ()
        return [(text, style + mark) for text, style in marked(Line(((words, look),)), terms).spans]

    def _cell(self, index: int) -> list[tuple[str, str, str, str]]:
        """The lines of a cell, what matches first: glyph, its style, words, their style."""
        lines: list[tuple[str, str, str, str]] = []
        matching = self._matching.get(index, set())
        texts = [(number not in matching, each) for number, each in enumerate(self.grid.marks(self.rows.items[index]))]
        for faint, (glyph, style, words) in sorted(texts, key=lambda text: text[0]):
            wrapped = wrap(words, self._column - 4)
            if len(wrapped) > MOST_LINES:
                last = wrapped[MOST_LINES - 1]
                wrapped = [
                    *wrapped[: MOST_LINES - 1],
                    cut(f"{last} {self.glyphs.ellipsis}", self._column - 3, self.glyphs.ellipsis),
                ]
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
        lines = self._tops[row] if row < len(self._tops) else range(0)
        if not lines:
            return
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
        shown = self._rows_shown
        if row not in shown:
            return
        row = shown[max(0, min(shown.index(row) + rows, len(shown) - 1))]
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
