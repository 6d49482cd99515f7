"""What was renamed or removed may still be named in files that could not be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from commtui.model.standing import Standing
from commtui.store.edits import Edit, RemoveMember, RemoveRecord, RenameId, SetFields
from commtui.store.unread import line_of_id, may_name
from commtui.store.workspace import Workspace
from tests.store.hospital import goal, ladder, only, person, workspace_of

BROKEN = {
    "people/mary.toml": '[[person]]\nid = "mary"\nname = "Mary"\nmentor = "grace"\nregion =\n',
    "goals/summer.toml": '[[goal]]\nid = "summer"\ncontinues = \'docs-sprint-2\'\nwhy = "of docs-sprint"\ntitle =\n',
    "people/alan.toml": '[[standing]]\nperson = "alan"\nladder = "code"\nrung = "committer"\nrung = "member"\n',
}


@pytest.fixture
def workspace(hospital: Path) -> Workspace:
    for name, text in BROKEN.items():
        (hospital / name).write_text(text)
    return workspace_of(hospital)


def names(workspace: Workspace, *edits: Edit) -> list[str]:
    return [each.name.removeprefix("community/") for each in may_name(workspace.snapshot, workspace.rehearse(*edits))]


def test_a_broken_file_may_name_what_was_renamed(workspace: Workspace) -> None:
    assert names(workspace, RenameId(person(workspace, "grace"), "grace-h")) == ["people/mary.toml"]
    assert names(workspace, SetFields(goal(workspace, "docs-sprint-2"), {("id",): "docs-days"})) == [
        "goals/summer.toml"
    ]
    assert names(workspace, RenameId(ladder(workspace), "chief", rung="committer")) == ["people/alan.toml"]
    assert names(workspace, RenameId(goal(workspace, "bylaws"), "rules"), RenameId(ladder(workspace), "dev")) == [
        "people/alan.toml"
    ]


def test_a_broken_file_may_name_what_was_removed(workspace: Workspace) -> None:
    assert names(workspace, RemoveRecord(goal(workspace, "docs-sprint-2"))) == ["goals/summer.toml"]
    assert names(workspace, RemoveMember(ladder(workspace), ("rung", 2))) == ["people/alan.toml"]


def test_an_id_in_a_broken_file_is_of_the_kind_that_stands_above_it(workspace: Workspace, hospital: Path) -> None:
    # So many that nobody would wait for the answer, were all that is above each looked through.
    items = '[[item]]\nid = "joan"\n' * 4000
    (hospital / "many.toml").write_text(f'{items}[[goal.key_result]]\nid = "joan"\n[[person]]\nid = "joan"\n=\n')
    workspace.reload()
    (many,) = (each for each in workspace.snapshot.broken if each.name == "community/many.toml")
    found = {kind: line_of_id(many, kind, "joan") for kind in ("item", "goal", "person")}
    assert found == {"item": 2, "goal": None, "person": 8004}


def test_what_it_does_not_name_and_what_keeps_its_name_is_nothing_to_tell(workspace: Workspace) -> None:
    assert names(workspace, RenameId(goal(workspace), "docs-days")) == []
    assert names(workspace, SetFields(person(workspace, "grace"), {("name",): "Grace"})) == []
    assert names(workspace, RemoveRecord(only(workspace, Standing))) == []


def test_a_file_of_which_nothing_is_known_may_name_anything(workspace: Workspace, hospital: Path) -> None:
    (hospital / "people" / "link.toml").symlink_to(hospital / "people" / "ada.toml")
    workspace.reload()
    assert names(workspace, RenameId(goal(workspace), "docs-days")) == ["people/link.toml"]
