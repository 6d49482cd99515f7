"""The messages of the session, the latest first, each in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from commtui.model.words import plural
from commtui.tui.doing import bindings_of
from commtui.tui.empty import hint
from commtui.tui.lines import BLANK, Line, line, spread
from commtui.tui.said import Said, Sayings
from commtui.tui.screens.filtered import BORROWED, FilteredPanel
from commtui.tui.widgets.detail import Detail
from commtui.tui.widgets.filter_bar import FilterBar
from commtui.tui.widgets.virtual_list import Rows, VirtualList

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from commtui.tui.app import CommtuiApp
    from commtui.tui.writer import Writer

# Textual's words for how grave a message is, with our glyph, word and style of it.
_LOOKS = {
    "information": ("info", "note", "info"),
    "warning": ("warning", "warning", "warn"),
    "error": ("error",) * 2 + ("bad",),
}


def _searched(said: Said) -> str:
    return f"{_LOOKS[said.severity][1]} {said.words}"


class MessageLog(ModalScreen[Any], FilteredPanel[Any]):
    """What was said in this session."""

    scope = "log"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("log", *BORROWED, "copy", "log")]

    def __init__(self, sayings: Sayings) -> None:
        super().__init__()
        self._sayings = sayings

    def compose(self) -> ComposeResult:
        """The messages, and the one under the cursor in full."""
        with Vertical(id="panel"):
            yield VirtualList(id="found")
            yield FilterBar(classes="hidden")
            yield Detail(least=2)

    def on_mount(self) -> None:
        """Show the latest first."""
        panel = self.query_one("#panel")
        panel.border_title = Content("Messages of this session")
        panel.border_subtitle = Content(self.hints(("copy", "copy"), ("filter", "filter"), ("back", "close")))
        self.follow_sayings()
        self.set_focus(self.listing)

    def follow_sayings(self) -> None:
        """Show what was said by now; the cursor stays on its message."""
        for listing in self.query(VirtualList):
            said = self._sayings.latest_first
            listing.fill(
                Rows(
                    said,
                    key=lambda each: str(each.number),
                    search=_searched,
                    draw=self._draw,
                ),
                (BLANK, line(("Nothing was said yet.", "strong")), line(*hint(self.key_of, "back", "goes back."))),
            )
            more = self._sayings.forgotten
            listing.border_subtitle = Content(f"{plural(more, 'earlier one')} not kept" if more else "")

    def _draw(self, said: Said, cells: int) -> Sequence[Line]:
        glyphs = self.listing.glyphs
        glyph, word, style = _LOOKS[said.severity]
        left = (
            (f"{said.when:%H:%M:%S}  ", "muted"),
            (f"{getattr(glyphs, glyph)} {word:8} ", style),
            (said.words, "text"),
        )
        return (Line(spread(left, (), cells, glyphs.ellipsis)),)

    def on_virtual_list_highlighted(self, event: VirtualList.Highlighted) -> None:
        """Show in full what is under the cursor."""
        said = event.item
        self.query_one(Detail).show(lambda writer: self._write(writer, said) if said is not None else None)

    def _write(self, writer: Writer, said: Said) -> None:
        _, word, style = _LOOKS[said.severity]
        writer.add((f"{said.when:%Y-%m-%d %H:%M:%S}  ", "muted"), (word, style))
        writer.text(said.words)

    def why_not(self, action: str) -> str | None:
        """What stands against an action now."""
        return "nothing was said yet" if action == "copy" and self.listing.item is None else None

    async def act_copy(self) -> None:
        """Copy the whole message."""
        said = self.listing.item
        if said is not None:
            await cast("CommtuiApp", self.app).clip.copy(said.words, "the message")

    def leave(self) -> None:
        """Close the panel."""
        self.dismiss(None)

    act_log = leave
