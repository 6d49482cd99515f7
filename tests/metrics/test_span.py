"""When a period begins and ends."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from commtui.metrics.span import Span, clock, day_of, span_of
from commtui.model.community import Community
from commtui.model.when import Half, Month, Period, Quarter, Year


def community(timezone: str | None = None, starts: int = 1) -> Community:
    return Community(name="OpenMRS", timezone=timezone, fiscal_year_starts=starts)


def test_a_period_begins_at_midnight_by_the_communitys_clock() -> None:
    found = span_of(Quarter(2026, 1), community("Africa/Nairobi"))
    assert found == Span(
        datetime(2025, 12, 31, 21), datetime(2026, 3, 31, 21), datetime(2025, 9, 30, 21), datetime(2025, 6, 30, 21)
    )


def test_summer_time_moves_one_end_alone() -> None:
    found = span_of(Quarter(2026, 1), community("Europe/Berlin"))
    assert (found.start, found.end) == (datetime(2025, 12, 31, 23), datetime(2026, 3, 31, 22))


def test_where_midnight_is_left_out_the_day_begins_an_hour_later() -> None:
    # On 1 October 2017 the clocks of Asuncion went from midnight straight to one.
    assert span_of(Month(2017, 10), community("America/Asuncion")).start == datetime(2017, 10, 1, 4)


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        (Quarter(2026, 1), (2026, 4), (2026, 7)),
        (Quarter(2026, 4), (2027, 1), (2027, 4)),
        (Half(2026, 2), (2026, 10), (2027, 4)),
        (Year(2026), (2026, 4), (2027, 4)),
        (Month(2026, 4), (2026, 4), (2026, 5)),
    ],
)
def test_the_fiscal_year_is_the_communitys(period: Period, start: tuple[int, int], end: tuple[int, int]) -> None:
    found = span_of(period, community(starts=4))
    assert (found.start, found.end) == (datetime(*start, 1), datetime(*end, 1))


@pytest.mark.parametrize("name", ["Nowhere/Land", "", "../etc/passwd", "Africa"])
def test_a_clock_that_nobody_knows_is_that_of_utc(name: str) -> None:
    assert clock(Community.model_construct(name="OpenMRS", timezone=name)).utcoffset(
        datetime(2026, 1, 1)
    ) == UTC.utcoffset(None)


@pytest.mark.parametrize("period", [Year(1), Year(9999), Month(1, 1), Quarter(9999, 4)])
def test_the_ends_of_the_calendar_are_no_trouble(period: Period) -> None:
    found = span_of(period, community("Pacific/Auckland", 7))
    assert found.start <= found.end


def test_a_moment_lies_on_a_day_of_the_communitys_clock_and_the_last_of_all_on_its_own() -> None:
    nairobi = clock(community("Africa/Nairobi"))
    assert day_of(datetime(2013, 5, 20, 20, 59), nairobi) == date(2013, 5, 20)
    assert day_of(datetime(2013, 5, 20, 21), nairobi) == date(2013, 5, 21)
    assert day_of(datetime.max, nairobi) == date.max
