"""The registry of actions: everything follows from it, and what it says is true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from textual.binding import Binding

from commtui import demo
from commtui.store.snapshot import Entry
from commtui.tui import actions
from commtui.tui.actions import ACTIONS, BY_ID, MAIN, Action
from commtui.tui.doing import DoingScreen
from commtui.tui.forms.preview import Preview
from commtui.tui.forms.screen import RecordForm
from commtui.tui.screens.choices import ChoiceMenu
from commtui.tui.screens.commit import CommitForm
from commtui.tui.screens.log import MessageLog
from commtui.tui.screens.main import MainScreen
from commtui.tui.screens.picker import Picker
from commtui.tui.screens.problems import Problems
from commtui.tui.screens.question import Question
from commtui.tui.screens.record import RecordScreen
from commtui.tui.screens.review import ReviewScreen
from commtui.tui.screens.welcome import Welcome
from commtui.tui.views import VIEW_IDS
from commtui.tui.widgets.foot_bar import FootBar, choose
from commtui.tui.widgets.virtual_list import VirtualList
from tests.repository import git
from tests.trying import cases
from tests.tui.driving import LARGE, SMALL, app_of, main_of, opened, press, screen_text, until

SCREENS: tuple[type[DoingScreen[Any]], ...] = (
    *(MainScreen, RecordForm, RecordScreen, Problems),
    *(MessageLog, ReviewScreen, CommitForm, Welcome),
    *(Picker, ChoiceMenu, Question, Preview),
)


def keys_of(actions: Iterable[Action]) -> list[str]:
    return [key for action in actions for key in action.keys.split(",")]


def twice(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def test_every_room_is_in_the_registry() -> None:
    modules = {each.name for each in iter_modules(actions.__path__)} - {"action"}
    assert {each.__name__.rpartition(".")[2] for each in actions.ROOMS} == modules


def test_no_two_actions_share_an_id() -> None:
    assert twice(each.id for each in ACTIONS) == []


def test_every_action_belongs_to_a_view_or_a_screen_that_there_is() -> None:
    assert {each.scope for each in ACTIONS} <= {*VIEW_IDS, *(each.scope for each in SCREENS)}
    assert all(each.id.startswith(f"{each.scope}.") for each in ACTIONS if each.scope != MAIN)


@pytest.mark.parametrize("view", VIEW_IDS)
def test_a_key_does_one_thing_in_a_view(view: str) -> None:
    assert twice(keys_of(each for each in ACTIONS if each.scope in {MAIN, view} and each.not_in != view)) == []


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_a_key_does_one_thing_on_a_screen(screen: type[DoingScreen[Any]]) -> None:
    bound = [each for each in screen.BINDINGS if isinstance(each, Binding)]
    here = [BY_ID[each.id] for each in bound if each.id]
    assert twice(keys_of(each for each in here if each.scope not in VIEW_IDS)) == []


def test_the_same_letter_is_the_same_verb_in_every_view() -> None:
    verbs: dict[str, set[str]] = {}
    for action in ACTIONS:
        # What gives its key to a view says so, and means a side there too: of time, not of the tabs.
        if action.scope in {MAIN, *VIEW_IDS} and not action.not_in:
            for key in keys_of([action]):
                verbs.setdefault(key, set()).add(action.title)
    assert {key: titles for key, titles in verbs.items() if len(titles) > 1} == {}


def test_no_key_is_one_that_terminals_keep_for_themselves() -> None:
    kept = {"ctrl+s", "ctrl+j", "ctrl+m", "ctrl+h", "ctrl+z", "ctrl+b", "ctrl+a", "f10", "f11", "f12"}
    # Saving is ctrl+s to everyone, and undo ctrl+z; Textual turns off what terminals do with them.
    meant = {"form.save", "commit.make", "undo"}
    assert kept & set(keys_of(each for each in ACTIONS if each.id not in meant)) == set()


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


async def test_every_action_can_be_done_somewhere(community: Path) -> None:
    git(community.parent, "init", "--quiet")
    done: set[str] = set()
    async with opened(community, (120, 40)) as pilot:
        for number in range(1, 8):
            await press(pilot, str(number))
            done |= doable(main_of(pilot))
        for keys in (("3", "e"), ("escape", "s"), ("escape", "d"), ("escape", "colon")):
            await press(pilot, *keys)
            assert isinstance(pilot.app.screen, DoingScreen)
            done |= doable(pilot.app.screen)
        await pilot.app.push_screen(Preview("Description", "What it is about."))
        assert isinstance(pilot.app.screen, Preview)
        done |= doable(pilot.app.screen)
        await press(pilot, "f3")
        await press(pilot, "escape", "R")
        await until(pilot, lambda: "changes in" in screen_text(pilot))
        assert isinstance(pilot.app.screen, ReviewScreen)
        done |= doable(pilot.app.screen)
        await press(pilot, "C")
        assert isinstance(pilot.app.screen, CommitForm)
        done |= doable(pilot.app.screen)
        await app_of(pilot).welcoming.ask(community)
        assert isinstance(pilot.app.screen, Welcome)
        done |= doable(pilot.app.screen)
    assert done == set(BY_ID)


def doable(screen: DoingScreen[Any]) -> set[str]:
    return {action.id for action in ACTIONS if screen.handler(action) is not None}


async def test_what_belongs_to_a_view_can_be_done_in_that_view_only() -> None:
    there = replace(BY_ID["filter"], id="goals.filter", scope="goals", method="act_filter")
    async with opened(demo.path()) as pilot:
        await press(pilot, "2")
        assert main_of(pilot).handler(BY_ID["filter"]) is not None
        assert main_of(pilot).handler(there) is None
        await press(pilot, "3")
        assert main_of(pilot).handler(there) is not None
        assert main_of(pilot).handler(BY_ID["form.save"]) is None


async def test_the_view_is_asked_before_the_screen_and_the_app_even_while_nothing_has_the_focus() -> None:
    async with opened(demo.path()) as pilot:
        await press(pilot, "2")
        main = main_of(pilot)
        main.set_focus(None)
        asked = list(main.doers())
        assert main.view in asked
        assert asked.index(main.view) < asked.index(main) < asked.index(app_of(pilot))
        assert asked[-1] in app_of(pilot).deeds


async def test_every_key_that_is_listed_is_bound() -> None:
    async with opened(demo.path()) as pilot:
        await press(pilot, "2", "j")
        bound = set(main_of(pilot).active_bindings)
        here = [action for action in ACTIONS if main_of(pilot).handler(action) is not None]
        assert {key for action in here for key in action.keys.split(",")} <= bound


MODES = {
    "the board": ("2", "b"),
    "a card": ("enter",),
    "the timeline": ("escape", "b"),
    "a quarter's title": ("3", "k"),
    "a quarter": ("v",),
    "an area": ("escape", "j", "h", "h"),
    "a cell without a goal": ("l", "l", "l", "j", "j", "j", "j"),
    "a filter that is typed": ("slash", *"met"),
    "a filtered list": ("enter",),
    "a filter without a match": ("slash", *"zzq"),
}


@pytest.mark.parametrize("size", cases([(60, 15)], [SMALL]), ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_foot_fits_on_every_view_page_and_mode(size: tuple[int, int]) -> None:
    views = {f"view {number}": (str(number),) for number in range(1, 8)}
    pages = {f"page {number}": (str(number), "enter") for number in range(1, 8)}
    async with opened(demo.path(), size) as pilot:
        for name, keys in {**views, **pages, **MODES}.items():
            last = (await press(pilot, *keys)).splitlines()[-1]
            assert len(last) <= size[0], name
            assert last.endswith("? Help   q Quit"), name
            assert len(main_of(pilot).query_one(FootBar).entries) <= 7


async def test_help_lists_what_can_be_done_here_and_why_the_rest_cannot() -> None:
    async with opened(demo.path(), (120, 40)) as pilot:
        text = await press(pilot, "2", "question_mark")
        assert "Show only the rows that match what you type." in text
        assert "not now: there is nothing to go back to" in text


async def test_help_palette_copies_theme_and_quitting() -> None:
    async with opened(demo.path()) as pilot:
        # Help shows the entry under its cursor in full.
        before = await press(pilot, "2", "enter", "question_mark")
        assert "One level back: clear the filter, leave the page, return." not in before
        assert "One level back: clear the filter, leave the page, return." in await press(pilot, "down")
        # The palette finds a person, and goes there.
        await press(pilot, "escape")
        await press(pilot, "colon", *"lovelace")
        found = pilot.app.screen.query_one(VirtualList)
        assert "Ada Lovelace" in screen_text(pilot)
        assert found.item is not None
        await press(pilot, "enter")
        assert main_of(pilot).view_name == "people"
        assert "Ada Lovelace" in await press(pilot)
        # It holds every record.
        await press(pilot, "ctrl+p")
        state = main_of(pilot).state
        assert state is not None
        listed = pilot.app.screen.query_one(VirtualList).rows.items
        records = [each for each in listed if isinstance(each, Entry)]
        assert len(records) == state.snapshot.size
        # A record without a view of its own opens on a page.
        await press(pilot, "escape")
        await press(pilot, "colon", *"community openmrs", "enter")
        text = await press(pilot)
        assert "community" in text
        assert "Mission" in text
        assert "Mission" not in await press(pilot, "escape")
        # Copying names what was copied, and promises nothing.
        text = await press(pilot, "7", "g", "y")
        assert pilot.app.clipboard == "annie-easley"
        assert "Copied annie-easley: your terminal decides" in text
        # A theme is chosen from a list.
        await press(pilot, "T", *"light", "enter")
        assert pilot.app.theme == "commtui-light"
        # Ctrl+c says which key quits.
        text = await press(pilot, "ctrl+c")
        assert "q quits" in text
        assert "ctrl+q" not in text
        # And q quits.
        await pilot.press("q")
        await pilot.pause()
        assert not pilot.app.is_running


async def test_help_can_be_searched_by_key_and_enter_does_what_was_found() -> None:
    async with opened(demo.path(), (120, 40)) as pilot:
        await press(pilot, "question_mark", *"show careers", "enter")
        await press(pilot)
        assert main_of(pilot).view_name == "careers"


async def test_the_palette_finds_thanks_by_whom_they_are_to_and_what_for() -> None:
    async with opened(demo.path(), LARGE) as pilot:
        text = await press(pilot, "colon", *"hopper 2013-01-29")
        assert "Grace Hopper" in text
        await press(pilot, "enter")
        assert main_of(pilot).view_name == "recognition"
        assert "2013-01-29" in await press(pilot)


async def test_a_key_typed_in_the_help_takes_the_cursor_to_what_it_does() -> None:
    async with opened(demo.path(), LARGE) as pilot:
        await press(pilot, "2", "question_mark", "J")
        assert pilot.app.screen.query_one(VirtualList).item.key == "order.down"
        await press(pilot, "backspace", "right_square_bracket")
        assert pilot.app.screen.query_one(VirtualList).item.key == "view.next"
        await press(pilot, "enter")
        await press(pilot)
        assert main_of(pilot).view_name == "goals"


async def test_help_on_a_panel_is_of_that_panel_and_does_it_there() -> None:
    async with opened(demo.path(), LARGE) as pilot:
        await press(pilot, "exclamation_mark")
        panel = pilot.app.screen
        text = await press(pilot, "question_mark")
        assert "Show metrics." not in text
        assert "One level back" in text
        await press(pilot, *"problems", "enter")
        await press(pilot)
        assert panel not in pilot.app.screen_stack


async def test_read_only_says_why_nothing_can_be_edited(community: Path) -> None:
    async with opened(community, (120, 40), read_only=True) as pilot:
        await press(pilot, "2")
        reason = main_of(pilot).handler(BY_ID["edit"])
        assert reason is not None
        assert reason[1] == "opened read-only"
        assert "read-only" in screen_text(pilot).splitlines()[0]


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


async def test_a_message_covers_the_keys_and_nothing_else() -> None:
    async with opened(demo.path()) as pilot:
        before = await press(pilot, "7")
        after = await press(pilot, "y")
        assert "Copied" in after
        assert after.splitlines()[:-1] == before.splitlines()[:-1]
