"""One edit at a time, from a value on screen to its bytes in the file."""

from __future__ import annotations

import datetime
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commtui.model.goal import Goal
from commtui.model.person import Person
from commtui.model.record import Record
from commtui.model.standing import Standing
from commtui.store.errors import ConflictError, EditRefusedError, SaveError
from commtui.store.find import at
from commtui.store.snapshot import Entry, Snapshot
from commtui.store.workspace import Workspace
from tests.store.writing import Write
from tests.users import User

GOALS = """\
# The goals of 2013; written by hand.

[[goal]]
id      = "docs-sprint"       # short
quarter = "2013-Q2"
title   = "Documentation sprint"  # to be renamed
status  = "planned"
why     = '''
Nobody finds "anything".
'''

  # Indented, with nested results
  [[goal.key_result]]
  title = "100 pages reviewed"
  score = 0.5

[[goal]]
title = "Documentation sprint"
id = "docs-sprint-2"
status = 'moved'
quarter = "2013-Q1"
# the end"""
STANDINGS = """\
[[standing]]
person = "ada"
ladder = "code"
rung = "reviewer"

[[standing]]
person = "grace"
ladder = "code"
rung = "reviewer"
"""


@pytest.fixture
def goals(community: Write) -> Path:
    return community({"goals.toml": GOALS, "people.toml": '[[person]]\nid = "ada"\nname = "Ada"\n'}) / "goals.toml"


def opened(file: Path) -> Workspace:
    return Workspace(at(file.parent))


def goal(workspace: Workspace, id_: str = "docs-sprint") -> Entry[Goal]:
    found = workspace.snapshot.find(Goal, id_)
    assert found is not None
    return found


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


# Others change the file as well.


def test_what_someone_else_changed_beside_the_value_is_kept(goals: Path) -> None:
    workspace = opened(goals)
    entry = goal(workspace)
    theirs = "# a new first line\n" + GOALS.replace('"planned"', '"active"').replace('"2013-Q1"', '"2013-Q4"')
    goals.write_text(theirs)
    workspace.set_field(entry, ("title",), "Docs week")
    assert goals.read_text() == theirs.replace('"Documentation sprint"', '"Docs week"', 1)
    assert goal(workspace, "docs-sprint-2").data["quarter"] == "2013-Q4"


def test_a_record_is_found_again_by_its_id_where_others_came_before_it(goals: Path) -> None:
    workspace = opened(goals)
    entry = goal(workspace, "docs-sprint-2")
    other = '[[goal]]\nid = "first"\nquarter = "2012-Q1"\ntitle = "Documentation sprint"\nstatus = "done"\n\n'
    goals.write_text(other + GOALS)
    workspace.set_field(entry, ("title",), "Docs week")
    assert goal(workspace, "docs-sprint-2").record.title == "Docs week"
    assert goals.read_text().count('"Documentation sprint"') == 2


def test_the_same_value_changed_by_someone_else_is_a_conflict(goals: Path) -> None:
    workspace = opened(goals)
    entry = goal(workspace)
    theirs = GOALS.replace('"Documentation sprint"', '"Docs days"', 1)
    goals.write_text(theirs)
    with pytest.raises(ConflictError) as conflict:
        workspace.set_field(entry, ("title",), "Docs week")
    error = conflict.value
    assert (error.path, error.mine, error.theirs, error.base) == (
        ("title",),
        "Docs week",
        "Docs days",
        "Documentation sprint",
    )
    assert goals.read_text() == theirs


def test_a_key_that_someone_else_deleted_or_added_is_a_conflict(goals: Path) -> None:
    workspace = opened(goals)
    entry = goal(workspace)
    goals.write_text(GOALS.replace("  score = 0.5\n", ""))
    with pytest.raises(ConflictError) as conflict:
        workspace.set_field(entry, ("key_result", 0, "score"), 0.7)
    assert (conflict.value.theirs, conflict.value.base) == (None, 0.5)
    goals.write_text(GOALS.replace('status  = "planned"', 'status  = "planned"\noutcome = "Theirs"'))
    with pytest.raises(ConflictError) as conflict:
        workspace.set_field(entry, ("outcome",), "Mine")
    assert (conflict.value.theirs, conflict.value.base) == ("Theirs", None)


def test_mine_is_written_after_a_conflict_when_the_record_is_read_again(goals: Path) -> None:
    workspace = opened(goals)
    entry = goal(workspace)
    goals.write_text(GOALS.replace('"Documentation sprint"', '"Docs days"', 1))
    with pytest.raises(ConflictError):
        workspace.set_field(entry, ("title",), "Docs week")
    workspace.reload()
    now = workspace.current(entry)
    assert now is not None
    workspace.set_field(now, ("title",), "Docs week")
    assert goal(workspace).record.title == "Docs week"


