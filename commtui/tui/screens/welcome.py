"""What one sees where there is no plan yet: two ways to have one, and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import BindingType
from textual.containers import Vertical

from commtui.tui.doing import DoingScreen, bindings_of
from commtui.tui.lines import BLANK, Line, line
from commtui.tui.text import clean, wrap
from commtui.tui.widgets.page import Page
from commtui.tui.widgets.virtual_list import Rows, VirtualList

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from commtui.tui.app import CommtuiApp
    from commtui.tui.deeds.welcoming import Welcoming
    from commtui.tui.writer import Writer

LINES_OF_A_WAY = 3


@dataclass(frozen=True, slots=True)
class Way:
    """Something to do: the action that does it, what it is called, and what comes of it."""

    action: str
    name: str
    what: str


class Said(Page, can_focus=False):
    """What the screen says; nothing in it is chosen."""


class Welcome(DoingScreen[None]):
    """Asks whether to begin a plan or to look at the example."""

    scope = "welcome"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("welcome", "Moving", "open", "theme", "help", "log", "quit")]
    DEFAULT_CSS = """
    Welcome {
        align: center middle;
        & #welcome { width: 100%; max-width: 76; height: 21; padding: 1 2; }
        & #missing { height: 6; }
        & #ways { height: 8; }
        & #keys { height: 1; margin-top: 1; }
        &.-low #welcome { height: 15; padding: 0 1; }
        &.-low #missing { height: 5; }
        &.-low #keys { margin-top: 0; }
    }
    """

    def __init__(self, folder: Path, welcoming: Welcoming) -> None:
        super().__init__()
        self._folder = folder
        self._welcoming = welcoming
        self._busy = False
        self._ways = (
            Way(
                "welcome.begin",
                "Begin a plan here",
                "Makes community/ with a few small files to fill in. What is there already is left as it is.",
            ),
            Way(
                "welcome.demo",
                "Look at the demo",
                "A whole plan to walk through and to change: a copy in a folder of its own, nothing here is touched.",
            ),
        )

    def compose(self) -> ComposeResult:
        """What is missing, the two ways, and the keys."""
        with Vertical(id="welcome"):
            yield Said(id="missing")
            yield VirtualList(id="ways")
            yield Said(id="keys")

    def on_mount(self) -> None:
        """Say it; the cursor is on the first way that can be taken."""
        self.on_resize()
        said, keys = self.query_one("#missing", Said), self.query_one("#keys", Said)
        said.show(self._write)
        keys.show(self._write_keys)
        ways = self.query_one(VirtualList)
        ways.fill(
            Rows(
                self._ways,
                key=lambda each: each.action,
                search=lambda each: each.name,
                draw=self._draw,
                height=LINES_OF_A_WAY,
                gap=1,
            )
        )
        if self.owner.read_only:
            ways.move_to_key("welcome.demo")
        self.set_focus(ways)

    def on_resize(self) -> None:
        """Take the room there is."""
        self.set_class(self.app.size.height < 21, "-low")

    @property
    def owner(self) -> CommtuiApp:
        """The app."""
        return cast("CommtuiApp", self.app)

    def _write(self, writer: Writer) -> None:
        writer.title("There is no plan here yet")
        writer.blank()
        where = f"Neither community/ nor community.toml is in {self._folder} or above it."
        writer.text(clean(where), "muted")

    def _write_keys(self, writer: Writer) -> None:
        keys = [("open", "choose"), ("theme", "theme"), ("help", "help"), ("quit", "quit")]
        writer.add(
            *(span for id_, word in keys for span in ((self.owner.key_of(id_), "key"), (f" {word}   ", "muted")))
        )

    def _draw(self, way: Way, cells: int) -> Sequence[Line]:
        key = self.owner.key_of(way.action)
        refused = self.owner.read_only and way.action == "welcome.begin"
        what = "opened read-only: no file is made" if refused else way.what
        wrapped = wrap(clean(what), cells - 3)[: LINES_OF_A_WAY - 1]
        return (
            line((f"{key}  ", "key"), (way.name, "faint" if refused else "strong")),
            *(line(("   ", "text"), (each, "muted")) for each in wrapped),
            *[BLANK] * (LINES_OF_A_WAY - 1 - len(wrapped)),
        )

    def why_not(self, action: str) -> str | None:
        """What stands against an action now."""
        return "it is being done" if self._busy and action.startswith("welcome.") else None

    async def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Take the way under the cursor."""
        await self.action_do(event.item.action)

    async def act_welcome_begin(self) -> None:
        """Begin a plan."""
        self._busy = True
        self._leave(await self._welcoming.begin(self._folder))

    async def act_welcome_demo(self) -> None:
        """Open the example."""
        self._busy = True
        self._leave(await self._welcoming.demo())

    def _leave(self, done: bool) -> None:
        self._busy = False
        if done:
            self.dismiss(None)
