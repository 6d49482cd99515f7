"""The fields of a kind in words: what there is to write, and what it means."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date
from typing import get_origin

from pydantic.fields import FieldInfo

from commtui.model.record import Record, Table
from commtui.model.reference import Ref
from commtui.model.references import table_at
from commtui.model.traits import choices, is_many, trait, traits
from commtui.model.words import pad

_COLUMN = 24
_LINE = 79
_SORTS: dict[type, str] = {date: "date", bool: "true | false", int: "number", float: "number"}


def render(model: type[Record]) -> str:
    """The header, and each field with its meaning; those that a record cannot be without have a star."""
    about = model.about
    header = f"[{about.name}]" if about.single else f"[[{about.name}]]"
    place = f"{about.file}, or {about.place}" if about.place else about.file
    lines = [f"{header}  in {place}, or any other file", "", *_fields(model, about.name, 0), "", "* needed"]
    return "\n".join(lines) + "\n"


def _fields(model: type[Table], path: str, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for name, field in model.model_fields.items():
        nested = table_at(model, (name,))
        star = "*" if field.is_required() else ""
        if nested is not None:
            inner = f"{path}.{name}"
            brackets = f"[[{inner}]]" if is_many(field) else f"[{inner}]"
            yield ""
            yield from _line(f"{indent}{brackets}{star}", field.description or "")
            yield from _fields(nested, inner, depth + 1)
            continue
        yield from _line(f"{indent}{name}{star}", _meaning(field))


def _meaning(field: FieldInfo) -> str:
    """What it means, what sort of value it is where that is not just text, and an example of a text."""
    sort = _sort(field)
    if sort != "text":
        return f"{field.description} ({sort})"
    return f"{field.description} Such as {field.examples[0]}" if field.examples else f"{field.description}"


def _sort(field: FieldInfo) -> str:
    """What sort of value it is."""
    fixed, reference = choices(field), trait(field, Ref)
    if fixed:
        sort = " | ".join(fixed)
    elif reference is not None:
        sort = f"{reference.kind.replace('_', ' ')} id"
    else:
        sort = next((_SORTS[each] for each in traits(field) if isinstance(each, type) and each in _SORTS), "text")
    if get_origin(field.annotation) is dict:
        return "a table of texts"
    return f"list of {sort}s" if is_many(field) and not fixed else sort


def _line(name: str, meaning: str) -> Iterator[str]:
    first, *rest = textwrap.wrap(meaning, _LINE - _COLUMN) or [""]
    yield f"{pad(name, _COLUMN - 2)}  {first}".rstrip()
    yield from (" " * _COLUMN + each for each in rest)
