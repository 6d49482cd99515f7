"""Records move within a list, and to the file that their fields name; members of a record likewise."""

from __future__ import annotations

import datetime
import re
import sys
from pathlib import Path

import pytest

from commtui.model.goal import Goal
from commtui.model.item import Item
from commtui.model.person import Person
from commtui.model.recognition import Recognition
from commtui.model.standing import Standing
from commtui.store.edits import (
    AddMember,
    AddRecord,
    ChangeList,
    MoveMember,
    MoveRecord,
    RemoveMember,
    RenameId,
    SetFields,
)
from commtui.store.errors import ConflictError, EditRefusedError, NotAMemberError
from commtui.store.find import at
from commtui.store.placing import moved_place
from tests.store.hospital import changed, goal, ladder, only, texts, workspace_of

NOTED = "# Agreed in March, after much talk.\n"
OWN = "goals/2013-Q3/mentors.toml"
MENTORS = """\
# Asked for by everyone who came in spring.

[[goal]]
id = "mentors"
quarter = "2013-Q3"  # or when Grace is back
title = "A mentor for each newcomer"
status = "planned"

# Whoever reads this: would you like to be one?
"""
RESULT = {"title": "50 pages translated", "done": False}


@pytest.mark.parametrize("quarter", ["2013-Q2", "2013-Q4"], ids=["that has a page", "that has none"])
def test_a_goal_leaves_its_page_with_its_comments_for_a_file_of_its_own_in_a_quarter(
    hospital: Path, quarter: str
) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    workspace.apply(SetFields(goal(workspace), {("quarter",): quarter, ("status",): "active"}))
    after = texts(hospital)
    own = f"goals/{quarter}/docs-sprint.toml"
    assert changed(before, after) == {"goals/2013-Q1.toml", own}
    staying, noted, leaving = before["goals/2013-Q1.toml"].partition(f"\n{NOTED}")
    assert after["goals/2013-Q1.toml"] == staying
    leaving = leaving.replace('"moved"', '"active"').replace('"2013-Q1"', f'"{quarter}"')
    assert after[own] == noted.lstrip("\n") + leaving
    assert goal(workspace).file.path == hospital / own
    assert goal(workspace, "docs-sprint-2").record.continues == "docs-sprint"
    assert not workspace.has_changed()
    workspace.undo()
    assert texts(hospital) == before


