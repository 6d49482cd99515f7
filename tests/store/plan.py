"""A plan that someone wrote by hand, and how tests open it."""

from __future__ import annotations

from pathlib import Path

from commtui.model.goal import Goal
from commtui.store.find import at
from commtui.store.snapshot import Entry
from commtui.store.workspace import Workspace

GOALS = """\
# The goals of 2013; written by hand.

[[goal]]
id      = "docs-sprint"       # short
quarter = "2013-Q2"
title   = "Documentation sprint"  # to be renamed
status  = "planned"
why     = '''
Nobody finds "anything".
'''

  # Indented, with nested results
  [[goal.key_result]]
  title = "100 pages reviewed"
  score = 0.5

[[goal]]
title = "Documentation sprint"
id = "docs-sprint-2"
status = 'moved'
quarter = "2013-Q1"
# the end"""


def opened(file: Path) -> Workspace:
    return Workspace(at(file.parent))


def goal(workspace: Workspace, id_: str = "docs-sprint") -> Entry[Goal]:
    found = workspace.snapshot.find(Goal, id_)
    assert found is not None
    return found
