"""A new record goes to its own place, and harms nothing that is there."""

from __future__ import annotations

import datetime
import os
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from commtui.model.person import Person
from commtui.model.standing import Standing
from commtui.store.edits import AddRecord, RenameId
from commtui.store.errors import (
    DuplicateIdError,
    EditRefusedError,
    SaveError,
    UncertainIdError,
    UnknownReferenceError,
)
from commtui.store.find import at
from commtui.store.workspace import Workspace
from tests.store.hospital import FILES, changed, goal, person, texts, workspace_of
from tests.store.writing import Write

DAY = datetime.date(2013, 4, 1)
THANKS = {"person": "ada", "kinds": ["doc"], "date": DAY}
GOAL = {"id": "translations", "quarter": "2013-Q2", "title": "Speak Spanish", "status": "planned"}
NEW: dict[str, dict[str, Any]] = {
    "channel": {"id": "talk", "name": "Talk", "kind": "primary"},
    "focus_area": {"id": "code", "title": "Code"},
    "recognition_kind": {"id": "fieldwork", "title": "Field work"},
    "item": {"id": "mobile", "title": "A mobile client", "status": "idea"},
    "goal": GOAL,
    "ladder": {"id": "docs", "title": "Writers"},
    "person": {"id": "mary", "name": "Mary Kenneth Keller"},
    "standing": {"person": "grace", "ladder": "code", "rung": "member"},
    "recognition": THANKS,
    "measurement": {
        "metric": "commits",
        "period": "2013-Q1",
        "unit": "commits",
        "sample": 3,
        "source": "git",
        "computed_on": DAY,
    },
}
SINGLE_FILES = {
    "item": "roadmap.toml",
    "goal": "goals.toml",
    "ladder": "careers.toml",
    "person": "people.toml",
    "standing": "people.toml",
    "recognition": "recognition.toml",
    "measurement": "metrics.toml",
}


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("channel", r"community\.toml"),
        ("focus_area", r"community\.toml"),
        ("recognition_kind", r"community\.toml"),
        ("item", r"roadmap\.toml"),
        ("goal", r"goals/2013-Q2/translations\.toml"),
        ("ladder", r"careers/docs\.toml"),
        ("person", r"people/mary\.toml"),
        ("standing", r"people/grace\.toml"),
        ("recognition", r"recognition/2013/2013-04-01-ada-[0-9a-f]{4}\.toml"),
        ("measurement", r"metrics/2013-Q1\.toml"),
    ],
)
def test_a_new_record_goes_to_its_kinds_own_place(hospital: Path, kind: str, place: str) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    snapshot = workspace.apply(AddRecord(kind, NEW[kind]))
    (name,) = changed(before, texts(hospital))
    assert re.fullmatch(place, name)
    assert NEW[kind] in [entry.data for entry in snapshot.entries[kind]]
    assert set(before.get(name, "").splitlines()) <= set(texts(hospital)[name].splitlines())
    assert not workspace.has_changed()


@pytest.mark.parametrize("kind", SINGLE_FILES)
def test_where_the_kinds_single_file_exists_it_goes_there(hospital: Path, kind: str) -> None:
    single = hospital / SINGLE_FILES[kind]
    single.touch()
    before = texts(hospital)
    workspace_of(hospital).apply(AddRecord(kind, NEW[kind]))
    assert changed(before, texts(hospital)) == {single.name}
    assert single.read_text().startswith(before[single.name])


