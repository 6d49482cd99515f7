"""What is told beside a number."""

from __future__ import annotations

from commtui.metrics.measure import Measure
from commtui.model.when import Quarter
from commtui.report.metrics.sheet import brief

DETAILS = {"unanswered": 3, "oldest_waiting": 20.5, "p90": 4.0, "within_promise": 0.75}
ANSWERS = Measure("time_to_first_response", Quarter(2026, 4), 1.5, 12, "days", DETAILS)


def test_beside_a_number_stands_who_is_not_in_it_and_how_wide_it_spreads() -> None:
    assert list(brief(ANSWERS, 2)) == [
        "3 of 15 unanswered",
        "the longest waits 20.5 days",
        "nine in ten within 4 days",
        "75% within 2 working days",
    ]


def test_what_is_to_stay_the_same_while_nothing_happens_does_not_say_how_long_someone_waits() -> None:
    still = list(brief(ANSWERS, 2, still=True))

    assert "3 of 15 unanswered" in still
    assert not any("longest" in each for each in still)
