"""Days and periods are understood as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commtui.model.when import Half, Month, Quarter, Year
from commtui.tui.forms.times import Calendar, day_in_words, day_of, period_of

# A Monday.
TODAY = date(2013, 5, 20)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2013-03-08", "2013-03-08"),
        ("today", "2013-05-20"),
        (" Now ", "2013-05-20"),
        ("yesterday", "2013-05-19"),
        ("TOMORROW", "2013-05-21"),
        ("+2w", "2013-06-03"),
        ("-3d", "2013-05-17"),
        ("+1m", "2013-06-20"),
        ("+ 10 days", "2013-05-30"),
        ("in 2 weeks", "2013-06-03"),
        ("3 days ago", "2013-05-17"),
        ("1 month ago", "2013-04-20"),
        ("-1y", "2012-05-20"),
        ("+1q", "2013-08-20"),
        ("next week", "2013-05-27"),
        ("last month", "2013-04-20"),
        ("monday", "2013-05-27"),
        ("tue", "2013-05-21"),
        ("friday", "2013-05-24"),
        ("this friday", "2013-05-24"),
        ("next friday", "2013-05-31"),
        ("last friday", "2013-05-17"),
        ("last monday", "2013-05-13"),
        ("3 mar", "2013-03-03"),
        ("3 march", "2013-03-03"),
        ("3rd March 2014", "2014-03-03"),
        ("Mar 3", "2013-03-03"),
        ("march 3, 2014", "2014-03-03"),
        ("29 feb 2012", "2012-02-29"),
    ],
)
def test_a_day_is_understood(typed: str, day: str) -> None:
    assert day_of(typed, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize("typed", ["", "x", "mo", "2013-02-30", "30 feb", "+2", "+2x", "next", "3", "13.5.", "+9999y"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert day_of(typed, TODAY) is None


def test_a_month_later_ends_where_the_month_does() -> None:
    assert day_of("+1m", date(2013, 1, 31)) == date(2013, 2, 28)


def test_a_weekday_is_never_today() -> None:
    assert day_of("monday", TODAY) == date(2013, 5, 27)


ANY = (Quarter, Half, Year, Month)


@pytest.mark.parametrize(
    ("typed", "fiscal_year_starts", "period"),
    [
        ("now", 1, "2013-Q2"),
        ("this quarter", 1, "2013-Q2"),
        ("next", 1, "2013-Q3"),
        ("next quarter", 1, "2013-Q3"),
        ("last quarter", 1, "2013-Q1"),
        ("+1q", 1, "2013-Q3"),
        ("-2q", 1, "2012-Q4"),
        ("in 3 quarters", 1, "2014-Q1"),
        ("q3", 1, "2013-Q3"),
        ("2014 q1", 1, "2014-Q1"),
        ("2014q1", 1, "2014-Q1"),
        ("this quarter", 7, "2012-Q4"),
        ("+1q", 7, "2013-Q1"),
        ("q1", 7, "2012-Q1"),
        ("this half", 1, "2013-H1"),
        ("+1h", 1, "2013-H2"),
        ("h2", 1, "2013-H2"),
        ("next year", 1, "2014"),
        ("this month", 1, "2013-05"),
        ("+8m", 1, "2014-01"),
        ("next month", 7, "2013-06"),
    ],
)
def test_a_period_is_understood_by_the_fiscal_year(typed: str, fiscal_year_starts: int, period: str) -> None:
    assert period_of(typed, Calendar(TODAY, fiscal_year_starts), ANY) == period


@pytest.mark.parametrize("typed", ["", "later", "v2.0", "q5", "h3", "+1w", "next friday", "-9999y"])
def test_what_is_no_period_is_none(typed: str) -> None:
    assert period_of(typed, Calendar(TODAY), ANY) is None


def test_a_quarter_is_no_month() -> None:
    assert period_of("next month", Calendar(TODAY), (Quarter,)) is None


@given(st.text(max_size=20), st.dates())
def test_whatever_is_typed_is_understood_or_not_and_never_an_error(typed: str, today: date) -> None:
    day_of(typed, today)
    period_of(typed, Calendar(today, 4), ANY)


def test_a_day_is_said_in_words() -> None:
    assert day_in_words(date(2013, 6, 3)) == "Mon 3 Jun 2013"
