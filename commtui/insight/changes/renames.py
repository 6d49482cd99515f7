"""References that followed a record to its new id: they still name the same, so they are no changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from commtui.insight.changes.change import Told
from commtui.insight.changes.fields import things
from commtui.insight.changes.matching import match
from commtui.model.ladder import Ladder, Rung
from commtui.model.record import Record
from commtui.model.references import Path
from commtui.store.linking import Target, names_in

Renames = Mapping[Target, str]


def renames(kind: type[Record], pairs: Iterable[tuple[Told, Told]]) -> dict[Target, str]:
    """The records of a kind, and the rungs in them, that have another id now."""
    found: dict[Target, str] = {}
    for old, new in pairs:
        before, now = old.data.get("id"), new.data.get("id")
        if isinstance(before, str) and isinstance(now, str) and before != now:
            found[Target(kind.about.name, before)] = now
        if kind is Ladder and isinstance(before, str):
            found |= _renamed_rungs(before, old.data.get("rung"), new.data.get("rung"))
    return found


def _renamed_rungs(ladder: str, old: Any, new: Any) -> dict[Target, str]:  # noqa: ANN401 - any TOML
    if not all(isinstance(rungs, list) and all(isinstance(each, dict) for each in rungs) for rungs in (old, new)):
        return {}
    pairs = match(things(Rung, old), things(Rung, new)).pairs
    ids = ((old[before].get("id"), new[now].get("id")) for before, now in pairs)
    return {
        Target("rung", before, ladder): now
        for before, now in ids
        if isinstance(before, str) and isinstance(now, str) and before != now
    }


def as_if_followed(told: Told, known: Renames) -> Mapping[str, Any]:
    """The data of an old record with all that it names under the new names."""
    new = {path: known[name] for path, name in names_in(told) if name in known}
    return _rewritten(told.data, (), new) if new else told.data


def followed(old: Told, new: Told, known: Renames) -> tuple[Mapping[str, Any], Counter[Target]]:
    """The data of an old record with new names where the new record really has them, and how many of each name."""
    now = {(_field(path), name.kind, name.id) for path, name in names_in(new)}
    changed: dict[Path, str] = {}
    counts: Counter[Target] = Counter()
    for path, name in names_in(old):
        to = known.get(name)
        if to is not None and (_field(path), name.kind, to) in now:
            changed[path] = to
            counts[name] += 1
    return _rewritten(old.data, (), changed) if changed else old.data, counts


def _field(path: Path) -> Sequence[str]:
    return tuple(step for step in path if isinstance(step, str))


def _rewritten(value: Any, at: Path, new: Mapping[Path, str]) -> Any:  # noqa: ANN401 - any TOML
    if isinstance(value, dict):
        return {key: _rewritten(each, (*at, key), new) for key, each in value.items()}
    if isinstance(value, list):
        return [_rewritten(each, (*at, index), new) for index, each in enumerate(value)]
    return new.get(at, value)
