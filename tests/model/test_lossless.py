"""Every valid record holds all that its table says, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError

from commtui import demo
from commtui.model.goal import Goal
from commtui.model.kinds import KINDS
from commtui.model.record import Record, Table
from commtui.model.traits import choices
from commtui.model.when import Horizon, Period, Version
from commtui.store.find import at
from commtui.store.load import load

DATA = Path(__file__).parent.parent / "data"
COMMUNITIES = [demo.path(), *sorted(DATA.glob("*.toml"))]


def as_toml(value: Any) -> Any:
    """What a TOML parser gives for a record, or for a part of one."""
    match value:
        case BaseModel():
            return {name: as_toml(getattr(value, name)) for name in value.model_fields_set}
        case tuple():
            return [as_toml(each) for each in value]
        case Mapping():
            return {key: as_toml(each) for key, each in value.items()}
        case Period() | Version() | Horizon():
            return str(value)
        case _:
            return value


def strict(value: Any) -> Any:
    """The value with its types: in Python 1 == 1.0 == True."""
    match value:
        case dict():
            return {key: strict(each) for key, each in value.items()}
        case list():
            return [strict(each) for each in value]
        case _:
            return type(value), value


@pytest.mark.parametrize("place", COMMUNITIES, ids=lambda path: path.stem)
def test_a_real_community_is_held_without_loss(place: Path) -> None:
    snapshot = load(at(place))
    assert not snapshot.broken
    assert not snapshot.rejected
    entries = [entry for kind in snapshot.entries.values() for entry in kind]
    assert entries
    for entry in entries:
        assert strict(as_toml(entry.record)) == strict(entry.data)


def test_every_field_of_every_kind_is_held_by_one_file_or_by_a_value_made_for_it() -> None:
    snapshot = load(at(DATA / "everything.toml"))
    records = [each.record for entries in snapshot.entries.values() for each in entries]
    used = {field for record in records for field in used_fields(record)}
    # A new field needs no change here: a value of its type is made for it.
    left = {
        (table, name) for table in tables() for name in table.model_fields if f"{table.__name__}.{name}" not in used
    }
    assert len(left) < 10
    for table, name in left:
        data = as_toml(next(each for record in records for each in tables_in(record) if type(each) is table))
        held = next(filter(None, (held_with(table, data, name, sample) for sample in SAMPLES)), None)
        assert held is not None, f"no sample fits {table.__name__}.{name}"


def test_one_file_uses_every_fixed_value() -> None:
    snapshot = load(at(DATA / "everything.toml"))
    used = {value for entries in snapshot.entries.values() for each in entries for value in used_values(each.record)}
    declared = {
        (table.__name__, name, value)
        for table in tables()
        for name, field in table.model_fields.items()
        for value in choices(field)
        # Of a table that is there once, one value is all that a file can hold.
        if not is_single(table) or (table.__name__, name) not in {(each, of) for each, of, _ in used}
    }
    assert sorted(declared - used) == []


def is_single(table: type[Table]) -> bool:
    return issubclass(table, Record) and table.about.single


def used_values(table: Table) -> set[tuple[str, str, str]]:
    found = set()
    for name in table.model_fields_set:
        value = getattr(table, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Table):
                found |= used_values(each)
            elif isinstance(each, str):
                found.add((type(table).__name__, name, each))
    return found


def used_fields(table: Table) -> set[str]:
    found = {f"{type(table).__name__}.{name}" for name in table.model_fields_set}
    for name in table.model_fields_set:
        value = getattr(table, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Table):
                found |= used_fields(each)
    return found


SAMPLES: tuple[Any, ...] = ("a text", 3, True, date(2026, 1, 31), "2026-Q4", ["a text"], {"a": "text"})


def held_with(table: type[Table], data: dict[str, Any], name: str, value: Any) -> bool:
    """Whether a field takes a value, and gives back the same."""
    try:
        record = table.model_validate({**data, name: value})
    except ValidationError:
        return False
    return bool(strict(as_toml(record)) == strict({**data, name: value}))


def tables_in(table: Table) -> Iterator[Table]:
    yield table
    for name in table.model_fields_set:
        value = getattr(table, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Table):
                yield from tables_in(each)


def tables() -> set[type[Table]]:
    """Every kind of record, and every kind of table in one."""
    found: set[type[Table]] = set()
    open_: list[Any] = list(KINDS)
    while open_:
        each = open_.pop()
        if isinstance(each, type) and issubclass(each, Table) and each not in found:
            found.add(each)
            open_ += [field.annotation for field in each.model_fields.values()]
        else:
            open_ += [arg for arg in get_args(each) if arg is not each]
    return found


def test_the_walk_over_the_models_sees_nested_tables() -> None:
    names = {table.__name__ for table in tables()}
    assert {"KeyResult", "Requirement", "Nomination", "InactivityStep", "Rung", "Affiliation"} < names
    assert len(names) == len(KINDS) + 6


def test_an_empty_score_is_not_a_zero() -> None:
    goals = load(at(DATA / "okr.toml")).records(Goal)
    scores = [result.score for goal in goals for result in goal.key_result]
    assert 0 in scores
    assert None in scores


def test_dates_stay_dates() -> None:
    entries = load(at(demo.path())).entries["recognition"]
    assert {type(entry.data["date"]) for entry in entries} == {date}
    assert all(isinstance(entry.record, Record) for entry in entries)
