"""The first files of a community: small, friendly, and valid as they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import tomli_w

from commtui.model.when import Quarter

SCHEMA = "community.schema.json"
_DIRECTIVE = f"#:schema ./{SCHEMA}\n\n"
GIT_ATTRIBUTES = "*.toml text eol=lf"


@dataclass(frozen=True, slots=True)
class Founding:
    """What is known when a community begins: its name, its repository on GitHub where it has one, and the day."""

    name: str
    repository: str | None
    today: date


def as_folder(founding: Founding) -> dict[str, str]:
    """The files of a community folder, by their paths in it."""
    quarter = Quarter.containing(founding.today)
    return {
        "community.toml": _DIRECTIVE + _who(founding) + _ROOM + _FOCUS,
        "roadmap.toml": _DIRECTIVE + _ROADMAP,
        "goals/README.md": _GOALS_NOTE.replace("QUARTER", str(quarter)),
        "people/README.md": _PEOPLE,
    }


def as_file(founding: Founding) -> dict[str, str]:
    """The one file of a small community; a schema beside it would be one more file at the repository's root.

    What is added often has an example each, below which the first of it goes: so branches that add different things
    merge without a conflict.
    """
    goals = _GOALS.replace("QUARTER", str(Quarter.containing(founding.today)))
    thanks = _THANKS.replace("TODAY", founding.today.isoformat())
    return {"community.toml": "\n".join([_who(founding) + _ROOM + _FOCUS, _ROADMAP, goals, _PERSON, thanks])}


def _who(founding: Founding) -> str:
    table = {"name": founding.name} | ({"repository": founding.repository} if founding.repository else {})
    heading = "# Who we are. Each field and its meaning: commtui schema community --format text\n\n[community]\n"
    return heading + tomli_w.dumps(table)


_ROOM = """\
# tagline = "One line that says what we are for"
# timezone = "Africa/Nairobi"
# links = { website = "https://...", chat = "https://...", code_of_conduct = "https://..." }
"""

_FOCUS = """
# What the work is divided into: the rows of the goals matrix.

[[focus_area]]
id = "newcomers"
title = "Newcomers"
description = "That people find us, are welcome, and come back."
"""

_ROADMAP = """\
# The roadmap. `when` is a quarter (2026-Q4), a half, a year, a month, a version (v2.0), or now, next or later.
#
# [[item]]
# id = "contributor-guide"
# title = "A guide for first contributions"
# status = "planned"        # idea, planned, active, done or dropped
# when = "next"
"""

_GOALS = """\
# What we want to reach this quarter, and how we will know.
#
# [[goal]]
# id = "first-answer"
# quarter = "QUARTER"
# title = "Nobody waits for a first answer"
# status = "planned"        # planned, active, done, missed, moved or dropped
# focus_area = "newcomers"
#
# [[goal.key_result]]
# title = "A person answers within two working days"
# metric = "time_to_first_response"
# at_most = 2
"""

_PERSON = """\
# Who is here.
#
# [[person]]
# id = "ada"
# name = "Ada Lovelace"
# github = "ada"              # may be left out: not everyone has an account
"""

_THANKS = """\
# Who was thanked, and for what.
#
# [[recognition]]
# person = "ada"
# kinds = ["doc"]
# date = TODAY
# reason = "The guide that everyone sends to everyone"
"""

_GOALS_NOTE = """\
# Goals

What we want to reach in a quarter, and how we will know. A folder for each quarter, and in it a file for each goal,
so that two branches that add goals never conflict. `goals/QUARTER/first-answer.toml` could be:

```toml
[[goal]]
id = "first-answer"
quarter = "QUARTER"
title = "Nobody waits for a first answer"
status = "planned"          # planned, active, done, missed, moved or dropped
focus_area = "newcomers"

    [[goal.key_result]]
    title = "A person answers within two working days"
    metric = "time_to_first_response"
    at_most = 2
```

`commtui schema goal --format text` lists every field.
"""

_PEOPLE = """\
# People

A file for each person, named after their id, so that two branches that add people never conflict:

```toml
[[person]]
id = "ada"
name = "Ada Lovelace"
github = "ada"              # may be left out: not everyone has an account
region = "Europe"
```

`commtui schema person --format text` lists every field.
"""
