"""Kind by kind: what is refused, and what is taken as it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from commtui.model.channel import Channel
from commtui.model.community import Community
from commtui.model.focus_area import FocusArea
from commtui.model.goal import Goal, KeyResult
from commtui.model.item import Item
from commtui.model.ladder import InactivityStep, Ladder, Nomination, Requirement, Rung
from commtui.model.measurement import Measurement
from commtui.model.person import Affiliation, Person
from commtui.model.recognition import Recognition, RecognitionKind
from commtui.model.record import Table
from commtui.model.standing import Standing
from commtui.model.welcome import Welcome

GOAL: dict[str, Any] = {"id": "report", "quarter": "2013-Q2", "title": "Regular report", "status": "active"}
ITEM: dict[str, Any] = {"id": "report", "title": "Metrics report", "status": "idea"}
RUNG: dict[str, Any] = {"id": "dev-1", "title": "/dev/1"}
PERSON: dict[str, Any] = {"id": "ada", "name": "Ada Lovelace"}
STANDING: dict[str, Any] = {"person": "ada", "ladder": "developer", "rung": "dev-1"}
RECOGNITION: dict[str, Any] = {"person": "ada", "kinds": ["doc"]}
MEASUREMENT: dict[str, Any] = {
    "metric": "commits",
    "period": "2013-Q1",
    "unit": "commits",
    "sample": 3,
    "source": "git",
    "computed_on": date(2013, 4, 1),
}


def faults(model: type[Table], data: dict[str, Any]) -> list[tuple[str, str]]:
    """Where the data is wrong (dotted), and the type of the fault."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        return [(".".join(map(str, each["loc"])), each["type"]) for each in error.errors()]
    return []


