"""Who names whom: the references to a record or a rung, and what is left of a record without them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from commtui.model.kinds import BY_NAME
from commtui.model.record import Record
from commtui.model.references import ReferenceField, ladder_of, reference_fields, references
from commtui.store.errors import Reference
from commtui.store.locate import value_at, with_value
from commtui.store.snapshot import Entry, Rejected, Snapshot
from commtui.toml import KeyPath

Changes = dict[KeyPath, Any]


@dataclass(frozen=True, slots=True)
class Target:
    """What may be named: a record by its kind and id, or a rung, whose kind is "rung", of a ladder."""

    kind: str
    id: str
    ladder: str | None = None


def target_of(kind: str, data: Mapping[str, Any], rung: str | None = None) -> Target | None:
    """What names of a record mean, or of a rung of it; None for a record without id."""
    id_ = data.get("id")
    if not isinstance(id_, str):
        return None
    return Target(kind, id_) if rung is None else Target("rung", rung, id_)


def references_to(snapshot: Snapshot, targets: Collection[Target]) -> tuple[Reference, ...]:
    """Every reference to one of these, also from records that have faults."""
    kinds = {each.kind for each in targets}
    naming = [
        name for name, model in BY_NAME.items() if any(each.ref.kind in kinds for each in reference_fields(model))
    ]
    found: list[Reference] = []
    for name in naming:
        for entry in snapshot.entries.get(name, ()):
            for path, ref, value in references(entry.record):
                if ref.kind in kinds and Target(ref.kind, value, ladder_of(entry.record, path, ref)) in targets:
                    found.append(Reference(entry, path, ref, value))
    for rejected in snapshot.rejected:
        if rejected.kind in naming and isinstance(rejected.data, dict):
            found += [each for each in _of_rejected(rejected) if _target(rejected, each) in targets]
    return tuple(found)


def names_in(entry: Entry[Record] | Rejected) -> list[tuple[KeyPath, Target]]:
    """What a record names, and where; of one that has faults, as far as its fields can be told."""
    if isinstance(entry, Entry):
        found = references(entry.record)
        return [(path, Target(ref.kind, id_, ladder_of(entry.record, path, ref))) for path, ref, id_ in found]
    if entry.kind is None or not isinstance(entry.data, dict):
        return []
    return [(each.path, _target(entry, each)) for each in _of_rejected(entry)]


def without(entry: Entry[Record] | Rejected, references_: Iterable[Reference]) -> Changes | None:
    """The changes that take these references out of a record; None where it cannot be without them."""
    changes: Changes = {}
    gone: dict[KeyPath, set[int]] = {}
    for each in references_:
        index = each.path[-1]
        if isinstance(index, int):
            gone.setdefault(each.path[:-1], set()).add(index)
        else:
            changes[each.path] = None
    for path, indices in gone.items():
        members = value_at(entry.data, path)
        changes[path] = [each for index, each in enumerate(members) if index not in indices] or None
    return changes if _fits(entry, changes) else None


def faults_of(model: type[Record], data: Any) -> int:  # noqa: ANN401 - any TOML
    """How many faults the model finds in the data of a record."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        return error.error_count()
    return 0


def _fits(entry: Entry[Record] | Rejected, changes: Changes) -> bool:
    model = type(entry.record) if isinstance(entry, Entry) else BY_NAME[str(entry.kind)]
    data: Any = entry.data
    for path, value in changes.items():
        data = with_value(data, path, value)
    return faults_of(model, data) <= (0 if isinstance(entry, Entry) else faults_of(model, entry.data))


def _of_rejected(rejected: Rejected) -> Iterator[Reference]:
    for field in reference_fields(BY_NAME[str(rejected.kind)]):
        for path, value in _values(rejected.data, field, 0, ()):
            yield Reference(rejected, path, field.ref, value)


def _values(data: Any, field: ReferenceField, depth: int, at: KeyPath) -> Iterator[tuple[KeyPath, str]]:  # noqa: ANN401
    """The texts in data of any form where a field has its references, and their paths."""
    if isinstance(data, list):
        for index, each in enumerate(data):
            yield from _values(each, field, depth, (*at, index))
    elif depth == len(field.path):
        if isinstance(data, str):
            yield at, data
    elif isinstance(data, dict) and field.path[depth] in data:
        name = field.path[depth]
        yield from _values(data[name], field, depth + 1, (*at, name))


def _target(rejected: Rejected, reference: Reference) -> Target:
    ref = reference.ref
    if ref.kind != "rung":
        return Target(ref.kind, reference.value)
    ladder = value_at(rejected.data, (*_table_above(reference.path), ref.within) if ref.within else ("id",))
    return Target("rung", reference.value, ladder if isinstance(ladder, str) else None)


def _table_above(path: KeyPath) -> KeyPath:
    return path[: -2 if isinstance(path[-1], int) else -1]
