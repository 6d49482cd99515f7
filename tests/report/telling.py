"""A community before and after, told in each format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from commtui.insight.changes import compare
from commtui.report.changes import json as as_json
from commtui.report.changes import markdown, text
from commtui.report.changes.comparison import Comparison, SideOf
from commtui.report.style import Style
from commtui.store.find import Home
from commtui.store.load import load_given

HOME = Home(Path("/plan/community"), Path("/plan"))
PEOPLE = (
    '[[person]]\nid = "ada"\nname = "Ada Lovelace"\n\n[[person]]\nid = "grace"\nname = "Grace Hopper"\n\n'
    '[[person]]\nid = "shy"\nname = "Shy Person"\nlisted = false\n\n'
)
GOAL = """[[goal]]
id = "first-response"
quarter = "2026-Q4"
title = "First response"
status = "planned"

[[goal.key_result]]
title = "A rota is kept"
done = false
"""
THANKS = '[[recognition]]\nperson = "ada"\nkinds = ["doc"]\ndate = 2026-03-08\n'
LADDER = """[[ladder]]
id = "code"
title = "Code"

[[ladder.rung]]
id = "reviewer"
title = "Reviewer"
minimum_holders = 2
nomination = { sponsors = 1 }
"""


def compared(base: str, head: str, people: str = PEOPLE) -> Comparison:
    sides = [load_given(HOME, {HOME.place / "a.toml": (people + each).encode()}) for each in (base, head)]
    before, after = SideOf("main", "1" * 40, sides[0]), SideOf("the working tree", None, sides[1])
    return Comparison(before, after, compare(*sides))


def said(base: str, head: str, style: Style | None = None) -> list[str]:
    return text.render(compared(base, head), style or Style()).splitlines()


def marked(base: str, head: str) -> str:
    return markdown.render(compared(base, head), Style())


def data(base: str, head: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(as_json.render(compared(base, head), Style()))
    return found