def test_what_a_page_says_of_its_quarter_stays_when_its_last_goal_leaves(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.set_field(goal(workspace, "docs-sprint-2"), ("quarter",), "2013-Q3")
    after = texts(hospital)
    assert after["goals/2013-Q2.toml"] == "# The second quarter: the one we are in.\n"
    assert "second quarter" not in after["goals/2013-Q3/docs-sprint-2.toml"]


def test_a_goals_own_file_moves_as_a_whole(hospital: Path) -> None:
    before = mentors(hospital)
    workspace = workspace_of(hospital)
    workspace.set_field(goal(workspace, "mentors"), ("quarter",), "2013-Q4")
    moved = {name.replace(OWN, "goals/2013-Q4/mentors.toml"): text for name, text in before.items()}
    assert texts(hospital) == {**moved, "goals/2013-Q4/mentors.toml": MENTORS.replace("2013-Q3", "2013-Q4")}
    workspace.undo()
    assert texts(hospital) == before


def test_a_goals_own_file_is_renamed_with_it(hospital: Path) -> None:
    before = mentors(hospital)
    workspace = workspace_of(hospital)
    workspace.apply(RenameId(goal(workspace, "mentors"), "buddies"))
    moved = {name.replace("/mentors.", "/buddies."): text for name, text in before.items()}
    assert texts(hospital) == {name: text.replace('"mentors"', '"buddies"') for name, text in moved.items()}
    assert goal(workspace, "buddies").file.path == hospital / "goals" / "2013-Q3" / "buddies.toml"
    workspace.undo()
    assert texts(hospital) == before


@pytest.mark.skipif(sys.platform != "linux", reason="files as where case counts")
def test_a_goal_whose_name_changes_only_in_case_takes_that_name(hospital: Path) -> None:
    before = mentors(hospital)
    workspace = workspace_of(hospital)
    workspace.apply(RenameId(goal(workspace, "mentors"), "Mentors"))
    assert changed(before, texts(hospital)) == {OWN, OWN.replace("/mentors", "/Mentors")}
    workspace.undo()
    assert texts(hospital) == before


def test_a_goal_whose_name_differs_from_anothers_only_in_case_goes_to_the_folder_of_its_quarter(hospital: Path) -> None:
    before = mentors(hospital)
    workspace = workspace_of(hospital)
    new = {"id": "Mentors", "quarter": "2013-Q3", "title": "More mentors", "status": "planned"}
    workspace.apply(AddRecord("goal", new))
    (name,) = changed(before, texts(hospital))
    assert re.fullmatch(r"goals/2013-Q3/Mentors-[0-9a-f]{4}\.toml", name)
    workspace.set_field(goal(workspace, "Mentors"), ("quarter",), "2013-Q4")
    assert changed(before, texts(hospital)) == {"goals/2013-Q4/Mentors.toml"}


def test_a_file_that_is_the_same_by_another_name_stays(tmp_path: Path) -> None:
    path, other = tmp_path / "people" / "ada.toml", tmp_path / "people" / "Ada.toml"
    path.parent.mkdir()
    path.touch()
    before, now = {"id": "ada"}, {"id": "Ada"}
    assert moved_place(at(tmp_path), Person.about, path, before, now, lambda _: False) == other
    other.hardlink_to(path)  # as it looks where case does not count
    assert moved_place(at(tmp_path), Person.about, path, before, now, lambda _: True) is None


def test_a_goal_that_is_renamed_stays_on_its_page(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.apply(RenameId(goal(workspace), "docs-week"))
    assert goal(workspace, "docs-week").file.path == hospital / "goals" / "2013-Q1.toml"


def mentors(hospital: Path) -> dict[str, str]:
    """The texts of the hospital with one more goal, in a file of its own."""
    (hospital / OWN).parent.mkdir()
    (hospital / OWN).write_text(MENTORS)
    return texts(hospital)


def test_a_goal_that_people_keep_elsewhere_stays(hospital: Path) -> None:
    (hospital / "goals" / "2013-Q1.toml").rename(hospital / "goals" / "past.toml")
    workspace = workspace_of(hospital)
    workspace.set_field(goal(workspace), ("quarter",), "2013-Q2")
    assert goal(workspace).file.path.name == "past.toml"


def test_a_recognition_follows_its_date_and_keeps_its_suffix(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    for day, name in (
        (datetime.date(2014, 1, 2), "2014/2014-01-02-grace-4f1a.toml"),
        (None, "undated/grace-4f1a.toml"),
        (datetime.date(2013, 3, 28), "2013/2013-03-28-grace-4f1a.toml"),
    ):
        workspace.set_field(only(workspace, Recognition), ("date",), day)
        assert only(workspace, Recognition).file.path == hospital / "recognition" / name


def test_a_file_that_would_be_met_is_not_overwritten(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    there = hospital / "recognition" / "undated" / "grace-4f1a.toml"
    there.parent.mkdir()
    there.write_text("# theirs\n")
    workspace.set_field(only(workspace, Recognition), ("date",), None)
    assert there.read_text() == "# theirs\n"
    assert only(workspace, Recognition).file.path.parent == there.parent


def test_a_standing_follows_its_person(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.set_field(only(workspace, Standing), ("person",), "grace")
    assert only(workspace, Standing).file.path.name == "grace.toml"
    assert [each.record.id for each in workspace.snapshot.of(Person)] == ["ada", "grace"]


def test_a_record_moves_in_its_list_with_its_comments(hospital: Path) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    workspace.apply(MoveRecord(workspace.snapshot.of(Item)[1], 0))
    assert [each.record.id for each in workspace.snapshot.of(Item)] == ["rest-api", "handbook"]
    assert texts(hospital)["roadmap.toml"].startswith('# Needs the handbook.\n[[item]]\nid = "rest-api"')
    workspace.undo()
    assert texts(hospital) == before
    with pytest.raises(EditRefusedError):
        workspace.apply(MoveRecord(workspace.snapshot.of(Item)[1], 2))


def test_a_list_gets_and_loses_members_whatever_else_is_in_it(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    entry = goal(workspace)
    entry.file.path.write_text(
        entry.file.content.text.replace('"docs-sprint"', '"docs-sprint"\ntags = [\n  "x",  # y\n]')
    )
    workspace.apply(ChangeList(entry, ("tags",), add=("docs", "x", "spring")))
    assert goal(workspace).record.tags == ("x", "docs", "spring")
    assert '  "x",  # y\n  "docs",\n  "spring",\n]' in entry.file.path.read_text()
    workspace.apply(ChangeList(entry, ("tags",), add=("summer",), remove=("docs", "x", "spring")))
    assert goal(workspace).record.tags == ("summer",)
    workspace.apply(ChangeList(entry, ("tags",), remove=("summer",)))
    assert "tags" not in goal(workspace).data
    workspace.apply(ChangeList(entry, ("tags",), add=("new",)))
    assert goal(workspace).record.tags == ("new",)


def test_what_is_not_in_a_list_cannot_be_taken_out(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    with pytest.raises(NotAMemberError) as refused:
        workspace.apply(ChangeList(goal(workspace), ("owners",), remove=("grase",)))
    assert (refused.value.path, refused.value.value, refused.value.members) == (("owners",), "grase", ("grace", "ada"))


def test_adding_what_is_there_already_writes_nothing(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    before = workspace.snapshot
    assert workspace.apply(ChangeList(goal(workspace), ("owners",), add=("ada",))) is before


def test_key_results_come_go_and_move(hospital: Path) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    workspace.apply(AddMember(goal(workspace), ("key_result",), RESULT))
    workspace.apply(AddMember(goal(workspace), ("key_result",), {"title": "First of all"}, 0))
    titles = [each.title for each in goal(workspace).record.key_result]
    assert titles == ["First of all", "100 pages reviewed", "50 pages translated"]
    workspace.apply(MoveMember(goal(workspace), ("key_result", 2), 0))
    workspace.apply(RemoveMember(goal(workspace), ("key_result", 1)))
    titles = [each.title for each in goal(workspace).record.key_result]
    assert titles == ["50 pages translated", "100 pages reviewed"]
    text = texts(hospital)["goals/2013-Q1.toml"]
    assert '  # Counted by hand.\n  [[goal.key_result]]\n  title = "100 pages reviewed"\n' in text
    workspace.apply(RemoveMember(goal(workspace), ("key_result", 1)), RemoveMember(goal(workspace), ("key_result", 0)))
    assert goal(workspace).record.key_result == ()
    for _ in range(5):
        workspace.undo()
    assert texts(hospital) == before


def test_a_goal_without_key_results_gets_its_first(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.apply(AddMember(goal(workspace, "docs-sprint-2"), ("key_result",), RESULT))
    assert '\n[[goal.key_result]]\ntitle = "50 pages translated"\n' in texts(hospital)["goals/2013-Q2.toml"]


def test_a_rungs_requirement_is_added_two_levels_down(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    requirement = {"text": "Ten reviews", "kind": "count", "metric": "reviews", "at_least": 10}
    workspace.apply(AddMember(ladder(workspace), ("rung", 1, "requirement"), requirement))
    assert [len(each.requirement) for each in ladder(workspace).record.rung] == [0, 1, 0]


def test_a_member_is_found_again_where_others_came_before_it(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    entry = goal(workspace)
    workspace_of(hospital).apply(AddMember(entry, ("key_result",), {"title": "Theirs"}, 0))
    workspace.apply(RemoveMember(entry, ("key_result", 0)))
    assert [each.title for each in goal(workspace).record.key_result] == ["Theirs"]
    with pytest.raises(ConflictError):
        workspace.apply(RemoveMember(entry, ("key_result", 0)))
    with pytest.raises(EditRefusedError, match="no such place"):
        workspace.apply(RemoveMember(goal(workspace), ("key_result", 5)))


def test_a_table_that_is_not_there_comes_with_the_first_value_in_it(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.edit(
        ladder(workspace), {("rung", 0, "nomination", "sponsors"): 2, ("rung", 0, "nomination", "by"): ["self"]}
    )
    nomination = ladder(workspace).record.rung[0].nomination
    assert nomination is not None
    assert (nomination.sponsors, nomination.by) == (2, ("self",))
    community = workspace.snapshot.entries["community"][0]
    workspace.set_field(community, ("links", "chat"), "https://chat.example.org")
    workspace.set_field(workspace.snapshot.entries["community"][0], ("links", "wiki"), "https://wiki.example.org")
    assert set(workspace.snapshot.community.links) == {"chat", "wiki"}


def test_several_edits_are_one_step_and_all_or_none(hospital: Path) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    entry = goal(workspace)
    workspace.apply(
        SetFields(entry, {("title",): "Docs week"}),
        ChangeList(entry, ("owners",), remove=("ada",)),
        SetFields(entry, {("id",): "docs-week"}),
        SetFields(entry, {("status",): "done", ("quarter",): "2013-Q3"}),
    )
    found = workspace.snapshot.find(Goal, "docs-week")
    assert found is not None
    assert (found.record.title, found.record.owners, found.record.status) == ("Docs week", ("grace",), "done")
    assert found.file.path == hospital / "goals" / "2013-Q3" / "docs-week.toml"
    workspace.undo()
    assert texts(hospital) == before
    assert workspace.undoable is None
    with pytest.raises(EditRefusedError):
        workspace.apply(SetFields(entry, {("title",): "Docs week"}), SetFields(entry, {("status",): "nonsense"}))
    assert texts(hospital) == before
