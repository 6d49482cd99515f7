"""Communities that change, and what is found of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from commtui.insight.changes import Change, Changes, FieldChange, compare
from commtui.store.find import Home
from commtui.store.load import load_given
from commtui.store.snapshot import Snapshot

HOME = Home(Path("/plan/community"), Path("/plan"))
GOAL = """[[goal]]
id = "first-response"
quarter = "2026-Q4"
title = "First response"
status = "planned"
owners = ["ada"]

[[goal.key_result]]
title = "Half are answered in a day"
metric = "time_to_first_response"
at_most = 1

[[goal.key_result]]
title = "A rota is kept"
done = false
"""
ADA = '[[person]]\nid = "ada"\nname = "Ada Lovelace"\n'
GRACE = '[[person]]\nid = "grace"\nname = "Grace Hopper"\ngithub = "grace"\nregion = "Americas"\n'
THANKS = '[[recognition]]\nperson = "ada"\nkinds = ["doc"]\ndate = 2026-03-08\nreason = "The guide."\n'
LADDER = """[[ladder]]
id = "code"
title = "Code"

[[ladder.rung]]
id = "contributor"
title = "Contributor"

[[ladder.rung]]
id = "reviewer"
title = "Reviewer"
responsibilities = ["Reviews within a week"]
nomination = { sponsors = 1 }

[[ladder.rung.requirement]]
text = "At least 10 tickets closed"
kind = "count"
metric = "issues_opened"
at_least = 10
"""
STANDING = '[[standing]]\nperson = "ada"\nladder = "code"\nrung = "reviewer"\nsince = 2026-01-15\n'


def plan(*texts: str, **files: str) -> Snapshot:
    """A community of these texts, each in a file of its own."""
    named = {f"{number}": text for number, text in enumerate(texts)} | files
    return load_given(HOME, {HOME.place / f"{name}.toml": text.encode() for name, text in named.items()})


def changes(base: str, head: str) -> list[Change]:
    return list(compare(plan(base), plan(head)).changes)


def fields(base: str, head: str) -> dict[str, tuple[Any, Any]]:
    """Old and new of every field that changed in the one record that did."""
    (change,) = changes(base, head)
    assert change.what == "changed"
    return {".".join(each.path): (each.old, each.new) for each in change.fields}


def field(base: str, head: str) -> FieldChange:
    (change,) = changes(base, head)
    (found,) = change.fields
    return found


def told(found: Changes) -> list[tuple[str, str]]:
    return [(each.kind.about.name, each.what) for each in found.changes]
