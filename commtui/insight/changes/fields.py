"""Which fields of a record or nested table differ, by what its model declares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic.fields import FieldInfo

from commtui.insight.changes.change import FieldChange, Inner
from commtui.insight.changes.matching import Thing, match
from commtui.insight.changes.meaning import Data, caption, defaults, frozen, meaning
from commtui.model.record import Table
from commtui.model.references import table_at

Path = tuple[str, ...]
Through = tuple[Inner, ...]


def changed_fields(
    model: type[Table], old: Data, new: Data, at: Path = (), through: Through = ()
) -> Iterator[FieldChange]:
    """The fields that differ, in the model's order, then unknown keys; nested tables field by field."""
    known = defaults(model)
    for name in _names(model, old, new):
        before, now = (data.get(name, known.get(name)) for data in (old, new))
        if frozen(before) != frozen(now):
            yield from _changed(model, name, before, now, at, through)


def given_fields(model: type[Table], data: Data, *, added: bool) -> Iterator[FieldChange]:
    """All that a record says, as what came with it, or went."""
    said = meaning(model, data)
    for name in _names(model, said):
        value = said[name]
        members = tuple(value) if isinstance(value, list) else ()
        field = model.model_fields.get(name)
        if added:
            yield FieldChange((name,), field, new=value, added=members)
        else:
            yield FieldChange((name,), field, old=value, removed=members)


def things(model: type[Table], tables: Sequence[Data]) -> list[Thing[int]]:
    """Nested tables by their places, known by the field that the model declares first: an id, a title, a text."""
    key = next(iter(model.model_fields))
    return [
        Thing(index, meaning(model, data), frozen(data.get(key)), caption(model, data), key)
        for index, data in enumerate(tables)
    ]


def _names(model: type[Table], *datas: Data) -> list[str]:
    given = dict.fromkeys(name for data in datas for name in data)
    return [*(name for name in model.model_fields if name in given), *(n for n in given if n not in model.model_fields)]


def _changed(
    model: type[Table],
    name: str,
    old: Any,  # noqa: ANN401 - any TOML
    new: Any,  # noqa: ANN401 - any TOML
    at: Path,
    through: Through,
) -> Iterator[FieldChange]:
    field = model.model_fields.get(name)
    path = (*at, name)
    table = table_at(model, (name,)) if field is not None else None
    if table is not None and _is_tables(old) and _is_tables(new):
        yield from _changed_tables(table, field, old, new, path, through)
    elif table is not None and isinstance(old, dict) and isinstance(new, dict):
        yield from changed_fields(table, old, new, path, (*through, Inner(name, "")))
    elif isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            if frozen(old.get(key)) != frozen(new.get(key)):
                inner = (*through, Inner(name, ""))
                yield FieldChange((*path, key), None, old.get(key), new.get(key), through=inner)
    elif isinstance(old, list) and isinstance(new, list):
        yield _changed_list(field, old, new, path, through)
    else:
        yield FieldChange(path, field, old, new, through=through)


def _changed_list(field: FieldInfo | None, old: list[Any], new: list[Any], path: Path, through: Through) -> FieldChange:
    removed, stayed = _parted(old, new)
    added, stay = _parted(new, old)
    reordered = [*map(frozen, stayed)] != [*map(frozen, stay)]
    return FieldChange(path, field, old, new, tuple(added), tuple(removed), reordered, through)


def _parted(members: list[Any], others: list[Any]) -> tuple[list[Any], list[Any]]:
    """The members that are more often here than there, and the rest."""
    left = Counter(map(frozen, others))
    only_here: list[Any] = []
    both: list[Any] = []
    for each in members:
        left[frozen(each)] -= 1
        (both if left[frozen(each)] >= 0 else only_here).append(each)
    return only_here, both


def _changed_tables(
    model: type[Table], field: FieldInfo | None, old: list[Data], new: list[Data], path: Path, through: Through
) -> Iterator[FieldChange]:
    matched = match(things(model, old), things(model, new))
    before = [index for index, _ in matched.pairs]
    reordered = before != sorted(before)
    if matched.added or matched.removed or reordered:
        added, removed = tuple(new[each] for each in matched.added), tuple(old[each] for each in matched.removed)
        yield FieldChange(path, field, None, None, added, removed, reordered, through)
    for was, now in matched.pairs:
        step = new[now].get("id", now) if "id" in model.model_fields else now
        inner = Inner(path[-1], caption(model, new[now]))
        yield from changed_fields(model, old[was], new[now], (*path, str(step)), (*through, inner))


def _is_tables(value: Any) -> bool:  # noqa: ANN401 - any TOML
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)
