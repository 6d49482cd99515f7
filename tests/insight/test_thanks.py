"""The recognition log as a whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from commtui.insight.thanks import unthanked, week_of, weeks_of
from tests.insight.plans import snapshot_of

TODAY = date(2026, 5, 20)
PLAN = """
[[person]]
id = "ana"
name = "Ana"
[[person]]
id = "bo"
name = "Bo"
[[person]]
id = "cleo"
name = "Cleo"
[[person]]
id = "robot"
name = "Robot"
kind = "bot"
[[ladder]]
id = "code"
title = "Code"
rung = [{ id = "reviewer", title = "Reviewer" }]
[[standing]]
person = "ana"
ladder = "code"
rung = "reviewer"
since = 2020-01-01
[[standing]]
person = "robot"
ladder = "code"
rung = "reviewer"
[[goal]]
id = "docs"
quarter = "2026-Q2"
title = "A guide"
status = "active"
owners = ["bo"]
key_result = [{ title = "Printed", owners = ["bo", "cleo"] }]
[[goal]]
id = "old"
quarter = "2024-Q2"
title = "An old one"
status = "done"
owners = ["cleo"]
"""


def test_a_year_has_52_weeks_and_the_last_takes_the_days_that_are_over() -> None:
    assert week_of(date(2026, 1, 1)) == 0
    assert week_of(date(2026, 1, 8)) == 1
    assert week_of(date(2024, 12, 31)) == 51
    days = [date(2026, 1, 3), date(2026, 1, 7), date(2026, 12, 31), date(2025, 1, 1)]
    weeks = weeks_of(2026, days)
    assert (len(weeks), weeks[0], weeks[51], sum(weeks)) == (52, 2, 1, 3)


def test_who_gives_and_was_never_or_long_not_thanked_is_found_the_never_thanked_first(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, PLAN)
    found = unthanked(snapshot, {"ana": date(2026, 2, 19), "cleo": date(2026, 2, 20)}, TODAY)
    assert [(each.entry.record.id, each.last) for each in found] == [("bo", None), ("ana", date(2026, 2, 19))]
    assert [each.record.id for each in found[0].goals] == ["docs"]
    assert [each.rung for each in found[1].standings] == ["reviewer"]


def test_a_key_result_counts_as_given_and_an_old_goal_does_not(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, PLAN)
    found = {each.entry.record.id: each for each in unthanked(snapshot, {}, TODAY)}
    assert set(found) == {"ana", "bo", "cleo"}
    assert [each.record.id for each in found["cleo"].goals] == ["docs"]


def test_a_goal_of_a_later_quarter_is_not_given_yet(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, PLAN.replace("2026-Q2", "2026-Q3"))
    assert {each.entry.record.id for each in unthanked(snapshot, {}, TODAY)} == {"ana"}
