"""Panels, menus and questions: their keys are those of the registry, and what they say names the keys of now."""

from __future__ import annotations

from pathlib import Path

import pytest

from commtui.model.ladder import Ladder
from commtui.tui.forms.dialogs import DiscardDialog
from commtui.tui.forms.screen import RecordForm
from commtui.tui.keymap import keymap_of
from commtui.tui.screens.commit import CommitForm
from commtui.tui.screens.log import MessageLog
from commtui.tui.screens.problems import Problems
from commtui.tui.settings_file import SettingsFile
from commtui.tui.setup import Setup
from tests.repository import git
from tests.tui.driving import (
    LARGE,
    SMALL,
    app_of,
    hit,
    main_of,
    opened,
    press,
    screen_text,
    until,
    until_followed,
    write,
)
from tests.tui.files import texts_of
from tests.tui.test_undo import workspace_of

BROKEN = '[[item]]\nid = "a"\ntitle = oops\nstatus = "idea"\n'
PERSON = '[[person]]\nid = "ada"\nname = "Ada Lovelace"\n'


def with_keys(**keys: str) -> Setup:
    """The setup of one who gave these actions other keys."""
    wishes = {id_.replace("_", "."): each for id_, each in keys.items()}
    file = SettingsFile(Path("keys.toml"), {}, wishes, dict.fromkeys(wishes, 1), ())
    return Setup(keymap=keymap_of(file)[0])


async def test_a_view_whose_only_file_is_broken_names_it_and_opens_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = write(tmp_path, people=PERSON, roadmap=BROKEN, careers='[[ladder]]\nid = "code"\n')
    opening: list[tuple[Path, int]] = []
    async with opened(place) as pilot:
        monkeypatch.setattr(app_of(pilot).editor, "open", lambda file, line: opening.append((file, line)))
        text = await press(pilot, "2")
        assert "The roadmap cannot be shown. This cannot be read:" in text
        assert "community/roadmap.toml:3" in text
        assert "E opens the file there" in text
        assert "opens a form for the first one" not in text
        await hit(pilot, "E")
        assert opening == [(place / "roadmap.toml", 3)]
        await hit(pilot, "exclamation_mark")
        panel = pilot.app.screen
        assert isinstance(panel, Problems)
        assert panel.listing.item.file == "community/roadmap.toml"
        await hit(pilot, "escape")
        # A record with an error is not there either; and where no file is wrong, the view says how to begin.
        assert "community/careers.toml:1" in await press(pilot, "4")
        assert "opens a form for the first one" in await press(pilot, "5")
        (place / "roadmap.toml").write_text(BROKEN.replace("oops", '"A lending desk"'))
        await hit(pilot, "2", "r")
        await until(pilot, lambda: "A lending desk" in screen_text(pilot))


async def test_hints_name_the_keys_of_now(tmp_path: Path) -> None:
    setup = with_keys(new="a", back="x", help="f7", review="f8", undo="f9", picker_leave="f6", question_leave="f6")
    async with opened(write(tmp_path, people=PERSON), setup=setup) as pilot:
        text = await press(pilot, "2")
        assert "a opens a form for the first one" in text
        assert "f7 shows all keys." in text
        assert "x to clear" in await press(pilot, "7", "slash", *"zz", "enter")
        assert "f6 close" in await press(pilot, "x", "colon")
        assert "x goes back." in await press(pilot, "f6", "f8")
        assert "f6 Cancel" in await press(pilot, "x", "d")
        assert "f9 undoes it" in await press(pilot, "y")
        assert "x close" in await press(pilot, "M")


async def test_what_needs_typing_has_help_too_and_enter_in_it_does_what_is_chosen(community: Path) -> None:
    async with opened(community, LARGE) as pilot:
        await hit(pilot, "3", "e")
        form = pilot.app.screen
        assert isinstance(form, RecordForm)
        text = await press(pilot, "f1")
        assert all(each in text for each in ("ctrl+s f2", "tab", "shift+tab", "f3", "this is no long text"))
        await hit(pilot, *"cancel", "enter")
        assert pilot.app.screen is main_of(pilot)
        text = await press(pilot, "colon", "f1")
        assert all(each in text for each in ("↓ ctrl+n", "Take what is under the cursor."))
        await hit(pilot, "f1")
        assert "Take what is under the cursor." not in screen_text(pilot)
        assert "Take the value after the present one" in await press(pilot, "escape", "s", "question_mark")
        assert "Change nothing." in await press(pilot, "escape", "escape", "d", "question_mark")
        # The chooser of a new record offers no settings of the app.
        text = await press(pilot, "escape", "escape", "1", "n")
        assert "what shall it be?" in text
        assert "Roadmap item" in text
        assert "settings" not in text.casefold()
        # What a form saved says how to take it back.
        await hit(pilot, "escape", "3", "e")
        again = pilot.app.screen
        assert isinstance(again, RecordForm)
        again.row("title").put("Governance, and how")
        text = await press(pilot, "ctrl+s")
        assert "Title saved in community/goals/" in text
        assert "u undoes it" in text


