"""What comes out: a number with its sample, and the cases behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from math import isfinite
from typing import Any, NamedTuple

from commtui.metrics.definition import Definition
from commtui.metrics.errors import MetricError
from commtui.metrics.span import naive
from commtui.model.when import Period


@dataclass(frozen=True, slots=True)
class Measure:
    """A metric's value, in `unit`; None where there was nothing to count it from.

    `sample` says from how many cases it comes. `details` are further numbers by name, such as `mean` and `p90`.
    `period` is None for what was counted of one person. `trouble` says why a community's own metric has no value.
    """

    metric: str
    period: Period | None
    value: float | None
    sample: int
    unit: str
    details: Mapping[str, float | None] = field(default_factory=dict)
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One of the cases behind a number; times are naive and UTC, and None is what the case has not.

    Who is not `listed` must not be named in what is published; `name` is then the person's all the same. `more` holds
    the definition's further columns.
    """

    id: str
    title: str
    url: str | None
    person: str | None
    name: str | None
    happened_at: datetime | None
    amount: float | None
    listed: bool = True
    more: Mapping[str, Any] = field(default_factory=dict)


class Waiting(NamedTuple):
    """An open issue, pull request or discussion that nobody answered; `since` is naive and UTC."""

    kind: str
    title: str
    url: str
    since: datetime
    days: float
    newcomer: bool


# What a value and a case must have.
VALUE_COLUMNS = ("value", "sample")
CASE_COLUMNS = ("case_id", "person", "happened_at", "amount", "title", "url")


def measure_of(definition: Definition, period: Period | None, row: Mapping[str, Any]) -> Measure:
    """The measure that a row with the columns of a value holds.

    Raises:
        MetricError: A column is missing, or holds no number.
    """
    _must_have(definition, row, VALUE_COLUMNS)
    numbers = {name: _number(definition, name, value) for name, value in row.items()}
    value, sample = numbers.pop("value"), numbers.pop("sample")
    return Measure(definition.id, period, value, int(sample or 0), definition.unit, numbers)


def cases_of(
    definition: Definition, rows: Iterable[Mapping[str, Any]], known: Mapping[str, tuple[str, bool]]
) -> Iterator[Case]:
    """The cases that rows hold; `known` has the name of each person, and whether they are listed.

    Raises:
        MetricError: A column is missing, or holds what it should not.
    """
    for row in rows:
        _must_have(definition, row, CASE_COLUMNS)
        cells = dict(row)
        id_, person, happened_at, amount, title, url = (cells.pop(name) for name in CASE_COLUMNS)
        person, url = _text(definition, "person", person), _text(definition, "url", url)
        name, listed = known.get(person or "", (None, True))
        # Where a case is a person or an organization, its id is all the definitions know.
        shown = name if name is not None and title == person else title
        number, moment = _number(definition, "amount", amount), _moment(definition, "happened_at", happened_at)
        yield Case(str(id_), str(shown or ""), url, person, name, moment, number, listed, cells)


def counts_of(definition: Definition, rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many cases each person has, by the ids of the persons, from rows with `person` and `cases`.

    Raises:
        MetricError: A person is no text.
    """
    found = ((_text(definition, "person", row["person"]), row["cases"]) for row in rows)
    return {person: cases for person, cases in found if person is not None}


def _must_have(definition: Definition, row: Mapping[str, Any], names: Iterable[str]) -> None:
    if missing := [name for name in names if name not in row]:
        raise MetricError(f'the metric has no column "{missing[0]}"', definition.path)


def _number(definition: Definition, name: str, value: Any) -> float | None:  # noqa: ANN401 - whatever the database has
    if value is None:
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise MetricError(f'the metric\'s "{name}" is no number', definition.path) from None
    # What is divided by nothing is no number either.
    return number if isfinite(number) else None


def _text(definition: Definition, name: str, value: Any) -> str | None:  # noqa: ANN401 - whatever the database has
    if value is None or isinstance(value, str):
        return value
    raise MetricError(f'the metric\'s "{name}" is no text', definition.path)


def _moment(definition: Definition, name: str, value: Any) -> datetime | None:  # noqa: ANN401 - whatever the database has
    """A time in UTC; a day is the midnight at which it begins. What lies beyond Python's calendar comes as text."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return naive(value)
    if isinstance(value, date):
        return datetime.combine(value, time.min)
    raise MetricError(f'the metric\'s "{name}" is no time between the years 1 and 9999', definition.path)