REFUSED: list[tuple[type[Table], dict[str, Any], str, str]] = [
    (Community, {}, "name", "missing"),
    (Community, {"name": "A", "fiscal_year_starts": 0}, "fiscal_year_starts", "greater_than_equal"),
    (Community, {"name": "A", "fiscal_year_starts": 13}, "fiscal_year_starts", "less_than_equal"),
    (Community, {"name": "A", "fiscal_year_starts": True}, "fiscal_year_starts", "int_type"),
    (Community, {"name": "A", "fiscal_year_starts": 4.0}, "fiscal_year_starts", "int_type"),
    (Community, {"name": "A", "promise_days": 1.5}, "promise_days", "int_type"),
    (Community, {"name": "A", "promise_days": -1}, "promise_days", "greater_than_equal"),
    (Community, {"name": "A", "links": {"chat": 1}}, "links.chat", "string_type"),
    (Community, {"name": "A", "links": ["https://example.org"]}, "links", "dict_type"),
    (Community, {"name": "A", "links": {"chat\x1b": "x"}}, "links.chat\x1b.[key]", "text_control"),
    (Community, {"name": "A", "values": "one"}, "values", "tuple_type"),
    (Community, {"name": "A", "values": ["one", 2]}, "values.1", "string_type"),
    (Community, {"name": "A", "values": ["one\ntwo"]}, "values.0", "text_lines"),
    (Community, {"name": "A", "repository": "openmrs"}, "repository", "repository_format"),
    (Community, {"name": "A\nB"}, "name", "text_lines"),
    (Welcome, {"once": "yes"}, "once", "bool_type"),
    (Welcome, {"once": 1}, "once", "bool_type"),
    (Welcome, {"first_issue": "\x1b[31m"}, "first_issue", "text_control"),
    (Channel, {"id": "a", "name": "A", "kind": "secondary"}, "kind", "literal_error"),
    (FocusArea, {"id": "a b", "title": "A"}, "id", "id_format"),
    (FocusArea, {"id": "a", "title": "A", "capacity": "1 FTE"}, "capacity", "number_type"),
    (FocusArea, {"id": "a", "title": "A", "capacity": float("nan")}, "capacity", "number_finite"),
    (Goal, {**GOAL, "status": "in progress"}, "status", "literal_error"),
    (Goal, {**GOAL, "status": "idea"}, "status", "literal_error"),
    (Goal, {**GOAL, "owners": "ada"}, "owners", "tuple_type"),
    (Goal, {**GOAL, "key_result": {"title": "A"}}, "key_result", "tuple_type"),
    (Goal, {**GOAL, "key_result": [{}]}, "key_result.0.title", "missing"),
    (Goal, {**GOAL, "key_results": []}, "key_results", "extra_forbidden"),
    (KeyResult, {"title": "A", "score": 1.2}, "score", "share_range"),
    (KeyResult, {"title": "A", "score": True}, "score", "number_type"),
    (KeyResult, {"title": "A", "mid_score": "0.5"}, "mid_score", "number_type"),
    (KeyResult, {"title": "A", "at_least": 2**63}, "at_least", "number_range"),
    (KeyResult, {"title": "A", "done": 1}, "done", "bool_type"),
    (Item, {**ITEM, "status": "missed"}, "status", "literal_error"),
    (Item, {**ITEM, "when": 2026}, "when", "when_format"),
    (Item, {**ITEM, "depends_on": [1]}, "depends_on.0", "string_type"),
    (Item, {**ITEM, "risks": "one\ntwo"}, "risks", "text_lines"),
    (Ladder, {"id": "a", "title": "A", "rung": [{**RUNG, "line": "upper"}]}, "rung.0.line", "literal_error"),
    (Ladder, {"id": "a", "title": "A", "rungs": []}, "rungs", "extra_forbidden"),
    (Rung, {**RUNG, "minimum_holders": -1}, "minimum_holders", "greater_than_equal"),
    (Rung, {**RUNG, "minimum_holders": 1.0}, "minimum_holders", "int_type"),
    (Rung, {**RUNG, "maximum_share_per_organization": 2}, "maximum_share_per_organization", "share_range"),
    (Rung, {**RUNG, "nomination": [{}]}, "nomination", "model_type"),
    (Requirement, {"text": "A", "kind": "quiz"}, "kind", "literal_error"),
    (Requirement, {"kind": "count"}, "text", "missing"),
    (Requirement, {"text": "A", "kind": "tenure", "months": 1.5}, "months", "int_type"),
    (Nomination, {"by": ["friend"]}, "by.0", "literal_error"),
    (Nomination, {"by": "peer"}, "by", "tuple_type"),
    (Nomination, {"sponsors": True}, "sponsors", "int_type"),
    (InactivityStep, {"months": 6}, "consequence", "missing"),
    (InactivityStep, {"months": 6, "consequence": "banned"}, "consequence", "literal_error"),
    (Person, {**PERSON, "kind": "robot"}, "kind", "literal_error"),
    (Person, {**PERSON, "github_id": "12"}, "github_id", "int_type"),
    (Person, {**PERSON, "listed": "no"}, "listed", "bool_type"),
    (Person, {**PERSON, "name": "eve\u202egnp"}, "name", "text_control"),
    (Affiliation, {"organization": "A", "since": "2013-01-01"}, "since", "date_type"),
    (Affiliation, {"since": date(2013, 1, 1)}, "organization", "missing"),
    (Standing, {**STANDING, "status": "retired"}, "status", "literal_error"),
    (Standing, {**STANDING, "since": datetime(2013, 1, 1)}, "since", "date_type"),
    (Standing, {**STANDING, "since": datetime(2013, 1, 1, tzinfo=UTC)}, "since", "date_type"),
    (Standing, {**STANDING, "until": 20130101}, "until", "date_type"),
    (Recognition, {"person": "ada"}, "kinds", "missing"),
    (Recognition, {**RECOGNITION, "kinds": []}, "kinds", "too_short"),
    (Recognition, {**RECOGNITION, "kinds": "doc"}, "kinds", "tuple_type"),
    (Recognition, {**RECOGNITION, "kinds": [""]}, "kinds.0", "text_empty"),
    (Recognition, {**RECOGNITION, "date": "2013-01-01"}, "date", "date_type"),
    (RecognitionKind, {"id": "tea", "title": ""}, "title", "text_empty"),
    (Measurement, {**MEASUREMENT, "sample": 2.0}, "sample", "int_type"),
    (Measurement, {**MEASUREMENT, "sample": -1}, "sample", "greater_than_equal"),
    (Measurement, {**MEASUREMENT, "value": float("inf")}, "value", "number_finite"),
    (Measurement, {**MEASUREMENT, "computed_on": "2013-04-01"}, "computed_on", "date_type"),
]


@pytest.mark.parametrize(("model", "data", "where", "why"), REFUSED)
def test_a_fault_is_refused_where_it_is(model: type[Table], data: dict[str, Any], where: str, why: str) -> None:
    assert faults(model, data) == [(where, why)]


