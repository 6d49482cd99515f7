"""Values in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from commtui.report.values import ago, day_in_words, flat, id_in_words, number


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "yes"),
        (False, "no"),
        (None, ""),
        (["ada", True, 3], "ada, yes, 3"),
        ({"forum": "talk.example.org", "open": False}, "forum: talk.example.org, open: no"),
        (date(2013, 5, 20), "2013-05-20"),
        (2.5, "2.5"),
    ],
)
def test_a_value_is_told_on_one_line(value: Any, shown: str) -> None:
    assert flat(value) == shown


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2013, 5, 20), "today"),
        (date(2013, 5, 19), "yesterday"),
        (date(2013, 5, 21), "tomorrow"),
        (date(2013, 5, 30), "in 10 days"),
        (date(2013, 5, 7), "13 days ago"),
        (date(2013, 4, 20), "4 weeks ago"),
        (date(2012, 5, 20), "12 months ago"),
        (date(2010, 5, 20), "3 years ago"),
    ],
)
def test_a_day_is_told_by_how_long_ago_it_is(day: date, shown: str) -> None:
    assert ago(day, date(2013, 5, 20)) == shown


def test_days_and_ids_are_told_as_people_do() -> None:
    assert day_in_words(date(2013, 5, 2)) == "2 May 2013"
    assert id_in_words("time_to-close") == "Time to close"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (12, "12"),
        (12345.6, "12,345.6"),
        (99999.9, "99,999.9"),
        (1234.5, "1,234.5"),
        (2.0, "2"),
        (0.915, "0.92"),
        (0.0, "0"),
        (0.00123, "0.0012"),
        (-3.25, "-3.25"),
        (1_000_000, "1,000,000"),
    ],
)
def test_a_number_is_written_plainly_and_never_as_nothing(value: float, shown: str) -> None:
    assert number(value) == shown
