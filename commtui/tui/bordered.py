"""Words on the border of a widget."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from commtui.tui.glyphs import glyphs_of
from commtui.tui.text import cut

# A corner and a space at each side.
CORNERS = 4


def on_border(widget: Widget, words: str, cells: int = 0) -> Content:
    """The words, harmless and cut to the border, which has so many cells, or those of now: Textual's own ellipsis is
    not ASCII.
    """
    room = (cells or widget.outer_size.width or widget.app.size.width) - CORNERS
    return Content(cut(words, room, glyphs_of(widget.app).ellipsis))
