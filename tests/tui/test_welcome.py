"""Where there is no plan yet, the app offers to begin one, or to look at the example."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from commtui import demo
from commtui.activity.errors import ActivityError
from commtui.activity.progress import Progress
from commtui.checks.engine import check
from commtui.insight.live import Asked, Live
from commtui.store.find import FOLDER, Home, at
from commtui.store.load import load
from commtui.store.snapshot import Snapshot
from commtui.tui.app import CommtuiApp
from commtui.tui.screens.welcome import Welcome
from tests.tui.driving import SMALL, app_of, press, settled, until, until_read


def nothing(snapshot: Snapshot, asked: Asked, progress: Progress) -> Live:
    """Counts nothing, as in a folder that is no repository."""
    raise ActivityError("this is not a git repository")


@asynccontextmanager
async def welcomed(
    folder: Path, size: tuple[int, int] = SMALL, *, read_only: bool = False, ascii_only: bool = False
) -> AsyncIterator[Pilot[None]]:
    """The app in a folder without a plan."""
    home = Home(folder / FOLDER, folder)
    app = CommtuiApp(
        home, today=demo.AS_OF, read_only=read_only, ascii_only=ascii_only, begin_in=folder, opener=nothing
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Welcome))
        yield pilot


async def test_a_plan_is_begun_with_one_key_and_is_open_then(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Tools\n")
    async with welcomed(tmp_path) as pilot:
        text = await settled(pilot)
        assert "There is no plan here yet" in text
        assert "Begin a plan here" in text
        assert "Look at the demo" in text
        assert list(tmp_path.iterdir()) == [tmp_path / "README.md"]
        await press(pilot, "enter")
        await until_read(pilot)
        text = await press(pilot, "2")
        assert tmp_path.name[:20] in text
        assert "opens a form for the first one" in text
    snapshot = load(at(tmp_path))
    assert not list(check(snapshot, demo.AS_OF))
    assert (tmp_path / "README.md").read_text() == "# Tools\n"


async def test_the_demo_is_a_copy_that_may_be_changed_and_nothing_here_is_touched(tmp_path: Path) -> None:
    async with welcomed(tmp_path) as pilot:
        await press(pilot, "down", "enter")
        await until_read(pilot)
        text = await settled(pilot)
        assert "OpenMRS" in text
        assert "demo" in text.splitlines()[0]
        copy = app_of(pilot).welcoming.copy
        assert copy is not None
        assert copy == app_of(pilot).home.place
        await press(pilot, "6")
        await until(pilot, lambda: app_of(pilot).counting.counted is not None)
        assert "all of this activity is made up" in await settled(pilot)
    assert list(tmp_path.iterdir()) == []
    shutil.rmtree(copy.parent)


async def test_read_only_no_plan_is_begun_but_the_demo_can_be_seen(tmp_path: Path) -> None:
    async with welcomed(tmp_path, read_only=True) as pilot:
        assert "opened read-only: no file is made" in await settled(pilot)
        assert "opened read-only" in await press(pilot, "b")
        assert list(tmp_path.iterdir()) == []
        await press(pilot, "d")
        await until_read(pilot)
        copy = app_of(pilot).welcoming.copy
        assert copy is not None
    shutil.rmtree(copy.parent)


async def test_what_appeared_meanwhile_is_left_as_it_is_and_said(tmp_path: Path) -> None:
    async with welcomed(tmp_path, (100, 30)) as pilot:
        (tmp_path / "community.toml").write_text("mine")
        assert "is there already" in " ".join((await press(pilot, "b")).replace("▌", " ").split())
        assert isinstance(pilot.app.screen, Welcome)
        assert (tmp_path / "community.toml").read_text() == "mine"


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (200, 50)])
async def test_both_ways_and_the_keys_are_seen_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with welcomed(tmp_path, size, ascii_only=True) as pilot:
        text = await settled(pilot)
        for words in ("There is no plan here yet", "Begin a plan here", "Look at the demo", "q quit"):
            assert words in text
        assert text.isascii()
        assert "Make the first files of a plan here." in await press(pilot, "question_mark")
        await press(pilot, "escape", "escape", "q")
        assert not pilot.app.is_running


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_the_command_offers_it_in_a_terminal_and_says_at_the_end_where_the_copy_is(tmp_path: Path) -> None:
    from tests.tui.terminals import terminal

    environment = {"HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    with terminal("--no-mouse", environment=environment, cwd=tmp_path) as found:
        found.until(b"There is no plan here yet")
        found.type(b"d")
        found.until(b"OpenMRS")
        found.type(b"q")
        code, said = found.end()
    assert code == 0
    (copy,) = tmp_path.glob("commtui-demo-*/community")
    assert f"your copy of the example is in {copy}" in said
    assert f"to come back: commtui --dir {copy} --today {demo.AS_OF}" in said


def test_the_command_says_so_where_nobody_can_be_asked(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "commtui"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.returncode == 2
    assert "begin one with `commtui init`" in done.stderr
