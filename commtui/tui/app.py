"""The app: wires the screen, the files and the actions together. What it can do stands in `deeds/`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual.app import App
from textual.worker import Worker, WorkerState

from commtui.report.values import day_in_words
from commtui.tui import themes
from commtui.tui.actions import BY_ID
from commtui.tui.deeds.clipboard import Clipboard
from commtui.tui.deeds.counting import COUNTING, Counting, Opener
from commtui.tui.deeds.editor import OwnEditor
from commtui.tui.deeds.edits import Edits
from commtui.tui.deeds.files import CHECKING, READING, Files
from commtui.tui.deeds.history import History
from commtui.tui.deeds.log import Log
from commtui.tui.deeds.making import Making
from commtui.tui.deeds.panels import Panels
from commtui.tui.deeds.quick import Quick
from commtui.tui.deeds.records import Records
from commtui.tui.deeds.removing import Removing
from commtui.tui.deeds.reviewing import Reviewing
from commtui.tui.deeds.suspending import Suspending
from commtui.tui.deeds.thanking import Thanking
from commtui.tui.deeds.welcoming import Welcoming
from commtui.tui.doing import TOLD_SECONDS, Deeds
from commtui.tui.ending import Ending
from commtui.tui.glyphs import ASCII, UNICODE
from commtui.tui.lines import BLANK, STYLES, line
from commtui.tui.screens.main import MainScreen
from commtui.tui.settings import of_environment
from commtui.tui.setup import Setup, of_community
from commtui.tui.text import clean_lines
from commtui.tui.widgets.top_bar import Heading, TopBar

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel
    from textual.screen import Screen
    from textual.theme import Theme

    from commtui.store.find import Home
    from commtui.tui.state import State

WARNED_SECONDS = 8.0
MOST_PROBLEMS = 2


class CommtuiApp(App[None]):
    """Shows a community, and keeps in step with its files.

    `today` is the day that counts as today; without it, the day by the clock of the community's time zone. `setup` are
    the user's settings; without them, what the environment asks for. Where there is no community, `begin_in` is the
    folder in which the app offers to begin one; `home` is where it would be. `opener` opens what can be counted;
    without it the app shows only what is kept in the plan.
    """

    CSS_PATH = Path(__file__).with_name("app.tcss")
    TITLE = "commtui"
    # The looks of lines, once for all widgets that draw them: `widgets/line_view.py`.
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line--{name}" for name in (*STYLES, "cursor", "cursor-blurred")}
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[Any]] = []

    def __init__(
        self,
        home: Home,
        *,
        today: date | None = None,
        read_only: bool = False,
        ascii_only: bool = False,
        demo: bool = False,
        setup: Setup | None = None,
        begin_in: Path | None = None,
        opener: Opener | None = None,
    ) -> None:
        self.setup = setup if setup is not None else Setup(environment=of_environment(os.environ)[0])
        settings = self.setup.settings
        # Known before Textual decides how to draw: whether there is color, and whose.
        self.set_reactive(App.theme, settings.theme)
        super().__init__()
        self.keymap = self.setup.keymap
        self.set_keymap(self.keymap.for_bindings())
        ascii_only = ascii_only or settings.ascii
        self.home = home
        self.begin_in = begin_in
        self.today = today
        self.read_only = read_only
        self.demo = demo
        self.glyphs = ASCII if ascii_only else UNICODE
        self.set_class(ascii_only, "-ascii")
        self.state: State | None = None
        self.main = MainScreen()
        self.main.view_name = settings.default_view
        self.files = Files(self)
        self.records = Records(self)
        self.edits = Edits(self)
        self.editing = (History(self), Quick(self), Removing(self), Making(self), Thanking(self))
        self.editor = OwnEditor(self)
        self.panels = Panels(self)
        self.clip = Clipboard(self)
        self.log_of_messages = Log(self)
        self.reviewing = Reviewing(self)
        self.counting = Counting(self, opener)
        self.welcoming = Welcoming(self)
        self.suspending = Suspending(self)
        self.ending = Ending(self)
        if settings.theme not in self.available_themes:
            self.theme = themes.DARK.name

    @property
    def deeds(self) -> Sequence[Deeds]:
        """Who is asked after the app itself."""
        return (
            *(self.files, self.records, *self.editing, self.editor, self.panels, self.clip),
            *(self.log_of_messages, self.reviewing, self.suspending),
        )

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Textual's themes and our own, which must be known before the first color is looked up."""
        return super().available_themes | themes.OWN_BY_NAME

    def get_default_screen(self) -> Screen[Any]:
        """The main screen."""
        return self.main

    def on_ready(self) -> None:
        """Read the files once the frame is painted; where there are none, ask what to do."""
        if self.begin_in is None:
            self.files.begin()
        else:
            self.call_after_refresh(self.welcoming.ask, self.begin_in)
        self.ending.watch_signals()
        # Who comes back from a shell comes back to an empty screen.
        self.app_resume_signal.subscribe(self.main, lambda _: self.refresh(layout=True))
        self.main.query_one(TopBar).mark(self.main.view_name)
        self._tell_of_settings()

    def _tell_of_settings(self) -> None:
        """Say what is wrong with the settings; the app goes on with what is left of them."""
        wanted = self.setup.settings.theme
        if wanted not in self.available_themes:
            source = self.setup.sources.get("theme", "")
            self.warn(f"{source}: there is no theme {wanted!r}: {self.key_of('theme')} shows them all")
        problems = self.setup.problems
        for each in problems[:MOST_PROBLEMS]:
            self.warn(str(each))
        for each in problems[MOST_PROBLEMS:]:
            self.log_of_messages.note(str(each))
        if (more := len(problems) - MOST_PROBLEMS) > 0:
            self.warn(f"{more} more about your settings: {self.key_of('log') or 'commtui info'} lists them")

    def key_of(self, id_: str) -> str:
        """The key of an action as people read it, after the user's keymap."""
        return self.keymap.of(BY_ID[id_]).first_key

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something for a while, and keep it in the log; whoever says it, it comes through here."""
        words = "\n".join(clean_lines(message))
        self.log_of_messages.note(words, severity)
        super().notify(words, title=title, severity=severity, timeout=timeout, markup=markup)

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
        if self.is_running and self.files.is_latest(message.state):
            # It may have been made before something was counted.
            await self._show_state(message.state.with_counted(self.counting.results))

    async def _show_state(self, state: State) -> None:
        if self.state is None:
            self._heed_community(state)
        self.state = state
        self.log_of_messages.heed(state)
        await self.main.show_state(state, self._heading(state))
        for panel in self.screen_stack[1:]:
            follow = getattr(panel, "follow_state", None)
            if follow is not None:
                follow(state)
        await self.edits.shown(state)
        if not state.checked:
            self.call_after_refresh(self.files.find_faults, state)

    def _heed_community(self, state: State) -> None:
        """Begin with the view that the plan asks for, where nothing nearer asks for another."""
        before = self.setup.settings.default_view
        asked = next(iter(state.snapshot.entries.get("tui", ())), None)
        self.setup = replace(self.setup, community=of_community(asked.data if asked is not None else {}))
        # Whoever pressed a number meanwhile has chosen already.
        if self.main.view_name == before:
            self.main.view_name = self.setup.settings.default_view

    async def on_counting_told(self, message: Counting.Told) -> None:
        """Show the numbers where they are looked at, and how far key results are by them."""
        # What a worker told as the app was closed finds no view any more.
        if not self.is_running:
            return
        self.counting.heed(message)
        if (follow := getattr(self.main.view, "follow_counting", None)) is not None:
            follow(anew=message.counted is not None)
        state = self.state.with_counted(self.counting.results) if self.state is not None else None
        if state is not None and state is not self.state:
            await self._show_state(state)

    def on_unmount(self) -> None:
        """Leave nothing open behind."""
        self.counting.close()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say so when reading ended in a way that nobody foresaw; what was read before stays."""
        if event.state is not WorkerState.ERROR or event.worker.group not in {READING, CHECKING, COUNTING}:
            return
        reason = repr(event.worker.error)
        if event.worker.group == COUNTING:
            self.post_message(Counting.Told(trouble=f"the numbers cannot be counted: {reason}"))
            return
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
            loaded=not state.is_gone,
            checked=state.checked,
        )

    def why_not_write(self) -> str | None:
        """What stands against changing files."""
        return "opened read-only" if self.read_only else self.main.why_no_plan

    def may_write(self) -> bool:
        """Whether files may be changed; says why not."""
        reason = self.why_not_write()
        if reason is not None:
            self.tell(reason)
        return reason is None

    @property
    def can_suspend(self) -> bool:
        """Whether there is a shell to go back to."""
        return self._driver is not None and self._driver.can_suspend

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Give the terminal to another program for a while, and ctrl+c with it."""
        with super().suspend(), self.ending.watch_suspended():
            yield

    def _handle_exception(self, error: Exception) -> None:
        """Keep what is not saved while the screens are still there; what to say is said on the terminal as it was."""
        self.ending.by_error(error)
        super()._handle_exception(error)
        self._exit_renderables.clear()

    def act_quit(self) -> None:
        """Leave; but a message that was typed and not committed asks first."""
        self.reviewing.quit()

    def action_help_quit(self) -> None:
        """Say how to leave, to who presses ctrl+c with nothing selected to copy."""
        quits = self.key_of("quit") or "ctrl+q"
        back = self.key_of("back")
        self.tell(f"{quits} quits" if self.screen is self.main else f"{back} goes back, ctrl+q quits".strip())

    async def action_quit(self) -> None:
        """Leave; but what was typed and is in no file asks first."""
        form = next((each for each in reversed(self.screen_stack) if getattr(each, "unsaved", False)), None)
        if form is None:
            self.reviewing.quit()
            return
        # What lies over it holds nothing that is lost.
        for each in reversed(self.screen_stack[self.screen_stack.index(form) + 1 :]):
            each.dismiss(None)
        if (ask := getattr(form, "ask_to_quit", None)) is not None:
            ask()
        else:
            await form.run_action("do('form.leave')")
