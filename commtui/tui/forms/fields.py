"""The fields of a form, from a model; and values as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cache
from typing import Any, TypeAlias, get_origin

from pydantic.fields import FieldInfo

from commtui.checks.words import quoted
from commtui.model.record import Table
from commtui.model.reference import Choices, Ref
from commtui.model.references import table_at
from commtui.model.traits import choices, is_list, is_many, is_markdown, trait, types_of
from commtui.model.when import PERIODS, Horizon, Period, Quarter
from commtui.report.values import NO, YES, flat
from commtui.tui.forms.member import Member, of_data
from commtui.tui.forms.times import Calendar, day_in_words, day_of, period_of

Pair = tuple[str, str]

# What a field holds while it is edited: text as typed, a switch's state, None for no choice; texts of a list; names and
# texts; members of a list of tables, those that were taken out included; or the one table.
Raw: TypeAlias = str | bool | tuple[str, ...] | tuple[Pair, ...] | tuple[Member, ...] | Member | None

_whole = re.compile(r"[+-]?[0-9]{1,30}", re.ASCII)
_decimal = re.compile(r"[+-]?(?:[0-9]{1,30}(?:\.[0-9]{1,30})?|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,3})?", re.ASCII)
_day = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)

YES_NO = (YES, NO)


class Sort(Enum):
    """How a field is edited."""

    ID = auto()
    LINE = auto()
    MARKDOWN = auto()
    REFERENCE = auto()
    CHOICE = auto()
    SWITCH = auto()
    WHOLE = auto()
    NUMBER = auto()
    DATE = auto()
    PERIOD = auto()
    TEXTS = auto()
    PAIRS = auto()
    TABLES = auto()
    TABLE = auto()


SHORT = frozenset({Sort.WHOLE, Sort.NUMBER, Sort.DATE, Sort.PERIOD})
NESTED = frozenset({Sort.TABLES, Sort.TABLE})


class NotAValueError(ValueError):
    """Typed text that is no value of its field; says what it should be."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field as the form shows it.

    `meanings` are the fixed values of a choice with what each means; `table` is the model of nested tables; `periods`
    are the kinds of period that the field takes, the usual one first, and `horizons` says whether `now` is a value.
    """

    name: str
    title: str
    description: str
    sort: Sort
    required: bool
    default: Any
    example: str
    meanings: tuple[Pair, ...] = ()
    ref: Ref | None = None
    table: type[Table] | None = None
    periods: tuple[type[Period], ...] = ()
    horizons: bool = False

    def raw(self, value: Any) -> Raw:  # noqa: ANN401 - any TOML
        """What the form holds for a value of a record's data (None: the key is not there)."""
        match self.sort:
            case Sort.SWITCH:
                return bool(self.default if value is None else value)
            case Sort.CHOICE:
                value = self.default if value is None else value
                return None if value is None else flat(value)
            case Sort.TEXTS:
                return tuple(map(str, value or ()))
            case Sort.PAIRS:
                return tuple((str(name), str(text)) for name, text in (value or {}).items())
            case Sort.TABLES | Sort.TABLE:
                return self._members(value)
        if value is None:
            return ""
        return value.isoformat() if isinstance(value, date) else str(value)

    def value(self, raw: Raw, calendar: Calendar) -> Any:  # noqa: ANN401 - any TOML
        """The value that the form holds, as TOML data; None where the key is to go.

        Raises:
            NotAValueError: It is no value of this field.
        """
        if isinstance(raw, Member):
            return None if raw.removed else raw.data()
        if isinstance(raw, tuple):
            return _many(raw)
        if self.sort is Sort.CHOICE and raw in YES_NO and self.meanings == _YES_NO_MEANINGS:
            return raw == YES
        return self._of_text(raw, calendar) if isinstance(raw, str) else raw

    def understood(self, raw: Raw, calendar: Calendar) -> str:
        """What a day is, or a period that was typed in words; empty where there is no more to say."""
        if not isinstance(raw, str) or not raw.strip():
            return ""
        if self.sort is Sort.DATE and (day := day_of(raw, calendar.today)) is not None:
            return day_in_words(day)
        found = self._period(raw.strip(), calendar) if self.sort is Sort.PERIOD else raw.strip()
        return "" if found == raw.strip() else found

    @property
    def placeholder(self) -> str:
        """What stands in the empty field: the default, or an example."""
        if self.default not in (None, "", (), {}) and self.sort not in (Sort.SWITCH, Sort.CHOICE):
            return f"{self.default} (default)"
        return f"for example {self.example}" if self.example else ""

    def _members(self, value: Any) -> Raw:  # noqa: ANN401 - any TOML
        found = of_data(self.table, value) if self.table is not None else ()
        if self.sort is Sort.TABLES:
            return found if isinstance(found, tuple) else ()
        return found if isinstance(found, Member) else None

    def _of_text(self, raw: str, calendar: Calendar) -> Any:  # noqa: ANN401 - any TOML
        text = raw if self.sort is Sort.MARKDOWN else raw.strip(" ")
        if not text.strip():
            return None
        match self.sort:
            case Sort.WHOLE:
                return _whole_number(text)
            case Sort.NUMBER:
                return _number(text)
            case Sort.DATE:
                return _date(text, calendar)
            case Sort.PERIOD:
                return self._period(text, calendar)
            case _:
                return text

    def _period(self, text: str, calendar: Calendar) -> str:
        if self.horizons and any(text == each.value for each in Horizon):
            return text
        return period_of(text, calendar, self.periods) or text


