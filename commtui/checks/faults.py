"""What is wrong with a table, in plain words: from a fault of the model to a finding."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol

from pydantic.fields import FieldInfo

from commtui.checks.index import text_of
from commtui.checks.nearest import Nearest
from commtui.checks.rule import Part
from commtui.checks.words import described, listed, quoted
from commtui.model.kinds import BY_NAME
from commtui.model.record import Table
from commtui.model.references import field_at, table_at
from commtui.model.traits import choices, is_list
from commtui.store.snapshot import Fault
from commtui.toml import KeyPath

Category = Literal["unknown-kind", "not-a-record", "unknown-key", "missing-field", "wrong-type", "invalid-value"]

_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "number_type": "a number",
    "bool_type": "true or false",
    "date_type": "a date such as 2026-03-08",
    "dict_type": "a table",
    "model_type": "a table",
    "tuple_type": "a list",
}
_CATEGORIES: dict[str, Category] = {
    "unknown_kind": "unknown-kind",
    "not_a_record": "not-a-record",
    "extra_forbidden": "unknown-key",
    "missing": "missing-field",
    **dict.fromkeys(_WANTED, "wrong-type"),
}
_number = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
# What pydantic says of a key of a table with free keys, instead of its value.
_OF_THE_KEY = "[key]"


class Subject(Protocol):
    """What a fault is found in: a table of a file or of an edit, its kind, and the key path of it."""

    @property
    def kind(self) -> str | None: ...
    @property
    def data(self) -> Any: ...  # noqa: ANN401 - any TOML
    @property
    def path(self) -> KeyPath: ...


@dataclass(frozen=True, slots=True)
class Proposed:
    """A record as an edit would have it."""

    kind: str
    data: Any
    path: KeyPath = ()


def category(fault: Fault) -> Category:
    """The rule that speaks of the fault."""
    return _CATEGORIES.get(fault.type, "invalid-value")


def place(rejected: Subject, fault: Fault) -> tuple[KeyPath, Part]:
    """The key path that the fault points at, and what is marked there."""
    match category(fault):
        case "missing-field":
            return fault.path[:-1], "header"
        case "unknown-key" | "unknown-kind":
            return fault.path, "key"
        case "not-a-record" if len(fault.path) == 1 and isinstance(fault.value, dict | list):
            return fault.path, "header"
    return (fault.path[:-1], "key") if _speaks_of_key(rejected, fault) else (fault.path, "value")


class Teller:
    """Puts faults into words: a message, and a hint or nothing."""

    def __init__(self, nearest: Nearest) -> None:
        self._nearest = nearest

    def tell(self, rejected: Subject, fault: Fault) -> tuple[str, str]:
        """The words for a fault of a table."""
        match category(fault):
            case "unknown-kind":
                return self._unknown_kind(fault)
            case "not-a-record":
                return _not_a_record(rejected, fault)
            case "unknown-key":
                return self._unknown_key(rejected, fault)
            case "missing-field":
                return _missing(rejected, fault)
            case "wrong-type" | "invalid-value":
                return self._wrong_value(rejected, fault)

    def _unknown_kind(self, fault: Fault) -> tuple[str, str]:
        name = str(fault.path[0])
        message = f"Unknown kind {quoted(name)}"
        kinds = {model.about.nouns: kind for kind, model in BY_NAME.items()} | {kind: kind for kind in BY_NAME}
        near = kinds.get(self._nearest.to(name, "kind", kinds.keys()) or "")
        if near:
            return message, f"did you mean {_header(near)}?"
        if not isinstance(fault.value, dict | list):
            return message, "every key stands in a table, such as [community] or [[goal]]"
        return message, f"known: {', '.join(BY_NAME)}"

    def _unknown_key(self, rejected: Subject, fault: Fault) -> tuple[str, str]:
        model, path = _model_of(rejected), _within(rejected, fault)
        key = str(path[-1])
        message = f"Unknown key {quoted(key)} in {_table_name(rejected, path[:-1])}"
        owner = next((at for at, each in _tables_above(model, path[:-1]) if key in each.model_fields), None)
        if owner is not None:
            return message, f"it belongs to {_header(rejected.kind, *owner)}: put it above the tables within"
        table = table_at(model, path[:-1]) or model
        fields = table.model_fields
        hint = self._nearest.hint(key, f"keys of {table.__name__}", fields.keys(), f"known: {', '.join(fields)}")
        return message, hint

    def _wrong_value(self, rejected: Subject, fault: Fault) -> tuple[str, str]:
        if _speaks_of_key(rejected, fault):
            return f"The key {quoted(str(fault.path[-2]))} {fault.message}", ""
        path = _within(rejected, fault)
        nested = table_at(_model_of(rejected), path) is not None
        message, hint = self._words(fault, _header(rejected.kind, *_names(path)) if nested else "")
        subject = _subject(path) if path else f"This {BY_NAME[str(rejected.kind)].about.noun}"
        return f"{subject} {message}", hint

    def _words(self, fault: Fault, header: str) -> tuple[str, str]:
        """What is wrong with a value, and what helps; `header` is how nested tables are written that belong there."""
        value = fault.value
        match fault.type:
            case "tuple_type" if header:
                hint = f"write {header}, with two brackets" if isinstance(value, dict) else ""
                return f"should be tables written as {header}, not {described(value)}", hint
            case "literal_error":
                return self._not_a_choice(fault)
            case "too_short":
                return "should have at least one member", ""
            case "when_format" | "share_range" | "repository_format":
                shown = quoted(value) if isinstance(value, str) else _number_or_sort(value)
                return f"{fault.message}, not {shown}", ""
            case "greater_than_equal" | "less_than_equal":
                return _out_of_range(fault)
        if wanted := _WANTED.get(fault.type):
            is_number = fault.type == "int_type" and isinstance(value, float) and math.isfinite(value)
            shown = _number_or_sort(value) if is_number else described(value)
            return f"should be {wanted}, not {shown}", _type_hint(fault.type, value)
        return (fault.message if fault.message.startswith("should") else "does not fit here"), ""

    def _not_a_choice(self, fault: Fault) -> tuple[str, str]:
        allowed = re.findall(r"'([^']*)'", str(fault.context.get("expected", "")))
        message = f"should be {listed(allowed, 'or')}"
        if not isinstance(fault.value, str):
            return f"{message}, not {described(fault.value)}", ""
        hint = self._nearest.hint(fault.value, f"choice of {allowed}", allowed)
        return f"{message}, not {quoted(fault.value)}", hint


def _not_a_record(rejected: Subject, fault: Fault) -> tuple[str, str]:
    wanted = str(fault.context["wanted"])
    kind = str(rejected.kind)
    if len(fault.path) > 1:
        subject = f"Member {int(fault.path[1]) + 1:,} of {quoted(kind)}"
        return f"{subject} should be a table, not {described(fault.value)}", f"write {wanted}"
    if isinstance(fault.value, dict):
        return f"[{kind}] should be {wanted}", "two brackets: there can be several"
    if isinstance(fault.value, list):
        return f"[[{kind}]] should be {wanted}", "one bracket: the community has one"
    return f"{quoted(kind)} should be a table, not {described(fault.value)}", f"write {wanted}"


def _missing(rejected: Subject, fault: Fault) -> tuple[str, str]:
    path = _within(rejected, fault)
    field = field_at(_model_of(rejected), path)
    table = _table_name(rejected, path[:-1])
    message = f"{table[:1].upper()}{table[1:]} needs {quoted(str(path[-1]))}"
    return message, _field_hint(field) if field is not None else ""


def _field_hint(field: FieldInfo) -> str:
    if known := choices(field):
        return f"one of {listed(known, 'or')}"
    description = (field.description or "").partition(".")[0]
    example = next(iter(field.examples or ()), None)
    shown = ", ".join(map(str, example)) if isinstance(example, list) else example
    return f"{description[:1].lower()}{description[1:]}" + (f"; for example {shown}" if shown is not None else "")


def _out_of_range(fault: Fault) -> tuple[str, str]:
    low, high = fault.context.get("ge"), fault.context.get("le")
    if low is not None:
        wanted = "should not be negative" if low == 0 else f"should be {low} or more"
    else:
        wanted = f"should be {high} or less" if isinstance(high, int) and high < 1_000_000 else "should fit in 64 bits"
    return f"{wanted}, not {_number_or_sort(fault.value)}", ""


def _number_or_sort(value: object) -> str:
    """The number itself where it is short, else what sort of value it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return described(value)
    return str(value) if abs(value) < 10**15 else "so large a number"


