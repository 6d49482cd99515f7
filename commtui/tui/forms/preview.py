"""A text as it is rendered: from data, so nothing in it is followed, run or obeyed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Markdown, Static

from commtui.model.words import visible

if TYPE_CHECKING:
    from textual.app import ComposeResult

LONGEST = 20_000


def harmless(text: str) -> str:
    """The text with its lines and tabs, and nothing that a terminal would obey; very long text is cut."""
    lines = text[:LONGEST].replace("\r\n", "\n").expandtabs(4).split("\n")
    return "\n".join(map(visible, lines)) + ("\n\n…" if len(text) > LONGEST else "")


class Preview(ModalScreen[None]):
    """Shows rendered Markdown until a key is pressed that closes it."""

    DEFAULT_CSS = """
    Preview {
        align: center middle;
        & #preview {
            width: 100%;
            max-width: 100;
            height: auto;
            max-height: 100%;
            border: round $border;
            border-title-color: $foreground;
            border-title-style: bold;
            background: $background;
        }
        &.-ascii #preview { border: ascii $border; }
        & VerticalScroll { height: auto; max-height: 100%; padding: 1 1 0 1; }
        & Markdown { background: $background; padding: 0 1; margin: 0; }
        & .foot { height: 1; padding: 0 2; color: $foreground 65%; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f3,q,enter", "close", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """The text, and how to leave."""
        with Vertical(id="preview") as panel:
            panel.border_title = Content(visible(self._title))
            with VerticalScroll(can_focus=False) as scroll:
                scroll.styles.max_height = max(3, self.app.size.height - 3)
                yield Markdown(harmless(self._text), open_links=False)
            yield Static(Content("esc closes"), classes="foot")

    def on_mount(self) -> None:
        """Wear the look of the app."""
        self.set_class(self.app.has_class("-ascii"), "-ascii")

    def on_click(self) -> None:
        """A click anywhere closes it, also one on what looks like a link."""
        self.dismiss()

    def action_close(self) -> None:
        """Back to the form."""
        self.dismiss()

    def action_scroll(self, by: int) -> None:
        """Show other lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)
