"""An edit of a file that someone else changes as well, or that the system closes."""

from __future__ import annotations

import datetime
import os
import re
import threading
from pathlib import Path

import pytest

from commtui.model.record import Record
from commtui.model.standing import Standing
from commtui.store.edits import AddMember, ChangeList, MoveMember, RemoveMember, SetFields
from commtui.store.errors import ConflictError, EditRefusedError, SaveError
from commtui.store.snapshot import Entry
from commtui.store.workspace import Workspace
from tests.store.hospital import ladder, workspace_of
from tests.store.plan import GOALS, goal, opened
from tests.store.writing import Write
from tests.users import User

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


def test_another_record_that_took_the_place_of_one_without_an_id_is_left_alone(community: Write) -> None:
    file = community({"people.toml": STANDINGS}) / "people.toml"
    workspace = opened(file)
    grace = standing(workspace, "grace")
    theirs = STANDINGS.replace('"grace"', '"mary"')
    file.write_text(theirs)
    with pytest.raises(EditRefusedError, match="any more"):
        workspace.set_field(grace, ("scope",), "docs")
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


def test_a_list_within_a_rung_is_found_where_that_rung_stands_by_now(hospital: Path) -> None:
    file = hospital / "careers/code.toml"
    asked = "".join(
        f'[[ladder.rung.requirement]]\ntext = "{each}"\nkind = "judgement"\n' for each in ("Is kind", "Writes")
    )
    has = f'privileges = ["Approve", "Merge"]\n{asked}'
    text = re.sub('(title = "(Reviewer|Committer)"\n(after.*\n)?)', rf"\1{has}", file.read_text())
    file.write_text(text)
    workspace = workspace_of(hospital)
    entry = ladder(workspace)
    new = {"text": "Reviews", "kind": "judgement"}
    theirs = text.replace("[[ladder.rung]]", '[[ladder.rung]]\nid = "new"\ntitle = "New"\n\n[[ladder.rung]]', 1)
    file.write_text(theirs)
    workspace.apply(
        SetFields(entry, {("title",): "Coders"}),
        ChangeList(entry, ("rung", 1, "privileges"), add=("Release",), remove=("Merge",)),
        RemoveMember(entry, ("rung", 1, "requirement", 0)),
        MoveMember(entry, ("rung", 2, "requirement", 1), 0),
        AddMember(entry, ("rung", 1, "requirement"), new),
    )
    rungs = {each.id: each for each in ladder(workspace).record.rung}
    assert rungs["member"] == entry.record.rung[0]
    assert rungs["reviewer"].privileges == ("Approve", "Release")
    assert [each.text for each in rungs["reviewer"].requirement] == ["Writes", "Reviews"]
    assert rungs["committer"].privileges == ("Approve", "Merge")
    assert [each.text for each in rungs["committer"].requirement] == ["Writes", "Is kind"]
    file.write_text(theirs.replace('id = "reviewer"', 'id = "approver"').replace('["reviewer"]', '["approver"]'))
    for each in (
        ChangeList(entry, ("rung", 1, "privileges"), add=("Release",)),
        AddMember(entry, ("rung", 1, "requirement"), new),
        RemoveMember(entry, ("rung", 1, "requirement", 0)),
        MoveMember(entry, ("rung", 1, "requirement", 0), 1),
    ):
        with pytest.raises(ConflictError):
            workspace.apply(each)


def test_what_the_same_edit_adds_can_be_added_to(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    entry = ladder(workspace)
    here = ("rung", len(entry.record.rung))
    workspace.apply(
        AddMember(entry, ("rung",), {"id": "mentor", "title": "Mentor"}),
        AddMember(entry, (*here, "requirement"), {"text": "Is patient", "kind": "judgement"}),
    )
    assert [each.text for each in ladder(workspace).record.rung[-1].requirement] == ["Is patient"]
