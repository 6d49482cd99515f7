"""The task metrics, as far as it is decided before anything is counted: what runs, and where it may be written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from action.context import Inputs
from action.event import Event
from action.metrics import runs_own_sql
from tests.action.proposal import Told, try_task
from tests.action.standin import REPOSITORY, StandIn

ISSUE = {"number": 5, "user": {"login": "wangari"}}
HERE = {"repository": {"full_name": "octo-garden/site"}}


def test_the_plans_own_sql_runs_only_where_no_stranger_starts_it() -> None:
    events = (
        Event("schedule", {}),
        Event("workflow_dispatch", {"inputs": {}}),
        Event("issues", {"action": "labeled", "issue": ISSUE}),
        Event("issue_comment", {"action": "created", "issue": {**ISSUE, "pull_request": {}}}),
        Event("discussion_comment", {"action": "created"}),
        Event("merge_group", {"action": "checks_requested"}),
        Event("workflow_run", {"action": "completed", "workflow_run": {"event": "pull_request"}}),
        Event("pull_request_target", {"action": "opened", "pull_request": {"number": 5}}),
    )
    assert {each.name for each in events if runs_own_sql(each)} == {"schedule", "workflow_dispatch"}


@pytest.mark.parametrize(
    ("name", "payload", "save", "words"),
    [
        ("issues", {"action": "labeled", "label": {"name": "commtui:metrics"}, "issue": ISSUE}, False, "a label is"),
        ("schedule", {}, True, "what is saved is"),
    ],
)
def test_what_is_of_this_repository_is_never_written_to_another(
    standin: StandIn, tmp_path: Path, name: str, payload: dict[str, Any], save: bool, words: str
) -> None:
    inputs = Inputs(token="ghs_garden", repository=REPOSITORY, save=save)
    around = {"GITHUB_API_URL": standin.address, "GITHUB_REPOSITORY": "octo-garden/site"}

    told: Told = try_task("metrics", Event(name, {**payload, **HERE}), tmp_path, tmp_path, inputs, **around)

    assert f"{words} for this repository alone" in told.annotations[0]
    assert standin.asked == []
