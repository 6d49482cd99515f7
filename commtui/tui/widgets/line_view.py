"""The base of every pane: it draws lines of styled spans, and only the ones that are seen."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, cast

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip

from commtui.tui.abstract import AbstractWidget
from commtui.tui.lines import Line
from commtui.tui.text import clean

if TYPE_CHECKING:
    from textual import events

    from commtui.tui.app import CommtuiApp
    from commtui.tui.glyphs import Glyphs

GUTTER = 2
# After the name of a span's style: the span is under a cursor that covers only a part of its line.
AT_CURSOR = "*"
DIM = frozenset({"faint", "track"})


class PlainBar(ScrollBarRender):
    """A scrollbar of whole cells, for terminals without block characters."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


class LineView(ScrollView, can_focus=True, inherit_bindings=False, metaclass=AbstractWidget):
    """Draws lines; the cursor's line has a mark at its left besides its color. All text is made harmless here."""

    gutter_cells: ClassVar[int] = GUTTER
    # How the cursor shows without the focus: `cursor` as with it, `cursor-blurred` more quietly, empty not at all.
    blurred_cursor: ClassVar[str] = "cursor-blurred"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._looks: dict[tuple[str, str], Style] = {}

    @property
    def glyphs(self) -> Glyphs:
        """The picture characters in use."""
        return cast("CommtuiApp", self.app).glyphs

    def key_of(self, action: str) -> str:
        """The key of an action as people read it; empty where it has none."""
        return cast("CommtuiApp", self.app).key_of(action)

    @property
    def cells(self) -> int:
        """The width of a line's text, in cells."""
        return max(self.scrollable_content_region.width - self.gutter_cells - 1, 1)

    def on_mount(self) -> None:
        """Draw the scrollbar of what the terminal can show."""
        if self.glyphs.ascii_only:
            self.vertical_scrollbar.renderer = PlainBar  # type: ignore[misc]  # Textual means it to be set so

    @abstractmethod
    def line_count(self) -> int:
        """How many lines there are."""

    @abstractmethod
    def line_at(self, y: int) -> Line:
        """The line of this number."""

    @abstractmethod
    def cursor_lines(self) -> range:
        """The numbers of the lines that the cursor covers."""

    def resized(self) -> None:
        """The width is another one."""

    def relayout(self) -> None:
        """The lines are other ones: measure and draw again."""
        self.virtual_size = Size(0, self.line_count())
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The strip of a line of the screen."""
        number = round(self.scroll_offset.y) + y
        cells = self.scrollable_content_region.width
        if not 0 <= number < self.line_count():
            return Strip.blank(cells, self._look("text", ""))
        cursor = ""
        if number in self.cursor_lines():
            cursor = "cursor" if self.has_focus else self.blurred_cursor
        return self._strip(self.line_at(number), cursor, cells)

    def _strip(self, line: Line, cursor: str, cells: int) -> Strip:
        plain = self._look("text", cursor)
        mark = (self.glyphs.cursor if cursor == "cursor" else self.glyphs.cursor_left) if cursor else " "
        gutter = mark.ljust(self.gutter_cells)
        segments = [Segment(gutter, self._look("key" if cursor == "cursor" else "faint", cursor))]
        segments += [Segment(clean(text), self._span_look(style, cursor)) for text, style in line.spans if text]
        return Strip(segments).adjust_cell_length(cells, plain)

    def _span_look(self, name: str, cursor: str) -> Style:
        if not name.endswith(AT_CURSOR):
            return self._look(name, cursor)
        return self._look(name.removesuffix(AT_CURSOR), "cursor" if self.has_focus else "cursor-blurred")

    def _look(self, name: str, cursor: str) -> Style:
        key = (name, cursor)
        found = self._looks.get(key)
        if found is None:
            found = self._looks[key] = self._mix(name, cursor)
        return found

    def _mix(self, name: str, cursor: str) -> Style:
        _, background = self.background_colors
        if background.ansi is not None:
            return self._mix_ansi(name, cursor)
        style = self.app.get_component_styles(f"line--{name}")
        bold = style.text_style
        if cursor:
            background = background + self.app.get_component_styles(f"line--{cursor}").background
        if not cursor:
            background = background + style.background
        color = background.get_contrast_text(style.color.a) if style.auto_color else background + style.color
        return Style(color=color.rich_color, bgcolor=background.rich_color) + bold

    def _mix_ansi(self, name: str, cursor: str) -> Style:
        """The terminal's own sixteen colors cannot be mixed: the cursor is reversed, what is faint is dim."""
        if cursor == "cursor":
            return Style(reverse=True)
        style = self.app.get_component_styles(f"line--{name}")
        color = None if style.color.ansi is None or style.color.ansi < 0 else style.color.rich_color
        return Style(color=color, dim=name in DIM or None, bold=bool(cursor) or None) + style.text_style

    def notify_style_update(self) -> None:
        """The theme or a class is another one."""
        self._looks.clear()
        super().notify_style_update()

    def on_focus(self) -> None:
        """Draw the cursor as it is with the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor as it is without the focus."""
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap again for the new width."""
        self.resized()
        self.relayout()
        self.show_cursor()

    def show_cursor(self) -> None:
        """Scroll so that the cursor's lines are seen."""
        lines = self.cursor_lines()
        if len(lines):
            self.scroll_to_lines(lines)

    def scroll_to_lines(self, lines: range) -> None:
        """Scroll as little as shows these lines; the first lines bring what stands above them into sight too."""
        height = self.scrollable_content_region.height
        top = round(self.scroll_offset.y)
        above = self.shown_above(lines.start)
        if height <= 0:
            return
        if lines.start < top or (above < top and lines.stop <= above + height):
            self.scroll_to(y=above, animate=False, force=True)
        elif lines.stop > top + height:
            self.scroll_to(y=lines.stop - height, animate=False, force=True)

    def shown_above(self, y: int) -> int:
        """The line from which to show, when this one comes into sight from below."""
        return y

    @property
    def page_lines(self) -> int:
        """How many lines a page key moves."""
        return max(self.scrollable_content_region.height - 1, 1)

    def refresh_lines_of(self, lines: range) -> None:
        """Draw these lines again."""
        y = lines.start - round(self.scroll_offset.y)
        self.refresh(Region(0, y, self.size.width, len(lines)))
