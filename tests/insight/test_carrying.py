"""A goal that goes on in a later quarter."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from commtui.insight.carrying import LONGEST_ID, carried_on, fresh_id, is_open, later_quarter
from commtui.model.goal import Goal, KeyResult
from commtui.model.when import Quarter
from commtui.store.snapshot import Entry
from tests.insight.changing import ADA, plan


@dataclass(frozen=True)
class Known:
    """What is known of every key result, in the quarter of its goal."""

    now: float | None

    def value(self, result: KeyResult, quarter: Quarter) -> float | None:
        """As it is known; of another quarter nothing."""
        return self.now if result.metric and quarter == Q3 else None


Q3, Q4 = Quarter(2026, 3), Quarter(2026, 4)
GOAL = """[[goal]]
id = "first-response-q3"
quarter = "2026-Q3"
title = "First response"
status = "active"
owners = ["ada"]
why = "Silence sends people away."
outcome = "Half way there."
links = ["https://example.org/notes"]

[[goal.key_result]]
title = "Half are answered in a day"
metric = "time_to_first_response"
baseline = 4
at_most = 1
actual = 2.5

[[goal.key_result]]
title = "A rota is kept"
owners = ["ada"]
done = true

[[goal.key_result]]
title = "The guide is written"
score = 0.4
mid_score = 0.2
"""


def goal(text: str = GOAL) -> Entry[Goal]:
    return plan(ADA, text).of(Goal)[0]


def test_it_keeps_the_thread_and_leaves_the_evaluation_with_the_old_one() -> None:
    data = carried_on(goal(), Q4, Q4, {"first-response-q3"}, Known(None))
    assert data == {
        "id": "first-response-q4",
        "quarter": "2026-Q4",
        "title": "First response",
        "status": "active",
        "why": "Silence sends people away.",
        "owners": ["ada"],
        "continues": "first-response-q3",
        "key_result": [
            {
                "title": "Half are answered in a day",
                "metric": "time_to_first_response",
                "at_most": 1,
                "baseline": 2.5,
            },
            {"title": "The guide is written"},
        ],
    }
    Goal.model_validate(data)


def test_what_the_metric_has_reached_by_now_is_not_taken_along() -> None:
    text = GOAL.replace("actual = 2.5\n", "")
    reached = carried_on(goal(text), Q4, Q4, (), Known(0.5))
    assert [each["title"] for each in reached["key_result"]] == ["The guide is written"]


def test_a_quarter_ahead_is_planned_again() -> None:
    assert carried_on(goal(), Q4, Q3, (), Known(None))["status"] == "planned"


@pytest.mark.parametrize(
    ("old", "to", "new"),
    [
        ("first-response-q3", Q4, "first-response-q4"),
        ("first-response-q3", Quarter(2027, 1), "first-response-2027-q1"),
        ("first-response-2026-Q3", Quarter(2027, 1), "first-response-2027-Q1"),
        ("first-response-2026q3", Q4, "first-response-2026q4"),
        ("first-response", Q4, "first-response-2026-q4"),
        ("vision-2030", Q4, "vision-2030-2026-q4"),
        ("x" * LONGEST_ID, Q4, "x" * (LONGEST_ID - 8) + "-2026-q4"),
    ],
)
def test_its_id_says_the_new_quarter_as_the_old_one_said_its_own(old: str, to: Quarter, new: str) -> None:
    record = goal(GOAL.replace("first-response-q3", old)).record
    assert fresh_id(record, to, {old}) == new


def test_an_id_that_is_taken_is_numbered() -> None:
    taken = {"first-response-q3", "first-response-q4", "first-response-q4-2"}
    assert fresh_id(goal().record, Q4, taken) == "first-response-q4-3"


def test_it_goes_on_in_the_next_quarter_but_in_none_that_is_over() -> None:
    record = goal().record
    assert later_quarter(record, Quarter(2026, 2)) == Q4
    assert later_quarter(record, Quarter(2027, 2)) == Quarter(2027, 2)


@pytest.mark.parametrize("status", ["planned", "active", "done", "missed", "moved", "dropped"])
def test_only_what_is_planned_or_active_is_open(status: str) -> None:
    record = goal(GOAL.replace('"active"', f'"{status}"')).record
    assert is_open(record) == (status in {"planned", "active"})
