"""A text as it is rendered: from data, so nothing in it is followed, run or obeyed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Markdown, Static

from commtui.model.words import visible
from commtui.tui.actions.preview import PREVIEW
from commtui.tui.doing import DoingScreen, bindings_of
from commtui.tui.glyphs import glyphs_of

if TYPE_CHECKING:
    from textual.app import ComposeResult

LONGEST = 20_000


def harmless(text: str, ellipsis: str) -> str:
    """The text with its lines and tabs, and nothing that a terminal would obey; very long text is cut."""
    lines = text[:LONGEST].replace("\r\n", "\n").expandtabs(4).split("\n")
    return "\n".join(map(visible, lines)) + (f"\n\n{ellipsis}" if len(text) > LONGEST else "")


class Preview(ModalScreen[None], DoingScreen[None]):
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
        &.-ascii MarkdownHorizontalRule { border-bottom: ascii $secondary; }
        &.-ascii MarkdownBlockQuote { border-left: ascii $secondary; }
        &.-ascii MarkdownTableContent { keyline: none; }
        & VerticalScroll { height: auto; max-height: 100%; padding: 1 1 0 1; }
        & Markdown { background: $background; padding: 0 1; margin: 0; }
        & .foot { height: 1; padding: 0 2; color: $foreground 65%; }
    }
    """
    scope = PREVIEW
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(PREVIEW, "Moving", "help")]

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
                glyphs = glyphs_of(self.app)
                shown = Markdown(harmless(self._text, glyphs.ellipsis), open_links=False)
                if glyphs.ascii_only:
                    shown.BULLETS = ["* ", "- ", "+ "]
                yield shown
            yield Static(Content(self.hints(("preview.leave", "closes"))), classes="foot")

    def on_mount(self) -> None:
        """Wear the look of the app."""
        self.set_class(self.app.has_class("-ascii"), "-ascii")

    def on_click(self) -> None:
        """A click anywhere closes it, also one on what looks like a link."""
        self.dismiss()

    def act_preview_leave(self) -> None:
        """Back to the form."""
        self.dismiss()

    @property
    def _text_pane(self) -> VerticalScroll:
        return self.query_one(VerticalScroll)

    def act_move_down(self) -> None:
        """A line further."""
        self._text_pane.scroll_relative(y=1, animate=False)

    def act_move_up(self) -> None:
        """A line back."""
        self._text_pane.scroll_relative(y=-1, animate=False)

    def act_move_page_down(self) -> None:
        """A page further."""
        self._text_pane.scroll_page_down(animate=False)

    def act_move_page_up(self) -> None:
        """A page back."""
        self._text_pane.scroll_page_up(animate=False)

    def act_move_first(self) -> None:
        """To the beginning."""
        self._text_pane.scroll_home(animate=False)

    def act_move_last(self) -> None:
        """To the end."""
        self._text_pane.scroll_end(animate=False)
