"""Keys of one's own: what is written is what is heard, the user's wish wins, and clashes are told."""

from __future__ import annotations

import os
import string
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.keys import _character_to_key
from textual.pilot import Pilot

from commtui import demo
from commtui.tui import keys
from commtui.tui.actions import ACTIONS, BY_ID
from commtui.tui.key_tables import as_markdown
from commtui.tui.keymap import Keymap
from commtui.tui.setup import Setup, setup_of
from commtui.tui.widgets.foot_bar import FootBar
from tests.tui.driving import LARGE, main_of, opened, press, screen_text

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"
BEGIN = "<!-- what `commtui keys --format markdown` prints -->\n\n"
WRITE = os.environ.get("COMMTUI_GOLDENS") == "write"


@pytest.fixture
def given(tmp_path: Path) -> Callable[[str], Setup]:
    """The setup of a keymap with this text."""

    def setup(text: str) -> Setup:
        file = tmp_path / "settings.toml"
        file.write_text(f"[keymap]\n{text}", encoding="utf-8")
        return setup_of({"COMMTUI_CONFIG": str(file)}, {})

    return setup


def told(setup: Setup) -> list[str]:
    return [f"{each.line}: {each.key} {each.message}; {each.hint}".removesuffix("; ") for each in setup.problems]


@pytest.mark.parametrize("character", [*string.ascii_letters, *string.digits, *string.punctuation, "é", "ж", "ß"])
def test_a_character_is_heard_as_the_terminal_sends_it(character: str) -> None:
    assert keys.heard(character) == _character_to_key(character)


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("esc", "escape"),
        ("Return", "enter"),
        ("pgdn", "pagedown"),
        ("shift+n", "N"),
        ("Ctrl+X", "ctrl+x"),
        ("shift+ctrl+left", "ctrl+shift+left"),
        ("alt+?", "alt+question_mark"),
        ("ctrl++", "ctrl+plus"),
        ("question_mark", "question_mark"),
        ("F5", "f5"),
        ("f77", None),
        ("ctl+x", None),
        ("nn", None),
        ("ctrl+", None),
        ("+", "plus"),
    ],
)
def test_a_key_can_be_written_as_people_read_it(written: str, heard: str | None) -> None:
    assert keys.heard(written) == heard


def test_every_key_of_an_action_can_be_written_as_it_is_shown() -> None:
    for action in ACTIONS:
        for key in filter(None, action.keys.split(",")):
            assert keys.heard(key) == key


def test_keys_stand_with_commas_between_them_and_a_comma_is_one_too() -> None:
    assert keys.split("n, insert ,") == ["n", "insert"]
    assert keys.split(",") == ["comma"]
    assert keys.split("") == []


def test_without_a_keymap_nothing_is_changed() -> None:
    assert Keymap().for_bindings() == {}
    assert all(Keymap().of(each) is each for each in ACTIONS)


def test_a_wish_takes_the_place_of_all_keys_and_a_neighbor_keeps_what_is_left(given: Callable[[str], Setup]) -> None:
    setup = given(
        '"move.down" = "n,F5"\n"view.goals" = "G"\nfilter = false\nreload = ""\n[keymap.order]\ndown = "end"\n'
    )
    keymap = setup.keymap
    assert keymap.keys_of(BY_ID["move.down"]) == ("n", "f5")
    assert keymap.keys_of(BY_ID["filter"]) == keymap.keys_of(BY_ID["reload"]) == ()
    assert keymap.keys_of(BY_ID["order.down"]) == ("end",)
    # G and end were its only keys.
    assert keymap.keys_of(BY_ID["move.last"]) == ()
    assert [each for each in told(setup) if "Last" in each] == [
        '3: keymap.view.goals took Last (move.last) its last key; give it another: "move.last" = "...", or "" for none'
    ]
    assert given('"view.goals" = "G"\n').problems == ()


