"""The report of a period, as it is published."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from commtui.insight.figures import Figure
from commtui.insight.measured import Measured
from commtui.metrics.definition import definitions
from commtui.metrics.measure import Measure, Waiting
from commtui.model.when import Quarter
from commtui.report.metrics.sheet import Sheet
from commtui.report.period import Period, render
from tests.report.conftest import Read

Q4 = Quarter(2026, 4)
PLAN = """
[community]
name = "The Garden"

[[goal]]
id = "rhythm"
quarter = "2026-Q4"
title = "A steady rhythm"
status = "active"

[[goal.key_result]]
title = "Neither too few nor too many"
metric = "release_frequency"
at_least = 2
at_most = 5
actual = 9
"""


def told(community: Read, values: tuple[float, ...] = (), **more: Any) -> str:
    """A report of the plan, with a metric of these values in the periods before and in this one."""
    starter = next(each for each in definitions().values() if each.starter)
    measures = [
        Measure(starter.id, Q4.shift(place + 1 - len(values)), each, 3, "count") for place, each in enumerate(values)
    ]
    known = [Figure(starter, measures[-1], tuple(measures[:-1]), None, known=True)] if measures else []
    days = Q4.first_day(1), Q4.end(1), date(2026, 11, 22)
    plan = community({"community.toml": PLAN})
    sheet = Sheet("The Garden", "octo-garden/garden", "github", Q4, *days, 2, known)
    return render(Period(sheet, plan, Measured.of(plan), more.get("waiting", ())))


def test_a_key_result_with_two_targets_tells_both(community: Read) -> None:
    assert "Neither too few nor too many: now 9, at least 2 and at most 5 wanted" in told(community)


def test_a_trend_has_no_exponent_which_mermaid_cannot_read(community: Read) -> None:
    report = told(community, (12345.0, 0.00005, 1234567.0, 0.0, 2.5))
    assert "line [12340, 0.00005, 1235000, 0, 2.5]" in report


def test_who_waits_is_linked_where_the_address_is_one(community: Read) -> None:
    waiting = [
        Waiting("issue", "Where to begin?", f"https://example.org/{each}", datetime(2026, 10, 8), 45.0, newcomer=True)
        for each in ("1", "a) [b](c", "a\\b")
    ]
    report = told(community, waiting=waiting)
    assert "- [Where to begin?](https://example.org/1), since 8 Oct 2026, from a newcomer" in report
    assert report.count("](") == 1
