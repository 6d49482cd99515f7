"""Two branches that each add to a plan are merged by plain git, and the plan is sound."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from commtui.checks.engine import check
from commtui.model.goal import Goal
from commtui.store.edits import AddRecord, ChangeList, SetFields
from commtui.store.workspace import Workspace
from tests.store.hospital import goal, workspace_of

DAY = datetime.date(2013, 4, 1)
Work = Callable[[Workspace], object]


def git(folder: Path, *arguments: str) -> str:
    who = {f"GIT_{role}_{what}": "ada@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def merged(hospital: Path) -> Callable[[Work, Work], Workspace]:
    """Does two works in two branches, merges them, and checks what comes of it."""

    def merge(one: Work, other: Work) -> Workspace:
        root = hospital.parent
        (root / ".git").rmdir()
        git(root, "init", "--quiet", "--initial-branch=main")
        git(root, "add", ".")
        git(root, "commit", "--quiet", "--message=The plan")
        for name, work in (("one", one), ("other", other)):
            git(root, "switch", "--quiet", "--create", name, "main")
            work(workspace_of(hospital))
            git(root, "add", ".")
            git(root, "commit", "--quiet", f"--message={name}")
        git(root, "merge", "--quiet", "--no-edit", "one")
        workspace = workspace_of(hospital)
        assert [each.message for each in check(workspace.snapshot, DAY) if each.severity == "error"] == []
        return workspace

    return merge


def thank(person: str) -> AddRecord:
    return AddRecord("recognition", {"person": person, "kinds": ["doc"], "date": DAY})


def plan(id_: str, quarter: str = "2013-Q1") -> AddRecord:
    return AddRecord("goal", {"id": id_, "quarter": quarter, "title": f"About {id_}", "status": "planned"})


def test_branches_that_each_thank_someone_and_add_a_goal(merged: Callable[[Work, Work], Workspace]) -> None:
    workspace = merged(
        lambda it: it.apply(thank("ada"), plan("api-freeze")), lambda it: it.apply(thank("ada"), plan("translations"))
    )
    ids = [each.record.id for each in workspace.snapshot.of(Goal)]
    assert ids == ["api-freeze", "bylaws", "docs-sprint", "translations", "docs-sprint-2"]
    assert len(workspace.snapshot.entries["recognition"]) == 3


def test_branches_that_each_begin_a_quarter_of_their_own(merged: Callable[[Work, Work], Workspace]) -> None:
    workspace = merged(lambda it: it.apply(plan("a", "2013-Q3")), lambda it: it.apply(plan("b", "2013-Q4")))
    assert len(workspace.snapshot.entries["goal"]) == 5


def test_branches_that_each_add_a_person(merged: Callable[[Work, Work], Workspace]) -> None:
    workspace = merged(
        lambda it: it.apply(AddRecord("person", {"id": "mary", "name": "Mary"})),
        lambda it: it.apply(AddRecord("person", {"id": "alan", "name": "Alan"})),
    )
    assert len(workspace.snapshot.entries["person"]) == 4


def test_branches_that_each_change_another_field_of_one_goal(merged: Callable[[Work, Work], Workspace]) -> None:
    workspace = merged(
        lambda it: it.apply(SetFields(goal(it), {("title",): "Docs week"})),
        lambda it: it.apply(ChangeList(goal(it), ("owners",), remove=("ada",))),
    )
    record = goal(workspace).record
    assert (record.title, record.owners) == ("Docs week", ("grace",))


@pytest.mark.parametrize("order", ["in the order of their ids", "in another order"])
def test_new_goals_are_spread_over_their_quarters_page(hospital: Path, order: str) -> None:
    first, second = ("bylaws", "docs-sprint") if order == "in the order of their ids" else ("docs-sprint", "bylaws")
    page = hospital / "goals" / "2013-Q1.toml"
    page.write_text(
        page.read_text().replace('"bylaws"', "%").replace('"docs-sprint"', f'"{second}"').replace("%", f'"{first}"')
    )
    workspace = workspace_of(hospital)
    places = set()
    for id_ in ("api", "code", "translations", "events", "mentors", "budget", "website", "talks"):
        workspace.apply(plan(id_))
        goals = [each.record.id for each in workspace.snapshot.of(Goal)]
        places.add(goals.index(id_))
        workspace.undo()
    assert places == {0, 1, 2}
