"""The app: wires the screen, the files and the actions together."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, SuspendNotSupported
from textual.message import Message
from textual.reactive import Reactive
from textual.worker import Worker, WorkerState

from commtui.tui import themes
from commtui.tui.doing import TOLD_SECONDS
from commtui.tui.editor import command
from commtui.tui.glyphs import ASCII, UNICODE
from commtui.tui.lines import BLANK, STYLES, line
from commtui.tui.screens.main import MainScreen
from commtui.tui.widgets.top_bar import Heading

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.theme import Theme

    from commtui.store.find import Home
    from commtui.store.snapshot import Entry
    from commtui.store.workspace import Workspace
    from commtui.tui.state import State

LOOK_EVERY_SECONDS = 1.0
ERROR_SECONDS = 8.0


class CommtuiApp(App[None]):
    """Shows a community, and keeps in step with its files.

    `today` is the day that counts as today; without it, the day by the clock of the community's time zone.
    """

    CSS_PATH = Path(__file__).with_name("app.tcss")
    TITLE = "commtui"
    # The looks of lines, once for all widgets that draw them: `widgets/line_view.py`.
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line--{name}" for name in (*STYLES, "cursor", "cursor-blurred")}
    ENABLE_COMMAND_PALETTE = False

    # Known before Textual decides how to draw: whether there is color, and whose.
    theme: Reactive[str] = Reactive(lambda: themes.first_theme(os.environ))

    class Loaded(Message):
        """The files were read."""

        def __init__(self, state: State) -> None:
            super().__init__()
            self.state = state

    class Failed(Message):
        """The files could not be read at all."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    BINDINGS: ClassVar[list[Any]] = []

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
        self._main = MainScreen()
        self._wanted_theme = self.theme
        if self._wanted_theme not in self.available_themes:
            self.theme = themes.DARK.name

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Textual's themes and our own, which must be known before the first color is looked up."""
        return super().available_themes | {theme.name: theme for theme in themes.OWN}

    def get_default_screen(self) -> Screen[Any]:
        """The main screen."""
        return self._main

    def on_ready(self) -> None:
        """Read the files once the frame is painted."""
        self.call_after_refresh(self._read)
        if self.theme != self._wanted_theme:
            self.notify(
                f"There is no theme {self._wanted_theme!r}: T shows them all", timeout=TOLD_SECONDS, markup=False
            )
        self.set_interval(LOOK_EVERY_SECONDS, self._look)

    def _read(self) -> None:
        self.run_worker(self._load, thread=True, group="files", exclusive=True, exit_on_error=False)

    def _look(self) -> None:
        busy = any(each.group in {"files", "look"} and not each.is_finished for each in self.workers)
        if self.state is not None and not busy:
            self.run_worker(self._load_if_changed, thread=True, group="look", exit_on_error=False)

    def _load(self) -> None:
        """Read and check the files; in a worker, for it takes a while."""
        from commtui.store.workspace import Workspace

        if self.state is None:
            workspace = Workspace(self.home, read_only=self.read_only)
        else:
            workspace = self.state.workspace
            workspace.reload()
        self._check(workspace)

    def _check(self, workspace: Workspace) -> None:
        from commtui.tui.state import State

        self.post_message(self.Loaded(State.of(workspace, self.today)))

    def _load_if_changed(self) -> None:
        if self.state is not None and self.state.workspace.has_changed():
            self._load()

    async def on_commtui_app_loaded(self, message: Loaded) -> None:
        """Show what was read."""
        self.state = message.state
        await self._main.show_state(message.state, self._heading(message.state))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say so when reading ended in a way that nobody foresaw; what was read before stays."""
        if event.state is WorkerState.ERROR and event.worker.group in {"files", "look"}:
            self.on_commtui_app_failed(self.Failed(repr(event.worker.error)))

    def on_commtui_app_failed(self, message: Failed) -> None:
        """Say why nothing new is shown."""
        if self.state is None:
            self._main.say(BLANK, line(("The files cannot be read", "bad")), line((message.reason, "text")))
        self.notify(
            f"The files cannot be read: {message.reason}", severity="error", timeout=ERROR_SECONDS, markup=False
        )

    def _heading(self, state: State) -> Heading:
        today = state.today
        tags = (*(["demo"] if self.demo else []), *(["read-only"] if self.read_only else []))
        return Heading(
            state.snapshot.community.name,
            f"{state.progress.quarter}  {today.day} {today:%b %Y}",
            state.count("error"),
            state.count("warning"),
            tuple(tags),
            loaded=True,
        )

    def why_not_edit(self) -> str | None:
        """What stands against editing."""
        return "opened read-only" if self.read_only else None

    def _told_why_not(self) -> bool:
        reason = self.why_not_edit()
        if reason is not None:
            self.notify(reason, timeout=TOLD_SECONDS, markup=False)
        return reason is not None

    def act_reload(self) -> None:
        """Read the files again."""
        self._read()
        self.notify("Reading the files again", timeout=TOLD_SECONDS, markup=False)

    def act_quit(self) -> None:
        """Leave."""
        self.exit()

    def action_help_quit(self) -> None:
        """Say how to leave, to who presses ctrl+c with nothing selected to copy."""
        words = "q quits" if self.screen is self._main else "esc goes back, ctrl+q quits"
        self.notify(words, timeout=TOLD_SECONDS, markup=False)

    async def action_quit(self) -> None:
        """Leave; but a form that holds what is in no file asks first."""
        form = next((each for each in self.screen_stack if getattr(each, "unsaved", False)), None)
        if form is None:
            self.exit()
        elif form is self.screen:
            await form.run_action("leave")

    async def act_help(self) -> None:
        """Show what can be done here."""
        from commtui.tui.screens.pickers import help_panel

        await self.push_screen(help_panel(self._main), self._take)

    async def act_palette(self) -> None:
        """Find a record or an action."""
        from commtui.tui.screens.pickers import palette

        await self.push_screen(palette(self._main, self.state), self._take)

    async def _take(self, choice: Any) -> None:  # noqa: ANN401 - a Choice, or None
        from commtui.tui.actions import Action

        if choice is None:
            return
        if isinstance(choice.item, Action):
            await self._main.action_do(choice.item.id)
        else:
            await self._main.go(choice.item)

    async def act_theme(self) -> None:
        """Choose the colors."""
        from commtui.tui.screens.pickers import theme_panel

        names = [each.name for each in themes.OWN]
        names += sorted(set(self.available_themes) - set(names))
        await self.push_screen(theme_panel(names, self.theme), self._take_theme)

    def _take_theme(self, choice: Any) -> None:  # noqa: ANN401 - a Choice, or None
        if choice is not None:
            self.theme = choice.item

    async def act_problems(self) -> None:
        """Show what is wrong in the files."""
        await self.show_problems(None)

    async def show_problems(self, file: str | None) -> None:
        """Show what is wrong in the files, at this file's first."""
        from commtui.tui.screens.problems import Problems

        if self.state is not None:
            await self.push_screen(Problems(self.state, file), self._after_problems)

    async def _after_problems(self, answer: tuple[str, Any] | None) -> None:
        match answer:
            case ("show", entry):
                await self._main.go(entry)
            case ("edit", finding):
                self.open_editor(self.home.base / finding.file, finding.line)

    async def show_record(self, entry: Entry[Any]) -> None:
        """Show a record of a kind that has no view."""
        from commtui.tui.screens.record import RecordScreen

        if self.state is not None:
            await self.push_screen(RecordScreen(self.state, entry), self._after_record)

    async def _after_record(self, answer: tuple[str, Any] | None) -> None:
        match answer:
            case ("follow", target):
                await self._main.go(target)
            case ("edit", entry):
                await self.edit(entry)
            case ("edit.file", entry):
                self.open_editor(entry.file.path, entry.line)

    async def act_edit(self) -> None:
        """Edit the record under the cursor."""
        if (entry := self._main.subject) is not None:
            await self.edit(entry)

    async def edit(self, entry: Entry[Any]) -> None:
        """Open the form of a record."""
        if self._told_why_not():
            return
        from commtui.tui.forms.screen import RecordForm

        if self.state is not None:
            await self.push_screen(RecordForm(self.state.workspace, entry), self._after_edit)

    def _after_edit(self, saved: bool | None) -> None:
        if saved and self.state is not None:
            check = partial(self._check, self.state.workspace)
            self.run_worker(check, thread=True, group="files", exclusive=True, exit_on_error=False)

    def act_edit_file(self) -> None:
        """Open the record's file in the editor."""
        if (entry := self._main.subject) is not None:
            self.open_editor(entry.file.path, entry.line)

    def open_editor(self, file: Path, line: int) -> None:
        """Open a file in the user's editor, and read the files again after it."""
        if self._told_why_not():
            return
        words = command(os.environ, file, line)
        if words is None:
            self.notify("Set VISUAL or EDITOR to open files", severity="warning", timeout=ERROR_SECONDS, markup=False)
            return
        try:
            with self.suspend():
                subprocess.run(words, check=False)  # noqa: S603 - the user's own editor
        except SuspendNotSupported:
            self.notify("An editor cannot be opened from here", severity="warning", timeout=ERROR_SECONDS, markup=False)
        except OSError as error:
            self.notify(f"{words[0]}: {error.strerror}", severity="error", timeout=ERROR_SECONDS, markup=False)
        self._read()

    def act_copy(self) -> None:
        """Copy the record's id."""
        if (entry := self._main.subject) is not None:
            self._copy(getattr(entry.record, "id", None) or entry.where)

    def act_copy_place(self) -> None:
        """Copy the record's file and line."""
        if (entry := self._main.subject) is not None:
            self._copy(entry.where)

    def _copy(self, text: str) -> None:
        from commtui.tui.text import clean

        self.copy_to_clipboard(clean(text))
        self.notify(
            f"Copied {clean(text)}: your terminal decides whether it reaches the clipboard",
            timeout=TOLD_SECONDS,
            markup=False,
        )
