"""Every edit can be taken back, and nothing that someone else did goes with it."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from commtui.model.goal import Goal
from commtui.model.item import Item
from commtui.model.person import Person
from commtui.model.recognition import Recognition
from commtui.store.edits import (
    AddMember,
    AddRecord,
    ChangeList,
    Edit,
    MoveRecord,
    Referring,
    RemoveRecord,
    RenameId,
    SetFields,
    Verb,
)
from commtui.store.errors import ConflictError, EditRefusedError, ReferredError, SaveError
from commtui.store.find import at
from commtui.store.snapshot import Snapshot
from commtui.store.workspace import Workspace
from tests.store.hospital import goal, only, person, texts, workspace_of
from tests.store.writing import Write
from tests.trying import times

GOAL = {"id": "translations", "quarter": "2013-Q2", "title": "Speak Spanish", "status": "planned", "owners": ["ada"]}
THANKS = {"person": "ada", "kinds": ["doc"], "date": datetime.date(2013, 4, 1)}

Choose = Callable[[Workspace, random.Random, int], Edit]
CHOICES: tuple[Choose, ...] = (
    lambda it, dice, n: AddRecord(
        "goal", {**GOAL, "id": f"g{n}", "owners": [], "quarter": dice.choice(["2013-Q1", "2014-Q1"])}
    ),
    lambda it, dice, n: AddRecord(
        "goal", {**GOAL, "id": f"g{n}", "owners": []}, it.home.place / "goals" / f"2013-Q{dice.randint(1, 2)}.toml"
    ),
    lambda it, dice, n: AddRecord("person", {"id": f"p{n}", "name": f"Person {n}"}),
    lambda it, dice, n: AddRecord("recognition", {**THANKS, "person": dice.choice(it.snapshot.of(Person)).record.id}),
    lambda it, dice, n: RemoveRecord(dice.choice(it.snapshot.of(Goal)), Referring.CASCADE),
    lambda it, dice, n: RemoveRecord(dice.choice(it.snapshot.of(Recognition)), Referring.CASCADE),
    lambda it, dice, n: RenameId(dice.choice(it.snapshot.of(Person)), f"r{n}"),
    lambda it, dice, n: SetFields(dice.choice(it.snapshot.of(Goal)), {("quarter",): f"2013-Q{dice.randint(1, 4)}"}),
    lambda it, dice, n: SetFields(dice.choice(it.snapshot.of(Goal)), {("title",): f"Title {n}", ("why",): f"a\n{n}"}),
    lambda it, dice, n: SetFields(dice.choice(it.snapshot.of(Person)), {("name",): f"Name {n}"}),
    lambda it, dice, n: ChangeList(dice.choice(it.snapshot.of(Goal)), ("tags",), add=(f"tag {n}",)),
    lambda it, dice, n: AddMember(dice.choice(it.snapshot.of(Goal)), ("key_result",), {"title": f"Result {n}"}, 0),
    lambda it, dice, n: MoveRecord(dice.choice(it.snapshot.of(Item)), dice.randint(0, 1)),
)


def test_many_edits_of_all_kinds_are_taken_back_and_done_again_byte_for_byte(hospital: Path) -> None:
    dice = random.Random(2013)
    workspace = workspace_of(hospital)
    states = [texts(hospital)]
    while len(states) <= times(40, 220):
        goals = workspace.snapshot.of(Goal)
        choose = (
            dice.choice(CHOICES)
            if len(goals) > 1 and workspace.snapshot.of(Recognition)
            else CHOICES[dice.choice([0, 1, 3])]
        )
        workspace.apply(choose(workspace, dice, len(states)))
        if texts(hospital) != states[-1]:
            states.append(texts(hospital))
    for state in reversed(states[:-1]):
        workspace.undo()
        assert texts(hospital) == state
    assert workspace.undo() is None
    for state in states[1:]:
        workspace.redo()
        assert texts(hospital) == state
    assert workspace.redo() is None
    assert not workspace.has_changed()
    assert not workspace.snapshot.rejected
    assert not workspace.snapshot.broken


def test_a_step_says_what_it_was_for_words_about_it(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    assert workspace.undoable is None
    workspace.apply(SetFields(goal(workspace), {("status",): "done"}))
    step = workspace.undoable
    assert step is not None
    (deed,) = step.deeds
    assert (deed.verb, deed.kind, deed.id, deed.caption) == (Verb.SET, "goal", "docs-sprint", "Documentation sprint")
    assert deed.file == "community/goals/2013-Q1.toml"
    assert deed.changes == {("status",): ("moved", "done")}
    assert workspace.undo() is step
    again = workspace.redoable
    assert again is not None
    assert again.deeds == step.deeds
    workspace.apply(RenameId(person(workspace, "ada"), "ada-l"))
    renamed = workspace.undoable
    assert renamed is not None
    assert [(each.verb, each.id, each.changes) for each in renamed.deeds] == [
        (Verb.RENAME, "ada", {("id",): ("ada", "ada-l")})
    ]


def test_a_new_edit_forgets_what_was_taken_back(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.set_field(goal(workspace), ("title",), "One")
    workspace.undo()
    workspace.set_field(goal(workspace), ("title",), "Two")
    assert workspace.redoable is None
    assert workspace.redo() is None


def test_an_edit_that_changes_nothing_is_no_step(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.set_field(goal(workspace), ("status",), "moved")
    assert workspace.undoable is None


def test_listeners_are_told_of_the_snapshot_after_an_undo(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.set_field(goal(workspace), ("title",), "Docs week")
    heard: list[Snapshot] = []
    workspace.subscribe(heard.append)
    workspace.undo()
    assert heard == [workspace.snapshot]
    assert goal(workspace).record.title == "Documentation sprint"


def test_line_ends_and_marks_of_a_file_that_went_come_back(community: Write) -> None:
    raw = '\ufeff[[person]]\r\nid = "ada"\r\nname = "Ada"'.encode()
    folder = community({"community.toml": '[community]\nname = "X"\n', "people/ada.toml": raw})
    workspace = workspace_of(folder)
    workspace.apply(RemoveRecord(person(workspace, "ada")))
    assert not (folder / "people" / "ada.toml").exists()
    workspace.undo()
    assert (folder / "people" / "ada.toml").read_bytes() == raw


def edit_by_hand(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1))


def test_what_others_changed_beside_it_is_kept(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.set_field(goal(workspace), ("title",), "Docs week")
    edit_by_hand(hospital, "goals/2013-Q1.toml", '"moved"', '"done"')
    edit_by_hand(hospital, "goals/2013-Q1.toml", "# The first quarter.", "# The first, and the coldest.")
    theirs = texts(hospital)
    workspace.undo()
    assert texts(hospital) == {
        **theirs,
        "goals/2013-Q1.toml": theirs["goals/2013-Q1.toml"].replace('"Docs week"', '"Documentation sprint"'),
    }
    workspace.redo()
    assert texts(hospital) == theirs


def test_the_same_field_changed_by_someone_else_is_a_conflict_and_writes_nothing(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.set_field(goal(workspace), ("status",), "dropped")
    workspace.set_field(goal(workspace), ("title",), "Docs week")
    edit_by_hand(hospital, "goals/2013-Q1.toml", '"Docs week"', '"Docs days"')
    theirs = texts(hospital)
    with pytest.raises(ConflictError) as conflict:
        workspace.undo()
    error = conflict.value
    assert (error.path, error.mine, error.theirs, error.base) == (
        ("title",),
        "Documentation sprint",
        "Docs days",
        "Docs week",
    )
    assert texts(hospital) == theirs
    assert workspace.undoable is not None
    workspace.forget_undo()
    workspace.undo()
    assert goal(workspace).data["status"] == "moved"
    assert goal(workspace).record.title == "Docs days"


def test_a_step_that_cannot_be_done_again_can_be_left_out(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    for status in ("missed", "done"):
        workspace.edit(goal(workspace), {("status",): status})
    assert (workspace.undo(), workspace.undo()) != (None, None)
    workspace.forget_redo()
    (left,) = [workspace.redoable]
    assert left is not None
    assert left.deeds[0].changes[("status",)][1] == "done"
    workspace.forget_redo()
    workspace.forget_redo()
    assert workspace.redo() is None


def test_a_record_that_was_added_is_taken_out_of_a_file_that_others_changed(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    before = texts(hospital)
    workspace.apply(AddRecord("goal", GOAL, hospital / "goals" / "2013-Q2.toml"))
    edit_by_hand(hospital, "goals/2013-Q2.toml", '"active"', '"done"')
    workspace.undo()
    assert texts(hospital)["goals/2013-Q2.toml"] == before["goals/2013-Q2.toml"].replace('"active"', '"done"')
    workspace.redo()
    assert goal(workspace, "translations").data == GOAL


def test_a_record_that_was_added_and_that_someone_wrote_more_into_stays(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.apply(AddRecord("goal", GOAL))
    edit_by_hand(hospital, "goals/2013-Q2/translations.toml", '"Speak Spanish"', '"Speak Spanish and Portuguese"')
    theirs = texts(hospital)
    with pytest.raises(ConflictError):
        workspace.undo()
    assert texts(hospital) == theirs


def test_a_record_that_was_added_and_is_named_by_now_stays(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.apply(AddRecord("person", {"id": "mary", "name": "Mary"}))
    edit_by_hand(hospital, "goals/2013-Q2.toml", '["grace"]', '["grace", "mary"]')
    with pytest.raises(ReferredError):
        workspace.undo()
    assert (hospital / "people" / "mary.toml").exists()


def test_a_record_that_was_removed_comes_back_into_a_file_that_others_changed(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    before = texts(hospital)
    workspace.apply(RemoveRecord(workspace.snapshot.of(Item)[1]))
    edit_by_hand(hospital, "roadmap.toml", '"A handbook"', '"The handbook"')
    workspace.undo()
    assert texts(hospital)["roadmap.toml"] == before["roadmap.toml"].replace('"A handbook"', '"The handbook"')


def test_a_file_that_was_removed_comes_back_beside_what_others_put_there(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.apply(RemoveRecord(person(workspace, "grace"), Referring.CASCADE))
    (hospital / "people" / "grace.toml").write_text('# A new file.\n[[person]]\nid = "mary"\nname = "Mary"\n')
    workspace.undo()
    assert {each.record.id for each in workspace.snapshot.of(Person)} == {"ada", "grace", "mary"}
    assert (hospital / "people" / "grace.toml").read_text().startswith("# A new file.\n")


def test_a_record_that_came_back_by_another_hand_is_not_doubled(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    before = texts(hospital)
    workspace.apply(RemoveRecord(goal(workspace, "docs-sprint-2")))
    (hospital / "goals" / "2013-Q3.toml").write_text(before["goals/2013-Q2.toml"])
    with pytest.raises(EditRefusedError):
        workspace.undo()
    assert len(workspace.reload().of(Goal)) == 3


def test_a_goal_that_moved_to_another_quarter_moves_back_from_a_file_that_others_changed(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    before = texts(hospital)
    workspace.set_field(goal(workspace), ("quarter",), "2013-Q2")
    own = goal(workspace).file.path
    theirs = '[[goal]]\nid = "mentors"\nquarter = "2013-Q2"\ntitle = "Mentors"\nstatus = "planned"\n'
    own.write_text(f"{theirs}\n{own.read_text()}")
    edit_by_hand(hospital, "goals/2013-Q1.toml", '"done"', '"missed"')
    workspace.undo()
    assert texts(hospital) == {
        **before,
        "goals/2013-Q1.toml": before["goals/2013-Q1.toml"].replace('"done"', '"missed"'),
        "goals/2013-Q2/docs-sprint.toml": theirs,
    }
    workspace.redo()
    assert goal(workspace).file.path == own


def test_a_recognition_whose_file_moved_moves_back_with_what_others_wrote(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.set_field(only(workspace, Recognition), ("date",), datetime.date(2014, 1, 2))
    edit_by_hand(hospital, "recognition/2014/2014-01-02-grace-4f1a.toml", "[[", "# Theirs.\n[[")
    workspace.undo()
    assert only(workspace, Recognition).file.path.name == "2013-03-28-grace-4f1a.toml"
    assert only(workspace, Recognition).file.content.text.startswith("# Theirs.\n")


def test_a_rename_is_taken_back_where_others_edited_meanwhile(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    before = texts(hospital)
    workspace.apply(RenameId(person(workspace, "ada"), "ada-lovelace"))
    edit_by_hand(hospital, "roadmap.toml", '"A handbook"', '"The handbook"')
    edit_by_hand(hospital, "people/ada-lovelace.toml", '"Ada Lovelace"', '"Ada King"')
    workspace.undo()
    assert texts(hospital) == {
        **before,
        "roadmap.toml": before["roadmap.toml"].replace('"A handbook"', '"The handbook"'),
        "people/ada.toml": before["people/ada.toml"].replace('"Ada Lovelace"', '"Ada King"'),
    }


def test_an_undo_in_a_file_that_is_broken_by_now_is_told(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.set_field(goal(workspace), ("title",), "Docs week")
    edit_by_hand(hospital, "goals/2013-Q1.toml", "[[goal]]", "[[goal")
    theirs = texts(hospital)
    with pytest.raises(SaveError, match=r"community/goals/2013-Q1\.toml"):
        workspace.undo()
    assert texts(hospital) == theirs


def test_a_read_only_workspace_has_nothing_to_undo_and_makes_no_edit_of_any_sort(hospital: Path) -> None:
    workspace = Workspace(at(hospital), read_only=True)
    before = texts(hospital)
    with pytest.raises(EditRefusedError, match="read-only"):
        workspace.apply(AddRecord("goal", GOAL))
    assert workspace.undo() is None
    assert texts(hospital) == before
    (change,) = workspace.plan(AddRecord("goal", GOAL, hospital / "goals" / "2013-Q2.toml"))
    assert (change.name, change.old) == ("community/goals/2013-Q2.toml", before["goals/2013-Q2.toml"])
    assert change.new is not None
    assert "translations" in change.new


def test_a_plan_tells_of_every_file_and_writes_none(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    before = texts(hospital)
    changes = workspace.plan(
        SetFields(goal(workspace, "docs-sprint-2"), {("quarter",): "2013-Q3"}),
        RemoveRecord(only(workspace, Recognition)),
    )
    assert [(each.path.relative_to(hospital).as_posix(), each.old is None, each.new is None) for each in changes] == [
        ("goals/2013-Q2.toml", False, False),
        ("goals/2013-Q3/docs-sprint-2.toml", True, False),
        ("recognition/2013/2013-03-28-grace-4f1a.toml", False, True),
    ]
    assert texts(hospital) == before
    assert workspace.plan(SetFields(goal(workspace), {("status",): "moved"})) == ()
