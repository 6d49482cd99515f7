"""The app: wires the screen, the files and the actions together. What it can do stands in `deeds/`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual.app import App
from textual.reactive import Reactive
from textual.worker import Worker, WorkerState

from commtui.report.values import day_in_words
from commtui.tui import themes
from commtui.tui.deeds.clipboard import Clipboard
from commtui.tui.deeds.editor import OwnEditor
from commtui.tui.deeds.edits import Edits
from commtui.tui.deeds.files import CHECKING, READING, Files
from commtui.tui.deeds.history import History
from commtui.tui.deeds.making import Making
from commtui.tui.deeds.panels import Panels
from commtui.tui.deeds.quick import Quick
from commtui.tui.deeds.records import Records
from commtui.tui.deeds.removing import Removing
from commtui.tui.deeds.thanking import Thanking
from commtui.tui.doing import TOLD_SECONDS, Deeds
from commtui.tui.glyphs import ASCII, UNICODE
from commtui.tui.lines import BLANK, STYLES, line
from commtui.tui.screens.main import MainScreen
from commtui.tui.widgets.top_bar import Heading

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.theme import Theme

    from commtui.store.find import Home
    from commtui.tui.state import State

WARNED_SECONDS = 8.0


class CommtuiApp(App[None]):
    """Shows a community, and keeps in step with its files.

    `today` is the day that counts as today; without it, the day by the clock of the community's time zone.
    """

    CSS_PATH = Path(__file__).with_name("app.tcss")
    TITLE = "commtui"
    # The looks of lines, once for all widgets that draw them: `widgets/line_view.py`.
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line--{name}" for name in (*STYLES, "cursor", "cursor-blurred")}
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[Any]] = []

    # Known before Textual decides how to draw: whether there is color, and whose.
    theme: Reactive[str] = Reactive(lambda: themes.first_theme(os.environ))

    def __init__(
        self,
        home: Home,
        *,
        today: date | None = None,
        read_only: bool = False,
        ascii_only: bool = False,
        demo: bool = False,
    ) -> None:
        super().__init__()
        self.home = home
        self.today = today
        self.read_only = read_only
        self.demo = demo
        self.glyphs = ASCII if ascii_only else UNICODE
        self.set_class(ascii_only, "-ascii")
        self.state: State | None = None
        self.main = MainScreen()
        self.files = Files(self)
        self.records = Records(self)
        self.edits = Edits(self)
        self.editing = (History(self), Quick(self), Removing(self), Making(self), Thanking(self))
        self.editor = OwnEditor(self)
        self.panels = Panels(self)
        self.clip = Clipboard(self)
        self._wanted_theme = self.theme
        if self._wanted_theme not in self.available_themes:
            self.theme = themes.DARK.name

    @property
    def deeds(self) -> Sequence[Deeds]:
        """Who is asked after the app itself."""
        return (self.files, self.records, *self.editing, self.editor, self.panels, self.clip)

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Textual's themes and our own, which must be known before the first color is looked up."""
        return super().available_themes | {theme.name: theme for theme in themes.OWN}

    def get_default_screen(self) -> Screen[Any]:
        """The main screen."""
        return self.main

    def on_ready(self) -> None:
        """Read the files once the frame is painted."""
        self.call_after_refresh(self.files.begin)
        if self.theme != self._wanted_theme:
            self.tell(f"There is no theme {self._wanted_theme!r}: T shows them all")

    def tell(self, words: str) -> None:
        """Say for a moment what was done."""
        self.notify(words, timeout=TOLD_SECONDS, markup=False)

    def warn(self, words: str, severity: Literal["warning", "error"] = "warning") -> None:
        """Say for a while what went wrong."""
        self.notify(words, severity=severity, timeout=WARNED_SECONDS, markup=False)

    def on_files_told(self, message: Files.Told) -> None:
        """Look at what is new in a worker."""
        self.files.check(message.snapshot)

    async def on_files_checked(self, message: Files.Checked) -> None:
        """Show what is new, unless something newer is on its way."""
        if self.files.is_latest(message.state):
            self.state = message.state
            await self.main.show_state(message.state, self._heading(message.state))
            for panel in self.screen_stack[1:]:
                follow = getattr(panel, "follow_state", None)
                if follow is not None:
                    follow(message.state)
            await self.edits.shown(message.state)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say so when reading ended in a way that nobody foresaw; what was read before stays."""
        if event.state is not WorkerState.ERROR or event.worker.group not in {READING, CHECKING}:
            return
        reason = repr(event.worker.error)
        if self.state is None:
            self.main.say(BLANK, line(("The files cannot be read", "bad")), line((reason, "text")))
        self.warn(f"The files cannot be read: {reason}", "error")

    def _heading(self, state: State) -> Heading:
        today = state.today
        tags = (*(["demo"] if self.demo else []), *(["read-only"] if self.read_only else []))
        return Heading(
            state.snapshot.community.name,
            f"{state.progress.quarter}  {day_in_words(today)}",
            state.count("error"),
            state.count("warning"),
            tuple(tags),
            loaded=True,
        )

    def why_not_write(self) -> str | None:
        """What stands against changing files."""
        return "opened read-only" if self.read_only else None

    def may_write(self) -> bool:
        """Whether files may be changed; says why not."""
        reason = self.why_not_write()
        if reason is not None:
            self.tell(reason)
        return reason is None

    def act_quit(self) -> None:
        """Leave."""
        self.exit()

    def action_help_quit(self) -> None:
        """Say how to leave, to who presses ctrl+c with nothing selected to copy."""
        self.tell("q quits" if self.screen is self.main else "esc goes back, ctrl+q quits")

    async def action_quit(self) -> None:
        """Leave; but a form that holds what is in no file asks first."""
        form = next((each for each in self.screen_stack if getattr(each, "unsaved", False)), None)
        if form is None:
            self.exit()
        elif form is self.screen:
            await form.run_action("do('form.leave')")