def test_the_same_change_made_by_someone_else_is_no_conflict(goals: Path) -> None:
    workspace = opened(goals)
    entry = goal(workspace)
    goals.write_text(GOALS.replace('"Documentation sprint"', '"Docs week"', 1))
    stamp = goals.stat()
    workspace.set_field(entry, ("title",), "Docs week")
    assert goal(workspace).record.title == "Docs week"
    assert goals.stat() == stamp


def test_a_place_in_a_list_that_means_another_member_by_now_is_a_conflict(goals: Path) -> None:
    workspace = opened(goals)
    entry = goal(workspace)
    first = '  [[goal.key_result]]\n  title = "Another"\n  score = 0.5\n'
    goals.write_text(GOALS.replace("  [[goal.key_result]]", first + "  [[goal.key_result]]"))
    with pytest.raises(ConflictError):
        workspace.set_field(entry, ("key_result", 0, "score"), 0.7)


def test_a_record_that_is_gone_is_not_written_anywhere(goals: Path) -> None:
    workspace = opened(goals)
    entry = goal(workspace)
    theirs = GOALS.replace('id      = "docs-sprint"', 'id      = "renamed"')
    goals.write_text(theirs)
    with pytest.raises(EditRefusedError, match=r"not in community/goals.toml any more"):
        workspace.set_field(entry, ("title",), "Docs week")
    assert goals.read_text() == theirs


def test_a_record_that_someone_else_made_invalid_is_left_alone(goals: Path) -> None:
    workspace = opened(goals)
    entry = goal(workspace)
    theirs = GOALS.replace('"planned"', '"finished"')
    goals.write_text(theirs)
    with pytest.raises(EditRefusedError) as refused:
        workspace.set_field(entry, ("title",), "Docs week")
    assert [each.path for each in refused.value.faults] == [("status",)]
    assert goals.read_text() == theirs


def standing(workspace: Workspace, person: str) -> Entry[Record]:
    return next(each for each in workspace.snapshot.of(Standing) if each.record.person == person)


def test_a_record_without_an_id_is_found_again_by_what_it_holds(community: Write) -> None:
    file = community({"people.toml": STANDINGS}) / "people.toml"
    workspace = opened(file)
    grace = standing(workspace, "grace")
    parts = STANDINGS.split("\n\n")
    file.write_text("\n\n".join(['[[standing]]\nperson = "mary"\nladder = "code"\nrung = "committer"', *parts]))
    workspace.set_field(grace, ("since",), datetime.date(2013, 4, 1))
    since = {each.record.person: each.record.since for each in workspace.snapshot.of(Standing)}
    assert since == {"mary": None, "ada": None, "grace": datetime.date(2013, 4, 1)}


def test_a_record_without_an_id_that_cannot_be_told_from_others_is_refused(community: Write) -> None:
    file = community({"people.toml": STANDINGS}) / "people.toml"
    workspace = opened(file)
    grace = standing(workspace, "grace")
    theirs = STANDINGS.replace('"grace"\n', '"grace"\nscope = "docs"\n') + '\n[[standing]]\nperson = "mary"\n'
    file.write_text(theirs)
    with pytest.raises(EditRefusedError, match="any more"):
        workspace.set_field(grace, ("status",), "emeritus")
    assert file.read_text() == theirs


def test_a_file_that_changes_between_reading_and_writing_is_read_again(
    goals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(goals)
    entry = goal(workspace)
    theirs = GOALS.replace('"2013-Q1"', '"2013-Q4"')
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (goals.write_text(theirs), fsync(handle)))
    with pytest.raises(SaveError, match="being changed by something else all the time"):
        workspace.set_field(entry, ("title",), "Docs week")
    assert goals.read_text() == theirs

    def once(handle: int) -> None:
        monkeypatch.setattr(os, "fsync", fsync)
        goals.write_text("# again\n" + theirs)

    monkeypatch.setattr(os, "fsync", once)
    workspace.set_field(entry, ("title",), "Docs week")
    assert goals.read_text() == "# again\n" + theirs.replace('"Documentation sprint"', '"Docs week"', 1)


def test_a_file_that_was_broken_meanwhile_is_left_alone(goals: Path) -> None:
    workspace = opened(goals)
    entry = goal(workspace)
    goals.write_text(GOALS + "\n[[goal")
    with pytest.raises(SaveError, match=r"community/goals.toml: .* \(line \d+\)"):
        workspace.set_field(entry, ("title",), "Docs week")
    assert goals.read_text() == GOALS + "\n[[goal"


