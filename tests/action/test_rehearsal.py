"""A dry run reads, tells what it would write, and writes nothing."""

from __future__ import annotations

import io

import pytest

from action.github import NotFoundError
from action.output import Output
from action.rehearsal import rehearse
from action.report_issue import keep
from action.sticky import post
from tests.action.standin import REPOSITORY, StandIn


@pytest.fixture
def log() -> io.StringIO:
    return io.StringIO()


def test_with_a_token_it_knows_what_is_there(standin: StandIn, log: io.StringIO) -> None:
    github = rehearse(REPOSITORY, "ghs_garden", {"GITHUB_API_URL": standin.address}, Output(log))
    standin.add(7, "<!-- commtui:check v1 0123456789abcdef -->\nOld.")

    assert post(github, 7, "check", "New.").done == "updated"

    assert standin.writes == []
    assert log.getvalue().startswith("would send: PATCH /repos/octo-garden/garden/issues/comments/")
    assert "  | New." in log.getvalue()


def test_without_a_token_nothing_is_asked(standin: StandIn, log: io.StringIO) -> None:
    github = rehearse(REPOSITORY, "", {"GITHUB_API_URL": standin.address}, Output(log))

    assert post(github, 7, "check", "New.").done == "created"
    with pytest.raises(NotFoundError, match="without a token"):
        github.pull(7)

    assert standin.asked == []
    assert log.getvalue().startswith("would send: POST /repos/octo-garden/garden/issues/7/comments")


def test_what_it_would_write_is_no_command(standin: StandIn, log: io.StringIO) -> None:
    github = rehearse(REPOSITORY, "", {"GITHUB_API_URL": standin.address}, Output(log))

    post(github, 7, "check", "::error::x\n##[error]y")

    lines = log.getvalue().splitlines()
    assert not any(each.lstrip().startswith("::") or "##[" in each for each in lines)


def test_a_report_is_told_whole_without_a_token(standin: StandIn, log: io.StringIO) -> None:
    github = rehearse(REPOSITORY, "", {"GITHUB_API_URL": standin.address}, Output(log))

    assert keep(github, "2026-Q4", "In numbers", "12 answered", "_Monday_").done == "created"

    assert standin.asked == []
    assert "  | 12 answered" in log.getvalue()
