"""A form over real files, in an app of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static

from commtui.model.kinds import BY_NAME
from commtui.store.find import at
from commtui.store.workspace import Workspace
from commtui.tui.forms.base import FormScreen
from commtui.tui.forms.screen import RecordForm, Saved
from tests.tui.quiet import unseen

COMMUNITY = """\
# OpenMRS, the community

[[focus_area]]
id = "events"
title = "Events"

[[person]]
id = "ada"
name = "Ada Lovelace"
listed = true # on the page of people

[[person]]
id = "grace"
name = "Grace Hopper"

[[ladder]]
id = "code"
title = "Developer stages"

[[ladder.rung]]
id = "reviewer"
title = "Reviewer"

[[standing]]
person = "ada"
ladder = "code"
rung   = "reviewer"
since  = 2013-01-15 # by vote

[[goal]]
id       = "docs-sprint"          # other records use it
quarter  = "2013-Q2"
title    = "Documentation sprint" # in one line
status   = "planned"
owners   = ["ada"]
why      = '''
Nobody finds "anything".'''

  [[goal.key_result]]
  title = "100 pages"

# the end
"""


TODAY = date(2013, 5, 20)


class Host(App[None]):
    """Shows a form, and keeps its answer."""

    answer: Saved | Literal["none yet"] | None = "none yet"

    async def open(self, form: RecordForm) -> None:
        def keep(answer: Saved | None) -> None:
            self.answer = answer

        self.answer = "none yet"
        await self.push_screen(form, keep)


@dataclass
class Opened:
    """A form on the screen, and the files behind it."""

    app: Host
    pilot: Pilot[None]
    workspace: Workspace
    file: Path

    @property
    def form(self) -> FormScreen[Any]:
        return [each for each in self.app.screen_stack if isinstance(each, FormScreen)][-1]

    @property
    def is_open(self) -> bool:
        return any(isinstance(each, RecordForm) for each in self.app.screen_stack)

    @property
    def saved(self) -> bool:
        """Whether the form wrote something; else what it said is shown."""
        if self.is_open:
            raise AssertionError(f"still open: {self.status}\n" + "\n".join(screen_text(self.app)))
        return isinstance(self.app.answer, Saved)

    async def edit(self, kind: str, index: int = 0, **options: Any) -> None:
        """Open the form of a record."""
        await self.app.open(
            RecordForm.edit(self.workspace, self.workspace.snapshot.entries[kind][index], today=TODAY, **options)
        )
        await self.pilot.pause()

    async def new(self, kind: str, **data: Any) -> None:
        """Open the form of a new record."""
        await self.app.open(RecordForm.new(self.workspace, BY_NAME[kind], data, today=TODAY))
        await self.pilot.pause()

    async def fresh(self, kind: str, text: str = COMMUNITY, **options: Any) -> None:
        """Open the form of the first record of a kind in a file that holds this, whatever was there before."""
        while len(self.app.screen_stack) > 1:
            await self.app.pop_screen()
        self.file.write_text(text)
        self.workspace = Workspace(at(self.file))
        await self.edit(kind, **options)

    async def put(self, name: str, raw: Any) -> None:
        self.form.row(name).put(raw)
        await self.pilot.pause()

    async def go(self, name: str) -> None:
        """Put the cursor into a field."""
        self.form.row(name).focus_editor()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        if len(keys) > 1:
            with unseen():
                await self.pilot.press(*keys[:-1])
        await self.pilot.press(*keys[-1:])
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.press(*(NAMES.get(each, each) for each in text))

    async def save(self) -> None:
        await self.press("ctrl+s")

    def said(self, name: str) -> str:
        """What stands below a field."""
        below = self.form.row(name).query(".below")
        return words(below.only_one(Static)) if below else ""

    def mark(self, name: str) -> str:
        """What stands before the title of a field."""
        return words(self.form.row(name).query_one(".label", Static))[:1]

    @property
    def status(self) -> str:
        return words(self.form.query_one("#form-status", Static))

    @property
    def toasts(self) -> list[str]:
        return [each.message for each in self.app._notifications]


NAMES = {" ": "space", ",": "comma", "+": "plus", "-": "minus", ".": "full_stop", "/": "slash", ":": "colon"}


def words(static: Static) -> str:
    return str(static.render())


def screen_text(app: App[Any]) -> list[str]:
    return [strip.text for strip in app.screen._compositor.render_strips()]


Open = Callable[..., AbstractAsyncContextManager[Opened]]


@asynccontextmanager
async def open_form(
    path: Path, kind: str = "", text: str = COMMUNITY, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Opened]:
    """Opens the form of the first record of a kind, in a community that is one file; or no form yet."""
    path.write_text(text)
    workspace = Workspace(at(path))
    app = Host()
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        it = Opened(app, pilot, workspace, path)
        if kind:
            await it.edit(kind)
        yield it
