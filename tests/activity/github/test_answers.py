"""What a reply means is seen by its status, its headers and its errors."""

from __future__ import annotations

import json
from typing import Any

import pytest

from commtui.activity.errors import ActivityError
from commtui.activity.github.answers import (
    Again,
    Answer,
    Doubtful,
    Limited,
    Reply,
    Smaller,
    StaleCursorError,
    judge,
    plain,
)

NOW = 1_780_000_000.0
FOUND = {"repository": {"issues": {"nodes": [None, {}]}}, "rateLimit": {"cost": 1}}


def said(status: int = 200, headers: dict[str, str] | None = None, **body: Any) -> Reply:
    return Reply(status, headers or {}, json.dumps(body))


def error(kind: str, *path: str | int, message: str = "Something went wrong") -> dict[str, Any]:
    return {"type": kind, "path": list(path), "message": message}


def test_data_without_errors_is_an_answer() -> None:
    assert judge(said(data=FOUND), NOW) == Answer(FOUND)


def test_a_broken_thread_is_a_fault_of_the_answer_and_a_broken_list_is_none() -> None:
    of_a_thread = judge(said(data=FOUND, errors=[error("", "repository", "issues", "nodes", 0)]), NOW)
    assert isinstance(of_a_thread, Answer)
    assert [each.path[-1] for each in of_a_thread.faults_at("repository", "issues", "nodes")] == [0]
    assert isinstance(judge(said(data=FOUND, errors=[error("", "repository", "issues")]), NOW), Smaller)


def test_many_broken_threads_are_asked_for_anew() -> None:
    errors = [
        error("RESOURCE_LIMITS_EXCEEDED", "repository", "issues", "nodes", place, "author") for place in range(11)
    ]
    assert isinstance(judge(said(data=FOUND, errors=errors), NOW), Smaller)
    assert isinstance(judge(said(data=FOUND, errors=errors[:10]), NOW), Answer)


def test_a_list_beside_the_threads_does_not_hold_them_up() -> None:
    broken = {"repository": None, "rateLimit": {"cost": 1}}
    assert isinstance(judge(said(data=broken, errors=[error("", "repository", "forks", "totalCount")]), NOW), Answer)


def test_an_error_without_a_place_makes_the_answer_doubtful() -> None:
    assert isinstance(judge(said(data=FOUND, errors=[error("SERVICE_UNAVAILABLE")]), NOW), Doubtful)


def test_half_an_answer_is_asked_for_again() -> None:
    assert isinstance(judge(Reply(200, {}, '{"data": {"repo'), NOW), Again)
    assert isinstance(judge(Reply(200, {}, ""), NOW), Again)


def test_a_forgotten_page_is_known() -> None:
    with pytest.raises(StaleCursorError):
        judge(said(data=None, errors=[error("INVALID_CURSOR_ARGUMENTS")]), NOW)


@pytest.mark.parametrize(
    ("reply", "seconds"),
    [
        (said(429, {"retry-after": "12"}), 12),
        (said(403, {"retry-after": "Thu, 28 May 2026 20:27:40 GMT"}), 60),
        (said(403, {"retry-after": "soon"}, message="You have exceeded a secondary rate limit."), None),
        (said(403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1780000060"}), 61),
        (said(403, {"x-ratelimit-remaining": "7"}, message="You have triggered an abuse detection mechanism."), None),
        (said(200, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1"}, errors=[error("RATE_LIMITED")]), 1),
        (said(429), None),
    ],
)
def test_how_long_to_wait_is_told_by_headers(reply: Reply, seconds: float | None) -> None:
    assert judge(reply, NOW) == Limited(seconds)


def test_a_refusal_is_no_limit() -> None:
    with pytest.raises(ActivityError, match="GitHub refuses: Must have admin rights"):
        judge(said(403, {"x-ratelimit-remaining": "7"}, message="Must have admin rights."), NOW)


def test_what_a_server_says_is_one_short_line() -> None:
    assert plain("a\n b\x1b[31m\u202e c.") == "a b [31m c"
    assert len(plain("x" * 1000)) == 201
