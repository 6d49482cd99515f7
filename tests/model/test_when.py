"""Quarters and other periods, versions and horizons."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from commtui.model.goal import Goal
from commtui.model.item import Item
from commtui.model.measurement import Measurement
from commtui.model.when import (
    PERIODS,
    Half,
    Horizon,
    Month,
    Period,
    Quarter,
    Version,
    Year,
    parse_period,
    parse_when,
    when_key,
)

days = st.dates(date(2, 1, 1), date(9997, 12, 31))
starts = st.integers(1, 12)
kinds = st.sampled_from(PERIODS)
periods = st.builds(lambda kind, day: kind.containing(day), kinds, days)
# The alphabet spares a search through all of Unicode for each letter.
alphabet = st.characters(codec="ascii")
versions = st.from_regex(Version.pattern, fullmatch=True, alphabet=alphabet).filter(lambda text: len(text) <= 64)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-Q4", Quarter(2026, 4)),
        ("2026-H2", Half(2026, 2)),
        ("2026", Year(2026)),
        ("2026-11", Month(2026, 11)),
        ("0001", Year(1)),
        ("v2.0", Version("v2.0")),
        ("v1", Version("v1")),
        ("v1.10.3-rc.1+build-7", Version("v1.10.3-rc.1+build-7")),
        ("now", Horizon.NOW),
        ("next", Horizon.NEXT),
        ("later", Horizon.LATER),
    ],
)
def test_a_plan_is_dated_by_period_version_or_horizon(text: str, when: Any) -> None:
    found = parse_when(text)
    assert found == when
    assert type(found) is type(when)
    assert str(found) == text


WRONG = """2026-Q5 2026-Q0 2026-q4 2026Q4 Q4-2026 26-Q4 02026-Q4 2026-H3 2026-H0 2026-00 2026-13 2026-1 2026-11-05 0000
0000-Q1 +2026 -2026 ２０２６ ٢٠٢٦ 2026-Q٤ v V2.0 2.0 v2. v.2 v2..0 v2_0 Now NEXT soon 2026-Q4| ^2026$""".split()
SPACED = ["", " 2026", "2026 ", "2026-Q4\n", "now\n", "v2.0\n", "v2 0", "v" + "1" * 64]


@pytest.mark.parametrize("text", WRONG + SPACED, ids=repr)
def test_nothing_else_dates_a_plan(text: str) -> None:
    assert parse_when(text) is None


@given(periods)
def test_a_period_is_read_back_as_it_is_written(period: Period) -> None:
    assert parse_period(str(period)) == period
    assert parse_when(str(period)) == period
    assert type(period).parse(str(period)) == period


@given(versions)
def test_a_version_is_read_back_as_it_is_written(text: str) -> None:
    assert str(parse_when(text)) == text


@given(st.text(alphabet="0123456789-QHv. nowextlar", max_size=9))
def test_what_is_read_is_written_the_same(text: str) -> None:
    found = parse_when(text)
    assert found is None or str(found) == text


@given(kinds, days, starts)
def test_a_day_lies_in_its_period(kind: type[Period], day: date, fiscal: int) -> None:
    period = kind.containing(day, fiscal)
    assert period.first_day(fiscal) <= day < period.end(fiscal)
    assert kind.containing(period.first_day(fiscal), fiscal) == period


@given(kinds, days, starts)
def test_periods_follow_each_other_without_a_gap(kind: type[Period], day: date, fiscal: int) -> None:
    period = kind.containing(day, fiscal)
    following = period.shift(1)
    assert following.first_day(fiscal) == period.end(fiscal)
    assert following == kind.containing(period.end(fiscal), fiscal)
    assert following.shift(-1) == period


@given(kinds, days, st.integers(-20, 20), st.integers(-20, 20))
def test_shifts_add_up(kind: type[Period], day: date, one: int, other: int) -> None:
    period = kind.containing(day)
    assert period.shift(one).shift(other) == period.shift(one + other)


def test_quarters_of_a_fiscal_year_that_begins_in_july() -> None:
    first = Quarter(2025, 1)
    assert (first.first_day(7), first.end(7)) == (date(2025, 7, 1), date(2025, 10, 1))
    assert Quarter(2025, 4).first_day(7) == date(2026, 4, 1)
    assert Quarter.containing(date(2026, 6, 30), 7) == Quarter(2025, 4)
    assert Half.containing(date(2026, 1, 1), 7) == Half(2025, 2)
    assert Year(2025).end(7) == date(2026, 7, 1)


def test_a_month_is_a_calendar_month_in_every_fiscal_year() -> None:
    assert Month.containing(date(2026, 2, 28), 7) == Month(2026, 2)
    assert Month(2026, 2).first_day(7) == date(2026, 2, 1)


def test_the_lengths_of_periods_in_a_leap_year() -> None:
    def length(period: Period) -> timedelta:
        return period.end() - period.first_day()

    assert [length(each).days for each in (Year(2024), Half(2024, 1), Quarter(2024, 1), Month(2024, 2))] == [
        366,
        182,
        91,
        29,
    ]


def test_the_ends_of_the_calendar_are_days_too() -> None:
    assert Year(9999).end() == date.max
    assert Quarter(9999, 4).end(7) == date.max
    assert Month(1, 1).shift(-1).first_day() == date.min


def test_quarters_are_ordered() -> None:
    assert sorted([Quarter(2026, 1), Quarter(2025, 4), Quarter(2025, 1)]) == [
        Quarter(2025, 1),
        Quarter(2025, 4),
        Quarter(2026, 1),
    ]


def test_a_timeline_is_in_order() -> None:
    wanted = """2025 2026-01 2026-Q1 2026-H1 2026 2026-02 2026-Q2 2026-H2
    v1.9 v1.10-rc.2 v1.10-rc.10 v1.10 v1.10.1 v2 now next later""".split()
    alphabetic = sorted(wanted)
    assert sorted(alphabetic, key=lambda text: when_key(parse_when(text))) == wanted


def test_the_unscheduled_comes_last() -> None:
    assert sorted([None, Horizon.LATER, Year(9999)], key=when_key) == [Year(9999), Horizon.LATER, None]


def test_zeros_at_the_end_of_a_version_do_not_count() -> None:
    assert Version("v2").key == Version("v2.0.0").key
    assert Version("v2.0-rc.1").key == Version("v2-rc.1").key


@given(st.lists(st.one_of(periods, versions.map(Version), st.sampled_from(Horizon), st.none())), starts)
def test_any_plans_can_be_put_in_order(whens: list[Any], fiscal: int) -> None:
    keys = sorted(when_key(when, fiscal) for when in whens)
    assert all(one <= other for one, other in pairwise(keys))


def test_a_goal_has_a_quarter_and_nothing_wider() -> None:
    goal = {"id": "a", "title": "A", "status": "planned"}
    assert Goal.model_validate({**goal, "quarter": "2026-Q4"}).quarter == Quarter(2026, 4)
    for wrong in ("2026", "2026-H1", "now", "v2.0", 2026, date(2026, 10, 1), None):
        with pytest.raises(ValidationError, match="a quarter such as 2026-Q4"):
            Goal.model_validate({**goal, "quarter": wrong})


def test_a_measurement_has_a_period_and_no_version() -> None:
    measurement = {
        "metric": "commits",
        "unit": "commits",
        "sample": 1,
        "source": "git",
        "computed_on": date(2026, 1, 1),
    }
    for text in ("2026-Q4", "2026-H1", "2026", "2026-11"):
        assert str(Measurement.model_validate({**measurement, "period": text}).period) == text
    for wrong in ("v2.0", "now", 2026, date(2026, 1, 1)):
        with pytest.raises(ValidationError, match="a quarter"):
            Measurement.model_validate({**measurement, "period": wrong})


def test_an_item_is_refused_an_unknown_when() -> None:
    with pytest.raises(ValidationError, match="or now, next or later"):
        Item.model_validate({"id": "a", "title": "A", "status": "idea", "when": "soon"})
