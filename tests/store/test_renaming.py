"""An id that changes takes every reference along, and the file that was named after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from commtui.model.person import Person
from commtui.model.standing import Standing
from commtui.store.edits import RenameId, SetFields
from commtui.store.errors import DuplicateIdError, EditRefusedError
from tests.store.hospital import goal, ladder, only, person, texts, workspace_of


def test_every_reference_follows_as_one_edit(hospital: Path) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    workspace.apply(RenameId(person(workspace, "ada"), "ada-lovelace"))
    after = texts(hospital)
    assert {
        name.replace("/ada.", "/ada-lovelace."): text.replace('"ada"', '"ada-lovelace"')
        for name, text in before.items()
    } == after
    assert not workspace.has_changed()
    workspace.undo()
    assert texts(hospital) == before
    workspace.redo()
    assert texts(hospital) == after


def test_a_recognitions_file_follows_the_person_it_is_named_after(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.apply(RenameId(person(workspace, "grace"), "grace-h"))
    names = [each.name for each in (hospital / "recognition" / "2013").iterdir()]
    assert names == ["2013-03-28-grace-h-4f1a.toml"]


def test_a_file_that_people_named_as_they_like_stays(hospital: Path) -> None:
    (hospital / "people" / "ada.toml").rename(hospital / "people" / "founder.toml")
    workspace = workspace_of(hospital)
    workspace.apply(RenameId(person(workspace, "ada"), "ada-lovelace"))
    assert person(workspace, "ada-lovelace").file.path.name == "founder.toml"


def test_where_others_stay_behind_only_its_own_records_move(hospital: Path) -> None:
    file = hospital / "people" / "ada.toml"
    file.write_text(file.read_text() + '\n[[person]]\nid = "mary"\nname = "Mary"\n')
    workspace = workspace_of(hospital)
    workspace.apply(RenameId(person(workspace, "ada"), "ada-lovelace"))
    assert {(each.record.id, each.file.path.name) for each in workspace.snapshot.of(Person)} == {
        ("ada-lovelace", "ada-lovelace.toml"),
        ("mary", "ada.toml"),
        ("grace", "grace.toml"),
    }
    assert only(workspace, Standing).file.path.name == "ada-lovelace.toml"


def test_setting_an_id_is_a_rename(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.apply(SetFields(goal(workspace), {("id",): "docs-days", ("title",): "Docs days"}))
    assert goal(workspace, "docs-sprint-2").record.continues == "docs-days"
    assert goal(workspace, "docs-days").record.title == "Docs days"
    before = texts(hospital)
    workspace.set_field(ladder(workspace), ("rung", 1, "id"), "approver")
    after = {name: text.replace('"reviewer"', '"approver"') for name, text in before.items()}
    assert texts(hospital) == after


def test_a_rung_is_renamed_in_its_ladder_and_in_standings_on_it_only(hospital: Path) -> None:
    (hospital / "careers" / "docs.toml").write_text(
        '[[ladder]]\nid = "docs"\ntitle = "Writers"\n\n[[ladder.rung]]\nid = "reviewer"\ntitle = "Reviewer"\n'
    )
    before = texts(hospital)
    workspace = workspace_of(hospital)
    workspace.apply(RenameId(ladder(workspace), "approver", rung="reviewer"))
    after = {
        name: text.replace('"reviewer"', '"approver"') for name, text in before.items() if name != "careers/docs.toml"
    }
    assert texts(hospital) == {**after, "careers/docs.toml": before["careers/docs.toml"]}


def test_a_reference_in_a_record_with_faults_follows_too(hospital: Path) -> None:
    page = hospital / "goals" / "2013-Q2.toml"
    page.write_text(page.read_text().replace('"active"', '"busy"'))
    workspace = workspace_of(hospital)
    workspace.apply(RenameId(goal(workspace), "docs-days"))
    assert 'continues = "docs-days"' in page.read_text()


def test_hundreds_of_references_in_one_file_follow_and_keep_their_way_of_quoting(hospital: Path) -> None:
    log = hospital / "recognition.toml"
    log.write_text("".join(f"[[recognition]]\nperson = 'ada' # {n}\nkinds = [\"doc\"]\n\n" for n in range(300)))
    before = log.read_text()
    workspace = workspace_of(hospital)
    workspace.apply(RenameId(person(workspace, "ada"), "ada-lovelace"))
    assert log.read_text() == before.replace("'ada'", "'ada-lovelace'")
    log.write_text(log.read_text() + "# theirs\n")
    workspace.undo()
    assert log.read_text() == before + "# theirs\n"


@pytest.mark.parametrize(("new", "error"), [("grace", DuplicateIdError), ("a b", EditRefusedError)])
def test_an_id_that_is_taken_or_is_none_is_refused(hospital: Path, new: str, error: type[Exception]) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    with pytest.raises(error):
        workspace.apply(RenameId(person(workspace, "ada"), new))
    with pytest.raises(error if new == "a b" else EditRefusedError):
        workspace.apply(RenameId(ladder(workspace), "member" if new == "grace" else new, rung="reviewer"))
    assert texts(hospital) == before


def test_the_same_id_writes_nothing(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    before = workspace.snapshot
    assert workspace.apply(RenameId(person(workspace, "ada"), "ada")) is before
    assert workspace.undoable is None


def test_a_rung_or_an_id_that_is_not_there_is_refused(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    with pytest.raises(EditRefusedError, match="no such rung"):
        workspace.apply(RenameId(ladder(workspace), "x", rung="emperor"))
    with pytest.raises(EditRefusedError, match="no such id"):
        workspace.apply(RenameId(only(workspace, Standing), "x"))


def test_a_ladder_and_its_rungs_get_other_ids_at_once(hospital: Path) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    career = ladder(workspace)
    workspace.apply(RenameId(career, "ways", rung="reviewer"), RenameId(career, "paths"))
    (standing,) = workspace.snapshot.records(Standing)
    assert (standing.ladder, standing.rung) == ("paths", "ways")
    workspace.undo()
    assert texts(hospital) == before
