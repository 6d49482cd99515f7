"""A community in a folder, with a page for each quarter and a file for each person; and how tests edit it."""

from __future__ import annotations

from pathlib import Path

from commtui.model.goal import Goal
from commtui.model.ladder import Ladder
from commtui.model.person import Person
from commtui.model.record import Record
from commtui.store.find import at
from commtui.store.snapshot import Entry
from commtui.store.workspace import Workspace

FILES: dict[str, str | bytes] = {
    "community.toml": """\
# Who we are.
[community]
name = "OpenMRS"

[[focus_area]]
id = "docs"
title = "Documentation"
lead = "ada"

[[focus_area]]
id = "welcome"
title = "Newcomers"
""",
    "roadmap.toml": """\
[[item]]
id = "handbook"
title = "A handbook"
status = "planned"
owners = ["grace", "ada"]

# Needs the handbook.
[[item]]
id = "rest-api"
title = "A stable API"
status = "idea"
depends_on = ["handbook"]
""",
    "goals/2013-Q1.toml": """\
# The first quarter.

[[goal]]
id         = "bylaws"
quarter    = "2013-Q1"
title      = "Bylaws that everyone can read"
status     = "done"
owners     = ["ada"]
focus_area = "docs"

# Agreed in March, after much talk.
[[goal]]
id      = "docs-sprint"
quarter = "2013-Q1"
title   = "Documentation sprint"
status  = "moved"  # to the second quarter
owners  = ["grace", "ada"]

  # Counted by hand.
  [[goal.key_result]]
  title = "100 pages reviewed"
  score = 0.5
""",
    "goals/2013-Q2.toml": """\
# The second quarter: the one we are in.

[[goal]]
id = "docs-sprint-2"
quarter = "2013-Q2"
title = "Documentation sprint, again"
status = "active"
continues = "docs-sprint"
owners = ["grace"]
""",
    "careers/code.toml": """\
[[ladder]]
id = "code"
title = "Developers"

[[ladder.rung]]
id = "member"
title = "Member"

[[ladder.rung]]
id = "reviewer"
title = "Reviewer"
after = ["member"]

[[ladder.rung]]
id = "committer"
title = "Committer"
after = ["reviewer"]
""",
    "people/ada.toml": """\
# Ada writes her own page.
[[person]]
id = "ada"
name = "Ada Lovelace"

[[standing]]
person = "ada"
ladder = "code"
rung = "reviewer"
""",
    "people/grace.toml": """\
[[person]]
id = "grace"
name = "Grace Hopper"
""",
    "recognition/2013/2013-03-28-grace-4f1a.toml": """\
[[recognition]]
person = "grace"
kinds = ["doc"]
date = 2013-03-28
given_by = "ada"
""",
}


def workspace_of(folder: Path) -> Workspace:
    return Workspace(at(folder))


def goal(workspace: Workspace, id_: str = "docs-sprint") -> Entry[Goal]:
    found = workspace.snapshot.find(Goal, id_)
    assert found is not None
    return found


def person(workspace: Workspace, id_: str) -> Entry[Person]:
    found = workspace.snapshot.find(Person, id_)
    assert found is not None
    return found


def ladder(workspace: Workspace) -> Entry[Ladder]:
    found = workspace.snapshot.find(Ladder, "code")
    assert found is not None
    return found


def only(workspace: Workspace, model: type[Record]) -> Entry[Record]:
    (found,) = workspace.snapshot.of(model)
    return found


def texts(folder: Path) -> dict[str, str]:
    """Every file in a folder by its path there, temporary ones and all."""
    return {
        each.relative_to(folder).as_posix(): each.read_bytes().decode()
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """The files that came, went, or hold something else."""
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}
