"""A form over real files, in an app of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static

from commtui.model.record import Record
from commtui.store.find import at
from commtui.store.snapshot import Entry
from commtui.store.workspace import Workspace
from commtui.tui.forms.screen import RecordForm

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


class Host(App[None]):
    """Shows one form, and keeps its answer."""

    answer: bool | None = None

    def open(self, form: RecordForm) -> None:
        def keep(answer: bool | None) -> None:
            self.answer = answer

        self.push_screen(form, keep)


@dataclass
class Opened:
    """A form on the screen."""

    app: Host
    pilot: Pilot[None]
    workspace: Workspace
    file: Path

    @property
    def form(self) -> RecordForm:
        return next(each for each in self.app.screen_stack if isinstance(each, RecordForm))

    @property
    def is_open(self) -> bool:
        return any(isinstance(each, RecordForm) for each in self.app.screen_stack)

    async def put(self, name: str, raw: Any) -> None:
        self.form.row(name).put(raw)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    def error(self, name: str) -> str:
        return words(self.form.row(name).query_one(".error", Static))

    @property
    def status(self) -> str:
        return words(self.form.query_one("#form-status", Static))

    @property
    def toasts(self) -> list[str]:
        return [each.message for each in self.app._notifications]


def words(static: Static) -> str:
    return str(static.render())


def screen_text(app: App[Any]) -> list[str]:
    return [strip.text for strip in app.screen._compositor.render_strips()]


Open = Callable[..., AbstractAsyncContextManager[Opened]]


@asynccontextmanager
async def open_form(
    path: Path, kind: str, text: str = COMMUNITY, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Opened]:
    """Opens the form of the first record of a kind, in a community that is one file."""
    path.write_text(text)
    workspace = Workspace(at(path))
    entry: Entry[Record] = workspace.snapshot.entries[kind][0]
    app = Host()
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        app.open(RecordForm(workspace, entry))
        await pilot.pause()
        yield Opened(app, pilot, workspace, path)
