"""Nested tables while they are edited: each remembers where in the file it came from, so that only it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from commtui.model.record import Table
from commtui.model.references import table_at
from commtui.toml import KeyPath
from commtui.toml.same import same

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """A nested table: TOML data by name, but for tables nested deeper, which are members again.

    `origin` is its place in the list as it was read; None for a new one. A `removed` one can still be brought back.
    """

    values: Data
    origin: int | None = None
    removed: bool = False

    def data(self) -> dict[str, Any]:
        """The table as TOML holds it."""
        return {name: value for name, each in self.values.items() if (value := to_data(each)) is not None}


def to_data(value: Any) -> Any:  # noqa: ANN401 - any TOML
    """A value of a member as TOML holds it; None where the key is to go."""
    if isinstance(value, Member):
        return None if value.removed else value.data()
    if not isinstance(value, tuple):
        return value
    return [each.data() for each in value if not each.removed] or None


def of_data(model: type[Table], value: Any) -> Any:  # noqa: ANN401 - any TOML
    """Nested tables of a model as members: a table, or a list of them; else the value itself."""
    if isinstance(value, Mapping):
        return _member(model, value, 0)
    if isinstance(value, list) and all(isinstance(each, Mapping) for each in value):
        return tuple(_member(model, each, index) for index, each in enumerate(value))
    return value


def values_of(model: type[Table], data: Data) -> dict[str, Any]:
    """The data of a table, with members in the place of nested tables."""
    inner = {name: table_at(model, (name,)) for name in data}
    return {name: value if (table := inner[name]) is None else of_data(table, value) for name, value in data.items()}


def kept(members: Sequence[Member]) -> tuple[Member, ...]:
    """The members that were not taken out."""
    return tuple(each for each in members if not each.removed)


def with_origins(members: Sequence[Member], old: Sequence[Any], new: Sequence[Any]) -> tuple[Member, ...]:
    """The members of a list that others changed from `old` to `new`, with their places there."""
    places = [next((at for at, each in enumerate(new) if same(each, one)), None) for one in old]
    return tuple(
        each if each.origin is None else replace(each, origin=places[each.origin] if each.origin < len(old) else None)
        for each in members
    )


def steps(base: Data, values: Data) -> list[dict[KeyPath, Any]]:
    """The changes that make data of `base` into `values`, to be made one after the other, each for the data by then.

    First members go and change places as they were, then new ones come, then what is within them is changed: so a text
    keeps everything that is written around the members that stay.
    """
    found: dict[int, dict[KeyPath, Any]] = {}
    for step, path, value in _changes(base, values, (), 0):
        found.setdefault(step, {})[path] = value
    return [found[step] for step in sorted(found)]


def _member(model: type[Table], data: Data, index: int) -> Member:
    return Member(values_of(model, data), index)


def _changes(base: Data, values: Data, at: KeyPath, step: int) -> Iterator[tuple[int, KeyPath, Any]]:
    for name in {**base, **values}:
        old, new = base.get(name), values.get(name)
        path = (*at, name)
        if isinstance(new, tuple) and all(isinstance(each, Member) for each in new):
            yield from _list_changes(old if isinstance(old, list) else [], kept(new), path, step)
        elif isinstance(new, Member) and not new.removed and new.origin is not None and isinstance(old, Mapping):
            yield from _changes(old, new.values, path, step)
        elif not same(old, value := to_data(new)):
            yield step, path, value


def _list_changes(
    old: Sequence[Any], members: Sequence[Member], path: KeyPath, step: int
) -> Iterator[tuple[int, KeyPath, Any]]:
    staying = [old[each.origin] for each in members if each.origin is not None]
    if not same(staying, list(old)):
        yield step, path, staying or None
        step += 1
    whole = [each.data() if each.origin is None else old[each.origin] for each in members]
    if not same(whole, staying):
        yield step, path, whole
        step += 1
    for index, each in enumerate(members):
        if each.origin is not None:
            yield from _changes(old[each.origin], each.values, (*path, index), step)
