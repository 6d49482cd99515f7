"""How a number of a metric is written."""

from __future__ import annotations

from commtui.metrics.measure import Measure
from commtui.report.metrics.sheet import rest


def test_further_numbers_have_units_of_their_own() -> None:
    details = {
        "median": 0.96,
        "working_p90": 4.0,
        "unanswered": 4.0,
        "oldest_waiting": 296.234,
        "within_promise": 0.63,
        "took_part_of_looked_on": 0.5,
        "first_close_median": None,
    }
    measure = Measure("time_to_first_response", None, 0.96, 39, "days", details)
    assert dict(rest(measure)) == {
        "median": "0.96 days",
        "working p90": "4 days",
        "unanswered": "4",
        "oldest waiting": "296.23 days",
        "within promise": "63%",
        "took part of looked on": "50%",
    }
