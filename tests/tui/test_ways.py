"""Every edit is reached by its key, from the palette, and with the mouse alone, and is the same then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from commtui.tui.actions import BY_ID, editing
from commtui.tui.actions.action import Action
from commtui.tui.screens.picker import Picker
from commtui.tui.widgets.foot_bar import FootBar
from tests.tui.driving import LARGE, main_of, opened, press, until_followed
from tests.tui.files import texts_of
from tests.tui.test_undo import goal, item, stand_on, workspace_of

Outcome = tuple[str, list[str]]


async def test_the_palette_holds_every_edit(community: Path) -> None:
    async with opened(community, LARGE) as pilot:
        workspace = workspace_of(pilot)
        for status in ("active", "done"):
            workspace.set_field(goal(pilot, "hackathon"), ("status",), status)
        workspace.undo()
        await until_followed(pilot)
        await stand_on(pilot, item(pilot, "hackathon"))
        await press(pilot, "colon")
        picker = pilot.app.screen
        assert isinstance(picker, Picker)
        rows = picker.found.rows
        listed = {rows.key(each) for each in rows.items}
        assert {f"action:{each.id}" for each in editing.ACTIONS} <= listed


@pytest.mark.parametrize("id_", ["later", "delete"])
async def test_key_palette_and_mouse_do_the_same(community: Path, id_: str) -> None:
    async with opened(community, LARGE) as pilot:
        outcomes = [await done(pilot, BY_ID[id_], way) for way in (by_key, from_palette, by_mouse)]
        assert outcomes[0] == outcomes[1] == outcomes[2]
        screen, files = outcomes[0]
        assert files or screen != "MainScreen"


async def done(pilot: Pilot[None], action: Action, way: Callable[[Pilot[None], Action], Awaitable[None]]) -> Outcome:
    """What comes of an action that is done in a way."""
    await stand_on(pilot, item(pilot, "implementers-meeting"))
    before = texts_of(community_of(pilot))
    await way(pilot, action)
    found = outcome(pilot, before, texts_of(community_of(pilot)))
    await end(pilot)
    return found


def community_of(pilot: Pilot[None]) -> Path:
    """The folder of the files."""
    return workspace_of(pilot).home.place


async def end(pilot: Pilot[None]) -> None:
    """Leave what was opened, and undo what was done."""
    while pilot.app.screen_stack[1:]:
        pilot.app.pop_screen()
        await pilot.pause()
    while workspace_of(pilot).undo() is not None:
        pass
    await until_followed(pilot)


def outcome(pilot: Pilot[None], before: dict[str, bytes], after: dict[str, bytes]) -> Outcome:
    """The screen that was opened, and the files that are others."""
    names = before.keys() | after.keys()
    return type(pilot.app.screen).__name__, sorted(each for each in names if before.get(each) != after.get(each))


async def by_key(pilot: Pilot[None], action: Action) -> None:
    await press(pilot, action.keys.split(",")[0])


async def from_palette(pilot: Pilot[None], action: Action) -> None:
    await press(pilot, "colon")
    picker = pilot.app.screen
    assert isinstance(picker, Picker)
    assert picker.found.move_to_key(f"action:{action.id}")
    await press(pilot, "enter")


async def by_mouse(pilot: Pilot[None], action: Action) -> None:
    """By the help, which is in the foot wherever one is. A message lies over the foot until it is over."""
    pilot.app.clear_notifications()
    await press(pilot)
    foot = main_of(pilot).query_one(FootBar)
    entries = foot.entries
    before = entries[: [each.id for each in entries].index("help")]
    await pilot.click(foot, offset=(2 + sum(len(f"{each.first_key} {each.title}") + 3 for each in before), 0))
    await press(pilot)
    picker = pilot.app.screen
    assert isinstance(picker, Picker)
    assert picker.found.move_to_key(action.id)
    await press(pilot)
    spot = picker.found.cursor_spot
    assert spot is not None
    await pilot.click(offset=spot, times=2)
    await press(pilot)
