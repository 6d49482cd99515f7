"""`commtui action`: a task tried here, on an event, without writing anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

Run = Callable[..., CompletedProcess[str]]
PULL = {
    "action": "opened",
    "pull_request": {
        "number": 7,
        "user": {"login": "ada", "type": "User"},
        "head": {"sha": "a" * 40, "repo": {"full_name": "openmrs/openmrs-core"}},
        "base": {"sha": "b" * 40},
    },
    "repository": {"full_name": "openmrs/openmrs-core"},
}


@pytest.fixture
def event(plan: Path) -> Callable[[Any], str]:
    def write(payload: Any) -> str:
        path = plan / "event.json"
        path.write_text(json.dumps(payload))
        return str(path)

    return write


def test_check_is_tried_on_a_pull_request(commtui: Run, plan: Path, event: Callable[[Any], str]) -> None:
    done = commtui("action", event(PULL), cwd=plan)

    assert (done.returncode, done.stderr) == (0, "")
    assert "## The community's plan:" in done.stdout
    assert "output task: check" in done.stdout


def test_it_is_tried_from_anywhere(commtui: Run, plan: Path, event: Callable[[Any], str], tmp_path: Path) -> None:
    inner = plan / "community" / "people"

    assert "records looked at" in commtui("action", event(PULL), cwd=inner).stdout
    assert "records looked at" in commtui("--dir", str(plan), "action", event(PULL), cwd=Path("/")).stdout


def test_where_the_run_would_turn_red_it_exits_with_1(commtui: Run, plan: Path, event: Callable[[Any], str]) -> None:
    (plan / "community" / "x.toml").write_text("what?\n")

    done = commtui("action", event(PULL), cwd=plan)

    assert done.returncode == 1
    assert "::error file=community/x.toml,line=1," in done.stdout


def test_the_comment_is_told_and_not_sent(commtui: Run, plan: Path, event: Callable[[Any], str]) -> None:
    (plan / "community" / "x.toml").write_text("what?\n")

    done = commtui("action", event(PULL), "--task", "comment", cwd=plan)

    assert done.returncode == 0
    assert "would send: POST /repos/openmrs/openmrs-core/issues/7/comments" in done.stdout
    assert "  | <!-- commtui:check v1 " in done.stdout


@pytest.mark.parametrize(
    ("payload", "arguments", "words"),
    [
        ([], [], "the payload is no JSON table"),
        ({"zen": "Keep it logically awesome."}, [], "no task is for this payload: name the event with --event"),
        (PULL, ["--task", "greet"], 'there is no task "greet": it is one of auto, check'),
        (PULL, ["--event", "pull_request_review"], "no task is for pull_request_review opened"),
    ],
)
def test_what_cannot_be_tried_says_why(
    commtui: Run, plan: Path, event: Callable[[Any], str], payload: Any, arguments: list[str], words: str
) -> None:
    done = commtui("action", event(payload), *arguments, cwd=plan)

    assert done.returncode == 2
    assert words in done.stderr


def test_a_payload_written_by_hand_needs_no_commit(commtui: Run, plan: Path, event: Callable[[Any], str]) -> None:
    done = commtui("action", event({"pull_request": {"number": 7, "head": {"sha": "mine"}}}), cwd=plan)

    assert (done.returncode, done.stderr) == (0, "")
    assert "## The community's plan:" in done.stdout


def test_a_dry_run_says_that_it_is_one(commtui: Run, plan: Path, event: Callable[[Any], str]) -> None:
    told = commtui("action", event(PULL), "--event", "pull_request_target", cwd=plan).stdout

    assert told.startswith("This is a dry run: nothing is written on GitHub.")
    assert "Would have greeted ada at #7." in told
