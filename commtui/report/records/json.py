"""Records as JSON: what the files hold, no defaults filled in.

However a community is split into files, the answer is the same: records are in the order of their ids, the others of
date and person, of person and rung, of metric and period.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from commtui.model.kinds import BY_NAME
from commtui.model.record import Record
from commtui.report.as_json import to_json
from commtui.report.records.selection import Selection
from commtui.report.style import Style
from commtui.store.snapshot import Entry


def render(selection: Selection, style: Style) -> str:
    """A list of records by kind; a single table, or null, for the kinds of which there is one."""
    return to_json({kind: _of_kind(kind, entries) for kind, entries in selection.entries.items()})


def _of_kind(kind: str, entries: Sequence[Entry[Record]]) -> Any:  # noqa: ANN401 - a list, a table or null
    if BY_NAME[kind].about.single:
        return entries[0].data if entries else None
    return [entry.data for entry in sorted(entries, key=_key)]


def _key(entry: Entry[Record]) -> tuple[Any, ...]:
    name = getattr(entry.record, "id", None) or entry.record.caption
    return (_natural(name), json.dumps(entry.data, sort_keys=True, default=str))


def _natural(text: str) -> list[tuple[bool, int, str, str]]:
    """A sort key by which `goal-2` comes before `goal-10`."""
    parts = ((digits, digits.lstrip("0"), rest) for digits, rest in re.findall(r"([0-9]*)([^0-9]*)", text))
    return [(bool(digits), len(number), number, rest) for digits, number, rest in parts]
