"""FIELD=VALUE as people type it: which value in a record is meant, and what it is to be.

A field that TOML holds as text takes what was typed as it is; every other field takes a TOML literal. Paths go through
nested tables, and through lists by place (`key_result.0.score`) or by id (`rung.reviewer.title`).
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any, get_origin

from pydantic.fields import FieldInfo

from commtui.cli.failure import Failure, nearest
from commtui.model.record import Table
from commtui.model.references import table_at
from commtui.model.traits import is_list, is_many, types_of
from commtui.toml import KeyPath, TomlError
from commtui.toml.parse import parse

_assignment = re.compile(r"([^=]*?)([+-]?)=(.*)", re.DOTALL)
_place = re.compile(r"[0-9]{1,6}", re.ASCII)
# What is no text in TOML, and what to call it.
_EXAMPLES: dict[type, str] = {
    date: "a date such as 2026-03-31",
    bool: "true or false",
    int: "a number such as 2",
    float: "a number such as 0.5",
}


class Holds(Enum):
    """What stands at a path: one value, a list of values, a list of tables, one of these, a table, or texts by name."""

    VALUE = auto()
    LIST = auto()
    TABLES = auto()
    MEMBER = auto()
    TABLE = auto()
    TEXTS = auto()


@dataclass(frozen=True, slots=True)
class Assignment:
    """`name` as typed; `sign` is "+", "-" or nothing; `text` is what stands behind `=`."""

    name: str
    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a record: the path to it, what it holds, and whether what is typed there is text as it is."""

    path: KeyPath
    holds: Holds
    is_text: bool
    field: FieldInfo


def assignment_of(word: str) -> Assignment:
    """The parts of FIELD=VALUE, FIELD+=VALUE or FIELD-=VALUE.

    Raises:
        Failure: It is none of them.
    """
    match = _assignment.fullmatch(word)
    if match is None or not match[1]:
        raise Failure(f'"{word}" is not FIELD=VALUE')
    return Assignment(match[1], match[2], match[3])


def spot_of(model: type[Table], data: Mapping[str, Any], name: str) -> Spot:
    """The place that a path such as `status` or `key_result.0.score` means in a record that holds this data.

    Raises:
        Failure: There is no such field, or no such member of a list.
    """
    return _spot(model, data, name, ())


def value_of(spot: Spot, assignment: Assignment) -> Any:  # noqa: ANN401 - any TOML
    """The value that was typed for a place; of a list with a sign, the one member.

    Raises:
        Failure: It is no TOML literal where one is needed.
    """
    is_member = bool(assignment.sign) and spot.holds in {Holds.LIST, Holds.TABLES}
    if spot.is_text and (is_member or spot.holds is Holds.VALUE):
        return assignment.text
    try:
        found = parse(f"value = {assignment.text}\n")
    except TomlError:
        found = {}
    if found.keys() != {"value"}:
        raise Failure(_not_a_literal(spot, assignment, is_member))
    return found["value"]


def _spot(model: type[Table], data: Mapping[str, Any], rest: str, path: KeyPath) -> Spot:
    name, _, more = rest.partition(".")
    field = model.model_fields.get(name)
    if field is None:
        fields = list(model.model_fields)
        raise Failure(
            f'there is no field "{_shown(path, name)}"{nearest(name, fields, f"the fields are {_and(fields)}")}'
        )
    path = (*path, name)
    inner = table_at(model, (name,))
    value = data.get(name)
    if inner is None:
        return _plain_spot(field, path, more)
    if not is_list(field):
        held = value if isinstance(value, dict) else {}
        return _spot(inner, held, more, path) if more else Spot(path, Holds.TABLE, False, field)
    if not more:
        return Spot(path, Holds.TABLES, False, field)
    members = value if isinstance(value, list) else []
    place, more = _member(members, more, path)
    path = (*path, place)
    held = members[place] if place < len(members) else {}
    return _spot(inner, held, more, path) if more else Spot(path, Holds.MEMBER, False, field)


def _plain_spot(field: FieldInfo, path: KeyPath, more: str) -> Spot:
    is_text = not types_of(field) & _EXAMPLES.keys()
    if get_origin(field.annotation) is dict:
        return Spot((*path, more), Holds.VALUE, is_text, field) if more else Spot(path, Holds.TEXTS, False, field)
    if more:
        add = f": {path[-1]}+=... adds to it, {path[-1]}-=... takes out of it" if is_many(field) else ""
        raise Failure(f'"{_shown(path)}" has no fields in it{add}')
    return Spot(path, Holds.LIST if is_many(field) else Holds.VALUE, is_text, field)


def _member(members: list[Any], rest: str, path: KeyPath) -> tuple[int, str]:
    """The place of the member that the path goes on with, and what is left of the path; one behind the last is new."""
    ids = [each.get("id") if isinstance(each, dict) else None for each in members]
    named = [each for each in ids if isinstance(each, str) and (rest == each or rest.startswith(f"{each}."))]
    if named:
        id_ = max(named, key=len)
        return ids.index(id_), rest[len(id_) + 1 :]
    name, _, more = rest.partition(".")
    if _place.fullmatch(name) and int(name) <= len(members):
        return int(name), more
    known = [each for each in ids if isinstance(each, str)]
    held = f"{_shown(path)} has {len(members)}, counted from 0" if members else f"{_shown(path)} is empty"
    here = nearest(name, known, f"there are {_and(known)}") if known else f"; {held}"
    raise Failure(f'there is no "{_shown(path, name)}"{here}')


def _not_a_literal(spot: Spot, assignment: Assignment, is_member: bool) -> str:
    name, text = assignment.name, assignment.text
    if spot.holds is Holds.LIST and not is_member:
        members = _members_typed(text)
        whole = shlex.quote(f"{name}={json.dumps(members, ensure_ascii=False)}")
        return f"{name} takes a list such as {whole}; {shlex.quote(f'{name}+={members[0]}')} adds to it"
    if spot.holds in {Holds.TABLES, Holds.MEMBER, Holds.TABLE, Holds.TEXTS}:
        inner = next(iter(table.model_fields), "key") if (table := _table(spot)) is not None else "key"
        one = f'{{{inner} = "..."}}'
        return f"{name} takes {'tables' if spot.holds is Holds.TABLES and not is_member else 'a table'} such as {one}"
    wanted = next((_EXAMPLES[each] for each in types_of(spot.field) if each in _EXAMPLES), "a TOML value")
    return f'{name} takes {wanted}, not "{text}"'


def _members_typed(text: str) -> list[str]:
    """The texts of a list whose quotes are not there: a shell takes them away."""
    inner = re.fullmatch(r"\s*\[(.*)\]\s*", text, re.DOTALL)
    members = [" ".join(each.split()).strip("\"'") for each in (inner[1] if inner else text).split(",")]
    return [each for each in members if each] or ["one"]


def _table(spot: Spot) -> type[Table] | None:
    return next((each for each in types_of(spot.field) if issubclass(each, Table)), None)


def _shown(path: KeyPath, *more: str) -> str:
    return ".".join(map(str, (*path, *more)))


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