def test_a_file_that_is_gone_is_told(goals: Path) -> None:
    workspace = opened(goals)
    entry = goal(workspace)
    goals.unlink()
    with pytest.raises(SaveError, match=r"community/goals.toml: cannot be read: No such file or directory"):
        workspace.set_field(entry, ("title",), "Docs week")
    assert not goals.exists()


def test_a_folder_that_may_not_be_written_leaves_file_and_snapshot_as_they_were(
    shared_folder: Path, ordinary_user: User
) -> None:
    goals = shared_folder / "goals.toml"
    goals.write_text(GOALS)
    goals.chmod(0o666)
    workspace = opened(goals)
    before = workspace.snapshot
    shared_folder.chmod(0o555)
    name = f"{shared_folder.name}/goals.toml"
    with ordinary_user(), pytest.raises(SaveError, match=f"{name}: cannot be written: Permission denied"):
        workspace.set_field(goal(workspace), ("title",), "Docs week")
    assert goals.read_text() == GOALS
    assert workspace.snapshot is before


def test_edits_of_several_threads_are_all_made(goals: Path) -> None:
    workspace = opened(goals)
    entry = goal(workspace)
    fields = [
        ("title", "Docs week"),
        ("status", "active"),
        ("why", "Because"),
        ("outcome", "Read"),
        ("quarter", "2013-Q3"),
    ]
    threads = [threading.Thread(target=workspace.set_field, args=(entry, (name,), value)) for name, value in fields]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    data = goal(workspace).data
    assert {name: data[name] for name, _ in fields} == dict(fields)
    workspace.reload()
    assert {name: goal(workspace).data[name] for name, _ in fields} == dict(fields)


# Changes on disk are noticed.


def test_every_change_on_disk_is_noticed(community: Write) -> None:
    folder = community({"goals.toml": GOALS, "broken.toml": "[", "people/ada.toml": ""})
    workspace = Workspace(at(folder))
    assert not workspace.has_changed()
    changes: list[Callable[[], object]] = [
        lambda: (folder / "goals.toml").write_text(GOALS + "\n"),
        lambda: (folder / "broken.toml").write_text("[["),
        lambda: (folder / "broken.toml").unlink(),
        lambda: (folder / "new.toml").write_text(""),
        lambda: (folder / "new.toml").rename(folder / "renamed.toml"),
        lambda: (folder / "goals").mkdir(),
        lambda: (folder / "goals" / "2013-Q2.toml").write_text(""),
        lambda: (folder / "link").symlink_to("."),
        lambda: (folder / "metrics").mkdir(),
        lambda: (folder / "metrics" / "coffee.sql").write_text(""),
        lambda: (folder / "people" / "ada.toml").rename(folder / "goals" / "ada.toml"),
        lambda: (folder / "people").rmdir(),
    ]
    for number, change in enumerate(changes):
        change()
        assert workspace.has_changed(), number
        workspace.reload()
        assert not workspace.has_changed(), number


def test_a_file_replaced_by_one_of_equal_size_and_time_is_noticed(goals: Path) -> None:
    workspace = opened(goals)
    assert not workspace.has_changed()
    status = goals.stat()
    other = goals.with_name("other")
    other.write_text(GOALS.replace("sprint", "spring"))
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(goals)
    assert workspace.has_changed()


def test_what_is_no_part_of_the_plan_changes_nothing(goals: Path) -> None:
    workspace = opened(goals)
    workspace.has_changed()
    (goals.parent / ".goals.toml.swp").write_text("swap")
    (goals.parent / "notes.md").write_text("notes")
    assert not workspace.has_changed()
    (goals.parent / "notes.md").unlink()
    assert not workspace.has_changed()


def test_a_community_in_one_file_is_watched_too(tmp_path: Path) -> None:
    file = tmp_path / "community.toml"
    file.write_text(GOALS)
    workspace = Workspace(at(file))
    assert not workspace.has_changed()
    workspace.set_field(goal(workspace), ("title",), "Docs week")
    assert not workspace.has_changed()
    file.unlink()
    assert workspace.has_changed()
    assert [each.reason for each in workspace.reload().broken] == ["Cannot be read: No such file or directory"]
    assert not workspace.has_changed()
    file.write_text(GOALS)
    assert workspace.has_changed()
    workspace.reload()
    assert goal(workspace).record.title == "Documentation sprint"


def test_listeners_are_told_of_every_next_snapshot_until_they_leave(goals: Path) -> None:
    workspace = opened(goals)
    heard: list[Snapshot] = []
    leave = workspace.subscribe(heard.append)
    first = workspace.set_field(goal(workspace), ("title",), "Docs week")
    workspace.set_field(goal(workspace), ("title",), "Docs week")
    second = workspace.reload()
    leave()
    workspace.reload()
    assert heard == [first, second]
