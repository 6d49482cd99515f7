"""Changes as JSON: an interface; keys are added, never renamed.

    {
      "base": the full id of the commit, or null before the first one,
      "head": the full id of the commit, or null for the working tree,
      "changes": [{
        "kind": the kind's name in TOML,
        "id": the record's id now, or null where its kind has none,
        "title": what people call the record,
        "change": "added", "removed", "changed" or "renamed" (another id, and otherwise equal or nearly so),
        "file", "line": where the record stands in head (a removed one: where it stood in base),
        "fields": [{
          "field": the path to it as `commtui set` takes it, such as "status" or "rung.reviewer.title",
          "title": what people call it,
          "old", "new": values as in TOML, dates as text; null where there was or is none,
          "added", "removed": the members of a list that came or went; of nested tables (key results, rungs) this is
            all, with null for "old" and "new", and changes in a table that stayed have entries of their own
        }]
      }],
      "summary": [sentences in plain text],
      "problems": [{"side": "base" or "head", "file", "line", "column", "reason"}: what could not be compared]
    }

`summary` is meant for publishing, once it is escaped for where it goes: it names nobody who is not listed. `changes`
holds everything.
"""

from __future__ import annotations

import math
from dataclasses import asdict
from datetime import date, time
from typing import Any

from commtui.insight.changes import Change, FieldChange
from commtui.model.record import Record
from commtui.report.as_json import to_json
from commtui.report.changes.comparison import Comparison
from commtui.report.changes.fields import full_title
from commtui.report.changes.names import Names
from commtui.report.changes.sentences import left_out, sentences
from commtui.report.changes.voice import PLAIN
from commtui.report.style import Style


def render(comparison: Comparison, style: Style) -> str:
    """All changes, and the sentences that tell them."""
    names = Names(comparison)
    told = [*sentences(comparison, comparison.published, PLAIN), left_out(comparison)]
    return to_json(
        {
            "base": comparison.base.commit,
            "head": comparison.head.commit,
            "changes": [_change(each, names) for each in comparison.changes.changes],
            "summary": [f"{each}." for each in told if each],
            "problems": [asdict(each) for each in comparison.changes.problems],
        }
    )


def _change(change: Change, names: Names) -> dict[str, Any]:
    now = change.now
    id_ = now.data.get("id") if "id" in change.kind.model_fields else None
    return {
        "kind": change.kind.about.name,
        "id": _plain(id_),
        "title": names.title(change),
        "change": change.what,
        "file": now.file.name,
        "line": now.file.document.positions.header(now.path).line,
        "fields": [_field(change.kind, each) for each in change.fields],
    }


def _field(kind: type[Record], change: FieldChange) -> dict[str, Any]:
    return {
        "field": ".".join(change.path),
        "title": full_title(kind, change),
        "old": _plain(change.old),
        "new": _plain(change.new),
        "added": _plain(list(change.added)),
        "removed": _plain(list(change.removed)),
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 - any TOML
    """The value as JSON can hold it: a record with an error may have any."""
    match value:
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case list():
            return [_plain(each) for each in value]
        case date() | time():
            return value.isoformat()
        case float() if not math.isfinite(value):
            return str(value)
        case _:
            return value
