"""Which task an event asks for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from action.event import Event, EventError
from action.task import TASKS, UnknownTaskError, choose

LABELED = {"action": "labeled", "label": {"name": "commtui:metrics"}}


@pytest.mark.parametrize(
    ("name", "payload", "task"),
    [
        ("pull_request", {"action": "opened"}, "check"),
        ("pull_request", {"action": "synchronize"}, "check"),
        ("push", {}, "check"),
        ("merge_group", {"action": "checks_requested"}, "check"),
        ("pull_request_target", {"action": "opened"}, "welcome"),
        ("issues", {"action": "opened"}, "welcome"),
        ("pull_request_target", {"action": "closed", "pull_request": {"merged": True}}, "first-merge"),
        ("pull_request_target", {"action": "closed", "pull_request": {"merged": False}}, None),
        ("pull_request_target", {"action": "closed", "pull_request": {"merged": "true"}}, None),
        ("pull_request_target", {"action": "synchronize"}, None),
        ("pull_request_target", {"action": "reopened"}, None),
        ("workflow_run", {"action": "completed"}, "comment"),
        ("workflow_run", {"action": "requested"}, None),
        ("schedule", {"schedule": "0 6 1 * *"}, "metrics"),
        ("workflow_dispatch", {"inputs": {}}, "metrics"),
        ("issues", LABELED, "metrics"),
        ("pull_request_target", LABELED, "metrics"),
        ("issues", {"action": "labeled", "label": {"name": "bug"}}, None),
        ("issues", {"action": "edited"}, None),
        ("issues", {"action": "transferred"}, None),
        ("issue_comment", {"action": "created"}, None),
        ("watch", {"action": "started"}, None),
        ("", {}, None),
    ],
)
def test_an_event_asks_for_a_task(name: str, payload: dict[str, Any], task: str | None) -> None:
    found = choose("auto", Event(name, payload))

    assert (found.name if found else None) == task


@pytest.mark.parametrize("wanted", ["first-merge", "first_merge", " First-Merge "])
def test_a_task_can_be_named_in_both_spellings(wanted: str) -> None:
    assert choose(wanted, Event("push", {})) is TASKS["first-merge"]


def test_a_report_that_fails_is_red_but_never_on_someones_pull_request() -> None:
    report = choose("auto", Event("schedule", {}))
    asked_for = choose("auto", Event("pull_request_target", {**LABELED, "pull_request": {"number": 7}}))

    assert report is not None
    assert asked_for is not None
    assert (report.gentle, asked_for.gentle) == (False, True)


@pytest.mark.parametrize("wanted", ["greet", "os", "../check", "sticky"])
def test_a_name_that_is_no_task_is_refused_with_the_choices(wanted: str) -> None:
    with pytest.raises(UnknownTaskError, match="it is one of auto, check, comment"):
        choose(wanted, Event("push", {}))


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b"{", b'"opened"', b"[" * 200_000])
def test_a_payload_that_is_no_table_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "event.json"
    path.write_bytes(content)

    with pytest.raises(EventError, match="no JSON"):
        Event.read("issues", path)


def test_a_payload_that_is_not_there_or_too_large_is_told(tmp_path: Path) -> None:
    with pytest.raises(EventError, match="cannot be read"):
        Event.read("issues", tmp_path / "event.json")
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(26 * 1024 * 1024)
    with pytest.raises(EventError, match="more than"):
        Event.read("issues", path)


@pytest.mark.parametrize("wrong", [None, 7, "text", [], {}, True, [{"number": 7}]])
def test_fields_of_another_type_are_as_if_they_were_not_there(wrong: object) -> None:
    event = Event(
        "issues", {"action": wrong, "issue": wrong, "pull_request": wrong, "label": wrong, "repository": wrong}
    )

    assert event.number is None
    assert event.pull is None
    assert event.label == ""
    assert event.repository == ""
    assert event.author.is_ghost
    assert event.action in {"", "text"}


@pytest.mark.parametrize("number", ["7", True, -7, 7.0, None, 2**70])
def test_a_number_that_is_none_is_not_taken(number: object) -> None:
    assert Event("issues", {"issue": {"number": number}}).number is None


@pytest.mark.parametrize(
    ("payload", "name"),
    [
        ({"action": "opened", "issue": {}}, "issues"),
        ({"action": "opened", "pull_request": {}}, "pull_request"),
        ({"action": "completed", "workflow_run": {}}, "workflow_run"),
        ({"schedule": "0 6 * * *"}, "schedule"),
        ({"inputs": {}}, "workflow_dispatch"),
        ({"zen": "Keep it logically awesome."}, ""),
    ],
)
def test_an_event_without_a_name_is_known_by_its_payload(tmp_path: Path, payload: dict[str, Any], name: str) -> None:
    path = tmp_path / "event.json"
    path.write_text(json.dumps(payload))

    assert Event.guess(path).name == name
