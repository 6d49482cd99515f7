"""One edit at a time, from a value on screen to its bytes in the file."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from commtui.model.goal import Goal
from commtui.model.person import Person
from commtui.store.errors import EditRefusedError
from commtui.store.find import at
from commtui.store.turns import lock_file
from commtui.store.workspace import Workspace
from tests.store.plan import GOALS, goal, opened


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("title",), "Docs week", '"Documentation sprint"', '"Docs week"'),
        (("title",), 'With "quotes" \\ é 🌍', '"Documentation sprint"', '"With \\"quotes\\" \\\\ é 🌍"'),
        (("status",), "active", '"planned"', '"active"'),
        (("quarter",), "2013-Q3", '"2013-Q2"', '"2013-Q3"'),
        (("key_result", 0, "score"), 0.75, "0.5", "0.75"),
        (("key_result", 0, "title"), "All pages", '"100 pages reviewed"', '"All pages"'),
    ],
)
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_an_edit_changes_the_bytes_of_its_value_and_no_other(
    goals: Path, path: tuple[Any, ...], value: Any, old: str, new: str, eol: str, bom: bytes
) -> None:
    before = bom + GOALS.replace("\n", eol).encode()
    goals.write_bytes(before)
    workspace = opened(goals)
    workspace.set_field(goal(workspace), path, value)
    assert goals.read_bytes() == before.replace(old.encode(), new.encode(), 1)


def test_the_next_snapshot_holds_the_edit_and_the_last_one_does_not(goals: Path) -> None:
    workspace = opened(goals)
    before = workspace.snapshot
    entry = goal(workspace)
    after = workspace.set_field(entry, ("title",), "Docs week")
    assert after is workspace.snapshot
    assert goal(workspace).record.title == "Docs week"
    assert entry.record.title == "Documentation sprint"
    assert before.find(Goal, "docs-sprint") is entry
    assert after.find(Person, "ada") is before.find(Person, "ada")
    assert [each.name for each in after.files] == [each.name for each in before.files]
    assert not workspace.has_changed()


def test_none_deletes_the_key(goals: Path) -> None:
    workspace = opened(goals)
    workspace.set_field(goal(workspace), ("why",), None)
    assert goals.read_text() == GOALS.replace("why     = '''\nNobody finds \"anything\".\n'''\n", "")


def test_a_key_that_was_not_there_is_added_to_its_record(goals: Path) -> None:
    workspace = opened(goals)
    workspace.set_field(goal(workspace, "docs-sprint-2"), ("outcome",), "Moved on.")
    assert goal(workspace, "docs-sprint-2").record.outcome == "Moved on."
    assert set(goals.read_text().splitlines()) - set(GOALS.splitlines()) == {'outcome = "Moved on."'}


def test_several_values_are_written_as_one_edit(goals: Path) -> None:
    workspace = opened(goals)
    workspace.edit(goal(workspace), {("title",): "Docs week", ("status",): "done", ("why",): None})
    record = goal(workspace).record
    assert (record.title, record.status, record.why) == ("Docs week", "done", None)


def test_of_several_values_all_are_refused_where_one_is(goals: Path) -> None:
    workspace = opened(goals)
    with pytest.raises(EditRefusedError) as refused:
        workspace.edit(goal(workspace), {("title",): "Docs week", ("status",): "finished"})
    assert [(each.path, each.type) for each in refused.value.faults] == [(("status",), "literal_error")]
    assert goals.read_text() == GOALS


def test_an_equal_value_writes_nothing(goals: Path) -> None:
    workspace = opened(goals)
    before = workspace.snapshot
    stamp = goals.stat()
    for path, value in ((("title",), "Documentation sprint"), (("outcome",), None), (("key_result", 0, "score"), 0.5)):
        assert workspace.set_field(goal(workspace), path, value) is before
    assert goals.stat() == stamp


def test_a_number_of_another_type_is_another_value(goals: Path) -> None:
    workspace = opened(goals)
    workspace.set_field(goal(workspace), ("key_result", 0, "score"), 1)
    assert "score = 1\n" in goals.read_text()
    workspace.set_field(goal(workspace), ("key_result", 0, "score"), 1.0)
    assert "score = 1.0\n" in goals.read_text()


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("title",), None, "missing"),
        (("title",), "", "text_empty"),
        (("title",), "two\nlines", "text_lines"),
        (("title",), "\x1b[31m", "text_control"),
        (("title",), 3, "string_type"),
        (("quarter",), "2013-Q5", "when_format"),
        (("colour",), "red", "extra_forbidden"),
        (("key_result", 0, "score"), 2, "share_range"),
    ],
)
def test_a_record_that_would_not_be_valid_is_refused(
    goals: Path, path: tuple[Any, ...], value: Any, fault: str
) -> None:
    workspace = opened(goals)
    with pytest.raises(EditRefusedError) as refused:
        workspace.set_field(goal(workspace), path, value)
    assert [each.type for each in refused.value.faults] == [fault]
    assert goals.read_text() == GOALS


def test_a_place_that_is_not_in_the_record_is_refused(goals: Path) -> None:
    workspace = opened(goals)
    with pytest.raises(EditRefusedError, match="no such place"):
        workspace.set_field(goal(workspace), ("key_result", 7, "score"), 0.1)


def test_a_read_only_workspace_refuses(goals: Path) -> None:
    workspace = Workspace(at(goals.parent), read_only=True)
    with pytest.raises(EditRefusedError, match="read-only"):
        workspace.set_field(goal(workspace), ("title",), "Docs week")
    assert goals.read_text() == GOALS


def test_who_only_looks_does_not_wait_for_an_edit_that_waits_for_its_turn(goals: Path) -> None:
    workspace = opened(goals)
    known = workspace.snapshot
    lock = lock_file(workspace.home.place)
    lock.parent.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(2) as threads, FileLock(lock):
        edit = threads.submit(workspace.set_field, goal(workspace), ("title",), "Docs week")
        time.sleep(0.1)
        assert threads.submit(lambda: workspace.snapshot).result(5) is known
        assert not edit.done()
