"""How the tests drive the app: open it on a folder, wait until it has read, look at the words on the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

from textual.pilot import Pilot

from commtui import demo
from commtui.activity.progress import Progress
from commtui.demo.live import open_example
from commtui.insight.live import Asked, Live
from commtui.model.person import Person
from commtui.model.recognition import Recognition
from commtui.store.find import at
from commtui.store.snapshot import Snapshot
from commtui.tui.app import CommtuiApp
from commtui.tui.deeds.counting import Opener
from commtui.tui.screens.main import MainScreen
from commtui.tui.setup import Setup
from tests.tui.quiet import unseen

SMALL = (80, 24)
LARGE = (120, 40)


class Lasting(Live):
    """One that others count with, too."""

    def close(self) -> None:
        """Not before the end."""


_LASTING: list[tuple[object, Lasting]] = []


def example(snapshot: Snapshot, asked: Asked, progress: Progress) -> Live:
    """Counts the made-up activity of the example: it is loaded once for each plan, not for each test."""
    plan = (snapshot.community, snapshot.records(Person), snapshot.records(Recognition))
    known = next((live for each, live in _LASTING if each == plan), None)
    if known is None:
        live = open_example(snapshot)
        known = Lasting(live.engine, live.source, live.repository, live.notices)
        _LASTING.append((plan, known))
    return known


def close_examples() -> None:
    """At the end of all tests."""
    while _LASTING:
        _LASTING.pop()[1].engine.close()


@asynccontextmanager
async def opened(
    folder: Path,
    size: tuple[int, int] = SMALL,
    *,
    ascii_only: bool = False,
    read_only: bool = False,
    setup: Setup | None = None,
    toasts: bool = True,
    opener: Opener | None = None,
) -> AsyncIterator[Pilot[None]]:
    """The app on this community as of the demo's day, with the first view on show."""
    app = CommtuiApp(
        at(folder), today=demo.AS_OF, ascii_only=ascii_only, read_only=read_only, setup=setup, opener=opener
    )
    async with app.run_test(size=size, notifications=toasts, tooltips=True) as pilot:
        await until_read(pilot)
        yield pilot


def app_of(pilot: Pilot[None]) -> CommtuiApp:
    """The app that is driven."""
    return cast("CommtuiApp", pilot.app)


def main_of(pilot: Pilot[None]) -> MainScreen:
    """The main screen of the app."""
    return cast("MainScreen", pilot.app.screen_stack[0])


async def until_read(pilot: Pilot[None]) -> None:
    """Wait until the files are read and shown."""
    await until(pilot, lambda: _shown(pilot))
    await pilot.pause()


def _shown(pilot: Pilot[None]) -> bool:
    view = main_of(pilot).view
    return view is not None and view.state is not None and view.state.checked


async def until_followed(pilot: Pilot[None]) -> str:
    """The screen once it shows what the files hold after the last edit."""

    def follows() -> bool:
        state = app_of(pilot).state
        return state is not None and state.snapshot.pages is state.workspace.snapshot.pages

    await until(pilot, follows)
    return await settled(pilot)


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Wait until something holds."""
    for _ in range(3_000):
        if true():
            return
        await pilot.pause(0.01)
    raise AssertionError("waited in vain:\n" + screen_text(pilot))


async def press(pilot: Pilot[None], *keys: str) -> str:
    """Press keys, each when the one before was dealt with, and look at the screen after."""
    if len(keys) > 1:
        with unseen():
            await pilot.press(*keys[:-1])
    await pilot.press(*keys[-1:])
    return await settled(pilot)


async def hit(pilot: Pilot[None], *keys: str) -> None:
    """Press keys as `press` does, where what matters is not on the screen: it is not drawn."""
    with unseen():
        await pilot.press(*keys)
        await pilot.pause()


async def settled(pilot: Pilot[None]) -> str:
    """The screen once it stays as it is."""
    await pilot.pause()
    return screen_text(pilot)


def screen_text(pilot: Pilot[None]) -> str:
    """The words on the screen, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


def write(folder: Path, **files: str) -> Path:
    """A community of these files (`roadmap="..."` is roadmap.toml)."""
    place = folder / "community"
    place.mkdir(exist_ok=True)
    for name, text in files.items():
        (place / f"{name}.toml").write_text(text, encoding="utf-8")
    return place
