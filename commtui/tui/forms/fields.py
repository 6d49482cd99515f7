"""The fields of a form, from a record's model; and values as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from pydantic.fields import FieldInfo

from commtui.model.record import Record, Table
from commtui.model.reference import Choices, Ref
from commtui.model.traits import choices, is_many, is_markdown, trait, traits
from commtui.report.values import NO, YES, flat

# What a field holds while it is edited: text as typed, a switch's state, or None for no choice.
Raw = str | bool | None

_whole = re.compile(r"[+-]?[0-9]{1,30}", re.ASCII)
_decimal = re.compile(r"[+-]?(?:[0-9]{1,30}(?:\.[0-9]{1,30})?|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,3})?", re.ASCII)
_day = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class Sort(Enum):
    """How a field is edited."""

    LINE = auto()
    MARKDOWN = auto()
    REFERENCE = auto()
    CHOICE = auto()
    SWITCH = auto()
    WHOLE = auto()
    NUMBER = auto()
    DATE = auto()
    FIXED = auto()


class NotAValueError(ValueError):
    """Typed text that is no value of its field; says what it should be."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field as the form shows it; `meanings` are the fixed values of a choice with what each means."""

    name: str
    title: str
    description: str
    sort: Sort
    required: bool
    default: Any
    example: str
    meanings: tuple[tuple[str, str], ...] = ()
    ref: Ref | None = None

    def raw(self, value: Any) -> Raw:  # noqa: ANN401 - any TOML
        """What the form holds for a value of a record's data (None: the key is not there)."""
        if self.sort is Sort.SWITCH:
            return bool(self.default if value is None else value)
        if self.sort is Sort.CHOICE:
            value = self.default if value is None else value
            return None if value is None else flat(value)
        if value is None:
            return ""
        return value.isoformat() if isinstance(value, date) else str(value)

    def value(self, raw: Raw) -> Any:  # noqa: ANN401 - any TOML
        """The value that the form holds, as TOML data; None where the key is to go.

        Raises:
            NotAValueError: It is no value of this field.
        """
        if self.sort is Sort.CHOICE and raw in _YES_NO and self.meanings == _YES_NO_MEANINGS:
            return raw == YES
        if not isinstance(raw, str):
            return raw
        text = raw if self.sort is Sort.MARKDOWN else raw.strip(" ")
        if not text.strip():
            return None
        match self.sort:
            case Sort.WHOLE:
                return _whole_number(text)
            case Sort.NUMBER:
                return _number(text)
            case Sort.DATE:
                return _date(text)
            case _:
                return text

    @property
    def placeholder(self) -> str:
        """What stands in the empty field: the default, or an example."""
        if self.default not in (None, "", (), {}) and self.sort not in (Sort.SWITCH, Sort.CHOICE):
            return f"{self.default} (default)"
        return f"for example {self.example}" if self.example else ""


_YES_NO = (YES, NO)
_YES_NO_MEANINGS = ((YES, ""), (NO, ""))


def form_fields(model: type[Record]) -> tuple[FormField, ...]:
    """The fields of a kind, in the model's order."""
    return tuple(_form_field(name, info) for name, info in model.model_fields.items())


def _form_field(name: str, info: FieldInfo) -> FormField:
    sort = _sort(name, info)
    return FormField(
        name,
        info.title or name,
        info.description or "",
        sort,
        info.is_required(),
        None if info.is_required() else info.default,
        _example(info),
        tuple(_meanings(info)) if sort is Sort.CHOICE else (),
        trait(info, Ref),
    )


def _sort(name: str, info: FieldInfo) -> Sort:
    types = {each for each in traits(info) if isinstance(each, type)}
    # Others name the record by its id: renaming is more than a change of this field.
    if name == "id" or is_many(info) or any(issubclass(each, Table) for each in types):
        return Sort.FIXED
    if choices(info):
        return Sort.CHOICE
    if bool in types:
        return Sort.CHOICE if type(None) in types else Sort.SWITCH
    if is_markdown(info):
        return Sort.MARKDOWN
    if trait(info, Ref) is not None:
        return Sort.REFERENCE
    if date in types:
        return Sort.DATE
    if float in types:
        return Sort.NUMBER
    return Sort.WHOLE if int in types else Sort.LINE


def _meanings(info: FieldInfo) -> Iterator[tuple[str, str]]:
    known = trait(info, Choices)
    values = choices(info)
    if not values:
        yield from _YES_NO_MEANINGS
    for value in values:
        yield value, known.meanings.get(value, "") if known is not None else ""


def _example(info: FieldInfo) -> str:
    example = next(iter(info.examples or ()), None)
    return "" if example is None or isinstance(example, list | dict) else str(example)


def _whole_number(text: str) -> int:
    if not _whole.fullmatch(text):
        raise NotAValueError("should be a whole number")
    return int(text)


def _number(text: str) -> int | float:
    if _whole.fullmatch(text):
        return int(text)
    if not _decimal.fullmatch(text):
        raise NotAValueError("should be a number such as 3 or 0.5")
    return float(text)


def _date(text: str) -> date:
    try:
        if _day.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        raise NotAValueError(f"should be a day of the calendar, and {text} is none") from None
    raise NotAValueError("should be a date such as 2026-03-08")
