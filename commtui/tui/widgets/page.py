"""A page about one thing: lines wrapped to its width, some of which lead elsewhere."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from commtui.tui.lines import Line
from commtui.tui.widgets.line_view import LineView
from commtui.tui.writer import Writer

if TYPE_CHECKING:
    from textual import events

Write = Callable[[Writer], None]


class Page(LineView):
    """Shows what a function writes; `j` and `k` go from link to link, and scroll where there is none in sight."""

    class Followed(Message):
        """A link of the page is opened."""

        def __init__(self, page: Page, target: object) -> None:
            super().__init__()
            self.page = page
            self.target = target

        @property
        def control(self) -> Page:
            """The page."""
            return self.page

    class Selected(Message):
        """Another link, or none, is selected."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._write: Write = lambda _writer: None
        self._lines: Sequence[Line] = ()
        self._links: list[int] = []
        self.selected: int | None = None

    def show(self, write: Write, *, keep_place: bool = False) -> None:
        """Show what this function writes, from its top unless the place is to be kept."""
        self._write = write
        selected, target = (self.selected, self.target) if keep_place else (None, None)
        self._compose_lines()
        self.selected = self._moved(selected, target)
        if not keep_place:
            self.scroll_to(y=0, animate=False, force=True)
        self.relayout()
        if self.has_focus:
            self._select_in_sight()

    def _moved(self, selected: int | None, target: object) -> int | None:
        """Where the link that was selected stands by now: what is written above it may be more, or less."""
        if selected is None:
            return None
        same = [y for y in self._links if self._lines[y].target == target]
        return min(same, key=lambda y: abs(y - selected), default=selected if selected in self._links else None)

    def resized(self) -> None:
        """Wrap again."""
        number = self.link
        self._compose_lines()
        self.selected = self._links[number] if number is not None and number < len(self._links) else None
        if self.has_focus:
            self._select_in_sight()

    def _compose_lines(self) -> None:
        writer = Writer(self.cells, self.glyphs, self.key_of)
        self._write(writer)
        self._lines = writer.lines
        self._links = [y for y, each in enumerate(self._lines) if each.target is not None]

    @property
    def target(self) -> object | None:
        """Where the selected line leads."""
        return None if self.selected is None else self._lines[self.selected].target

    @property
    def link(self) -> int | None:
        """Which of the links is selected, counted from 0: at another width it is on another line."""
        return self._links.index(self.selected) if self.selected in self._links else None

    def select_link(self, number: int) -> None:
        """Select the link of this number, if there is one."""
        if number < len(self._links):
            self.select(self._links[number])

    def line_count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def line_at(self, y: int) -> Line:
        """The line of this number."""
        return self._lines[y]

    def cursor_lines(self) -> range:
        """The selected link; it shows only while the page has the focus."""
        if self.selected is None or not self.has_focus:
            return range(0)
        return range(self.selected, self.selected + 1)

    def on_focus(self) -> None:
        """Begin at the first link in sight."""
        self._select_in_sight()

    def _select_in_sight(self) -> None:
        top = round(self.scroll_offset.y)
        height = self.scrollable_content_region.height
        bottom = top + max(height, 1)
        # A page that is only about to be laid out again keeps what was selected.
        if self.selected is not None and (height <= 0 or top <= self.selected < bottom):
            return
        at = bisect_left(self._links, top)
        self.selected = self._links[at] if at < len(self._links) and self._links[at] < bottom else None
        self.refresh()
        self.post_message(self.Selected())

    def select(self, y: int | None) -> None:
        """Select the link at this line."""
        self.selected = y
        self.show_cursor()
        self.refresh()
        self.post_message(self.Selected())

    def act_move_down(self) -> None:
        """To the next link, or one line down."""
        top = round(self.scroll_offset.y)
        bottom = top + self.scrollable_content_region.height
        at = bisect_right(self._links, max(-1 if self.selected is None else self.selected, top - 1))
        following = self._links[at] if at < len(self._links) else None
        if following is not None and following < bottom:
            self.select(following)
        else:
            self.scroll_to(y=top + 1, animate=False)
            if following is not None and following == bottom:
                self.select(following)

    def act_move_up(self) -> None:
        """To the link before, or one line up."""
        top = round(self.scroll_offset.y)
        bottom = top + self.scrollable_content_region.height
        at = bisect_left(self._links, min(bottom if self.selected is None else self.selected, bottom)) - 1
        previous = self._links[at] if at >= 0 else None
        if previous is not None and previous >= top:
            self.select(previous)
        else:
            self.scroll_to(y=top - 1, animate=False)
            if previous is not None and previous == top - 1:
                self.select(previous)

    def act_move_first(self) -> None:
        """To the top."""
        self.scroll_to(y=0, animate=False)
        self.selected = self._links[0] if self._links else None
        self.refresh()

    def act_move_last(self) -> None:
        """To the end."""
        self.scroll_to(y=self.line_count(), animate=False)
        self.selected = self._links[-1] if self._links else None
        self.refresh()

    def act_move_page_down(self) -> None:
        """A page down."""
        self._page(self.page_lines)

    def act_move_page_up(self) -> None:
        """A page up."""
        self._page(-self.page_lines)

    def _page(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)
        self._select_in_sight()

    def act_open(self) -> None:
        """Follow the selected link."""
        if self.target is not None:
            self.post_message(self.Followed(self, self.target))

    def why_not(self, action: str) -> str | None:
        """What stands against an action now."""
        return "nothing is selected" if action == "open" and self.target is None else None

    def on_click(self, event: events.Click) -> None:
        """A click selects a link, a double click follows it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        y = offset.y + round(self.scroll_offset.y)
        if y not in self._links:
            return
        self.select(y)
        if event.chain == 2:
            self.act_open()
