"""From a draft to edits of the files, and to the record that they made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from commtui.store.edits import AddRecord, Edit, RenameId, SetFields
from commtui.store.locate import with_values
from commtui.store.snapshot import Entry, Snapshot
from commtui.toml.same import same
from commtui.tui.forms.draft import Draft
from commtui.tui.forms.knowing import with_rungs
from commtui.tui.forms.member import Member, kept, steps, to_data


@dataclass(frozen=True, slots=True)
class Saved:
    """A record that a form wrote: its kind, its id (None: it has none), and `FILE:LINE`, where it stands now."""

    kind: str
    id: str | None
    where: str


def edits_of(draft: Draft) -> list[Edit]:
    """What to do to the files so that they hold the record of a draft; all of it is one step of undo."""
    entry = draft.base.entry
    if entry is None:
        return [AddRecord(draft.kind, draft.data())]
    values = draft.values()
    old, new = entry.data.get("id"), values.get("id")
    rungs = _renamed_rungs(entry, values)
    # Renaming comes last, so until then everything is called what it was.
    values = _with_old_rungs(draft, values, rungs)
    if old is not None:
        values["id"] = old
    edits: list[Edit] = []
    now: Entry[Any] = entry
    for changes in steps(entry.data, values):
        edits.append(SetFields(now, changes))
        now = replace(now, data=with_values(now.data, changes))
    edits += [RenameId(now, new_id, rung) for rung, new_id in rungs.items()]
    if isinstance(old, str) and isinstance(new, str) and old != new:
        edits.append(RenameId(now, new))
    return edits


def saved_as(snapshot: Snapshot, draft: Draft, before: Snapshot) -> Saved:
    """The record in the snapshot after its edits; `before` is the one without them."""
    data = draft.data()
    id_ = data.get("id")
    entries = snapshot.entries.get(draft.kind, ())
    if isinstance(id_, str):
        found = [each for each in entries if each.data.get("id") == id_]
    else:
        there = {id(each.data) for each in before.entries.get(draft.kind, ())}
        alike = [each for each in entries if same(dict(each.data), data)]
        found = [each for each in alike if id(each.data) not in there] or alike
    return Saved(draft.kind, id_ if isinstance(id_, str) else None, found[0].where if found else "")


def _renamed_rungs(entry: Entry[Any], values: Mapping[str, Any]) -> dict[str, str]:
    """The ids of rungs that were changed, by the ids that they had."""
    if entry.record.about.name != "ladder":
        return {}
    before = [each.get("id") for each in entry.data.get("rung", ())]
    rungs = kept(values.get("rung", ()))
    pairs = ((before[each.origin], each.values.get("id")) for each in rungs if each.origin is not None)
    return {str(old): str(new) for old, new in pairs if old != new}


def _with_old_rungs(draft: Draft, values: Mapping[str, Any], renamed: Mapping[str, str]) -> dict[str, Any]:
    if not renamed:
        return dict(values)
    back = {new: old for old, new in renamed.items()}
    found = with_rungs(draft.model, values, back)
    found["rung"] = tuple(_with_id(each, back) for each in values["rung"] and found["rung"])
    return found


def _with_id(member: Member, ids: Mapping[str, str]) -> Member:
    id_ = to_data(member.values.get("id"))
    return replace(member, values={**member.values, "id": ids[id_]}) if id_ in ids else member
