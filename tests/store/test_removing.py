"""A record that goes leaves no reference behind, and takes nobody along unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from commtui.model.goal import Goal
from commtui.model.item import Item
from commtui.model.recognition import Recognition
from commtui.model.standing import Standing
from commtui.store.edits import Referring, RemoveMember, RemoveRecord, SetFields, Verb
from commtui.store.errors import ConflictError, EditRefusedError, ReferredError
from tests.store.hospital import changed, goal, ladder, only, person, texts, workspace_of


def test_a_record_that_nobody_names_goes_with_its_own_comments_only(hospital: Path) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    handbook = workspace.snapshot.of(Item)[1]
    workspace.apply(RemoveRecord(handbook))
    assert texts(hospital)["roadmap.toml"] == before["roadmap.toml"].partition("\n\n# Needs the handbook.")[0] + "\n"
    assert [each.record.id for each in workspace.snapshot.of(Item)] == ["handbook"]


def test_a_file_goes_with_its_last_record(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    thanks = only(workspace, Recognition)
    workspace.apply(RemoveRecord(thanks))
    assert not thanks.file.path.exists()
    assert thanks.file.path.parent.is_dir()
    assert not workspace.has_changed()


def test_a_file_with_a_comment_of_its_own_stays(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    workspace.apply(RemoveRecord(goal(workspace, "docs-sprint-2")))
    assert texts(hospital)["goals/2013-Q2.toml"] == "# The second quarter: the one we are in.\n"


def test_a_kinds_single_file_stays_though_it_is_empty(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    for id_ in ("rest-api", "handbook"):
        (item,) = (each for each in workspace.snapshot.of(Item) if each.record.id == id_)
        workspace.apply(RemoveRecord(item))
    assert texts(hospital)["roadmap.toml"].strip() == ""


def test_what_names_a_record_is_told(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    found = workspace.references_to(person(workspace, "ada"))
    assert {(each.entry.file.path.name, each.path) for each in found} == {
        ("community.toml", ("lead",)),
        ("roadmap.toml", ("owners", 1)),
        ("2013-Q1.toml", ("owners", 0)),
        ("2013-Q1.toml", ("owners", 1)),
        ("ada.toml", ("person",)),
        ("2013-03-28-grace-4f1a.toml", ("given_by",)),
    }
    assert workspace.references_to(only(workspace, Recognition)) == ()


def test_a_record_that_others_name_is_not_removed(hospital: Path) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    ada = person(workspace, "ada")
    with pytest.raises(ReferredError) as refused:
        workspace.apply(RemoveRecord(ada))
    told = [(each.entry, each.path) for each in refused.value.references]
    assert told == [(each.entry, each.path) for each in workspace.references_to(ada)]
    assert texts(hospital) == before


def test_references_that_are_optional_can_be_taken_out_with_it(hospital: Path) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    workspace.apply(RemoveRecord(goal(workspace, "docs-sprint"), Referring.UNLINK))
    assert workspace.snapshot.find(Goal, "docs-sprint") is None
    assert goal(workspace, "docs-sprint-2").data.get("continues", "") == ""
    after = texts(hospital)
    assert after["goals/2013-Q2.toml"] == before["goals/2013-Q2.toml"].replace('continues = "docs-sprint"\n', "")
    (step,) = [workspace.undoable]
    assert step is not None
    assert [(each.verb, each.id) for each in step.deeds] == [(Verb.REMOVE, "docs-sprint"), (Verb.SET, "docs-sprint-2")]


def test_what_cannot_be_without_it_keeps_it_from_going(hospital: Path) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    with pytest.raises(ReferredError) as refused:
        workspace.apply(RemoveRecord(person(workspace, "ada"), Referring.UNLINK))
    (stuck,) = refused.value.references
    assert (stuck.entry, stuck.path) == (only(workspace, Standing), ("person",))
    assert texts(hospital) == before


def test_what_cannot_be_without_it_goes_along_where_that_is_wanted(hospital: Path) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    workspace.apply(RemoveRecord(person(workspace, "grace"), Referring.CASCADE))
    after = texts(hospital)
    assert set(before) - set(after) == {"people/grace.toml", "recognition/2013/2013-03-28-grace-4f1a.toml"}
    assert goal(workspace).record.owners == ("ada",)
    assert "owners" not in goal(workspace, "docs-sprint-2").data
    assert workspace.references_to(person(workspace, "ada"))
    workspace.undo()
    assert texts(hospital) == before


def test_what_would_go_along_can_be_asked_before(hospital: Path) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    removal = RemoveRecord(person(workspace, "grace"), Referring.CASCADE)
    told = workspace.rehearse(removal)
    assert texts(hospital) == before
    assert workspace.undoable is None
    workspace.apply(removal)
    assert workspace.undoable is not None
    assert [(each.verb, each.kind, each.id) for each in told] == [
        (each.verb, each.kind, each.id) for each in workspace.undoable.deeds
    ]
    with pytest.raises(ReferredError):
        workspace.rehearse(RemoveRecord(person(workspace, "ada")))


def test_a_ladder_goes_with_the_standings_on_it(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    with pytest.raises(ReferredError):
        workspace.apply(RemoveRecord(ladder(workspace), Referring.UNLINK))
    workspace.apply(RemoveRecord(ladder(workspace), Referring.CASCADE))
    assert workspace.snapshot.of(Standing) == ()


def test_a_rung_is_taken_out_of_the_others_of_its_ladder(hospital: Path) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    with pytest.raises(ReferredError):
        workspace.apply(RemoveMember(ladder(workspace), ("rung", 0)))
    workspace.apply(RemoveMember(ladder(workspace), ("rung", 0), Referring.UNLINK))
    assert [(each.id, each.after) for each in ladder(workspace).record.rung] == [
        ("reviewer", ()),
        ("committer", ("reviewer",)),
    ]
    with pytest.raises(ReferredError) as refused:
        workspace.apply(RemoveMember(ladder(workspace), ("rung", 0), Referring.UNLINK))
    assert [each.entry for each in refused.value.references] == [only(workspace, Standing)]
    workspace.undo()
    assert texts(hospital) == before


def test_a_record_that_names_only_itself_can_go(hospital: Path) -> None:
    page = hospital / "goals" / "2013-Q2.toml"
    page.write_text(page.read_text().replace('continues = "docs-sprint"', 'continues = "docs-sprint-2"'))
    workspace = workspace_of(hospital)
    workspace.apply(RemoveRecord(goal(workspace, "docs-sprint-2")))
    assert workspace.snapshot.find(Goal, "docs-sprint-2") is None


def test_a_reference_in_a_record_with_faults_counts_too(hospital: Path) -> None:
    page = hospital / "goals" / "2013-Q2.toml"
    page.write_text(page.read_text().replace('"active"', '"busy"'))
    workspace = workspace_of(hospital)
    with pytest.raises(ReferredError):
        workspace.apply(RemoveRecord(goal(workspace)))
    workspace.apply(RemoveRecord(goal(workspace), Referring.UNLINK))
    assert "continues" not in page.read_text()
    assert '"busy"' in page.read_text()


def test_a_record_that_someone_else_changed_is_not_removed(hospital: Path) -> None:
    workspace = workspace_of(hospital)
    entry = goal(workspace, "docs-sprint-2")
    entry.file.path.write_text(entry.file.content.text.replace('"active"', '"done"'))
    with pytest.raises(ConflictError) as conflict:
        workspace.apply(RemoveRecord(entry))
    assert conflict.value.path == ()
    assert conflict.value.theirs["status"] == "done"
    assert '"done"' in entry.file.path.read_text()


def test_nobody_is_left_naming_what_an_edit_took_away(hospital: Path) -> None:
    before = texts(hospital)
    workspace = workspace_of(hospital)
    with pytest.raises(EditRefusedError):
        workspace.apply(
            SetFields(goal(workspace, "docs-sprint-2"), {("continues",): "bylaws"}),
            RemoveRecord(goal(workspace, "bylaws")),
        )
    assert texts(hospital) == before
    workspace.apply(
        SetFields(goal(workspace, "docs-sprint-2"), {("continues",): "bylaws"}), RemoveRecord(goal(workspace))
    )
    assert goal(workspace, "docs-sprint-2").record.continues == "bylaws"
    assert changed(before, texts(hospital)) == {"goals/2013-Q1.toml", "goals/2013-Q2.toml"}
