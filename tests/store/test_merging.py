"""Two branches that each add to a plan are merged by plain git, and the plan is sound."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner

from commtui.checks.engine import check
from commtui.cli.app import app
from commtui.model.goal import Goal
from commtui.store.edits import AddRecord, ChangeList, SetFields
from commtui.store.workspace import Workspace
from tests.store.hospital import goal, workspace_of

DAY = datetime.date(2013, 4, 1)
Work = Callable[[Workspace], object]
NEIGHBORS = [("mentors", "talks"), ("translations", "translations-2")]


def git(folder: Path, *arguments: str) -> str:
    who = {f"GIT_{role}_{what}": "ada@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def merged(folder: Path, one: Work, other: Work) -> Workspace:
    """Does two works on a community in two branches, merges them, and checks what comes of it."""
    root = folder.parent
    (root / ".git").rmdir()
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=The plan")
    for name, work in (("one", one), ("other", other)):
        git(root, "switch", "--quiet", "--create", name, "main")
        work(workspace_of(folder))
        git(root, "add", ".")
        git(root, "commit", "--quiet", f"--message={name}")
    git(root, "merge", "--quiet", "--no-edit", "one")
    workspace = workspace_of(folder)
    assert [each.message for each in check(workspace.snapshot, DAY) if each.severity == "error"] == []
    return workspace


def thank(person: str) -> AddRecord:
    return AddRecord("recognition", {"person": person, "kinds": ["doc"], "date": DAY})


def plan(id_: str, quarter: str = "2013-Q1") -> AddRecord:
    return AddRecord("goal", {"id": id_, "quarter": quarter, "title": f"About {id_}", "status": "planned"})


ADA = AddRecord("person", {"id": "ada", "name": "Ada"})
FIRSTS = {
    "item": AddRecord("item", {"id": "handbook", "title": "A handbook", "status": "idea"}),
    "goal": plan("first-answer", "2013-Q2"),
    "person": ADA,
    "recognition": thank("ada"),
}


def ids(workspace: Workspace) -> set[str]:
    return {each.record.id for each in workspace.snapshot.of(Goal)}


def test_branches_that_each_thank_someone_and_add_a_goal(hospital: Path) -> None:
    workspace = merged(
        hospital,
        lambda it: it.apply(thank("ada"), plan("api-freeze")),
        lambda it: it.apply(thank("ada"), plan("translations")),
    )
    assert {"api-freeze", "translations"} < ids(workspace)
    assert len(workspace.snapshot.entries["recognition"]) == 3


@pytest.mark.parametrize(("one", "other"), NEIGHBORS)
def test_branches_that_each_add_a_goal_to_a_quarter_that_has_some(hospital: Path, one: str, other: str) -> None:
    workspace_of(hospital).apply(plan("api", "2013-Q3"), plan("website", "2013-Q3"))
    workspace = merged(hospital, lambda it: it.apply(plan(one, "2013-Q3")), lambda it: it.apply(plan(other, "2013-Q3")))
    quarter = [each.record.id for each in workspace.snapshot.of(Goal) if str(each.record.quarter) == "2013-Q3"]
    assert sorted(quarter) == sorted(["api", "website", one, other])


@pytest.mark.parametrize(("one", "other"), NEIGHBORS)
def test_branches_that_each_begin_the_same_quarter(hospital: Path, one: str, other: str) -> None:
    workspace = merged(hospital, lambda it: it.apply(plan(one, "2014-Q1")), lambda it: it.apply(plan(other, "2014-Q1")))
    assert {one, other} < ids(workspace)


@pytest.mark.parametrize("quarter", ["2013-Q1", "2013-Q2"], ids=["of several", "of one"])
@pytest.mark.parametrize(("one", "other"), NEIGHBORS)
def test_branches_that_each_add_a_goal_where_there_is_a_page(
    hospital: Path, one: str, other: str, quarter: str
) -> None:
    page = hospital / "goals" / f"{quarter}.toml"
    before = page.read_text()
    workspace = merged(hospital, lambda it: it.apply(plan(one, quarter)), lambda it: it.apply(plan(other, quarter)))
    assert {one, other, "bylaws", "docs-sprint", "docs-sprint-2"} == ids(workspace)
    assert page.read_text() == before


def begun(folder: Path, *options: str) -> None:
    """Begins a plan in a repository."""
    (folder / ".git").mkdir()
    done = CliRunner().invoke(
        app, ["--dir", str(folder), "--today", "2013-04-01", "init", "--name", "OpenMRS", *options]
    )
    assert done.exit_code == 0, done.output


def test_branches_that_each_thank_someone_and_add_a_goal_right_after_the_beginning(tmp_path: Path) -> None:
    begun(tmp_path)
    community = tmp_path / "community"
    workspace_of(community).apply(ADA)
    workspace = merged(
        community,
        lambda it: it.apply(thank("ada"), plan("first-answer", "2013-Q2")),
        lambda it: it.apply(thank("ada"), plan("handbook", "2013-Q2")),
    )
    assert ids(workspace) == {"first-answer", "handbook"}
    assert len(workspace.snapshot.entries["recognition"]) == 2


@pytest.mark.parametrize(
    ("one", "other"), [each for each in combinations(FIRSTS, 2) if each != ("person", "recognition")]
)
def test_branches_that_each_add_the_first_of_another_kind_to_a_community_of_one_file(
    tmp_path: Path, one: str, other: str
) -> None:
    begun(tmp_path, "--single-file")
    file = tmp_path / "community.toml"
    if other == "recognition":
        workspace_of(file).apply(ADA)
    workspace = merged(file, lambda it: it.apply(FIRSTS[one]), lambda it: it.apply(FIRSTS[other]))
    assert [len(workspace.snapshot.entries[kind]) for kind in (one, other)] == [1, 1]


def test_branches_that_each_add_another_kind_to_a_community_of_one_file_that_has_some(tmp_path: Path) -> None:
    begun(tmp_path, "--single-file")
    workspace_of(tmp_path / "community.toml").apply(*FIRSTS.values())
    workspace = merged(
        tmp_path / "community.toml",
        lambda it: it.apply(thank("ada")),
        lambda it: it.apply(plan("handbook", "2013-Q2")),
    )
    assert ids(workspace) == {"first-answer", "handbook"}
    assert len(workspace.snapshot.entries["recognition"]) == 2


def test_in_a_community_of_one_file_the_first_of_a_kind_goes_below_its_example(tmp_path: Path) -> None:
    begun(tmp_path, "--single-file")
    file = tmp_path / "community.toml"
    before = file.read_text()
    workspace_of(file).apply(FIRSTS["goal"])
    goal_ = '[[goal]]\nid = "first-answer"\nquarter = "2013-Q2"\ntitle = "About first-answer"\nstatus = "planned"\n'
    assert file.read_text() == before.replace("# at_most = 2\n", f"# at_most = 2\n\n{goal_}")


def test_a_branch_that_adds_a_goal_and_one_that_moves_another_there(hospital: Path) -> None:
    workspace = merged(
        hospital,
        lambda it: it.apply(plan("docs-sprint-3", "2013-Q2")),
        lambda it: it.apply(SetFields(goal(it), {("quarter",): "2013-Q2"})),
    )
    assert {str(goal(workspace, id_).record.quarter) for id_ in ("docs-sprint", "docs-sprint-3")} == {"2013-Q2"}


def test_branches_that_each_add_a_person(hospital: Path) -> None:
    workspace = merged(
        hospital,
        lambda it: it.apply(AddRecord("person", {"id": "mary", "name": "Mary"})),
        lambda it: it.apply(AddRecord("person", {"id": "alan", "name": "Alan"})),
    )
    assert len(workspace.snapshot.entries["person"]) == 4


def test_branches_that_each_change_another_field_of_one_goal(hospital: Path) -> None:
    workspace = merged(
        hospital,
        lambda it: it.apply(SetFields(goal(it), {("title",): "Docs week"})),
        lambda it: it.apply(ChangeList(goal(it), ("owners",), remove=("ada",))),
    )
    record = goal(workspace).record
    assert (record.title, record.owners) == ("Docs week", ("grace",))
