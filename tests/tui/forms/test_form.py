"""The form of a record, used by keys over real files."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
import tomli
from filelock import FileLock
from textual import events

from commtui.store.find import at
from commtui.store.turns import lock_file
from commtui.store.workspace import Workspace
from commtui.tui.forms.dialogs import ConflictDialog, DiscardDialog
from commtui.tui.forms.row import FieldRow
from tests.tui.forms.opening import COMMUNITY, Open, Opened, screen_text
from tests.users import User


async def test_a_title_that_is_typed_changes_its_bytes_and_no_others(opened: Open) -> None:
    async with opened("goal") as it:
        await it.press("end", *"s", "ctrl+s")
        assert it.saved
        assert it.file.read_text() == COMMUNITY.replace('"Documentation sprint"', '"Documentation sprints"')
        assert it.toasts == ["Title saved in community.toml · u undoes it"]
        goal = it.workspace.snapshot.entries["goal"][0]
        assert goal.data["title"] == "Documentation sprints"


EDITS: list[tuple[str, str, Any, str, str]] = [
    ("goal", "why", "One.\n\nTwo.", "'''\nNobody finds \"anything\".'''", "'''\nOne.\n\nTwo.'''"),
    ("goal", "owners", (), 'owners   = ["ada"]\n', ""),
    ("person", "listed", False, "listed = true", "listed = false"),
    ("standing", "since", "-3d", "2013-01-15", "2013-05-17"),
]


async def test_every_sort_of_field_changes_its_value_only(opened: Open) -> None:
    async with opened() as it:
        for kind, name, raw, old, new in EDITS:
            await it.fresh(kind)
            await it.put(name, raw)
            await it.save()
            assert it.saved
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
        assert it.toasts == ["Title, Status, Focus area saved in community.toml · u undoes it"]


async def test_opening_and_saving_without_a_change_writes_nothing(opened: Open) -> None:
    async with opened() as it:
        stamp = it.file.stat()
        for kind in ("goal", "person", "standing", "ladder", "focus_area"):
            await it.edit(kind)
            assert not it.form.unsaved
            assert it.form.unsaved_text() == ""
            await it.press("f2")
            assert it.app.answer is None
            assert it.file.stat().st_mtime_ns == stamp.st_mtime_ns


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
        ("since", "some day", "Should be a date such as 2026-03-08, or today, +2w, friday, 3 mar"),
        ("until", "2013-02-30", "Should be a day of the calendar, and 2013-02-30 is none"),
        ("rung", "committer", 'Names no rung "committer"; known: reviewer'),
        ("person", "lovelace", 'Names no person "lovelace"; known: ada, grace'),
    ],
    "focus_area": [("capacity", "half", "Should be a number such as 3 or 0.5")],
    "person": [("github_id", "-1", "Should not be negative, not -1")],
}


async def test_what_is_wrong_is_said_under_the_field_and_not_saved(opened: Open) -> None:
    async with opened() as it:
        for kind, wrong in WRONG.items():
            await it.fresh(kind)
            for name, raw, reason in wrong:
                before = it.form.row(name).raw
                await it.put(name, raw)
                assert it.said(name) == reason
                assert "\x1b" not in "".join(screen_text(it.app))
                if name != wrong[-1][0]:
                    await it.put(name, before)
            next(each for each in it.form.query(FieldRow) if each.field.name != name).focus_editor()
            await it.save()
            assert it.status == "Not saved: 1 field needs attention"
            assert it.form.current is it.form.row(name)
            assert it.file.read_text() == COMMUNITY


async def test_a_fault_that_is_mended_is_forgotten(opened: Open) -> None:
    async with opened("goal") as it:
        await it.put("quarter", "2013")
        await it.press("ctrl+s")
        await it.put("quarter", "2013-Q4")
        assert (it.said("quarter"), it.status) == ("", "")
        await it.press("ctrl+s")
        assert it.saved


async def test_a_reference_to_what_an_unreadable_file_may_hold_is_let_through(opened: Open, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "broken.toml").write_text('[[person\nid = "mary"')
    async with opened("standing", file=folder / "goals.toml") as it:
        it.form.draft.world.workspace = Workspace(at(folder))
        await it.put("person", "mary")
        assert it.said("person") == ""


async def test_what_is_pasted_is_kept_whole_and_sends_nothing_to_the_terminal(opened: Open) -> None:
    async with opened("goal") as it:
        title, why = it.form.row("title"), it.form.row("why")
        title.widget.focus()
        await it.pilot.pause()
        title.widget.post_message(events.Paste(" of\nApril\x1b[31m"))
        await it.pilot.pause()
        assert title.raw == "Documentation sprint of April\x1b[31m"
        why.widget.focus()
        await it.pilot.pause()
        why.widget.post_message(events.Paste("\x9b31m\n\u202e"))
        await it.pilot.pause()
        drawn = "".join(screen_text(it.app))
        assert "April␛[31m" in drawn
        assert not {"\x1b", "\x9b", "\u202e"} & set(drawn)
        assert it.said("title")
        assert it.said("why")


# Nothing is lost without a question.


async def test_escape_leaves_at_once_where_nothing_was_changed(opened: Open) -> None:
    async with opened("goal") as it:
        await it.press("escape")
        assert it.app.answer is None


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
        await it.press("escape", "right")
        # The second one answers nothing any more.
        for _ in range(2):
            it.app.post_message(events.Key("enter", None))
        await it.pilot.pause()
        assert it.app.answer is None
        assert len(it.app.screen_stack) == 1
        assert it.file.read_text() == COMMUNITY


@pytest.mark.parametrize("key", ["ctrl+s", "escape"])
async def test_a_key_that_follows_at_once_loses_no_letter(opened: Open, key: str) -> None:
    async with opened("goal") as it:
        it.form.row("title").focus_editor()
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
        await it.press("end", "s", "space")
        assert it.form.unsaved
        assert it.mark("title") == "●"
        await it.press("backspace", "backspace", "space")
        assert not it.form.unsaved
        assert it.mark("title") == " "


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
        assert it.saved
        assert it.file.read_text() == theirs.replace('"[b]Docs[/nope] days"', '"Docs week"')


async def test_of_a_conflict_theirs_can_be_taken(opened: Open) -> None:
    async with opened("goal") as it:
        await it.put("why", "Because.\nYes.")
        theirs = await conflicting(it)
        await it.pilot.click("#theirs")
        await it.pilot.pause()
        assert it.saved
        assert it.file.read_text() == theirs.replace('Nobody finds "anything".', "Because.\nYes.")


async def test_a_change_on_disk_is_followed_where_nothing_was_typed_and_noted_where_something_was(opened: Open) -> None:
    async with opened("goal") as it:
        await it.put("title", "Docs week")
        it.file.write_text(COMMUNITY.replace('"planned"', '"active"').replace('"ada"]', '"grace"]'))
        it.workspace.reload()
        await it.pilot.pause()
        assert (it.form.row("status").raw, it.form.row("owners").raw) == ("active", ("grace",))
        assert it.form.row("title").raw == "Docs week"
        assert it.status == "Status, Owners changed in the file, and so here"
        it.file.write_text(COMMUNITY.replace('"Documentation sprint"', '"Docs days"'))
        it.workspace.reload()
        await it.pilot.pause()
        assert it.form.row("title").raw == "Docs week"
        assert it.said("title") == "Changed in the file meanwhile: saving asks whose to keep."
        assert (it.form.row("status").raw, it.form.row("owners").raw) == ("planned", ("ada",))
        # Nobody forgets it because the file was broken for a moment.
        theirs = it.file.read_text()
        for text in (theirs + "[[broken\n", theirs):
            it.file.write_text(text)
            it.workspace.reload()
            await it.pilot.pause()
        assert it.said("title") == "Changed in the file meanwhile: saving asks whose to keep."
        await it.save()
        assert isinstance(it.app.screen, ConflictDialog)
        drawn = "\n".join(screen_text(it.app))
        assert all(each in drawn for each in ("Docs week", "Docs days", "Documentation sprint"))
        await it.pilot.click("#mine")
        await it.pilot.pause()
        assert it.saved
        assert it.file.read_text() == COMMUNITY.replace('"Documentation sprint"', '"Docs week"')


async def test_a_record_that_is_gone_is_told_and_can_be_made_anew(opened: Open) -> None:
    async with opened("goal") as it:
        await it.put("title", "Docs week")
        without = COMMUNITY[: COMMUNITY.index("[[goal]]")]
        it.file.write_text(without)
        await it.save()
        gone = "This goal is not in community.toml any more, or is not valid there. Saving makes it anew."
        assert it.status == gone
        assert it.form.row("title").raw == "Docs week"
        it.file.write_text(COMMUNITY)
        it.workspace.reload()
        await it.pilot.pause()
        assert (it.form.row("title").raw, it.form.draft.changed) == ("Docs week", ("title",))
        it.file.write_text(without)
        it.workspace.reload()
        await it.pilot.pause()
        assert it.status == gone
        await it.save()
        assert it.saved
        goal = it.workspace.snapshot.entries["goal"][0].data
        assert (goal["id"], goal["title"]) == ("docs-sprint", "Docs week")
        assert goal["key_result"] == [{"title": "100 pages"}]


async def test_what_was_typed_can_be_had_as_text_by_who_saves_it_from_a_crash(opened: Open) -> None:
    async with opened("goal") as it:
        await it.put("title", 'Docs "week"')
        await it.put("owners", ("ada", "grace"))
        await it.put("quarter", "nonsense")
        await it.put("why", "")
        text = it.form.unsaved_text()
        assert text.startswith("# goal docs-sprint (community.toml:30)\n")
        assert tomli.loads(text) == {
            "title": 'Docs "week"',
            "owners": ["ada", "grace"],
            "quarter": "nonsense",
        }
        assert "# why is taken away" in text


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
        assert it.saved


async def test_while_another_one_writes_the_form_waits_and_the_screen_does_not(opened: Open) -> None:
    async with opened("goal") as it:
        await it.put("title", "Docs week")
        lock = lock_file(it.workspace.home.place)
        lock.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(lock):
            it.app.post_message(events.Key("ctrl+s", None))
            # The pilot would wait for who waits for the lock.
            while "saving…" not in "".join(screen_text(it.app)):
                await asyncio.sleep(0.01)
            for key in ("x", "escape", "ctrl+s"):
                it.app.post_message(events.Key(key, key if key == "x" else None))
            assert it.file.read_text() == COMMUNITY
        await it.pilot.pause()
        assert it.saved
        assert it.file.read_text() == COMMUNITY.replace('"Documentation sprint"', '"Docs week"')


async def test_a_read_only_workspace_says_so(opened: Open) -> None:
    async with opened("goal") as it:
        it.workspace.read_only = True
        await it.put("title", "Docs week")
        await it.press("ctrl+s")
        assert it.status == "Not saved: opened read-only. What you typed is still here."