_YES_NO_MEANINGS = ((YES, ""), (NO, ""))


@cache
def form_fields(model: type[Table]) -> tuple[FormField, ...]:
    """The fields of a table, what people call it first, then its id, then the others in the model's order."""
    fields = [_form_field(model, name, info) for name, info in model.model_fields.items()]
    first = name_field(model)
    order = {first: 0, "id": 1} if first else {}
    return tuple(sorted(fields, key=lambda each: order.get(each.name, 2)))


def name_field(model: type[Table]) -> str | None:
    """The field that holds what people call it."""
    return next((each for each in ("title", "name") if each in model.model_fields), None)


def _form_field(model: type[Table], name: str, info: FieldInfo) -> FormField:
    sort = _sort(name, info)
    types = types_of(info)
    return FormField(
        name,
        info.title or name,
        info.description or "",
        sort,
        info.is_required(),
        None if info.is_required() else info.default,
        _example(info),
        tuple(_meanings(info)) if sort is Sort.CHOICE or choices(info) else (),
        trait(info, Ref),
        table_at(model, (name,)),
        (Quarter,) if Quarter in types else PERIODS,
        Horizon in types,
    )


def _sort(name: str, info: FieldInfo) -> Sort:
    types = types_of(info)
    if any(issubclass(each, Table) for each in types):
        return Sort.TABLES if is_list(info) else Sort.TABLE
    if is_many(info):
        return Sort.PAIRS if get_origin(info.annotation) is dict else Sort.TEXTS
    if choices(info):
        return Sort.CHOICE
    if bool in types:
        return Sort.CHOICE if type(None) in types else Sort.SWITCH
    if is_markdown(info):
        return Sort.MARKDOWN
    if trait(info, Ref) is not None:
        return Sort.REFERENCE
    return Sort.ID if name == "id" else _plain_sort(types)


def _plain_sort(types: Iterable[type]) -> Sort:
    found = set(types)
    if date in found:
        return Sort.DATE
    if any(issubclass(each, Period) for each in found):
        return Sort.PERIOD
    if float in found:
        return Sort.NUMBER
    return Sort.WHOLE if int in found else Sort.LINE


def _meanings(info: FieldInfo) -> Iterator[Pair]:
    known = trait(info, Choices)
    values = choices(info)
    if not values:
        yield from _YES_NO_MEANINGS
    for value in values:
        yield value, known.meanings.get(value, "") if known is not None else ""


def _example(info: FieldInfo) -> str:
    example = next(iter(info.examples or ()), None)
    if isinstance(example, Mapping):
        return flat(example)
    return "" if example is None else flat(example)


def _many(raw: tuple[Any, ...]) -> Any:  # noqa: ANN401 - any TOML
    if raw and isinstance(raw[0], Member):
        return [each.data() for each in raw if not each.removed] or None
    if raw and isinstance(raw[0], tuple):
        return _pairs(raw)
    return list(raw) or None


def _pairs(pairs: Iterable[Pair]) -> dict[str, str] | None:
    named: dict[str, str] = {}
    for name, text in ((name.strip(), text.strip(" ")) for name, text in pairs):
        if not name and not text:
            continue
        if not name or not text:
            raise NotAValueError(f"{quoted(text)} needs a name" if text else f"{quoted(name)} needs a value")
        if name in named:
            raise NotAValueError(f"{quoted(name)} is there twice")
        named[name] = text
    return named or None


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


def _date(text: str, calendar: Calendar) -> date:
    day = day_of(text, calendar.today)
    if day is not None:
        return day
    if _day.fullmatch(text):
        raise NotAValueError(f"should be a day of the calendar, and {text} is none")
    raise NotAValueError("should be a date such as 2026-03-08, or today, +2w, friday, 3 mar")
