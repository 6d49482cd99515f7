"""Nested tables are edited in forms of their own, to any depth, and written with the form that they stand in."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.widgets import Markdown

from commtui.tui.forms.members import MembersEditor
from commtui.tui.forms.nested import TableForm
from commtui.tui.forms.own_editor import NotEditedError, edited
from commtui.tui.forms.preview import Preview
from tests.tui.forms.opening import Open, Opened, screen_text
from tests.tui.forms.test_members import TEXT


def parts(it: Opened, name: str) -> list[str]:
    """The lines of a field as they are shown."""
    editor = it.form.row(name).widget
    assert isinstance(editor, MembersEditor)
    return [" ".join(str(row.content).split()) for row in editor._rows()]


async def test_parts_are_opened_added_removed_brought_back_and_moved_and_all_is_one_edit(opened: Open) -> None:
    async with opened("goal", TEXT) as it:
        await it.go("key_result")
        assert parts(it, "key_result") == [
            "▌ 100 pages score 0.5",
            "50 readers",
            "10 writers ● done",
            "+ add key result",
        ]
        await it.press("enter")
        assert isinstance(it.form, TableForm)
        assert it.form.heading == "Goal: Documentation sprint › 100 pages"
        await it.put("score", "2")
        assert it.said("score") == "Should be a share from 0 to 1, not 2"
        await it.save()
        assert it.status == "Not saved: 1 field needs attention"
        await it.put("score", "0.7")
        await it.save()
        assert parts(it, "key_result")[0] == "▌ 100 pages score 0.7"
        await it.press("n")
        await it.type("A tutorial")
        await it.press("f2")
        assert parts(it, "key_result")[3] == "▌ A tutorial"
        await it.press("K", "up", "d")
        assert parts(it, "key_result")[1:4] == [
            "▌ – 50 readers removed; u brings it back",
            "A tutorial",
            "10 writers ● done",
        ]
        await it.press("d", "enter")
        assert not isinstance(it.form, TableForm)
        await it.press("u")
        assert parts(it, "key_result")[1] == "▌ 50 readers"
        await it.press("shift+up", "d", "j", "j", "J", "k", "u", "d")
        assert it.file.read_text() == TEXT
        assert "key_result" in it.form.unsaved_text()
        await it.save()
        assert it.saved
        results = it.workspace.snapshot.entries["goal"][0].data["key_result"]
        assert [each["title"] for each in results] == ["100 pages", "10 writers", "A tutorial"]
        assert all(
            comment in it.file.read_text() for comment in ("# half of it", "# new ones", "# about pages", "# yes")
        )
        it.workspace.undo()
        assert it.file.read_text() == TEXT


async def test_parts_of_parts_are_edited_the_same_way(opened: Open) -> None:
    async with opened("ladder", TEXT) as it:
        await it.go("rung")
        await it.press("down", "enter")
        await it.go("requirement")
        await it.press("down", "enter")
        assert it.form.heading == "Ladder: Developer stages › Reviewer › Half a year a novice"
        await it.go("rung")
        await it.press("ctrl+u")
        await it.type("rev")
        await it.press("enter")
        assert it.form.row("rung").raw == "reviewer"
        await it.press("ctrl+u", *"nobody")
        assert it.said("rung") == 'Names no rung "nobody"; known: novice, reviewer'
        await it.put("rung", "reviewer")
        await it.save()
        await it.go("nomination")
        assert parts(it, "nomination") == ["▌ + add nomination"]
        await it.press("enter")
        await it.put("by", ("peer",))
        await it.put("sponsor_rungs", ("reviewer", "novic"))
        assert it.said("sponsor_rungs") == 'Names no rung "novic"; did you mean "novice"?'
        await it.put("sponsor_rungs", ("reviewer",))
        await it.save()
        assert parts(it, "nomination") == ["▌ peer"]
        await it.save()
        assert not isinstance(it.form, TableForm)
        await it.save()
        assert it.saved
        rung = it.workspace.snapshot.entries["ladder"][0].data["rung"][1]
        assert rung["requirement"][1]["rung"] == "reviewer"
        assert rung["nomination"] == {"by": ["peer"], "sponsor_rungs": ["reviewer"]}
        assert "# see above" in it.file.read_text()


async def test_a_rung_that_is_renamed_in_its_form_is_followed_in_the_others(opened: Open) -> None:
    async with opened("ladder", TEXT) as it:
        await it.go("rung")
        await it.press("enter")
        await it.put("id", "newcomer")
        assert it.said("id") == "Renamed from novice. 3 references follow."
        await it.save()
        assert it.said("rung") == ""
        await it.press("down", "enter")
        assert it.form.row("after").raw == ("newcomer",)
        await it.press("escape")
        await it.save()
        assert it.saved
        assert it.workspace.snapshot.entries["standing"][0].data["rung"] == "newcomer"


async def test_leaving_a_part_that_was_changed_asks_first_and_a_faulty_part_is_marked_in_its_list(opened: Open) -> None:
    text = TEXT.replace("score = 0.5 # half of it", 'owners = ["ada"]')
    async with opened("goal", text) as it:
        await it.go("key_result")
        await it.press("enter", "end", "x", "escape")
        assert any("You changed Title." in line for line in screen_text(it.app))
        await it.press("right", "enter")
        assert parts(it, "key_result")[0] == "▌ 100 pages"
        await it.press("enter", "end", "x", "ctrl+s")
        it.file.write_text(text.replace('id = "ada"', 'id = "adah"').replace('person = "ada"', 'person = "adah"'))
        it.workspace.reload()
        await it.pilot.pause()
        await it.press("enter")
        await it.put("owners", ("ada", "grace"))
        assert it.said("owners") == 'Names no person "grace"; known: adah'
        await it.press("escape", "right", "enter")


async def test_parts_can_be_used_with_the_mouse(opened: Open) -> None:
    async with opened("goal", TEXT, size=(80, 30)) as it:
        await it.go("key_result")
        editor = it.form.row("key_result").widget
        await it.pilot.click(editor, offset=(5, 1), times=2)
        await it.pilot.pause()
        assert it.form.heading.endswith("50 readers")
        await it.press("escape")
        await it.pilot.click(editor, offset=(5, 3))
        await it.pilot.pause()
        assert it.form.heading.endswith("new key result")


# Long texts.


@contextmanager
def nothing() -> Iterator[None]:
    yield


def script(folder: Path, text: str) -> dict[str, str]:
    file = folder / "my editor"
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o700)
    return {"EDITOR": f"'{file}'"}


def test_the_editor_gets_a_file_that_nobody_else_reads_and_that_is_gone_after(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    environment = script(tmp_path, f'ls -l "$1" > {seen}; cat "$1" >> {seen}; echo "more" >> "$1"')
    assert edited("one\n\nzwei ü\n", environment, nothing()) == "one\n\nzwei ü\nmore\n"
    first, *rest = seen.read_text().splitlines()
    assert first.startswith("-rw-------")
    assert first.endswith(".md")
    assert rest == ["one", "", "zwei ü"]
    assert not Path(first.split()[-1]).exists()
    assert edited("one", script(tmp_path, 'printf "two\\r\\n" > "$1"'), nothing()) == "two"


@pytest.mark.parametrize(
    ("text", "reason", "left"),
    [
        ("exit 3", "my editor ended with 3", None),
        ('printf "much" > "$1"; exit 3', "my editor ended with 3; what you wrote is in ", b"much"),
        ('printf "caf\\351" > "$1"', "what the editor left is not UTF-8; what you wrote is in ", b"caf\xe9"),
        ('rm "$1"', "the editor's file cannot be read: No such file or directory", None),
    ],
)
def test_what_cannot_be_taken_over_from_an_editor_stays_in_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, reason: str, left: bytes | None
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "files"))
    (tmp_path / "files").mkdir()
    with pytest.raises(NotEditedError) as refused:
        edited("one", script(tmp_path, text), nothing())
    files = list((tmp_path / "files").iterdir())
    assert str(refused.value) == reason + "".join(map(str, files))
    assert [each.read_bytes() for each in files] == ([] if left is None else [left])


def test_where_no_file_can_be_made_for_an_editor_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    with pytest.raises(NotEditedError, match="no file for the editor can be made: No such file"):
        edited("one", {"EDITOR": "true"}, nothing())


def test_no_editor_or_one_that_is_not_there_says_so() -> None:
    with pytest.raises(NotEditedError, match="set VISUAL or EDITOR"):
        edited("one", {}, nothing())
    with pytest.raises(NotEditedError, match="no-such-editor: No such file"):
        edited("one", {"VISUAL": "no-such-editor"}, nothing())


async def test_a_long_text_is_previewed_and_written_in_the_users_own_editor(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened("goal", TEXT) as it:
        await it.go("why")
        await it.press("f4")
        assert it.status == "Nothing taken over: set VISUAL or EDITOR to use an editor of your own"
        monkeypatch.setenv("EDITOR", script(tmp_path, 'printf "Because" > "$1"')["EDITOR"])
        await it.press("f4")
        assert it.status == "An editor cannot be opened from here"
        monkeypatch.setattr(it.app, "suspend", nothing)
        await it.press("f4")
        assert it.form.row("why").raw == "Because"
        assert it.form.unsaved
        hostile = "# Why\n[x](javascript:quit) [@click=app.quit]y[/] \x1b]0;z\x07 <b>\n\n![i](http://e.x/i.png)"
        await it.put("why", hostile)
        await it.press("f3")
        assert isinstance(it.app.screen, Preview)
        await it.pilot.pause()
        drawn = "\n".join(screen_text(it.app))
        assert "[@click=app.quit]y[/]" in drawn
        assert not {"\x1b", "\x07"} & set(drawn)
        await it.pilot.click(Markdown, offset=(2, 3))
        await it.pilot.pause()
        assert not isinstance(it.app.screen, Preview)
        assert it.is_open
        assert stat.S_ISREG(it.file.stat().st_mode)