@pytest.mark.parametrize("kind", NEW)
def test_in_a_community_of_one_file_it_goes_there(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "community.toml"
    whole = "\n".join(str(text) for text in FILES.values())
    file.write_text(whole)
    Workspace(at(file)).apply(AddRecord(kind, NEW[kind]))
    assert [each.name for each in tmp_path.iterdir()] == ["community.toml"]
    assert set(whole.splitlines()) <= set(file.read_text().splitlines())


def test_a_record_may_be_put_into_any_file_of_the_community(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.apply(AddRecord("goal", GOAL, hospital / "plans" / "spring.toml"))
    workspace.apply(AddRecord("person", NEW["person"], hospital / "people" / "ada.toml", index=0))
    assert goal(workspace, "translations").file.path == hospital / "plans" / "spring.toml"
    people = [each.record.id for each in workspace.snapshot.of(Person) if each.file.name.endswith("ada.toml")]
    assert people == ["mary", "ada"]


@pytest.mark.parametrize("name", ["../outside.toml", "goals/.hidden.toml", ".git/x.toml", "notes.md", "."])
def test_a_file_that_is_none_of_the_community_is_refused(hospital: Path, name: str) -> None:
    before = texts(hospital.parent)
    with pytest.raises(EditRefusedError, match="no TOML file of this community"):
        workspace_of(hospital).apply(AddRecord("goal", GOAL, hospital / name))
    assert texts(hospital.parent) == before


def test_a_recognition_without_a_date_goes_to_the_undated_ones(hospital: Path) -> None:
    before = texts(hospital)
    workspace_of(hospital).apply(AddRecord("recognition", {"person": "ada", "kinds": ["code"]}))
    (name,) = changed(before, texts(hospital))
    assert re.fullmatch(r"recognition/undated/ada-[0-9a-f]{4}\.toml", name)


def test_thanking_someone_again_on_one_day_never_meets_a_file_that_is_there(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.apply(*[AddRecord("recognition", THANKS) for _ in range(50)])
    names = [each.name for each in (hospital / "recognition" / "2013").iterdir()]
    assert len([each for each in names if each.startswith("2013-04-01-ada-")]) == 50


def test_a_new_file_says_no_more_than_its_record(hospital: Path) -> None:
    workspace_of(hospital).apply(AddRecord("person", NEW["person"]))
    assert (hospital / "people" / "mary.toml").read_text() == (
        '[[person]]\nid = "mary"\nname = "Mary Kenneth Keller"\n'
    )


def test_a_new_file_names_the_schema_where_the_others_do(community: Write) -> None:
    folder = community({"community.toml": '#:schema ./community.schema.json\n\n[community]\nname = "OpenMRS"\n'})
    workspace_of(folder).apply(AddRecord("person", NEW["person"]))
    first, blank, *rest = (folder / "people" / "mary.toml").read_text().splitlines()
    assert (first, blank, rest[0]) == ("#:schema ../community.schema.json", "", "[[person]]")


@pytest.mark.skipif(os.name != "posix", reason="modes as on POSIX")
def test_a_new_file_may_be_read_by_those_who_may_read_any_new_file(hospital: Path) -> None:
    umask = os.umask(0o022)
    try:
        workspace_of(hospital).apply(AddRecord("person", NEW["person"]))
    finally:
        os.umask(umask)
    assert (hospital / "people" / "mary.toml").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("李明", "李明.toml"),
        ("नेहा", "नेहा.toml"),
        ("con", "_con.toml"),
        ("Aux", "_Aux.toml"),
        ("nul.2", "_nul.2.toml"),
        ("com1", "_com1.toml"),
        ("console", "console.toml"),
        ("v2.", "v2..toml"),
    ],
)
def test_the_name_of_a_file_is_safe_on_every_system(hospital: Path, id_: str, name: str) -> None:
    workspace_of(hospital).apply(AddRecord("person", {"id": id_, "name": "Someone"}))
    assert (hospital / "people" / name).exists()


def test_a_long_id_makes_a_name_that_file_systems_take(hospital: Path) -> None:
    long = unicodedata.normalize("NFC", "𠜎" * 64)
    workspace = workspace_of(hospital)
    workspace.apply(AddRecord("person", {"id": long, "name": "Someone"}))
    workspace.apply(AddRecord("recognition", {"person": long, "kinds": ["doc"], "date": DAY}))
    assert {len(each.encode()) <= 143 for each in texts(hospital)} == {True}


def test_ids_that_differ_only_in_case_get_files_that_differ_in_more(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.apply(AddRecord("person", {"id": "Ada", "name": "Another Ada"}))
    workspace.apply(AddRecord("standing", {"person": "Ada", "ladder": "code", "rung": "member"}))
    files = [each.name for each in (hospital / "people").iterdir()]
    assert len({each.casefold() for each in files}) == len(files) == 3
    (standing,) = [each for each in workspace.snapshot.of(Standing) if each.record.person == "Ada"]
    assert standing.file is person(workspace, "Ada").file


def test_a_folder_on_the_way_that_is_a_link_is_not_followed(hospital: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (hospital / "metrics").symlink_to(elsewhere)
    with pytest.raises(SaveError, match="symbolic link"):
        workspace_of(hospital).apply(AddRecord("measurement", NEW["measurement"]))
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("kind", ["goal", "person", "ladder", "item", "focus_area"])
def test_an_id_that_is_taken_is_refused(hospital: Path, kind: str) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    taken = workspace.snapshot.entries[kind][0]
    with pytest.raises(DuplicateIdError) as refused:
        workspace.apply(AddRecord(kind, {**NEW[kind], "id": taken.data["id"]}))
    assert (refused.value.kind, refused.value.id, refused.value.where) == (kind, taken.data["id"], taken.where)
    assert texts(hospital) == before


def test_an_id_that_a_record_with_faults_has_is_refused_with_its_place(hospital: Path) -> None:
    page = hospital / "goals" / "2013-Q2.toml"
    page.write_text(page.read_text().replace('"active"', '"busy"'))
    with pytest.raises(DuplicateIdError) as refused:
        workspace_of(hospital).apply(AddRecord("goal", {**GOAL, "id": "docs-sprint-2"}))
    assert refused.value.where == "community/goals/2013-Q2.toml:3"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[[goal]]\nid = "docs-days"\ntitle = \n', 2),
        ("[[goal]]\n<<<<<<< HEAD\n'id'='docs-days'\n", 3),
        ('goal = [\n  { title = "Docs days", id = "docs-days"\n', 2),
        ('[[gaol]]\nid = "docs-days\nid = "docs-days"\n', 3),
    ],
)
def test_an_id_that_a_record_in_a_broken_file_may_have_is_refused(hospital: Path, text: str, line: int) -> None:
    (hospital / "goals" / "summer.toml").write_text(text)
    before = texts(hospital)
    workspace = workspace_of(hospital)
    for edit in (AddRecord("goal", {**GOAL, "id": "docs-days"}), RenameId(goal(workspace), "docs-days")):
        with pytest.raises(UncertainIdError, match=rf'a goal "docs-days" .*\(community/goals/summer.toml:{line}\)'):
            workspace.apply(edit)
    assert texts(hospital) == before


@pytest.mark.parametrize(
    "text",
    [
        '[[person]]\nid = "docs-days"\nname = \n',
        '[[ladder]]\nid = "code"\n\n[[ladder.rung]]\nid = "docs-days"\ntitle = \n',
        '[[goal]]\n# id = "docs-days"\ncontinues = "docs-days"\ntitle = \n',
        '[[goal]]\nid = "docs-days-2"\ntitle = \n',
    ],
    ids=["of a person", "of a rung", "in a comment", "of another goal"],
)
def test_an_id_that_a_broken_file_holds_as_something_else_is_free(hospital: Path, text: str) -> None:
    (hospital / "summer.toml").write_text(text)
    workspace = workspace_of(hospital)
    workspace.apply(RenameId(goal(workspace), "docs-days"))
    assert goal(workspace, "docs-sprint-2").record.continues == "docs-days"


def test_a_record_whose_id_stands_in_a_broken_file_too_can_still_be_changed(hospital: Path) -> None:
    (hospital / "goals" / "summer.toml").write_text('[[goal]]\nid = "docs-sprint"\ntitle = \n')
    workspace = workspace_of(hospital)
    workspace.set_field(goal(workspace), ("title",), "Docs week")
    workspace.set_field(goal(workspace), ("quarter",), "2013-Q3")
    workspace.undo()
    assert goal(workspace).record.title == "Docs week"


def test_a_record_that_names_what_is_not_there_is_refused_with_what_it_may_name(hospital: Path) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    with pytest.raises(UnknownReferenceError) as refused:
        workspace.apply(AddRecord("goal", {**GOAL, "owners": ["ada", "gracie"]}))
    error = refused.value
    assert (error.kind, error.path, error.target, error.value) == ("goal", ("owners", 1), "person", "gracie")
    assert sorted(error.known) == ["ada", "grace"]
    with pytest.raises(UnknownReferenceError) as refused:
        workspace.apply(AddRecord("standing", {**NEW["standing"], "rung": "commiter"}))
    assert (refused.value.ladder, sorted(refused.value.known)) == ("code", ["committer", "member", "reviewer"])
    assert texts(hospital) == before


def test_records_that_name_each_other_are_added_together(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.apply(AddRecord("goal", {**GOAL, "owners": ["mary"]}), AddRecord("person", NEW["person"]))
    assert goal(workspace, "translations").record.owners == ("mary",)


def test_what_may_be_in_a_broken_file_may_be_named(hospital: Path) -> None:
    (hospital / "people" / "mary.toml").write_text('[[person]]\nid = "mary"\nname = \n')
    workspace = workspace_of(hospital)
    workspace.apply(AddRecord("goal", {**GOAL, "owners": ["mary"]}))
    with pytest.raises(UnknownReferenceError):
        workspace.apply(AddRecord("goal", {**GOAL, "id": "other", "owners": ["marie"]}))


def test_a_record_that_is_not_valid_is_refused(hospital: Path) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    with pytest.raises(EditRefusedError) as refused:
        workspace.apply(AddRecord("goal", {"id": "x y", "quarter": "2013-Q2", "title": "Title", "colour": "red"}))
    assert {(each.path, each.type) for each in refused.value.faults} == {
        (("id",), "id_format"),
        (("status",), "missing"),
        (("colour",), "extra_forbidden"),
    }
    assert texts(hospital) == before


def test_there_is_one_table_of_a_single_kind(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.apply(AddRecord("welcome", {"first_issue": "Hello!"}))
    assert '\n[welcome]\nfirst_issue = "Hello!"\n' in (hospital / "community.toml").read_text()
    before = texts(hospital)
    for kind, data in (("welcome", {"label": "hi"}), ("community", {"name": "Another"})):
        with pytest.raises(EditRefusedError):
            workspace.apply(AddRecord(kind, data))
    assert texts(hospital) == before
