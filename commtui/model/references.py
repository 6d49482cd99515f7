"""Which fields name other records, and the references that a record holds.

Read from the annotations of the models, once for each kind: whoever adds a field with a `Ref` adds nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from pydantic.fields import FieldInfo

from commtui.model.record import Record, Table
from commtui.model.reference import Ref
from commtui.model.traits import is_list, trait, traits

Path = tuple[str | int, ...]


class ReferenceField(NamedTuple):
    """A field that names records; `path` leads to it through nested tables, their places in lists left out."""

    path: tuple[str, ...]
    ref: Ref
    many: bool
    required: bool


class _Step(NamedTuple):
    """A field on the way to a reference: the reference itself, or nested tables that hold some."""

    name: str
    many: bool
    required: bool
    ref: Ref | None
    inner: tuple[_Step, ...]


def reference_fields(model: type[Table]) -> tuple[ReferenceField, ...]:
    """Every field of a kind that names records, those of nested tables included."""
    return tuple(_fields(_steps(model), ()))


def references(record: Table) -> Iterator[tuple[Path, Ref, str]]:
    """The references that a record holds: the path within the record, what it names, and the id it gives."""
    return _walk(record, _steps(type(record)), ())


def ladder_of(record: Record, path: Path, ref: Ref) -> str | None:
    """The id of the ladder whose rung is meant by the reference at this path; None where it names no rung."""
    if ref.kind != "rung":
        return None
    if ref.within is None:
        return _text(getattr(record, "id", None))
    beside: Any = record
    for step in path[: _depth(path)]:
        beside = beside[step] if isinstance(step, int) else getattr(beside, step)
    return _text(getattr(beside, ref.within, None))


def field_at(model: type[Table], path: Path) -> FieldInfo | None:
    """The field that the last name of a path means, or None where there is no such field."""
    names = [step for step in path if isinstance(step, str)]
    table = table_at(model, tuple(names[:-1]))
    return table.model_fields.get(names[-1]) if table is not None and names else None


def table_at(model: type[Table], path: Path) -> type[Table] | None:
    """The model of the table at a path (places in lists may be left out), or None where none is."""
    table: type[Table] | None = model
    for name in path:
        if isinstance(name, int):
            continue
        field = table.model_fields.get(name) if table is not None else None
        table = _table_of(field) if field is not None else None
    return table


@cache
def _steps(model: type[Table]) -> tuple[_Step, ...]:
    steps = (_step(name, field) for name, field in model.model_fields.items())
    return tuple(step for step in steps if step.ref is not None or step.inner)


def _step(name: str, field: FieldInfo) -> _Step:
    table = _table_of(field)
    return _Step(
        name, is_list(field), field.is_required(), trait(field, Ref), _steps(table) if table is not None else ()
    )


def _table_of(field: FieldInfo) -> type[Table] | None:
    """The model of the nested tables that a field holds."""
    return next((each for each in traits(field) if isinstance(each, type) and issubclass(each, Table)), None)


def _fields(steps: tuple[_Step, ...], at: tuple[str, ...]) -> Iterator[ReferenceField]:
    for step in steps:
        path = (*at, step.name)
        if step.ref is not None:
            yield ReferenceField(path, step.ref, step.many, step.required)
        yield from _fields(step.inner, path)


def _walk(table: Table, steps: tuple[_Step, ...], at: Path) -> Iterator[tuple[Path, Ref, str]]:
    values = table.__dict__
    for step in steps:
        value = values[step.name]
        if not value:
            continue
        path = (*at, step.name)
        if step.ref is None:
            for index, each in enumerate(value) if step.many else ((None, value),):
                yield from _walk(each, step.inner, path if index is None else (*path, index))
        elif step.many:
            for index, each in enumerate(value):
                yield (*path, index), step.ref, each
        else:
            yield path, step.ref, value


def _depth(path: Path) -> int:
    """How many steps of the path lead to the table that holds the field at its end."""
    return len(path) - (2 if isinstance(path[-1], int) else 1)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
