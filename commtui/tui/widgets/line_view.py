"""The base of every pane: it draws lines of styled spans, and only the ones that are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from commtui.tui.lines import STYLES, Line
from commtui.tui.text import clean

if TYPE_CHECKING:
    from textual import events
    from textual.css.styles import RenderStyles

    from commtui.tui.app import CommtuiApp
    from commtui.tui.glyphs import Glyphs

GUTTER = 2
# After the name of a span's style: the span is under a cursor that covers only a part of its line.
AT_CURSOR = "*"


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws lines; the cursor's line has a mark at its left besides its color. All text is made harmless here."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line--{name}" for name in STYLES} | {
        "line--cursor",
        "line--cursor-blurred",
    }
    gutter_cells: ClassVar[int] = GUTTER

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._looks: dict[tuple[str, str], Style] = {}

    @property
    def glyphs(self) -> Glyphs:
        """The picture characters in use."""
        return cast("CommtuiApp", self.app).glyphs

    @property
    def cells(self) -> int:
        """The width of a line's text, in cells."""
        return max(self.scrollable_content_region.width - self.gutter_cells - 1, 1)

    def line_count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def line_at(self, y: int) -> Line:
        """The line of this number."""
        raise NotImplementedError

    def cursor_lines(self) -> range:
        """The numbers of the lines that the cursor covers."""
        raise NotImplementedError

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
            cursor = "cursor" if self.has_focus else "cursor-blurred"
        return self._strip(self.line_at(number), cursor, cells)

    def _strip(self, line: Line, cursor: str, cells: int) -> Strip:
        plain = self._look("text", cursor)
        mark = self.glyphs.cursor if cursor else " "
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
        style = self.get_component_styles(f"line--{name}")
        bold = style.text_style
        if cursor:
            background = background + self.get_component_styles(f"line--{cursor}").background
        if not cursor:
            background = background + style.background
        color, dim = _over(background, style)
        bgcolor = None if background.ansi is None and background.a == 0 else background.rich_color
        return Style(color=color.rich_color, bgcolor=bgcolor, dim=dim or None) + bold

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
        if lines.start < top:
            self.scroll_to(y=self.shown_above(lines.start), animate=False, force=True)
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


def _over(background: Color, style: RenderStyles) -> tuple[Color, bool]:
    color = style.color
    if style.auto_color:
        return background.get_contrast_text(color.a), False
    if color.ansi is not None or background.ansi is not None:
        return color.with_alpha(1.0) if color.ansi is None else color, color.a < 0.7
    return (background + color).with_alpha(1.0), False
