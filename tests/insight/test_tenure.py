"""How long someone was on a rung."""

from __future__ import annotations

from datetime import date

import pytest

from commtui.insight.tenure import Tenure, months_before, on_rung, whole_months
from commtui.model.standing import Standing

TODAY = date(2026, 4, 15)


def standing(since: date | None = None, until: date | None = None, status: str = "active") -> Standing:
    return Standing.model_validate(
        {"person": "ana", "ladder": "code", "rung": "reviewer", "status": status, "since": since, "until": until}
    )


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        (date(2025, 10, 15), date(2026, 4, 15), 6),
        (date(2025, 10, 16), date(2026, 4, 15), 5),
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 4, 15), date(2025, 4, 15), 0),
    ],
)
def test_only_whole_months_count(since: date, until: date, months: int) -> None:
    assert whole_months(since, until) == months


def test_months_before_a_day_end_with_shorter_months() -> None:
    assert months_before(date(2024, 3, 31), 1) == date(2024, 2, 29)
    assert months_before(date(2026, 1, 15), 13) == date(2024, 12, 15)
    assert months_before(date(1, 3, 1), 40) == date.min
    assert months_before(date(9999, 12, 31), 0).month == 12


def test_the_last_day_on_a_rung_is_a_day_on_it() -> None:
    assert on_rung([standing(date(2025, 1, 1), date(2025, 12, 31))], TODAY) == Tenure(12)


def test_who_is_still_there_counts_up_to_today() -> None:
    assert on_rung([standing(date(2026, 1, 15))], TODAY) == Tenure(3)
    assert on_rung([standing(date(2026, 1, 15), date(2027, 1, 1))], TODAY) == Tenure(3)


def test_areas_held_at_the_same_time_count_once_and_a_time_away_does_not() -> None:
    both = [standing(date(2025, 1, 1), date(2025, 6, 30)), standing(date(2025, 4, 1), date(2025, 8, 31))]
    assert on_rung(both, TODAY) == Tenure(8)
    assert on_rung([*both, standing(date(2026, 2, 15))], TODAY) == Tenure(10)


def test_one_rung_after_the_other_without_a_gap_is_one_time() -> None:
    halves = [standing(date(2025, 1, 20), date(2025, 3, 9)), standing(date(2025, 3, 10), date(2025, 5, 19))]
    assert on_rung(halves, TODAY) == Tenure(4)


def test_a_day_that_nobody_wrote_down_leaves_it_open() -> None:
    assert on_rung([standing()], TODAY) == Tenure(0, open_ended=True)
    ended = standing(date(2020, 1, 1), status="emeritus")
    assert on_rung([ended, standing(date(2026, 1, 15))], TODAY) == Tenure(3, open_ended=True)
    assert on_rung([standing(date(2027, 1, 1))], TODAY) == Tenure(0)
