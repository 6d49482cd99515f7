"""The issue of a period: one, in place, and only where something changed."""

from __future__ import annotations

import pytest

from action.github import GitHub
from action.report_issue import LABEL, keep
from action.wire import GitHubError
from tests.action.standin import BOT, StandIn, Trouble

SOMEONE = {"login": "menza", "type": "User"}


def reports(standin: StandIn) -> list[str]:
    return [each["body"] for each in standin.threads]


def test_a_report_is_written_once_not_again_and_patched_once_after_a_change(github: GitHub, standin: StandIn) -> None:
    for day, words, done in (
        ("Monday", "12 answered", "created"),
        ("Tuesday", "12 answered", "unchanged"),
        ("Wednesday", "13 answered", "updated"),
        ("Thursday", "13 answered", "unchanged"),
    ):
        assert keep(github, "2026-Q4", "In numbers", words, f"_{day}_").done == done
    assert standin.writes == ["POST /repos/octo-garden/garden/issues", "PATCH /repos/octo-garden/garden/issues/1"]
    assert reports(standin)[0].endswith("13 answered\n\n_Wednesday_")
    assert standin.threads[0]["labels"] == [{"name": LABEL}]


def test_each_period_has_an_issue_of_its_own(github: GitHub, standin: StandIn) -> None:
    keep(github, "2026-Q3", "Q3", "words", "day")
    keep(github, "2026-Q4", "Q4", "words", "day")
    assert [each["title"] for each in standin.threads] == ["Q3", "Q4"]


def test_a_report_is_found_again_where_someone_took_its_label_off(github: GitHub, standin: StandIn) -> None:
    keep(github, "2026-Q4", "In numbers", "words", "day")
    standin.threads[0]["labels"] = []
    assert keep(github, "2026-Q4", "In numbers", "other words", "day").done == "updated"
    assert len(standin.threads) == 1


def test_a_marker_that_someone_pasted_is_not_our_report(github: GitHub, standin: StandIn) -> None:
    keep(github, "2026-Q4", "In numbers", "words", "day")
    standin.threads[0]["user"] = SOMEONE
    assert keep(github, "2026-Q4", "In numbers", "words", "day").done == "created"
    assert [each["user"] for each in standin.threads] == [SOMEONE, BOT]


@pytest.mark.parametrize("dropped", [False, True])
def test_a_report_whose_answer_was_lost_is_not_written_twice(github: GitHub, standin: StandIn, dropped: bool) -> None:
    standin.troubles = [Trouble("POST", "issues", 502, applied=True, dropped=dropped)]
    keep(github, "2026-Q4", "In numbers", "words", "day")
    assert len(standin.threads) == 1


def test_a_token_that_may_not_write_says_what_it_lacks(github: GitHub, standin: StandIn) -> None:
    standin.troubles = [Trouble("POST", "issues", 403, {"message": "Resource not accessible by integration"}, times=9)]
    with pytest.raises(GitHubError, match="issues: write"):
        keep(github, "2026-Q4", "In numbers", "words", "day")


def test_a_report_that_is_too_long_is_cut_at_a_line_and_keeps_its_last_one(github: GitHub, standin: StandIn) -> None:
    keep(github, "2026-Q4", "In numbers", "\n".join(f"- line {n}" for n in range(20_000)), "_Monday_")
    body = reports(standin)[0]
    assert len(body) <= 65_536
    assert body.endswith("_Monday_")
