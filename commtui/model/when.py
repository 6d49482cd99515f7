"""When something is planned: quarters and other periods, versions and horizons.

A fiscal year is named after the calendar year in which it begins; its quarters and halves are counted from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Annotated, Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole months: closed on the left, open on the right."""

    months: ClassVar[int]
    pattern: ClassVar[str]
    year: int
    number: int = 1

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The period that `text` names, or None where it names none of this kind."""
        match = re.fullmatch(cls.pattern, text, re.ASCII)
        if match is None or int(match[1]) == 0:
            return None
        return cls(*map(int, match.groups()))

    @classmethod
    def containing(cls, day: date, fiscal_year_starts: int = 1) -> Self:
        """The period in which `day` lies."""
        starts = fiscal_year_starts if cls.months > 1 else 1
        months = day.year * 12 + day.month - starts
        return cls(months // 12, months % 12 // cls.months + 1)

    def first_day(self, fiscal_year_starts: int = 1) -> date:
        """The first day of the period."""
        return self._day(0, fiscal_year_starts)

    def end(self, fiscal_year_starts: int = 1) -> date:
        """The first day after the period."""
        return self._day(1, fiscal_year_starts)

    def shift(self, steps: int) -> Self:
        """The period so many steps later (earlier where negative)."""
        index = self.year * (12 // self.months) + self.number - 1 + steps
        year, number = divmod(index, 12 // self.months)
        return type(self)(year, number + 1)

    def _day(self, steps: int, fiscal_year_starts: int) -> date:
        starts = fiscal_year_starts if self.months > 1 else 1
        year, month = divmod(self.year * 12 + starts - 1 + (self.number - 1 + steps) * self.months, 12)
        if year < date.min.year:
            return date.min
        return date(year, month + 1, 1) if year <= date.max.year else date.max


@dataclass(frozen=True, slots=True, order=True)
class Year(Period):
    """A year such as 2026."""

    months = 12
    pattern = r"([0-9]{4})"

    def __str__(self) -> str:
        return f"{self.year:04}"


@dataclass(frozen=True, slots=True, order=True)
class Half(Period):
    """Half a year, such as 2026-H2."""

    months = 6
    pattern = r"([0-9]{4})-H([12])"

    def __str__(self) -> str:
        return f"{self.year:04}-H{self.number}"


@dataclass(frozen=True, slots=True, order=True)
class Quarter(Period):
    """A quarter of a year, such as 2026-Q4."""

    months = 3
    pattern = r"([0-9]{4})-Q([1-4])"

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"


@dataclass(frozen=True, slots=True, order=True)
class Month(Period):
    """A calendar month, such as 2026-11."""

    months = 1
    pattern = r"([0-9]{4})-(0[1-9]|1[0-2])"

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


@dataclass(frozen=True, slots=True)
class Version:
    """A release such as v2.0."""

    pattern: ClassVar[str] = r"v[0-9]+(?:\.[0-9]+)*(?:[.+-][0-9A-Za-z]+)*"
    text: str

    @classmethod
    def parse(cls, text: str) -> Version | None:
        """The version that `text` names, or None."""
        return cls(text) if len(text) <= 64 and re.fullmatch(cls.pattern, text, re.ASCII) else None

    @property
    def key(self) -> tuple[tuple[int, int, str], ...]:
        """A sort key: numbers by value, a pre-release (`-rc.1`) before its release."""
        release, dash, suffix = self.text[1:].partition("-")
        key = self._parts(release)
        while key and key[-1] == (2, 0, ""):
            key.pop()
        if dash:
            key += [(-1, 0, ""), *self._parts(suffix)]
        return (*key, (0, 0, ""))

    @staticmethod
    def _parts(text: str) -> list[tuple[int, int, str]]:
        parts = re.findall(r"[0-9]+|[A-Za-z]+", text)
        return [(2, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]

    def __str__(self) -> str:
        return self.text


class Horizon(Enum):
    """A plan without a date, in the order people take it."""

    NOW = "now"
    NEXT = "next"
    LATER = "later"

    def __str__(self) -> str:
        return self.value


PERIODS: tuple[type[Period], ...] = (Quarter, Half, Year, Month)


def parse_period(text: str) -> Period | None:
    """A quarter, half, year or month, or None."""
    return next((period for cls in PERIODS if (period := cls.parse(text)) is not None), None)


def parse_when(text: str) -> Period | Version | Horizon | None:
    """A period, a version or a horizon, or None."""
    horizon = next((each for each in Horizon if each.value == text), None)
    return horizon or parse_period(text) or Version.parse(text)


def when_key(when: Period | Version | Horizon | None, fiscal_year_starts: int = 1) -> tuple[Any, ...]:
    """A sort key for a timeline: dated plans, then versions, then now, next and later, then the unscheduled.

    Of two periods that begin together the longer one ends later, and comes later.
    """
    match when:
        case Period():
            return (0, when.first_day(fiscal_year_starts), when.end(fiscal_year_starts))
        case Version():
            return (1, when.key)
        case Horizon():
            return (2, list(Horizon).index(when))
        case None:
            return (3,)


@dataclass(frozen=True, slots=True)
class _Written:
    """Reads a value from its text with `parse`, and writes it back with `str`."""

    parse: Callable[[str], Any]
    pattern: str
    wanted: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        def read(value: Any) -> Any:  # noqa: ANN401 - whatever the file holds
            parsed = self.parse(value) if isinstance(value, str) else None
            if parsed is None:
                raise PydanticCustomError("when_format", "should be {wanted}", {"wanted": self.wanted})
            return parsed

        return core_schema.no_info_plain_validator_function(read, serialization=core_schema.to_string_ser_schema())

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "pattern": self.pattern}


_PERIOD = "|".join(cls.pattern for cls in PERIODS)
_WHEN = f"{_PERIOD}|{Version.pattern}|now|next|later"

QuarterField = Annotated[Quarter, _Written(Quarter.parse, f"^{Quarter.pattern}$", "a quarter such as 2026-Q4")]
PeriodField = Annotated[
    Period,
    _Written(
        parse_period,
        f"^(?:{_PERIOD})$",
        "a quarter (2026-Q4), a half (2026-H2), a year (2026) or a month (2026-11)",
    ),
]
WhenField = Annotated[
    Period | Version | Horizon,
    _Written(
        parse_when,
        f"^(?:{_WHEN})$",
        "a period (2026-Q4, 2026-H2, 2026, 2026-11), a version (v2.0), or now, next or later",
    ),
]
