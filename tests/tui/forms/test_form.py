"""The form of a record, used by keys over real files."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Static

from commtui.store.find import at
from commtui.store.workspace import Workspace
from commtui.tui.forms.dialogs import ConflictDialog, DiscardDialog
from commtui.tui.forms.row import FieldRow
from tests.tui.forms.opening import COMMUNITY, Open, Opened, screen_text, words
from tests.users import User


async def test_a_title_that_is_typed_changes_its_bytes_and_no_others(opened: Open) -> None:
    async with opened("goal") as it:
        await it.press("down", "end", *"s", "ctrl+s")
        assert it.app.answer is True
        assert it.file.read_text() == COMMUNITY.replace('"Documentation sprint"', '"Documentation sprints"')
        assert it.toasts == ["Title saved in community.toml"]
        goal = it.workspace.snapshot.entries["goal"][0]
        assert goal.data["title"] == "Documentation sprints"


@pytest.mark.parametrize(
    ("kind", "name", "raw", "old", "new"),
    [
        ("goal", "status", "active", '"planned"', '"active"'),
        ("goal", "quarter", "2013-Q3", '"2013-Q2"', '"2013-Q3"'),
        ("goal", "why", "One.\n\nTwo.", "'''\nNobody finds \"anything\".'''", "'''\nOne.\n\nTwo.'''"),
        ("goal", "why", "", "why      = '''\nNobody finds \"anything\".'''\n", ""),
        ("person", "listed", False, "listed = true", "listed = false"),
        ("standing", "since", "2013-02-01", "2013-01-15", "2013-02-01"),
        ("standing", "person", "grace", 'person = "ada"', 'person = "grace"'),
    ],
)
async def test_every_sort_of_field_changes_its_value_only(
    opened: Open, kind: str, name: str, raw: str | bool, old: str, new: str
) -> None:
    async with opened(kind) as it:
        await it.put(name, raw)
        await it.press("ctrl+s")
        assert it.app.answer is True, it.status
        assert it.file.read_text() == COMMUNITY.replace(old, new, 1)


async def test_only_what_was_changed_is_saved_and_all_of_it_at_once(opened: Open) -> None:
    async with opened("goal") as it:
        await it.put("title", "Docs week")
        await it.put("status", "done")
        await it.put("focus_area", "events")
        await it.press("ctrl+s")
        text = it.file.read_text()
        added = set(text.splitlines()) - set(COMMUNITY.splitlines())
        assert {each.partition("=")[0].strip() for each in added} == {"title", "status", "focus_area"}
        assert it.toasts == ["Title, Status, Focus area saved in community.toml"]


@pytest.mark.parametrize("kind", ["goal", "person", "standing", "ladder", "focus_area"])
async def test_opening_and_saving_without_a_change_writes_nothing(opened: Open, kind: str) -> None:
    async with opened(kind) as it:
        stamp = it.file.stat()
        assert not it.form.unsaved
        await it.press("ctrl+s")
        assert it.app.answer is False
        assert it.file.stat() == stamp


async def test_text_that_the_widget_would_split_otherwise_is_no_change(opened: Open) -> None:
    text = COMMUNITY.replace('Nobody finds "anything".', "One\u2028line\x0btwo".replace("\x0b", " "))
    async with opened("goal", text) as it:
        assert not it.form.unsaved
        await it.press("ctrl+s")
        assert it.file.read_text() == text


# What is wrong is said at once, and blocks saving.


WRONG = {
    "goal": [
        ("title", "", "Cannot be empty"),
        ("title", "bell\x07", "Should not hold the control or formatting character U+0007"),
        ("title", "\x1b]0;x\x07", "Should not hold the control or formatting character U+001B"),
        ("title", "\u202egpj", "Should not hold the control or formatting character U+202E"),
        ("why", "\x00", "Should not hold the control or formatting character U+0000"),
        ("quarter", "2013-Q5", 'Should be a quarter such as 2026-Q4, not "2013-Q5"'),
        ("focus_area", "event", 'Names no focus area "event"; did you mean "events"?'),
    ],
    "standing": [
        ("since", "yesterday", "Should be a date such as 2026-03-08"),
        ("until", "2013-02-30", "Should be a day of the calendar, and 2013-02-30 is none"),
        ("rung", "committer", 'Names no rung "committer"; known: reviewer'),
        ("person", "lovelace", 'Names no person "lovelace"; known: ada, grace'),
    ],
    "focus_area": [("capacity", "half", "Should be a number such as 3 or 0.5")],
    "person": [("github_id", "-1", "Should not be negative, not -1")],
}


@pytest.mark.parametrize("kind", WRONG)
async def test_what_is_wrong_is_said_under_the_field_and_not_saved(opened: Open, kind: str) -> None:
    async with opened(kind) as it:
        for name, raw, reason in WRONG[kind]:
            before = it.form.row(name).raw
            await it.put(name, raw)
            assert it.error(name) == reason
            next(each for each in it.form.query(FieldRow) if each.field.name != name).editor.focus()
            await it.press("ctrl+s")
            assert it.is_open
            assert it.status == "Not saved: 1 field needs attention"
            assert it.app.focused is it.form.row(name).editor
            assert it.file.read_text() == COMMUNITY
            assert "\x1b" not in "".join(screen_text(it.app))
            await it.put(name, before)
            assert it.error(name) == ""


async def test_a_fault_that_is_mended_is_forgotten(opened: Open) -> None:
    async with opened("goal") as it:
        await it.put("quarter", "2013")
        await it.press("ctrl+s")
        await it.put("quarter", "2013-Q4")
        assert (it.error("quarter"), it.status) == ("", "")
        await it.press("ctrl+s")
        assert it.app.answer is True


async def test_a_reference_to_what_an_unreadable_file_may_hold_is_let_through(opened: Open, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "broken.toml").write_text("[[person")
    async with opened("standing", file=folder / "goals.toml") as it:
        it.form.draft.snapshot = Workspace(at(folder)).snapshot
        await it.put("person", "mary")
        assert it.error("person") == ""


async def test_what_is_pasted_is_kept_whole_and_sends_nothing_to_the_terminal(opened: Open) -> None:
    async with opened("goal") as it:
        title, why = it.form.row("title"), it.form.row("why")
        title.editor.focus()
        await it.pilot.pause()
        title.editor.post_message(events.Paste(" of\nApril\x1b[31m"))
        await it.pilot.pause()
        assert title.raw == "Documentation sprint of April\x1b[31m"
        why.editor.focus()
        await it.pilot.pause()
        why.editor.post_message(events.Paste("\x9b31m\n\u202e"))
        await it.pilot.pause()
        drawn = "".join(screen_text(it.app))
        assert "April␛[31m" in drawn
        assert not {"\x1b", "\x9b", "\u202e"} & set(drawn)
        assert it.error("title")
        assert it.error("why")


# Nothing is lost without a question.


async def test_escape_leaves_at_once_where_nothing_was_changed(opened: Open) -> None:
    async with opened("goal") as it:
        await it.press("escape")
        assert it.app.answer is False


async def test_escape_asks_first_where_something_was_typed_and_keeps_it_by_default(opened: Open) -> None:
    async with opened("goal") as it:
        await it.put("title", "Docs week")
        for key in ("enter", "escape"):
            await it.press("escape")
            assert isinstance(it.app.screen, DiscardDialog)
            assert "You changed Title." in "".join(screen_text(it.app))
            await it.press(key)
            assert not isinstance(it.app.screen_stack[-1], DiscardDialog)
            assert it.form.row("title").raw == "Docs week"
        await it.press("escape", "right", "enter")
        assert it.app.answer is False
        assert it.file.read_text() == COMMUNITY


@pytest.mark.parametrize("key", ["ctrl+s", "escape"])
async def test_a_key_that_follows_at_once_loses_no_letter(opened: Open, key: str) -> None:
    async with opened("goal") as it:
        it.form.row("title").editor.focus()
        await it.pilot.pause()
        for name, character in (("end", None), *((letter, letter) for letter in "abc"), (key, None)):
            it.app.post_message(events.Key(name, character))
        await it.pilot.pause()
        await it.pilot.pause()
        if key == "escape":
            assert isinstance(it.app.screen, DiscardDialog)
        else:
            assert it.file.read_text() == COMMUNITY.replace('sprint"', 'sprintabc"', 2).replace(
                '-sprintabc"', '-sprint"'
            )


async def test_a_change_that_is_taken_back_is_no_change(opened: Open) -> None:
    async with opened("goal") as it:
        await it.press("down", "end", "s", "space")
        assert it.form.unsaved
        assert words(it.form.row("title").query_one(".mark", Static)) == "●"
        await it.press("backspace", "backspace", "space")
        assert not it.form.unsaved
        assert words(it.form.row("title").query_one(".mark", Static)) == ""


# Others change the file meanwhile.


async def test_what_others_changed_beside_it_is_kept(opened: Open) -> None:
    async with opened("goal") as it:
        await it.put("title", "Docs week")
        theirs = "# first\n" + COMMUNITY.replace('"planned"', '"active"')
        it.file.write_text(theirs)
        await it.press("ctrl+s")
        assert it.file.read_text() == theirs.replace('"Documentation sprint"', '"Docs week"')


async def conflicting(it: Opened) -> str:
    """Brings about a conflict over the title; says what the file holds then."""
    await it.put("title", "Docs week")
    theirs = COMMUNITY.replace('"Documentation sprint"', '"[b]Docs[/nope] days"').replace('"planned"', '"active"')
    it.file.write_text(theirs)
    await it.press("ctrl+s")
    assert isinstance(it.app.screen, ConflictDialog)
    drawn = "\n".join(screen_text(it.app))
    assert "Docs week" in drawn
    assert "[b]Docs[/nope] days" in drawn
    return theirs


async def test_a_conflict_that_is_put_off_changes_nothing(opened: Open) -> None:
    async with opened("goal") as it:
        theirs = await conflicting(it)
        await it.press("enter")
        assert it.status == "Not saved: Title was changed in the file meanwhile"
        assert it.form.row("title").raw == "Docs week"
        assert it.file.read_text() == theirs


async def test_of_a_conflict_mine_can_be_kept(opened: Open) -> None:
    async with opened("goal") as it:
        theirs = await conflicting(it)
        await it.pilot.click("#mine")
        await it.pilot.pause()
        assert it.app.answer is True
        assert it.file.read_text() == theirs.replace('"[b]Docs[/nope] days"', '"Docs week"')


async def test_of_a_conflict_theirs_can_be_taken(opened: Open) -> None:
    async with opened("goal") as it:
        await it.put("why", "Because.\nYes.")
        theirs = await conflicting(it)
        await it.pilot.click("#theirs")
        await it.pilot.pause()
        assert it.app.answer is True
        assert it.file.read_text() == theirs.replace('Nobody finds "anything".', "Because.\nYes.")


async def test_a_record_that_is_gone_is_told_and_what_was_typed_stays(opened: Open) -> None:
    async with opened("goal") as it:
        await it.put("title", "Docs week")
        it.file.write_text(COMMUNITY.replace('"docs-sprint" ', '"renamed" '))
        await it.press("ctrl+s")
        assert it.status == ("Not saved: the record is not in community.toml any more. What you typed is still here.")
        assert it.form.row("title").raw == "Docs week"


# The system refuses.


async def test_a_folder_that_may_not_be_written_is_told_and_what_was_typed_stays(
    opened: Open, shared_folder: Path, ordinary_user: User
) -> None:
    async with opened("goal", file=shared_folder / "goals.toml") as it:
        it.file.chmod(0o666)
        shared_folder.chmod(0o555)
        await it.put("title", "Docs week")
        with ordinary_user():
            await it.press("ctrl+s")
        reason = "goals.toml: cannot be written: Permission denied"
        assert it.status == f"Not saved. {reason}. What you typed is still here."
        assert it.form.row("title").raw == "Docs week"
        assert it.file.read_text() == COMMUNITY
        shared_folder.chmod(0o777)
        await it.press("ctrl+s")
        assert it.app.answer is True


async def test_a_read_only_workspace_says_so(opened: Open) -> None:
    async with opened("goal") as it:
        it.workspace.read_only = True
        await it.put("title", "Docs week")
        await it.press("ctrl+s")
        assert it.status == "Not saved: opened read-only. What you typed is still here."
