"""Which key results a change touches, and what they were before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from action.key_results import Standing, Touched, touched
from commtui.insight.changes import compare
from commtui.report.changes.comparison import Comparison, SideOf
from commtui.store.find import Home
from commtui.store.load import load_given

GOAL = '[[goal]]\nid = "seeds"\nquarter = "2026-Q4"\ntitle = "Seeds"\nstatus = "active"\n'
SCORED = '[[goal.key_result]]\ntitle = "Half of it"\nscore = {}\n'
DONE = '[[goal.key_result]]\ntitle = "A rota"\ndone = {}\n'


def between(before: str, now: str) -> list[Touched]:
    home = Home(Path("/garden/community"), Path("/garden"))
    sides = [load_given(home, {home.place / "goals.toml": each.encode()}) for each in (before, now)]
    base, head = (SideOf(name, None, each) for name, each in zip(("base", "head"), sides, strict=True))
    return list(touched(Comparison(base, head, compare(base.snapshot, head.snapshot))))


def test_one_that_is_as_it_was_is_not_touched() -> None:
    before = GOAL + SCORED.format(0.3) + DONE.format("false")

    (found,) = between(before, GOAL.replace("Seeds", "All seeds") + SCORED.format(0.3) + DONE.format("true"))

    assert (found.goal, found.title, found.judged_by) == ("All seeds", "A rota", "done")
    assert (found.before, found.now) == (Standing(None, 0.0), Standing(None, 1.0))


def test_a_new_one_has_no_before() -> None:
    (found,) = between(GOAL, GOAL + SCORED.format(0.3))

    assert (found.before, found.now) == (None, Standing(0.3, 0.3))


def test_one_with_another_title_is_known_by_its_place() -> None:
    before = GOAL + SCORED.format(0.3) + DONE.format("false")

    (found,) = between(before, before.replace("Half", "Most").replace("0.3", "0.6"))

    assert found.title == "Most of it"
    assert (found.before, found.now) == (Standing(0.3, 0.3), Standing(0.6, 0.6))


def test_one_that_moved_up_is_not_taken_for_the_one_that_was_there() -> None:
    before = GOAL + SCORED.format(0.3) + DONE.format("false")

    assert between(before, GOAL + DONE.format("false")) == []


def test_a_renamed_goal_keeps_its_results() -> None:
    before = GOAL + SCORED.format(0.3)

    (found,) = between(before, before.replace('"seeds"', '"all-seeds"').replace("0.3", "0.4"))

    assert found.before == Standing(0.3, 0.3)


@pytest.mark.parametrize("field", ["score", "mid_score"])
def test_a_score_is_judged_by_people(field: str) -> None:
    (found,) = between(GOAL, GOAL + SCORED.format(0.3).replace("score", field))

    assert found.judged_by == "score"
