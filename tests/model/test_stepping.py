"""One step earlier or later in time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commtui.model.stepping import NoStepError, stepped
from commtui.model.when import parse_when


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2026-Q3", "2026-Q4"),
        ("2026-Q4", "2027-Q1"),
        ("2026-H2", "2027-H1"),
        ("2026", "2027"),
        ("2026-12", "2027-01"),
        ("now", "next"),
        ("next", "later"),
    ],
)
def test_the_next_of_a_time_is_of_the_same_sort_and_leads_back(earlier: str, later: str) -> None:
    assert str(stepped(parse_when(earlier), 1)) == later
    assert str(stepped(parse_when(later), -1)) == earlier


@pytest.mark.parametrize(
    ("when", "steps", "why"),
    [
        ("v2.0", 1, "v2.0 is a version"),
        ("later", 1, 'nothing after "later"'),
        ("now", -1, 'nothing before "now"'),
        ("9999-Q4", 1, "nothing after 9999-Q4"),
        ("0001", -1, "nothing before 0001"),
        ("", 1, "no time yet"),
    ],
)
def test_where_nothing_comes_next_it_says_why(when: str, steps: int, why: str) -> None:
    with pytest.raises(NoStepError, match=why):
        stepped(parse_when(when), steps)


@given(st.integers(1, 9998), st.integers(1, 12), st.integers(1, 40))
def test_steps_add_up(year: int, month: int, steps: int) -> None:
    start = parse_when(f"{year:04}-{month:02}")
    try:
        far = stepped(start, steps)
    except NoStepError:
        return
    assert stepped(far, -steps) == start
