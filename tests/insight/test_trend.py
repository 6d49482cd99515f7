"""Where a metric goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from commtui.insight.trend import Change, Trend, better, changed, trend
from commtui.metrics.definition import Direction
from commtui.model.measurement import Measurement
from commtui.store.snapshot import Entry
from tests.insight.plans import snapshot_of


def series(folder: Path, *values: tuple[str, float | None], unit: str = "days") -> Sequence[Entry[Measurement]]:
    records = [
        f'[[measurement]]\nmetric = "time_to_close"\nperiod = "{period}"\nunit = "{unit}"\nsample = 9\n'
        'source = "git"\ncomputed_on = 2026-04-01\n' + (f"value = {value}\n" if value is not None else "")
        for period, value in values
    ]
    return snapshot_of(folder, "\n".join(records)).of(Measurement)


def amount(change: Change | None) -> float | None:
    return change.amount if change else None


def test_the_last_value_is_held_against_the_one_before_and_the_same_quarter_a_year_before(tmp_path: Path) -> None:
    found = trend(series(tmp_path, ("2025-Q1", 5), ("2025-Q4", 3.1), ("2026-Q1", 3)))
    assert (amount(found.since_before), amount(found.since_last_year)) == (-0.1, -2)


def test_a_period_without_data_is_passed_over(tmp_path: Path) -> None:
    found = trend(series(tmp_path, ("2025-Q3", 5), ("2025-Q4", None), ("2026-Q1", 4), ("2026-Q2", None)))
    assert found.last is not None
    assert str(found.last.record.period) == "2026-Q1"
    assert amount(found.since_before) == -1
    assert found.since_last_year is None


def test_a_month_is_not_held_against_a_year(tmp_path: Path) -> None:
    found = trend(series(tmp_path, ("2025-03", 5), ("2025", 50), ("2026-03", 4)))
    assert (amount(found.since_before), amount(found.since_last_year)) == (-1, -1)
    assert trend(series(tmp_path, ("2025", 50), ("2026-03", 4))).since_before is None


def test_where_nothing_is_known_nothing_is_said(tmp_path: Path) -> None:
    assert trend(series(tmp_path, ("2026-Q1", None))) == Trend(None, None, None)
    assert trend(()) == Trend(None, None, None)


def test_whether_it_is_good_depends_on_the_direction_and_what_looks_the_same_is_not_judged(tmp_path: Path) -> None:
    def judged(value: float, direction: Direction | None) -> str | None:
        change = trend(series(tmp_path, ("2025-Q4", 3.511), ("2026-Q1", value))).since_before
        assert change is not None
        known = {True: "better", False: "worse", None: None}[better(direction, 3.511, value)]
        told = change.judged(direction)
        assert known == (None if told == "same" else told)
        return told

    assert [judged(2, "down"), judged(4, "up"), judged(3.52, "up")] == ["better"] * 3
    assert [judged(4, "down"), judged(2, "up"), judged(3.52, "down")] == ["worse"] * 3
    assert [judged(3.514, "down"), judged(3.511, "up"), judged(3.511, None)] == ["same"] * 3
    assert judged(4, None) is None


def test_by_how_much_is_the_difference_of_what_is_shown() -> None:
    assert [changed(0.511, 0.514), changed(3.1, 3), changed(0.504, 0.506)] == [0, -0.1, 0.01]
