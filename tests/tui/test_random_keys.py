"""Whatever is typed: the app lives on, the files stay a plan, and undo leads back to the first byte.

As many keys as COMMTUI_KEYS says, from the seed COMMTUI_SEED.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomli
from textual.pilot import Pilot

from commtui.store.snapshot import Snapshot
from commtui.store.workspace import Workspace
from commtui.tui.actions import ACTIONS, MAIN
from commtui.tui.views import VIEW_IDS
from tests.trying import times
from tests.tui.driving import SMALL, app_of, main_of, opened, press, until, until_followed
from tests.tui.files import texts_of

KEYS = int(os.environ.get("COMMTUI_KEYS", times(70, 500)))
SEED = int(os.environ.get("COMMTUI_SEED", "1"))

# What leaves the app or goes beyond the plan's files: the editor, the browser, a commit, the user's own settings.
NOT_TRIED = {"q", "ctrl+q", "E", "o", "R", "T", "ctrl+c"}
FORMS = {"n", "c", "e"}
KNOWN = {key for action in ACTIONS if action.scope in {MAIN, *VIEW_IDS} for key in action.keys.split(",")}
ANYTHING = sorted(KNOWN - NOT_TRIED - FORMS - {""})
VIEWS = ("1", "2", "3", "4", "5", "6", "7", "3", "2")
EDITS = ("d", "s", "J", "K", "greater_than_sign", "less_than_sign", "greater_than_sign", "u", "ctrl+r", "d", "s")
ANSWERS = ("y", "u", "c", "m", "s", "s", "a", "d", "p", "enter", "down", "escape")
TYPED = ("a", "d", "tab", "tab", "enter", "space", "backspace", "ctrl+s", "1", "escape")


def gesture(dice: random.Random) -> Iterator[str]:
    """Keys as someone might hit them: about, to an edit, through what it asks."""
    if dice.random() < 0.3:
        yield dice.choice(VIEWS)
    yield from (dice.choice(("j", "k", "l", "h", "G", "pagedown")) for _ in range(dice.randint(0, 3)))
    sort = dice.random()
    if sort < 0.06:
        yield from (dice.choice(sorted(FORMS)), *(dice.choice(TYPED) for _ in range(4)), "ctrl+s")
    elif sort < 0.12:
        yield from ("t", "a", "tab", *(dice.choice(TYPED) for _ in range(3)), "ctrl+s")
    elif sort < 0.2:
        yield from (dice.choice(ANYTHING) for _ in range(3))
    else:
        yield from (dice.choice(EDITS), *(dice.choice(ANSWERS) for _ in range(dice.randint(0, 2))))


async def home(pilot: Pilot[None]) -> None:
    """Back to the view, throwing away what a form holds."""
    for keys in (("escape",), ("escape",), ("escape",), ("right", "enter"), ("escape",), ("right", "enter")):
        if pilot.app.screen is main_of(pilot):
            return
        await pilot.press(*keys)
    await until(pilot, lambda: pilot.app.screen is main_of(pilot))


async def test_any_keys_leave_a_plan_that_undo_leads_back_from(
    community: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    before = texts_of(community)
    dice = random.Random(SEED)
    typed: list[str] = []
    edits: list[Snapshot] = []
    async with opened(community, SMALL, toasts=False) as pilot:
        workspace = app_of(pilot).edits.workspace
        assert workspace is not None
        workspace.subscribe(edits.append)
        while len(typed) < KEYS:
            keys = list(gesture(dice))
            typed += keys
            for key in keys:
                # Drawn after each: whatever stands there by chance.
                await press(pilot, key)
            await home(pilot)
            assert pilot.app.is_running, typed[-20:]
        made = len(edits)
        take_back(workspace, community)
        assert texts_of(community) == before, typed
        await until_followed(pilot)
    assert made, "no key of these edits anything: choose another seed"


def take_back(workspace: Workspace, community: Path) -> None:
    """Undo all, from files that are all sound."""
    snapshot = workspace.reload()
    assert (snapshot.broken, snapshot.rejected) == ((), ())
    for text in texts_of(community).values():
        tomli.loads(text.decode())
    while workspace.undo() is not None:
        pass