def _type_hint(type_: str, value: object) -> str:
    if isinstance(value, str):
        if type_ == "tuple_type":
            return f"in brackets: [{quoted(value)}]"
        if (type_ == "bool_type" and value in {"true", "false"}) or (
            (type_ == "date_type" and _is_date(value))
            or (type_ in {"int_type", "number_type"} and _number.fullmatch(value) and len(value) < 20)
        ):
            return f"without quotes: {value}"
        return ""
    return "in quotes" if type_ == "string_type" and not isinstance(value, dict | list) else ""


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _subject(path: KeyPath) -> str:
    if isinstance(path[-1], int):
        return f"Member {path[-1] + 1:,} of {quoted(str(path[-2]))}"
    return quoted(path[-1])


def _table_name(rejected: Subject, path: KeyPath) -> str:
    """`this [[goal.key_result]]`, `person "ada"`, `this standing`: the table at a path of a record."""
    if path:
        return f"this {_header(rejected.kind, *_names(path))}"
    noun = BY_NAME[str(rejected.kind)].about.noun
    id_ = text_of(rejected.data, "id")
    return f"{noun} {quoted(id_)}" if id_ else f"this {noun}"


def _header(kind: str | None, *names: str) -> str:
    """How the table is written in a file."""
    model = BY_NAME[str(kind)]
    field = field_at(model, names) if names else None
    many = field is not None and is_list(field) if names else not model.about.single
    dotted = ".".join((str(kind), *names))
    return f"[[{dotted}]]" if many else f"[{dotted}]"


def _names(path: Iterable[str | int]) -> tuple[str, ...]:
    return tuple(each for each in path if isinstance(each, str))


def _tables_above(model: type[Table], path: KeyPath) -> list[tuple[tuple[str, ...], type[Table]]]:
    """The tables that the table at a path lies in, the innermost first."""
    names = _names(path)
    above = [(names[:length], table_at(model, names[:length])) for length in range(len(names) - 1, -1, -1)]
    return [(at, table) for at, table in above if table is not None]


def _speaks_of_key(rejected: Subject, fault: Fault) -> bool:
    """Whether the value is fine and its key is not: `[key]` stands at the end, and is no key of the table there."""
    path = _within(rejected, fault)
    if len(path) < 2 or path[-1] != _OF_THE_KEY:
        return False
    table: Any = rejected.data
    for step in path[:-1]:
        table = table[step]
    return not isinstance(table, dict) or _OF_THE_KEY not in table


def _within(rejected: Subject, fault: Fault) -> KeyPath:
    return fault.path[len(rejected.path) :]


def _model_of(rejected: Subject) -> type[Table]:
    return BY_NAME[str(rejected.kind)]
