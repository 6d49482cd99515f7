"""The registry of actions: everything follows from it, and what it says is true."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from commtui import demo
from commtui.tui.actions import ACTIONS, BY_ID
from commtui.tui.widgets.foot_bar import FootBar, choose
from commtui.tui.widgets.virtual_list import VirtualList
from tests.tui.driving import LARGE, main_of, opened, press, screen_text

KEYS = [key for action in ACTIONS for key in action.keys.split(",")]


def test_no_two_actions_share_an_id_or_a_key() -> None:
    assert len(BY_ID) == len(ACTIONS)
    assert [key for key, count in Counter(KEYS).items() if count > 1] == []


def test_no_key_is_one_that_terminals_keep_for_themselves() -> None:
    kept = {"ctrl+s", "ctrl+j", "ctrl+m", "ctrl+h", "ctrl+z", "ctrl+b", "ctrl+a", "f10", "f11", "f12"}
    assert kept.isdisjoint(KEYS)


def test_every_action_says_what_it_does() -> None:
    for action in ACTIONS:
        assert action.title
        assert action.help.endswith((".", ")."))
        assert len(action.title) <= 14


def test_the_foot_never_holds_more_than_seven_nor_more_than_fits() -> None:
    for cells in (30, 58, 78, 200):
        chosen = choose(ACTIONS, cells)
        assert len(chosen) <= 7
        assert sum(len(f"{each.first_key} {each.title}") for each in chosen) + 3 * (len(chosen) - 1) <= cells
        assert [each.id for each in chosen[-2:]] == ["help", "quit"]


async def test_every_action_can_be_done_somewhere() -> None:
    done: set[str] = set()
    async with opened(demo.path(), (120, 40)) as pilot:
        for number in range(1, 8):
            await press(pilot, str(number))
            done |= {action.id for action in ACTIONS if main_of(pilot).handler(action) is not None}
    assert done == set(BY_ID)


async def test_every_key_that_is_listed_is_bound() -> None:
    async with opened(demo.path()) as pilot:
        await press(pilot, "2", "j")
        bound = set(main_of(pilot).active_bindings)
        here = [action for action in ACTIONS if main_of(pilot).handler(action) is not None]
        assert {key for action in here for key in action.keys.split(",")} <= bound


async def test_the_foot_fits_on_every_view_and_page() -> None:
    async with opened(demo.path()) as pilot:
        for number in range(1, 8):
            for keys in ((str(number),), ("enter",)):
                last = (await press(pilot, *keys)).splitlines()[-1]
                assert len(last) <= 80
                assert last.endswith("? Help   q Quit")
                assert len(main_of(pilot).query_one(FootBar).entries) <= 7


async def test_help_lists_what_can_be_done_here_and_why_the_rest_cannot() -> None:
    async with opened(demo.path(), (120, 40)) as pilot:
        text = await press(pilot, "2", "question_mark")
        assert "Show only the rows that match what you type." in text
        assert "not now: there is nothing to go back to" in text


async def test_help_shows_the_entry_under_its_cursor_in_full() -> None:
    async with opened(demo.path()) as pilot:
        before = await press(pilot, "2", "enter", "question_mark")
        assert "One level back: clear the filter, leave the page, return." not in before
        assert "One level back: clear the filter, leave the page, return." in await press(pilot, "down")


async def test_help_can_be_searched_by_key_and_enter_does_what_was_found() -> None:
    async with opened(demo.path(), (120, 40)) as pilot:
        await press(pilot, "question_mark", *"show careers", "enter")
        await press(pilot)
        assert main_of(pilot).view_name == "careers"


async def test_the_palette_finds_a_person_and_goes_there() -> None:
    async with opened(demo.path()) as pilot:
        await press(pilot, "colon", *"lovelace")
        found = pilot.app.screen.query_one(VirtualList)
        assert "Ada Lovelace" in screen_text(pilot)
        assert found.item is not None
        await press(pilot, "enter")
        assert main_of(pilot).view_name == "people"
        assert "Ada Lovelace" in await press(pilot)


async def test_the_palette_holds_every_record() -> None:
    async with opened(demo.path()) as pilot:
        await press(pilot, "ctrl+p")
        state = main_of(pilot).state
        assert state is not None
        listed = pilot.app.screen.query_one(VirtualList).rows.items
        records = [choice for choice in listed if choice.key.partition(":")[0] != "action"]
        assert len(records) == state.snapshot.size


async def test_a_record_without_a_view_of_its_own_opens_on_a_page() -> None:
    async with opened(demo.path()) as pilot:
        await press(pilot, "colon", *"community openmrs", "enter")
        text = await press(pilot)
        assert "community" in text
        assert "Mission" in text
        assert "Mission" not in await press(pilot, "escape")


async def test_a_theme_is_chosen_from_a_list() -> None:
    async with opened(demo.path()) as pilot:
        await press(pilot, "T", *"light", "enter")
        assert pilot.app.theme == "commtui-light"


async def test_q_quits() -> None:
    async with opened(demo.path()) as pilot:
        await pilot.press("q")
        await pilot.pause()
        assert not pilot.app.is_running


async def test_read_only_says_why_nothing_can_be_edited(community: Path) -> None:
    async with opened(community, (120, 40), read_only=True) as pilot:
        await press(pilot, "2")
        reason = main_of(pilot).handler(BY_ID["edit"])
        assert reason is not None
        assert reason[1] == "opened read-only"
        assert "read-only" in screen_text(pilot).splitlines()[0]


async def test_copying_names_what_was_copied_and_promises_nothing() -> None:
    async with opened(demo.path()) as pilot:
        text = await press(pilot, "7", "y")
        assert pilot.app.clipboard == "annie-easley"
        assert "Copied annie-easley: your terminal decides" in text


async def test_read_only_both_keys_of_editing_say_why_they_do_nothing(
    community: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    async with opened(community, LARGE, read_only=True) as pilot:
        await press(pilot, "2")
        assert "Edit: opened read-only" in await press(pilot, "e")
        assert "Editor: opened read-only" in await press(pilot, "E")
        assert "An editor cannot be opened" not in screen_text(pilot)


@pytest.mark.parametrize("keys", [("exclamation_mark",), ("colon", *"community openmrs", "enter")])
async def test_read_only_no_panel_opens_the_editor(
    community: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    async with opened(community, LARGE, read_only=True) as pilot:
        await press(pilot, *keys)
        panel = pilot.app.screen
        assert "Editor: opened read-only" in await press(pilot, "E")
        assert pilot.app.screen is panel


async def test_ctrl_c_says_which_key_quits() -> None:
    async with opened(demo.path()) as pilot:
        text = await press(pilot, "ctrl+c")
        assert "q quits" in text
        assert "ctrl+q" not in text


async def test_a_message_covers_the_keys_and_nothing_else() -> None:
    async with opened(demo.path()) as pilot:
        before = await press(pilot, "7")
        after = await press(pilot, "y")
        assert "Copied" in after
        assert after.splitlines()[:-1] == before.splitlines()[:-1]
