"""Who is greeted, and who is not: each situation run twice, as a re-run would."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from action.context import Context, Inputs
from action.github import GitHub
from action.output import Output
from action.run import finish
from action.task import AUTO, choose
from tests.action.situations import NOW, SITUATIONS, Situation, thread
from tests.action.standin import REPOSITORY, StandIn, Trouble


@pytest.fixture
def run(standin: StandIn, github: GitHub, tmp_path: Path) -> Callable[[Situation], str]:
    """Runs the task of a situation's event, and gives what it wrote into the log."""

    def once(situation: Situation) -> str:
        log = io.StringIO()
        environment = {"GITHUB_REPOSITORY": REPOSITORY, "GITHUB_API_URL": standin.address}
        event = situation.event()
        task = choose(AUTO, event)
        if task is None:
            return ""
        output = Output.of({}, log)
        context = Context(event, Inputs(token="ghs_garden"), output, tmp_path / "work", tmp_path, environment)
        # A connection that waits for nothing.
        context.__dict__["github"] = github
        assert not finish(task, context).failed
        return log.getvalue()

    return once


def prepare(situation: Situation, standin: StandIn, tmp_path: Path) -> None:
    standin.threads = [
        thread(situation.number, situation.user, pull=situation.kind != "issue", at=NOW),
        *situation.before,
    ]
    standin.permissions = situation.permissions
    standin.troubles = list(situation.troubles)
    for number, (body, user) in situation.comments.items():
        standin.add(number, body, user)
    folder = tmp_path / "work" / "community"
    folder.mkdir(parents=True)
    if situation.plan is not None:
        (folder / "community.toml").write_text(situation.plan, encoding="utf-8")


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.name)
def test_a_greeting_comes_once_and_only_to_newcomers(
    situation: Situation, standin: StandIn, run: Callable[[Situation], str], tmp_path: Path
) -> None:
    prepare(situation, standin, tmp_path)
    before = sum(map(len, standin.comments.values()))
    first, second = run(situation), run(situation)
    comments = standin.says(situation.number)
    assert sum(map(len, standin.comments.values())) - before == situation.greeted, first + second
    if situation.greeted:
        assert comments[-1].startswith("<!-- commtui:first-merge" if situation.merged else "<!-- commtui:welcome v1 ")
        assert "evil.example" not in comments[-1]
    assert "bug in commtui" not in first + second


@pytest.mark.parametrize("status", [401, 403, 404, 410, 422, 429, 500, 503])
def test_whatever_github_refuses_the_run_stays_green_and_says_why(
    status: int, standin: StandIn, run: Callable[[Situation], str], tmp_path: Path
) -> None:
    situation = Situation("refused", True)
    prepare(situation, standin, tmp_path)
    standin.troubles = [Trouble("POST", "comments", status, {"message": "Resource not accessible"}, times=50)]
    log = run(situation)
    assert "::warning" in log
    assert "Traceback" not in log
    assert standin.says(situation.number) == []


def test_a_newcomer_gets_the_plans_label_and_one_who_is_not_does_not(
    standin: StandIn, run: Callable[[Situation], str], tmp_path: Path
) -> None:
    situation = Situation("a first issue", True, "issue")
    prepare(situation, standin, tmp_path)
    run(situation)
    assert standin.labels == {40: ["newcomer"]}


def test_a_label_that_cannot_be_put_on_is_a_warning_beside_the_greeting(
    standin: StandIn, run: Callable[[Situation], str], tmp_path: Path
) -> None:
    situation = Situation("a first issue", True, "issue")
    prepare(situation, standin, tmp_path)
    standin.troubles = [Trouble("POST", "labels", 403, {"message": "no"}, times=9)]
    assert "::warning" in run(situation)
    assert len(standin.says(40)) == 1


def test_an_event_of_another_repository_is_not_greeted_at(
    standin: StandIn, run: Callable[[Situation], str], tmp_path: Path
) -> None:
    situation = Situation("elsewhere", False, extra={"repository": {"full_name": "other/garden"}})
    prepare(situation, standin, tmp_path)
    assert "another repository" in run(situation)
    assert standin.asked == []


def test_the_words_hold_nothing_of_what_a_newcomer_wrote(
    standin: StandIn, run: Callable[[Situation], str], tmp_path: Path
) -> None:
    situation = Situation("a first issue", True, "issue")
    prepare(situation, standin, tmp_path)
    run(situation)
    assert json.dumps(standin.says(40)).count("@") == 1
