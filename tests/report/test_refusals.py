"""Why an edit was not made, in words that help."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from commtui.model.goal import Goal
from commtui.report.refusals import MOST_REFERENCES, dotted, reasons
from commtui.store.edits import AddRecord, ChangeList, Edit, RemoveRecord, SetFields
from commtui.store.errors import (
    ConflictError,
    DuplicateIdError,
    EditError,
    EditRefusedError,
    SaveError,
    UnknownReferenceError,
)
from commtui.store.find import at
from commtui.store.snapshot import Entry
from commtui.store.workspace import Workspace
from tests.report.conftest import Read

FILES = {
    "a.toml": '[[person]]\nid = "ada"\nname = "Ada"\n\n[[person]]\nid = "grace"\nname = "Grace"\n',
    "goal.toml": '[[goal]]\nid = "docs"\nquarter = "2026-Q4"\ntitle = "Docs"\nstatus = "active"\nowners = ["ada"]\n',
}


@pytest.fixture
def workspace(community: Read, tmp_path: Path) -> Workspace:
    community(FILES)
    return Workspace(at(tmp_path / "community"))


def goal(workspace: Workspace) -> Entry[Goal]:
    (entry,) = workspace.snapshot.of(Goal)
    return entry


def refused(workspace: Workspace, edit: Edit) -> list[tuple[str, str]]:
    with pytest.raises(EditError) as error:
        workspace.apply(edit)
    return reasons(error.value)


def test_every_fault_of_a_record_is_told_with_what_helps(workspace: Workspace) -> None:
    assert refused(workspace, AddRecord("person", {"nmae": "Joan", "listed": "no"})) == [
        ('This person needs "id"', "short name that other records use; for example ada"),
        ('This person needs "name"', "the name the person goes by; for example Ada Lovelace"),
        ('"listed" should be true or false, not text', ""),
        ('Unknown key "nmae" in this person', 'did you mean "name"?'),
    ]


def test_an_unknown_reference_is_told_with_the_nearest_or_with_all(workspace: Workspace) -> None:
    def owners(*ids: str) -> list[tuple[str, str]]:
        return refused(workspace, SetFields(goal(workspace), {("owners",): list(ids)}))

    assert owners("grcae") == [('owners names no person: "grcae"', 'did you mean "grace"?')]
    assert owners("ada", "joan") == [('owners names no person: "joan"', "known: ada, grace")]


@pytest.mark.parametrize(
    ("known", "ladder", "hint"),
    [
        (("ada", "grace"), None, "known: ada, grace"),
        ([f"person-{each}" for each in range(13)], None, "`commtui show person` lists them"),
        ([f"rung-{each}" for each in range(13)], "code", "`commtui show ladder code` lists them"),
        ((), None, "there is no person yet"),
    ],
)
def test_the_choices_are_listed_where_they_are_few(known: list[str], ladder: str | None, hint: str) -> None:
    error = UnknownReferenceError("goal", ("key_result", 0, "owners", 1), "person", "zoë", known, ladder)
    ((message, told),) = reasons(error)
    assert message.startswith("key_result.0.owners names no person")
    assert told == hint


def test_what_a_list_holds_is_told(workspace: Workspace) -> None:
    assert refused(workspace, ChangeList(goal(workspace), ("owners",), remove=("grace",))) == [
        ('owners does not hold "grace"', 'it holds "ada"')
    ]
    assert refused(workspace, ChangeList(goal(workspace), ("tags",), remove=("x",)))[0][1] == "it holds nothing"


def test_who_names_a_record_is_told_by_place(workspace: Workspace) -> None:
    person = next(each for each in workspace.snapshot.entries["person"] if each.data["id"] == "ada")
    assert refused(workspace, RemoveRecord(person)) == [('community/goal.toml:1: goal "docs" names it in owners', "")]


def test_only_so_many_are_told(community: Read, tmp_path: Path) -> None:
    thanks = '[[recognition]]\nperson = "ada"\nkinds = ["doc"]\n'
    community({**FILES, "goal.toml": thanks * (MOST_REFERENCES + 1_200)})
    workspace = Workspace(at(tmp_path / "community"))
    told = refused(workspace, RemoveRecord(workspace.snapshot.entries["person"][0]))
    assert len(told) == MOST_REFERENCES + 1
    assert told[0] == ("community/goal.toml:1: a recognition names it in person", "")
    assert told[-1] == ("and 1,200 more", "")


@pytest.mark.parametrize(
    ("path", "theirs", "said"),
    [
        (("status",), "done", 'someone else changed status meanwhile, and made it "done"'),
        (("key_result", 0, "score"), 0.5, "someone else changed key_result.0.score meanwhile, and made it 0.5"),
        (("owners",), ["ada", "grace"], 'someone else changed owners meanwhile, and made it "ada, grace"'),
        (("key_result",), [{"title": "One"}], "someone else changed key_result meanwhile, and made it a list"),
        (("why",), None, "someone else changed why meanwhile, and took it away"),
        ((), None, "someone else changed the record meanwhile"),
    ],
)
def test_a_conflict_tells_what_someone_else_did(path: tuple[str | int, ...], theirs: Any, said: str) -> None:
    assert reasons(ConflictError(path, "mine", theirs, "base")) == [(said, "look at it again")]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (DuplicateIdError("person", "ada", "a.toml:1"), 'there is a person "ada" already (a.toml:1)'),
        (DuplicateIdError("welcome", ""), "there is a welcome already"),
        (SaveError("a.toml", "cannot be written: No space left"), "a.toml: cannot be written: No space left"),
        (EditRefusedError("this text cannot hold it"), "this text cannot hold it"),
    ],
)
def test_other_reasons_are_told_as_they_are(error: EditError, said: str) -> None:
    assert reasons(error) == [(said, "")]


def test_a_path_is_written_as_people_type_it() -> None:
    assert dotted(("key_result", 0, "score")) == "key_result.0.score"
