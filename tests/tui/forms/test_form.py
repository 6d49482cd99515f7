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
from commtui.tui.forms.draft import Base, Draft
from commtui.tui.forms.fields import Raw
from commtui.tui.forms.knowing import World
from commtui.tui.forms.member import values_of
from commtui.tui.forms.saving import edits_of
from commtui.tui.forms.unsaved import unsaved_text
from tests.tui.forms.opening import COMMUNITY, TODAY, Open, Opened, screen_text
from tests.users import User


async def test_a_title_that_is_typed_changes_its_bytes_and_no_others(opened: Open) -> None:
    async with opened("goal") as it:
        await it.press("end", *"s", "ctrl+s")
        assert it.saved
        assert it.file.read_text() == COMMUNITY.replace('"Documentation sprint"', '"Documentation sprints"')
        assert it.toasts == ["Title saved in community.toml · u undoes it"]
        goal = it.workspace.snapshot.entries["goal"][0]
        assert goal.data["title"] == "Documentation sprints"


def draft_of(folder: Path, kind: str) -> Draft:
    """The draft of the first record of a kind, without a screen."""
    file = folder / "community.toml"
    file.write_text(COMMUNITY)
    workspace = Workspace(at(file))
    entry = workspace.snapshot.entries[kind][0]
    model = type(entry.record)
    return Draft(World(workspace, TODAY), model, Base(values_of(model, entry.data), entry))


EDITS: list[tuple[str, str, Any, str, str]] = [
    ("goal", "why", "One.\n\nTwo.", "'''\nNobody finds \"anything\".'''", "'''\nOne.\n\nTwo.'''"),
    ("goal", "owners", (), 'owners   = ["ada"]\n', ""),
    ("person", "listed", False, "listed = true", "listed = false"),
    ("standing", "since", "-3d", "2013-01-15", "2013-05-17"),
]


def test_every_sort_of_field_changes_its_value_only(tmp_path: Path) -> None:
    for kind, name, raw, old, new in EDITS:
        draft = draft_of(tmp_path, kind)
        draft.put(name, raw)
        draft.world.workspace.apply(*edits_of(draft))
        assert (tmp_path / "community.toml").read_text() == COMMUNITY.replace(old, new, 1)


@pytest.mark.parametrize("kind", ["goal", "person", "standing", "ladder", "focus_area"])
def test_what_nobody_changed_is_no_edit(tmp_path: Path, kind: str) -> None:
    draft = draft_of(tmp_path, kind)
    assert (draft.touched, edits_of(draft), unsaved_text(draft)) == ((), [], "")


async def test_opening_and_saving_without_a_change_writes_nothing(opened: Open) -> None:
    async with opened("ladder") as it:
        stamp = it.file.stat()
        assert not it.form.unsaved
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


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_is_told_in_words(tmp_path: Path, kind: str) -> None:
    draft = draft_of(tmp_path, kind)
    for name, raw, reason in WRONG[kind]:
        before = draft.raw(name)
        draft.put(name, raw)
        ((field, said),) = draft.problems().fields.items()
        assert (field, said[:1].upper() + said[1:]) == (name, reason)
        draft.put(name, before)


async def test_what_is_wrong_is_said_under_the_field_and_not_saved(opened: Open) -> None:
    async with opened("goal") as it:
        for name, raw, reason in WRONG["goal"][1:3]:
            await it.put(name, raw)
            assert it.said(name) == reason
            assert "\x1b" not in "".join(screen_text(it.app))
        it.form.row("focus_area").focus_editor()
        await it.save()
        assert it.status == "Not saved: 1 field needs attention"
        assert it.form.current is it.form.row("title")
        assert it.file.read_text() == COMMUNITY


async def test_a_fault_that_is_mended_is_forgotten_and_only_what_was_changed_is_saved_at_once(opened: Open) -> None:
    async with opened("goal") as it:
        await it.put("quarter", "2013")
        await it.press("ctrl+s")
        await it.put("quarter", "2013-Q4")
        assert (it.said("quarter"), it.status) == ("", "")
        await it.put("title", "Docs week")
        await it.put("focus_area", "events")
        await it.press("ctrl+s")
        assert it.saved
        added = set(it.file.read_text().splitlines()) - set(COMMUNITY.splitlines())
        assert {each.partition("=")[0].strip() for each in added} == {"title", "quarter", "focus_area"}
        assert it.toasts[-1] == "Title, Quarter, Focus area saved in community.toml · u undoes it"


def test_a_reference_to_what_an_unreadable_file_may_hold_is_let_through(tmp_path: Path) -> None:
    (tmp_path / "goals.toml").write_text(COMMUNITY)
    draft = draft_of(tmp_path, "standing")
    (tmp_path / "broken.toml").write_text('[[person\nid = "mary"')
    draft.put("person", "mary")
    assert "person" in draft.problems().fields
    draft.world.workspace = Workspace(at(tmp_path))
    assert "person" not in draft.problems().fields


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


async def test_a_key_that_follows_at_once_loses_no_letter(opened: Open) -> None:
    async with opened("goal") as it:
        for key, letters in (("escape", "ab"), ("ctrl+s", "cd")):
            it.form.row("title").focus_editor()
            await it.pilot.pause()
            for name, character in (("end", None), *((letter, letter) for letter in letters), (key, None)):
                it.app.post_message(events.Key(name, character))
            await it.pilot.pause()
            await it.pilot.pause()
            if key == "escape":
                assert isinstance(it.app.screen, DiscardDialog)
                await it.press("escape")
        assert it.file.read_text() == COMMUNITY.replace('"Documentation sprint"', '"Documentation sprintabcd"')


async def test_a_change_that_is_taken_back_is_no_change_and_escape_leaves_at_once(opened: Open) -> None:
    async with opened("goal") as it:
        await it.press("end", "s", "space")
        assert it.form.unsaved
        assert it.mark("title") == "●"
        await it.press("backspace", "backspace", "space")
        assert not it.form.unsaved
        assert it.mark("title") == " "
        await it.press("escape")
        assert it.app.answer is None


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


async def test_a_conflict_can_be_put_off_and_theirs_be_taken(opened: Open) -> None:
    async with opened("goal") as it:
        await it.put("why", "Because.\nYes.")
        theirs = await conflicting(it)
        await it.press("enter")
        assert it.status == "Not saved: Title was changed in the file meanwhile"
        assert it.form.row("title").raw == "Docs week"
        assert it.file.read_text() == theirs
        await it.press("ctrl+s")
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


def test_what_was_typed_can_be_had_as_text_by_who_saves_it_from_a_crash(tmp_path: Path) -> None:
    draft = draft_of(tmp_path, "goal")
    typed: dict[str, Raw] = {"title": 'Docs "week"', "owners": ("ada", "grace"), "quarter": "nonsense", "why": ""}
    for name, raw in typed.items():
        draft.put(name, raw)
    text = unsaved_text(draft)
    assert text.startswith("# goal docs-sprint (community.toml:30)\n")
    assert tomli.loads(text) == {"title": 'Docs "week"', "owners": ["ada", "grace"], "quarter": "nonsense"}
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
        it.workspace.read_only = True
        await it.press("ctrl+s")
        assert it.status == "Not saved: opened read-only. What you typed is still here."
        it.workspace.read_only = False
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