ACCEPTED: list[tuple[type[Table], dict[str, Any]]] = [
    (Community, {"name": "A"}),
    (Community, {"name": "A", "story": "One\n\ntwo\t.", "links": {"any name at all": "x"}, "promise_days": 0}),
    (Welcome, {}),
    (Goal, GOAL),
    (KeyResult, {"title": "A"}),
    (KeyResult, {"title": "A", "score": 0}),
    (KeyResult, {"title": "A", "metric": "a-metric-of-our-own", "at_least": 1, "at_most": 2.5, "baseline": -1}),
    (Item, ITEM),
    (Ladder, {"id": "a", "title": "A"}),
    (Rung, {**RUNG, "after": [], "inactivity": [], "requirement": [], "nomination": {}}),
    (Person, PERSON),
    (Person, {"id": "नमिता", "name": "नमिता 👩🏽‍💻", "emails": ["not even an address"]}),
    (Standing, STANDING),
    (Recognition, {**RECOGNITION, "kinds": ["a kind that nobody declared"]}),
    (Measurement, MEASUREMENT),
]


@pytest.mark.parametrize(("model", "data"), ACCEPTED)
def test_what_may_be_left_out_may_be_left_out(model: type[Table], data: dict[str, Any]) -> None:
    assert faults(model, data) == []


def test_every_fault_of_a_record_is_reported_at_once() -> None:
    goal = {
        "id": "a b",
        "quarter": "Q2",
        "status": "active",
        "color": "red",
        "key_result": [{"title": "A", "score": 2}],
    }
    assert sorted(where for where, _ in faults(Goal, goal)) == ["color", "id", "key_result.0.score", "quarter", "title"]


def test_a_record_is_called_by_its_title_or_name_or_by_what_it_joins() -> None:
    assert Goal.model_validate(GOAL).caption == "Regular report"
    assert Person.model_validate(PERSON).caption == "Ada Lovelace"
    assert Standing.model_validate(STANDING).caption == "ada on developer/dev-1"
    assert Recognition.model_validate(RECOGNITION).caption == "undated ada"
    assert Recognition.model_validate({**RECOGNITION, "date": date(2013, 3, 8)}).caption == "2013-03-08 ada"
    assert Measurement.model_validate(MEASUREMENT).caption == "commits 2013-Q1"
    assert Welcome().caption == "welcome"


def test_the_defaults_are_those_of_the_format() -> None:
    community = Community(name="A")
    assert (community.fiscal_year_starts, community.promise_days) == (1, 2)
    assert Welcome().once
    assert Person.model_validate(PERSON).listed
    assert Person.model_validate(PERSON).kind == "human"
    assert Standing.model_validate(STANDING).status == "active"
    assert Rung.model_validate(RUNG).line == "main"
    assert not Nomination().distinct_organizations


def test_a_rung_is_found_in_its_ladder() -> None:
    ladder = Ladder.model_validate({"id": "a", "title": "A", "rung": [RUNG, {"id": "dev-2", "title": "/dev/2"}]})
    assert ladder.find("dev-2") is ladder.rung[1]
    assert ladder.find("dev-9") is None


@pytest.mark.parametrize(
    ("standing", "held"),
    [
        ({}, True),
        ({"since": date(2013, 5, 20)}, True),
        ({"since": date(2013, 5, 21)}, False),
        ({"until": date(2013, 5, 20)}, True),
        ({"until": date(2013, 5, 19)}, False),
        ({"status": "on leave"}, True),
        ({"status": "emeritus"}, False),
        ({"status": "removed", "since": date(2013, 1, 1)}, False),
        ({"status": "emeritus", "since": date(2012, 1, 1), "until": date(2013, 12, 31)}, True),
    ],
)
def test_a_rung_is_held_from_the_first_day_to_the_last(standing: dict[str, Any], held: bool) -> None:
    assert Standing.model_validate({**STANDING, **standing}).held_on(date(2013, 5, 20)) is held


def test_the_organizations_of_a_person_depend_on_the_day() -> None:
    person = Person.model_validate(
        {
            **PERSON,
            "affiliation": [
                {"organization": "Society", "until": date(2012, 12, 31)},
                {"organization": "Clinic", "since": date(2012, 12, 31)},
                {"organization": "Guild"},
            ],
        }
    )
    assert person.organizations(date(2012, 12, 30)) == {"Society", "Guild"}
    assert person.organizations(date(2012, 12, 31)) == {"Society", "Clinic", "Guild"}
    assert person.organizations(date(2013, 1, 1)) == {"Clinic", "Guild"}
