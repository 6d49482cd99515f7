"""Thanks in a few keys, from anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key

from commtui import demo
from commtui.model.recognition import Recognition
from commtui.tui.screens.thanks import ThankDialog
from tests.tui.driving import LARGE, SMALL, main_of, opened, press, until_followed, write
from tests.tui.files import texts_of
from tests.tui.test_undo import workspace_of

PEOPLE = {
    "ada-lovelace": "Ada Lovelace",
    "alan-turing": "Alan Turing",
    "annie-easley": "Annie Easley",
    "grace-hopper": "Grace Hopper",
    "xia-peisu": "Xia Peisu",
}


@pytest.fixture
def community(tmp_path: Path) -> Path:
    """Five people who thank each other in a file for each."""
    people = "".join(f'[[person]]\nid = "{id_}"\nname = "{name}"\n\n' for id_, name in PEOPLE.items())
    place = write(tmp_path, people=people)
    (place / "recognition").mkdir()
    for id_, day in (("ada-lovelace", 3), ("alan-turing", 4), ("annie-easley", 5)):
        text = f'[[recognition]]\nperson = "{id_}"\nkinds = ["doc"]\ndate = 2013-05-0{day}\n'
        (place / f"recognition/2013-05-0{day}-{id_}.toml").write_text(text)
    return place


async def test_whoever_is_under_the_cursor_is_thanked_in_few_keys(community: Path) -> None:
    before = texts_of(community)
    async with opened(community, SMALL) as pilot:
        text = await press(pilot, "7", "j", "j", "t")
        assert isinstance(pilot.app.screen, ThankDialog)
        assert "Annie Easley" in text
        await press(pilot, "d", "tab", *"For the guide.")
        assert pilot.app.screen.unsaved_text() == "# thanks\nWho: annie-easley\nFor: doc\nReason: For the guide.\n"
        # Keys may come faster than files are written.
        for _ in range(2):
            pilot.app.post_message(Key("enter", None))
        text = await until_followed(pilot)
        assert "Recognition: 1 more, for docs (Annie Easley) ·" in text
        new = texts_of(community).keys() - before.keys()
        (name,) = new
        assert name.startswith("recognition/2013/2013-05-20-annie-easley-")
        (thanks,) = [
            each for each in workspace_of(pilot).snapshot.records(Recognition) if each.reason == "For the guide."
        ]
        assert (thanks.person, thanks.kinds, thanks.date) == ("annie-easley", ("doc",), demo.AS_OF)
        await press(pilot, "u")
        assert texts_of(community) == before


async def test_several_are_thanked_for_several_things_in_one_edit(community: Path) -> None:
    before = texts_of(community)
    async with opened(community, LARGE) as pilot:
        await press(pilot, "2", "t")
        await press(pilot, *"hop", "enter", *"xia", "tab")
        await press(pilot, *"review", "enter", *"code", "enter", "enter")
        text = await press(pilot, *"They stayed late.", "tab", *"https://example.org/late", "tab", *"ada", "tab")
        assert "Grace Hopper, Xia Peisu" in text
        assert "Ada Lovelace" in text
        await press(pilot, "ctrl+s")
        made = [
            each for each in workspace_of(pilot).snapshot.records(Recognition) if each.reason == "They stayed late."
        ]
        assert {each.person for each in made} == {"grace-hopper", "xia-peisu"}
        assert {each.given_by for each in made} == {"ada-lovelace"}
        assert {each.links for each in made} == {("https://example.org/late",)}
        assert len(texts_of(community)) == len(before) + 2
        assert "Ada Lovelace" in await press(pilot, "t")
        await press(pilot, "escape", "u")
        assert texts_of(community) == before


async def test_thanks_without_whom_or_what_for_are_asked_for_and_nothing_typed_is_lost(community: Path) -> None:
    before = texts_of(community)
    async with opened(community, LARGE) as pilot:
        assert "Whom? Type a name" in await press(pilot, "2", "t", "ctrl+s")
        assert "nothing fits 'zzz'" in await press(pilot, "z", "z", "z", "enter")
        await press(pilot, "backspace", "backspace", "backspace", *"ada", "tab")
        assert "For what?" in await press(pilot, "ctrl+s")
        text = await press(pilot, "escape")
        assert "Not saved" in text
        text = await press(pilot, "enter")
        assert "Ada Lovelace" in text
        await press(pilot, "escape", "right", "enter")
        assert pilot.app.screen_stack == [main_of(pilot)]
        assert texts_of(community) == before


async def test_escape_clears_what_was_typed_to_find_something_before_it_leaves(community: Path) -> None:
    async with opened(community, LARGE) as pilot:
        assert "match - esc to clear" in await press(pilot, "2", "t", *"ada", "tab", *"zzz")
        text = await press(pilot, "escape")
        assert "Not saved" not in text
        assert "esc to clear" not in text
        assert "Ada Lovelace" in text
        assert "Not saved" in await press(pilot, "escape")
        await press(pilot, "right", "enter")
        assert pilot.app.screen_stack == [main_of(pilot)]


async def test_backspace_gives_back_whom_one_chose_and_arrows_choose_another(community: Path) -> None:
    async with opened(community, LARGE) as pilot:
        await press(pilot, "7", "t")
        text = await press(pilot, "shift+tab", "backspace", "down", "enter")
        assert "Who      Alan Turing" in text
        await press(pilot, "escape")


async def test_on_recognition_the_cursor_goes_to_the_new_thanks(community: Path) -> None:
    async with opened(community, LARGE) as pilot:
        await press(pilot, "5", "j", "j", "j", "t", *"lov", "tab", "d", "tab", *"Notes.", "enter")
        await until_followed(pilot)
        subject = main_of(pilot).subject
        assert subject is not None
        assert subject.record.reason == "Notes."


async def test_enter_where_nobody_need_be_named_thanks_and_names_nobody(community: Path) -> None:
    async with opened(community, LARGE) as pilot:
        await press(pilot, "7", "t", "d", "tab", *"For the map.", "tab", "tab", "enter")
        (made,) = [each for each in workspace_of(pilot).snapshot.records(Recognition) if each.reason == "For the map."]
        assert made.given_by is None
        # Whom one points at is meant.
        await press(pilot, "t", "d", "tab", *"For the tour.", "tab", "tab", "down", "enter", "enter")
        (made,) = [each for each in workspace_of(pilot).snapshot.records(Recognition) if each.reason == "For the tour."]
        assert made.given_by is not None