def test_a_clash_names_both_and_the_first_has_the_key(given: Callable[[str], Setup]) -> None:
    setup = given('reload = "x"\nquit = "x,ctrl+q"\n')
    assert told(setup) == ['3: keymap.quit "x" is Reload (reload) already: Quit (quit) does not get it']
    assert setup.keymap.keys_of(BY_ID["reload"]) == ("x",)
    assert setup.keymap.keys_of(BY_ID["quit"]) == ("ctrl+q",)
    assert "clashes with reload" in as_markdown(setup.keymap)
    # In a form there is neither of them.
    assert given('reload = "x"\n"form.save" = "x"\n').problems == ()


def test_what_is_no_action_or_no_key_is_told_with_what_is_near(given: Callable[[str], Setup]) -> None:
    setup = given('edti = "x"\nreload = 5\nquit = "ctrll+x,x"\nfilter = "f77"\n')
    assert told(setup) == [
        '2: keymap.edti is no action; did you mean "edit"?',
        '3: keymap.reload should be keys in quotes, or false for none; such as "r"',
        '4: keymap.quit names a key that there is not: "ctrll+x"; such as "x", "ctrl+x", "f5", "?"',
        '5: keymap.filter names a key that there is not: "f77"; did you mean "f7"?',
    ]
    assert setup.keymap.keys_of(BY_ID["quit"]) == ("x",)
    assert setup.keymap.keys_of(BY_ID["filter"]) == ("slash",)


async def test_the_app_heeds_the_keymap_and_foot_help_and_palette_show_it(given: Callable[[str], Setup]) -> None:
    setup = given('"move.down" = "f6"\nhelp = "f2"\nopen = false\n"view.goals" = "G,f4"\n')
    async with opened(demo.path(), LARGE, setup=setup) as pilot:
        await press(pilot, "2")
        listing = main_of(pilot).query("#list").first()
        before = getattr(listing, "key", None)
        await press(pilot, "j")
        assert getattr(listing, "key", None) == before
        assert "f2 Help" in await press(pilot, "f6")
        assert getattr(listing, "key", None) != before
        # What only shared a key with what was changed is as it was.
        await press(pilot, "end", "G")
        assert main_of(pilot).view_name == "goals"
        assert "open" not in [each.id for each in main_of(pilot).query_one(FootBar).entries]
        await press(pilot, "question_mark")
        assert pilot.app.screen is main_of(pilot)
        await press(pilot, "f2", *"one row down")
        assert "f6" in screen_text(pilot)
        await press(pilot, "escape", "escape", "colon", *"show goals")
        assert "G f4" in screen_text(pilot)


async def test_a_key_taken_in_one_view_is_as_before_in_the_others(given: Callable[[str], Setup]) -> None:
    async with opened(demo.path(), LARGE) as pilot:
        own = [each for each in ACTIONS if each.scope == "goals" and each.keys]
        shared = next(
            (each for each in own if [one for one in ACTIONS if one.scope != "goals" and one.keys == each.keys]), None
        )
        bound = {number: set(await bindings(pilot, number)) for number in "2357"}
    action = shared or (own[0] if own else BY_ID["reload"])
    async with opened(demo.path(), LARGE, setup=given(f'"{action.id}" = "f9"\n')) as pilot:
        for number, before in bound.items():
            lost = before - set(await bindings(pilot, number))
            assert lost <= {(key, action.id) for key in action.keys.split(",")}


async def bindings(pilot: Pilot[None], number: str) -> list[tuple[str, str]]:
    """The keys that work in a view, and what they do."""
    await press(pilot, number)
    found = main_of(pilot).active_bindings.items()
    return [(key, each.binding.id or "") for key, each in found]


def test_the_page_of_keys_is_what_the_command_prints() -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, mark, _ = page.partition(BEGIN)
    assert mark
    now = before + mark + as_markdown(Keymap()).rstrip("\n") + "\n"
    if WRITE:
        PAGE.write_text(now, encoding="utf-8")
    assert now == PAGE.read_text(encoding="utf-8"), "COMMTUI_GOLDENS=write writes it anew"
