"""How far a quarter is, and the thread of a goal through the quarters."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from commtui.insight.measured import Measured
from commtui.insight.quarter import goal_progress, progress
from commtui.insight.thread import thread
from commtui.model.goal import Goal
from commtui.model.when import Quarter
from commtui.store.find import at
from commtui.store.load import load
from commtui.store.snapshot import Snapshot

TODAY = date(2013, 5, 20)


def read(tmp_path: Path, text: str) -> Snapshot:
    (tmp_path / "community.toml").write_text(text)
    return load(at(tmp_path / "community.toml"))


def measurement(period: str, value: str) -> str:
    value = f"value = {value}\n" if value else ""
    return (
        f'[[measurement]]\nmetric = "time_to_first_response"\nperiod = "{period}"\n{value}unit = "days"\n'
        'sample = 20\nsource = "github"\ncomputed_on = 2013-04-02\n'
    )


def goal(id_: str, quarter: str, continues: str = "", results: str = "") -> str:
    more = f'continues = "{continues}"\n' if continues else ""
    return f'[[goal]]\nid = "{id_}"\nquarter = "{quarter}"\ntitle = "{id_}"\nstatus = "active"\n{more}{results}'


FASTER = (
    '[[goal.key_result]]\ntitle = "First answers within two days"\nmetric = "time_to_first_response"\n'
    "baseline = 6\nat_most = 2\n"
)


def test_a_metric_is_judged_by_what_was_measured_until_the_end_of_the_quarter(tmp_path: Path) -> None:
    text = goal("answers", "2012-Q4", results=FASTER) + goal("answers-q2", "2013-Q2", results=FASTER)
    snapshot = read(
        tmp_path, text + measurement("2012-Q4", "4") + measurement("2013-Q1", "1") + measurement("2013-04", "")
    )
    measured = Measured.of(snapshot)
    then, now = (goal_progress(each, measured) for each in snapshot.records(Goal))
    assert (then.reached, then.share) == (0, 0.5)
    assert (now.reached, now.share) == (1, 1.0)


def test_a_result_about_a_part_of_the_project_is_not_judged_by_the_whole(tmp_path: Path) -> None:
    text = goal("answers", "2013-Q2", results=FASTER + 'scope = "core"\n') + measurement("2013-Q1", "1")
    snapshot = read(tmp_path, text)
    [found] = [goal_progress(each, Measured.of(snapshot)) for each in snapshot.records(Goal)]
    assert (found.key_results, found.judged, found.share) == (1, 0, None)


def test_the_time_of_a_quarter_that_runs_is_over_or_is_ahead(tmp_path: Path) -> None:
    snapshot = read(tmp_path, goal("answers", "2013-Q2", results=FASTER))
    runs, over, ahead = (progress(snapshot, TODAY, Quarter(2013, number)) for number in (2, 1, 4))
    assert (runs.days, runs.days_left, round(runs.passed, 2)) == (91, 42, 0.54)
    assert (over.is_over, over.passed, over.goals) == (True, 1.0, ())
    assert (ahead.is_ahead, ahead.passed, ahead.is_over) == (True, 0.0, False)
    assert (runs.is_over, runs.is_ahead, len(runs.goals)) == (False, False, 1)


def titles(snapshot: Snapshot, id_: str) -> list[str]:
    entry = snapshot.find(Goal, id_)
    assert entry is not None
    return [each.record.id for each in thread(entry, snapshot.of(Goal))]


def test_the_thread_of_a_goal_goes_back_and_on_wherever_one_stands_in_it(tmp_path: Path) -> None:
    text = goal("path-q3", "2013-Q3", "path-q2") + goal("path-q1", "2013-Q1") + goal("path-q2", "2013-Q2", "path-q1")
    snapshot = read(tmp_path, text + goal("other", "2013-Q2") + goal("mentors", "2013-Q4", "path-q2"))
    for each in ("path-q1", "path-q2", "path-q3"):
        assert titles(snapshot, each)[:2] == ["path-q1", "path-q2"]
    assert titles(snapshot, "path-q2") == ["path-q1", "path-q2", "path-q3", "mentors"]
    assert titles(snapshot, "other") == ["other"]


def test_in_one_quarter_what_is_carried_on_stands_first(tmp_path: Path) -> None:
    snapshot = read(tmp_path, goal("b", "2013-Q2", "a") + goal("a", "2013-Q2"))
    assert titles(snapshot, "b") == ["a", "b"]


def test_a_thread_that_is_a_circle_or_begins_nowhere_has_an_end(tmp_path: Path) -> None:
    text = (
        goal("a", "2013-Q1", "b") + goal("b", "2013-Q2", "a") + goal("c", "2013-Q3", "gone") + goal("d", "2013-Q4", "d")
    )
    snapshot = read(tmp_path, text)
    assert titles(snapshot, "a") == ["a", "b"]
    assert titles(snapshot, "c") == ["c"]
    assert titles(snapshot, "d") == ["d"]
