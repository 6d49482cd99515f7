"""The bundled example: whole, honest, and safe to copy."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from commtui import demo
from commtui.checks.engine import check
from commtui.model.community import Community
from commtui.model.focus_area import FocusArea
from commtui.model.goal import Goal
from commtui.model.item import Item
from commtui.model.kinds import BY_NAME
from commtui.model.ladder import Ladder
from commtui.model.measurement import Measurement
from commtui.model.person import Person
from commtui.model.recognition import Recognition
from commtui.model.standing import Standing
from commtui.store.find import at
from commtui.store.load import load
from commtui.store.snapshot import Snapshot

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return load(at(demo.path()))


def test_the_demo_has_no_errors_and_two_honest_warnings(snapshot: Snapshot) -> None:
    found = check(snapshot, demo.AS_OF)
    assert [each for each in found if each.severity == "error"] == []
    assert [(each.rule, Path(each.file).name) for each in found if each.severity == "warning"] == [
        ("too-few-holders", "developer.toml"),
        ("stale-plan", "roadmap.toml"),
    ]


@pytest.mark.parametrize("place", sorted(DATA.glob("*.toml")), ids=lambda path: path.stem)
def test_the_communities_of_the_tests_are_clean(place: Path) -> None:
    found = check(load(at(place)), date(2026, 4, 15))
    assert [each for each in found if each.severity != "info"] == []


def test_every_file_and_every_record_is_read(snapshot: Snapshot) -> None:
    assert snapshot.broken == ()
    assert snapshot.rejected == ()
    assert len(snapshot.files) == len(list(demo.path().rglob("*.toml")))


def test_records_live_where_new_ones_would_go(snapshot: Snapshot) -> None:
    for kind, entries in snapshot.entries.items():
        about = BY_NAME[kind].about
        for entry in entries:
            place = (about.place or about.file).replace("{year}", "2013")
            fields = {name: str(getattr(entry.record, name)) for name in BY_NAME[kind].model_fields}
            wanted = place.format_map({**fields, "suffix": "*"})
            assert entry.file.path.relative_to(demo.path()).match(wanted), entry.file.name


@pytest.mark.parametrize(
    ("area", "goals"),
    {
        "governance": "1 nonprofit-structure, 2 governance-processes, 3 membership-structures-q3, "
        "4 membership-structures-q4",
        "communication": "1 recognition-programs, 1 roles-clarified, 2 career-path, 3 regional-contacts, "
        "4 customer-profiles",
        "community-metrics": "2 metrics-field-test, 2 periodic-report, 3 community-health-q3, "
        "3 metrics-iteration-q3, 4 community-health-q4, 4 metrics-iteration-q4",
        "events": "2 documentation-sprint, 4 hackathon, 4 implementers-meeting",
        "engineering-support": "1 continuous-delivery-q1, 2 continuous-delivery-q2, 3 continuous-delivery-q3",
    }.items(),
)
def test_every_goal_of_the_plan_is_there(snapshot: Snapshot, area: str, goals: str) -> None:
    found = [f"{goal.quarter.number} {goal.id}" for goal in snapshot.records(Goal) if goal.focus_area == area]
    assert found == goals.split(", ")


def test_the_capacity_and_its_limits_are_those_of_the_plan(snapshot: Snapshot) -> None:
    areas = {area.id: area for area in snapshot.records(FocusArea)}
    capacity = {id_: area.capacity or 0 for id_, area in areas.items()}
    assert capacity["engineering-support"] == 1
    assert capacity["events"] == 0.5
    assert capacity["governance"] + capacity["communication"] + capacity["community-metrics"] == 1
    assert sum(len(area.not_responsible_for) for area in areas.values()) == 4


def test_the_first_quarter_is_over_and_evaluated(snapshot: Snapshot) -> None:
    first = [goal for goal in snapshot.records(Goal) if str(goal.quarter) == "2013-Q1"]
    assert {goal.status for goal in first} == {"done", "missed", "moved"}
    assert all(goal.outcome for goal in first)


def test_frozen_numbers_are_those_that_were_measured(snapshot: Snapshot) -> None:
    measured = {(each.metric, str(each.period)): each.value for each in snapshot.records(Measurement)}
    for goal in snapshot.records(Goal):
        for result in goal.key_result:
            if result.metric is None:
                continue
            before = "2012-Q4" if goal.quarter.number == 1 else "2013-Q1"
            assert result.baseline == measured[result.metric, before], result.title
            assert result.actual == measured.get((result.metric, str(goal.quarter))), result.title


def test_every_metric_has_a_trend(snapshot: Snapshot) -> None:
    periods: dict[str, list[str]] = {}
    for each in snapshot.records(Measurement):
        periods.setdefault(each.metric, []).append(str(each.period))
    wanted = ["2012-Q1", "2012-Q2", "2012-Q3", "2012-Q4", "2013-Q1"]
    assert len(periods) == 7
    assert all(found == wanted for found in periods.values())


def test_the_log_ends_before_the_day_of_the_demo_and_thanks_no_bot(snapshot: Snapshot) -> None:
    log = list(snapshot.records(Recognition))
    bots = {person.id for person in snapshot.records(Person) if person.kind == "bot"}
    assert len(log) >= 40
    assert all(each.date and date(2013, 1, 1) <= each.date <= demo.AS_OF for each in log)
    assert all(each.reason and each.given_by not in {None, each.person} for each in log)
    assert bots.isdisjoint(each.person for each in log)


def test_nothing_leads_to_a_real_person(snapshot: Snapshot) -> None:
    people = list(snapshot.records(Person))
    logins = [person.github for person in people if person.github]
    assert all(login.startswith("not-a-real-account-") for login in logins)
    assert not any(person.emails or person.avatar or person.github_id for person in people)
    links = [link for each in snapshot.records(Recognition) for link in each.links]
    assert all(link.startswith("https://example.org/") for link in links)
    assert "examples" in (next(snapshot.records(Community)).story or "")


def test_people_are_as_varied_as_a_real_community(snapshot: Snapshot) -> None:
    people = list(snapshot.records(Person))
    assert len({person.region for person in people}) >= 8
    assert {person.kind for person in people} == {"human", "bot", "organization"}
    assert any(not person.listed for person in people)
    assert {each.status for each in snapshot.records(Standing)} == {"active", "on leave", "emeritus"}
    assert all(ZoneInfo(person.timezone) for person in people if person.timezone)


def test_the_ladder_has_every_sort_of_requirement_and_line(snapshot: Snapshot) -> None:
    ladder = next(snapshot.records(Ladder))
    assert [rung.title for rung in ladder.rung if rung.line == "main"] == [
        "/dev/null",
        *(f"/dev/{n}" for n in range(1, 6)),
    ]
    assert {rung.line for rung in ladder.rung} == {"main", "side", "transient"}
    kinds = {each.kind for rung in ladder.rung for each in rung.requirement}
    assert kinds == {"count", "tenure", "rung", "checklist", "judgement", "appointment"}


def test_plans_are_dated_in_every_way(snapshot: Snapshot) -> None:
    whens = {type(item.when).__name__ for item in snapshot.records(Item)}
    assert whens == {"Quarter", "Half", "Year", "Month", "Version", "Horizon", "NoneType"}


def test_a_copy_is_whole_and_can_be_written(tmp_path: Path) -> None:
    copy = demo.copy_to(tmp_path / "try")
    assert copy == tmp_path / "try" / "community"
    names = sorted(path.relative_to(copy) for path in copy.rglob("*.toml"))
    assert names == sorted(path.relative_to(demo.path()) for path in demo.path().rglob("*.toml"))
    for name in names:
        assert (copy / name).read_bytes() == (demo.path() / name).read_bytes()
        assert os.access(copy / name, os.W_OK)
    assert load(at(copy)).size == load(at(demo.path())).size


def test_a_copy_overwrites_nothing(tmp_path: Path) -> None:
    demo.copy_to(tmp_path)
    with pytest.raises(FileExistsError):
        demo.copy_to(tmp_path)


def test_a_copy_of_what_is_read_only_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = demo.copy_to(tmp_path / "installed")
    (source / "roadmap.toml").chmod(0o444)
    monkeypatch.setattr(demo, "path", lambda: source)
    assert (demo.copy_to(tmp_path / "mine") / "roadmap.toml").stat().st_mode & 0o200
