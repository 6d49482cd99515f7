"""What comes out: a number with its sample, and the cases behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from commtui.metrics.definition import Definition
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


# What a value and a case must have.
VALUE_COLUMNS = ("value", "sample")
CASE_COLUMNS = ("case_id", "person", "happened_at", "amount", "title", "url")


def measure_of(definition: Definition, period: Period | None, row: Mapping[str, Any]) -> Measure:
    """The measure that a row with the columns of a value holds."""
    numbers = {name: _number(value) for name, value in row.items()}
    value, sample = numbers.pop("value"), numbers.pop("sample")
    return Measure(definition.id, period, value, int(sample or 0), definition.unit, numbers)


def cases_of(rows: Iterable[Mapping[str, Any]], known: Mapping[str, tuple[str, bool]]) -> Iterator[Case]:
    """The cases that rows hold; `known` has the name of each person, and whether they are listed."""
    for row in rows:
        cells = dict(row)
        id_, person, happened_at, amount, title, url = (cells.pop(name) for name in CASE_COLUMNS)
        name, listed = known.get(person or "", (None, True))
        # Where a case is a person or an organization, its id is all the definitions know.
        shown = name if name is not None and title == person else title
        yield Case(str(id_), str(shown), url, person, name, happened_at, _number(amount), listed, cells)


def _number(value: Any) -> float | None:  # noqa: ANN401 - whatever the database makes of a number
    return None if value is None else float(value)
