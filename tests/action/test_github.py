"""What becomes of requests when GitHub stumbles, refuses or is slow."""

from __future__ import annotations

from dataclasses import replace

import pytest

from action.github import ForbiddenError, GitHub, GitHubError, LostAnswerError, NotFoundError
from action.sticky import post
from tests.action.standin import REPOSITORY, StandIn, Trouble

HASTE = {"message": "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}
METHODS = ("GET", "POST")
READ_ONLY = {"message": "Resource not accessible by integration"}


def test_all_pages_of_a_list_are_read(github: GitHub, standin: StandIn) -> None:
    for number in range(250):
        standin.add(7, f"remark {number}")

    assert [each.body for each in github.comments(7)] == [f"remark {number}" for number in range(250)]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_question_is_asked_again_where_github_stumbles(
    github: GitHub, standin: StandIn, pauses: list[float], status: int
) -> None:
    standin.add(7, "hello")
    standin.troubles = [Trouble("GET", "/comments", status, times=3)]

    assert [each.body for each in github.comments(7)] == ["hello"]
    assert pauses == [1, 2, 4]


def test_a_question_that_nobody_ever_answers_is_given_up(github: GitHub, standin: StandIn) -> None:
    standin.troubles = [Trouble("GET", "/comments", dropped=True, times=99)]

    with pytest.raises(GitHubError, match="could not be read, 5 times"):
        list(github.comments(7))


@pytest.mark.parametrize("status", [403, 429])
def test_a_limit_is_waited_for_as_long_as_github_says(
    github: GitHub, standin: StandIn, pauses: list[float], status: int
) -> None:
    standin.troubles = [Trouble("GET", "/comments", status, HASTE, {"Retry-After": "7"})]

    assert list(github.comments(7)) == []
    assert pauses == [7]


def test_where_github_does_not_say_how_long_a_minute_is_waited(
    github: GitHub, standin: StandIn, pauses: list[float]
) -> None:
    standin.troubles = [Trouble("GET", "/comments", 403, HASTE)]

    assert list(github.comments(7)) == []
    assert pauses == [60]


def test_a_limit_that_lasts_too_long_is_not_waited_for(github: GitHub, standin: StandIn, pauses: list[float]) -> None:
    standin.troubles = [Trouble("GET", "/comments", 403, HASTE, {"Retry-After": "3600"})]

    with pytest.raises(GitHubError, match="left alone for 3,600 seconds"):
        list(github.comments(7))
    assert pauses == []


def test_a_github_that_never_tires_of_asking_for_no_wait_at_all_is_given_up(
    github: GitHub, standin: StandIn, pauses: list[float]
) -> None:
    standin.troubles = [Trouble(each, "/comments", 429, HASTE, {"Retry-After": "0"}, times=99) for each in METHODS]
    reading, writing = (GitHub(REPOSITORY, replace(github.wire, patience=3)) for _ in METHODS)

    with pytest.raises(GitHubError, match="run this again later"):
        list(reading.comments(7))
    with pytest.raises(GitHubError, match="run this again later"):
        writing.create_comment(7, "hello")
    assert pauses == [1] * 6


def test_a_repository_that_has_moved_is_told_and_nothing_counts_as_written(github: GitHub, standin: StandIn) -> None:
    message, headers = {"message": "Moved Permanently"}, {"Location": "/repositories/1"}
    for method, status in (("GET", 302), ("GET", 308), ("POST", 302), ("POST", 307), ("POST", 308)):
        standin.troubles = [Trouble(method, "/comments", status, message, headers, times=9)]
        with pytest.raises(GitHubError, match=f"elsewhere now .{status}.: say the repository's new name"):
            post(github, 7, "check", "hello")
    # Only what reads is led on from here, and what would write then is refused.
    standin.troubles = [Trouble("GET", "/comments", 301, {}, {"Location": f"{standin.address}/repositories/1"})]
    with pytest.raises(GitHubError):
        post(github, 7, "check", "hello")
    assert standin.says(7) == []


def test_a_token_with_a_line_end_in_it_is_refused_and_not_named() -> None:
    for token in ("ghp_abc\nsecretline", "ghp_abc secretline", "ghp_abc\u2028secretline"):
        with pytest.raises(GitHubError, match="no token has") as caught:
            GitHub.connect(REPOSITORY, token, {})
        assert "secretline" not in str(caught.value)
    assert GitHub.connect(REPOSITORY, "ghp_abc\n", {}).wire.token == "ghp_abc"


def test_a_write_that_was_refused_for_haste_is_sent_again(github: GitHub, standin: StandIn) -> None:
    standin.troubles = [Trouble("POST", "/comments", 403, HASTE, {"Retry-After": "1"})]

    github.create_comment(7, "hello")

    assert standin.says(7) == ["hello"]


@pytest.mark.parametrize("applied", [True, False])
@pytest.mark.parametrize("dropped", [True, False])
def test_a_write_whose_answer_was_lost_is_never_sent_again(
    github: GitHub, standin: StandIn, applied: bool, dropped: bool
) -> None:
    standin.troubles = [Trouble("POST", "/comments", applied=applied, dropped=dropped)]

    with pytest.raises(LostAnswerError):
        github.create_comment(7, "hello")
    assert len(standin.writes) == 1


def test_a_token_that_may_only_read_is_told_what_it_needs(github: GitHub, standin: StandIn) -> None:
    standin.troubles = [Trouble("POST", "/comments", 403, READ_ONLY)]

    with pytest.raises(ForbiddenError, match=r"issues: write or pull-requests: write.*from a fork"):
        github.create_comment(7, "hello")


@pytest.mark.parametrize(
    ("status", "message", "words"),
    [
        (401, "Bad credentials", "does not know this token"),
        (404, "Not Found", "has no /repos"),
        (410, "Issues are disabled for this repo", "switched off"),
        (422, "Validation Failed", r"refuses what was sent.*Validation Failed: body is too long"),
    ],
)
def test_a_refusal_says_why(github: GitHub, standin: StandIn, status: int, message: str, words: str) -> None:
    refusal = {"message": message, "errors": [{"message": "body is too long"}]}
    standin.troubles = [Trouble("POST", "/comments", status, refusal)]

    with pytest.raises(GitHubError, match=words):
        github.create_comment(7, "hello")


def test_what_github_says_cannot_harm_a_terminal(github: GitHub, standin: StandIn) -> None:
    standin.troubles = [Trouble("GET", "/pulls/7", 422, {"message": "\x1b[2J no\n::error::x"})]

    with pytest.raises(GitHubError) as caught:
        github.pull(7)
    assert "\x1b" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_actions_token_knows_itself_without_asking_for_its_user(github: GitHub, standin: StandIn) -> None:
    assert github.own_login == "github-actions[bot]"
    assert "GET /user" not in standin.asked


def test_a_token_of_another_kind_that_may_not_ask_is_an_apps(github: GitHub) -> None:
    other = GitHub(REPOSITORY, replace(github.wire, token="unknown_kind"))

    assert other.own_login == "github-actions[bot]"


def test_of_who_is_unknown_here_github_says_nothing(github: GitHub) -> None:
    assert github.permission("stranger") is None


def test_a_missing_pull_request_is_not_found(github: GitHub) -> None:
    with pytest.raises(NotFoundError):
        github.pull(7)


def test_a_file_is_fetched_from_where_github_keeps_it_without_the_token(github: GitHub, standin: StandIn) -> None:
    standin.artifacts[5] = ({"id": 5, "name": "commtui-check", "size_in_bytes": 4}, b"kept")

    assert github.artifact_zip(5, 100) == b"kept"
    assert standin.tokens[-1] is None
    with pytest.raises(GitHubError, match="more than 3 bytes"):
        github.artifact_zip(5, 3)


def test_a_file_that_comes_in_part_only_is_asked_for_again(github: GitHub, standin: StandIn) -> None:
    standin.artifacts[5] = ({"id": 5, "name": "commtui-check", "size_in_bytes": 4}, b"kept")
    head = b"HTTP/1.1 200 OK\r\n"
    chunked, short = head + b"Transfer-Encoding: chunked\r\n\r\n10\r\nke", head + b"Content-Length: 4\r\n\r\nke"
    for trouble in (
        Trouble("GET", "/kept", 503),
        Trouble("GET", "/kept", dropped=True),
        Trouble("GET", "/kept", cut=chunked),
        Trouble("GET", "/kept", cut=short),
    ):
        standin.troubles = [trouble]
        assert github.artifact_zip(5, 100) == b"kept"
    standin.troubles = [Trouble("GET", "/kept", cut=chunked, times=9)]
    with pytest.raises(GitHubError, match="could not be read, 5 times"):
        github.artifact_zip(5, 100)


def test_a_stumbling_graphql_is_asked_again(github: GitHub, standin: StandIn) -> None:
    standin.troubles = [Trouble("POST", "graphql", 200, {"data": None, "errors": [{"type": "RATE_LIMITED"}]}, times=2)]

    assert github.own_login == "github-actions[bot]"


def test_who_does_not_know_its_own_login_writes_nothing(github: GitHub, standin: StandIn) -> None:
    standin.troubles = [Trouble("POST", "graphql", 200, {"data": None, "errors": [{"message": "no"}]}, times=50)]
    standin.add(7, "<!-- commtui:check v1 0123456789abcdef -->\nOurs, or not.")

    with pytest.raises(GitHubError, match="does not say who"):
        post(github, 7, "check", "Again.")

    assert standin.writes == []