async def test_the_safe_answer_has_the_cursor_mark_and_its_key(community: Path) -> None:
    async with opened(community, SMALL) as pilot:
        assert "▌ esc Cancel" in await press(pilot, "3", "d")
    async with opened(community, SMALL, ascii_only=True) as pilot:
        assert "> esc Cancel" in await press(pilot, "3", "d")
        text = await press(pilot, "escape", "y")
        assert "Copied" in text
        assert text.isascii()


async def test_the_review_and_the_log_can_be_filtered_and_the_words_of_a_commit_are_not_lost_by_quitting(
    community: Path,
) -> None:
    git(community.parent, "init", "--quiet")
    async with opened(community, LARGE) as pilot:
        await hit(pilot, "7", "y", "M")
        log = pilot.app.screen
        assert isinstance(log, MessageLog)
        assert "1 of 1" in await press(pilot, "slash", *"copied")
        assert "0 of 1 match" in await press(pilot, *"zz")
        await hit(pilot, "escape", "escape", "R")
        await until(pilot, lambda: "changes in" in screen_text(pilot))
        text = await press(pilot, "slash", *"lovelace")
        assert "Ada Lovelace" in text
        assert "Annie Easley" not in text
        text = await press(pilot, "enter", "escape")
        assert "Annie Easley" in text or "OpenMRS" in text
        # The words of a commit.
        await hit(pilot, "C", "W", "h", "y")
        assert isinstance(pilot.app.screen, CommitForm)
        assert "the message of a commit" in await press(pilot, "ctrl+q")
        await hit(pilot, "escape")
        assert isinstance(pilot.app.screen, CommitForm)
        # Kept for the next time in this session, and asked for where that ends.
        await hit(pilot, "escape", "escape", "q")
        assert isinstance(pilot.app.screen, DiscardDialog)
        await hit(pilot, "right", "enter")
        await pilot.pause()
    assert pilot.app.return_code == 0


async def test_the_problems_can_be_filtered_and_take_back_the_last_edit(community: Path) -> None:
    before = texts_of(community)
    async with opened(community, LARGE) as pilot:
        await hit(pilot, "7", "d", "c")
        await until_followed(pilot)
        assert texts_of(community) != before
        panel_text = await press(pilot, "exclamation_mark")
        assert "community/" in panel_text
        await hit(pilot, "u")
        text = await until_followed(pilot)
        assert texts_of(community) == before
        panel = pilot.app.screen
        assert isinstance(panel, Problems)
        assert "4 infos" not in text
        count = len(panel.listing.rows.items)
        assert f"of {count}" in await press(pilot, "slash", *"dev-5", "enter")
        assert panel.listing.item.message.count("dev-5") == 1
        await hit(pilot, "escape")
        assert panel.listing.count == f"{count} rows"
        await hit(pilot, "escape")
        assert pilot.app.screen is main_of(pilot)


async def test_a_ladder_goes_with_all_its_rungs_in_one_step(community: Path) -> None:
    before = texts_of(community)
    async with opened(community, SMALL) as pilot:
        assert "D deletes the whole ladder" in await press(pilot, "4", "d")
        text = await press(pilot, "escape", "D")
        assert "With its 8 rungs" in text
        assert "28 records name this ladder" in text
        assert "(28 standings)" in text
        await hit(pilot, "c")
        await until_followed(pilot)
        assert not workspace_of(pilot).snapshot.of(Ladder)
        await hit(pilot, "u")
        assert texts_of(community) == before


async def test_quitting_under_a_panel_over_a_changed_form_asks_as_well(tmp_path: Path) -> None:
    item = '[[item]]\nid = "i"\ntitle = "Triage days"\nstatus = "planned"\n'
    async with opened(write(tmp_path, community='[community]\nname = "Clinic"\n', roadmap=item)) as pilot:
        await hit(pilot, "2", "e", "X")
        form = pilot.app.screen
        for keys in (("f1", "ctrl+q"), ("ctrl+q",)):
            await hit(pilot, *keys)
            assert isinstance(pilot.app.screen, DiscardDialog)
            assert pilot.app.screen_stack[-2] is form
        await hit(pilot, "escape")
        assert pilot.app.screen is form
