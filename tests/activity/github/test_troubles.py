"""Whatever GitHub answers, the same is kept in the end; where that cannot be, one clear sentence says why."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

import pytest

from commtui.activity.access import Access
from commtui.activity.cache import Cache
from commtui.activity.errors import ActivityError
from commtui.activity.github import read_github
from tests.activity.github.garden import FERN, busy, comment, discussion, issue, pull
from tests.activity.github.reading import TOKEN, Reader, Rows, rows_of
from tests.activity.github.standin import Garden, Trouble

ReaderOf = Callable[[Garden], Reader]

WRONG = "Something went wrong while executing your query. Please include `ABCD` when reporting this issue."
SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
PRIMARY = "API rate limit exceeded for installation ID 1."
LIMITED: list[dict[str, Any]] = [{"type": "RATE_LIMITED", "message": PRIMARY}]
AN_AUTHOR: list[str | int] = ["repository", "issues", "nodes", 2, "timelineItems", "nodes", 0, "author"]
SPENT = {"X-RateLimit-Remaining": "0"}


def small() -> Garden:
    return busy(issues=14, pulls=6, discussions=3, stars=12)


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """What is kept where nothing goes wrong."""
    return rows_of(small(), tmp_path_factory.mktemp("calm"))


def page(asked: dict[str, Any]) -> bool:
    return "issues(first" in asked["query"] and "nodes { id updatedAt }" not in asked["query"]


def partly(*paths: list[str | int], error: list[str | int] | None = None) -> Trouble:
    """A page in which these are null; `error`: where GitHub says that it stumbled, if not at each of them."""
    errors = [{"message": WRONG, "path": each} for each in ([error] if error else paths)]
    return Trouble("errors", errors=errors, nulls=list(paths), with_data=True, fits=page)


@pytest.mark.parametrize(
    "troubles",
    [
        [Trouble(500, "Server Error"), Trouble(502), Trouble(503), Trouble(504)],
        [
            Trouble("drop", times=2),
            Trouble("truncate", times=2),
            Trouble(403, SECONDARY, {"Retry-After": "2"}),
            Trouble(429, SECONDARY, {"Retry-After": "2"}),
            Trouble(403, PRIMARY, {**SPENT, "X-RateLimit-Reset": "1780000009"}),
            Trouble(429, PRIMARY, {**SPENT, "X-RateLimit-Reset": "1780000019"}),
            Trouble(429, SECONDARY),
            Trouble("errors", headers={**SPENT, "X-RateLimit-Reset": "1780000999"}),
        ],
        [
            Trouble(403, SECONDARY),
            Trouble("errors", errors=LIMITED),
            Trouble("errors", errors=[{"message": WRONG}], times=2),
            Trouble("errors", errors=[{"message": WRONG, "path": []}], with_data=True, times=2),
            partly(["repository"], error=["repository", "issues"]),
        ],
        [partly(["repository", "issues", "nodes", 0], ["repository", "issues", "nodes", 3], AN_AUTHOR)],
    ],
    ids=["it stumbles", "lost on the way, and limits", "limits that say nothing, and no data", "not all of the data"],
)
def test_the_same_is_kept_whatever_goes_wrong_meanwhile(
    reader_of: ReaderOf, calm: Rows, troubles: list[Trouble]
) -> None:
    garden = small()
    garden.troubles = [replace(each) for each in troubles]
    reader = reader_of(garden)
    assert reader.read().notices == ()
    assert reader.all_rows() == calm
    assert [each.times for each in garden.troubles] == [0] * len(troubles)


def test_less_is_asked_for_where_github_stumbles_and_that_is_remembered(reader_of: ReaderOf) -> None:
    garden = busy(issues=60, pulls=30, discussions=0)
    garden.troubles = [Trouble(502, times=99, fits=lambda asked: "issues(first: 50" in asked["query"])]
    reader = reader_of(garden)
    reader.read()
    assert reader.rows("SELECT value FROM meta WHERE key = 'github.size'") == [("25",)]
    again = reader_of(garden)
    again.path = reader.path
    for each in garden.issues:
        each["updatedAt"] = each["updatedAt"].replace("2026", "2027")
    stumbled = garden.troubles[0].times
    again.read()
    assert garden.troubles[0].times == stumbled


def test_an_answer_that_does_not_come_is_asked_for_in_smaller_parts(reader_of: ReaderOf, calm: Rows) -> None:
    garden = small()

    def dawdle(asked: int) -> None:
        garden.slow = 1.2 if asked == 1 else 0

    garden.before = dawdle
    reader = reader_of(garden)
    reader.watch.timeout = 1
    reader.read()
    assert "issues(first: 25" in garden.asked[1]["query"]
    assert reader.all_rows() == calm


def test_a_thread_that_is_too_much_in_a_page_is_fetched_alone(reader_of: ReaderOf, calm: Rows) -> None:
    garden = small()

    def is_too_much(asked: dict[str, Any]) -> bool:
        ids = asked["variables"].get("ids", ())
        return "I_9" in ids and len(ids) > 1

    garden.troubles = [Trouble(502, times=9, fits=page), Trouble(502, times=999, fits=is_too_much)]
    reader = reader_of(garden)
    assert reader.read().notices == ()
    assert reader.all_rows()["thread"] == calm["thread"]
    assert reader.all_rows()["event"] == calm["event"]


def test_a_thread_that_is_always_too_much_is_told_and_asked_for_again_next_time(reader_of: ReaderOf) -> None:
    garden = small()
    broken = [{"message": WRONG, "path": ["nodes", 0]}]
    garden.troubles = [
        Trouble(
            "errors",
            errors=[{"message": WRONG, "path": ["repository", "issues", "nodes", 4]}],
            nulls=[["repository", "issues", "nodes", 4]],
            with_data=True,
            fits=page,
        ),
        Trouble("errors", errors=broken, with_data=True, times=2, fits=lambda asked: "ids" in asked["variables"]),
    ]
    reader = reader_of(garden)
    assert reader.read().notices == ("GitHub fails to tell of 1 of the threads; next time they are asked for again",)
    assert reader.rows("SELECT count(*) FROM thread WHERE kind = 'issue'") == [(13,)]
    assert reader.read().notices == ()
    assert reader.rows("SELECT count(*) FROM thread WHERE kind = 'issue'") == [(14,)]


def test_a_list_that_may_not_be_seen_is_told_and_the_others_are_read(reader_of: ReaderOf) -> None:
    garden = small()
    refused = {"type": "FORBIDDEN", "path": ["repository", "stargazers"], "message": "Resource not accessible"}
    garden.troubles = [
        Trouble(
            "errors",
            errors=[refused],
            nulls=[["repository"]],
            with_data=True,
            fits=lambda a: "stargazers" in a["query"],
        )
    ]
    reader = reader_of(garden)
    assert reader.read().notices == ("GitHub does not show the stargazers now: Resource not accessible",)
    assert reader.rows("SELECT count(*) FROM thread") == [(23,)]
    assert reader.rows("SELECT count(*) FROM interest WHERE kind = 'star'") == [(0,)]
    assert reader.read().notices == ()
    assert reader.rows("SELECT count(*) FROM interest WHERE kind = 'star'") == [(12,)]


def test_a_wait_is_as_long_as_github_says_and_told(reader_of: ReaderOf) -> None:
    garden = small()
    date = format_datetime(datetime.fromtimestamp(1_780_000_100, UTC), usegmt=True)
    garden.troubles = [
        Trouble(429, SECONDARY, {"Retry-After": "7"}),
        Trouble(403, SECONDARY, {"Retry-After": date}),
        # By the server's clock, which may not be ours.
        Trouble(403, PRIMARY, {**SPENT, "X-RateLimit-Reset": "1780000130", "Date": date}),
        Trouble(403, SECONDARY),
    ]
    reader = reader_of(garden)
    reader.watch.now = 1_780_000_000
    reader.read()
    waits = [total for stage, done, total in reader.told.lines if stage.startswith("seconds") and done == 0]
    assert waits[0] == 7
    assert waits[2] == 31
    # GitHub asks for a minute where it says nothing else, and for more each time.
    assert waits[3] == 60
    assert sum(reader.watch.slept) >= 7 + 31


def test_a_wait_that_is_too_long_is_refused_with_the_time_to_come_again(reader_of: ReaderOf) -> None:
    garden = Garden(issues=[issue(number, number) for number in range(70)])
    garden.troubles = [
        Trouble(
            403,
            PRIMARY,
            {**SPENT, "X-RateLimit-Reset": "1780002400"},
            fits=lambda asked: bool(asked["variables"].get("issues")),
        )
    ]
    reader = reader_of(garden)
    reader.watch.now = 1_780_000_000
    with pytest.raises(ActivityError) as caught:
        reader.read()
    again = datetime.fromtimestamp(1_780_002_401).astimezone().strftime("%H:%M")
    assert caught.value.reason == "GitHub asks to be left alone for a while"
    assert caught.value.hint.startswith(f"what was fetched is kept; try again after {again}")
    assert reader.rows("SELECT count(*) FROM thread WHERE kind = 'issue'") == [(50,)]
    reader.read()
    assert reader.rows("SELECT count(*) FROM thread WHERE kind = 'issue'") == [(70,)]


def test_limits_without_end_are_not_waited_for_without_end(reader_of: ReaderOf) -> None:
    garden = small()
    garden.troubles = [Trouble(429, SECONDARY, {"Retry-After": "1"}, times=999)]
    reader = reader_of(garden)
    with pytest.raises(ActivityError, match="left alone"):
        reader.read()
    assert len(garden.asked) < 20


NOT_LISTED = {"type": "FORBIDDEN", "path": ["repository"], "message": "Your address is not on the IP allow list."}


def test_what_cannot_be_mended_is_said_in_a_sentence(reader_of: ReaderOf) -> None:
    reader = reader_of(small())
    for trouble, says in (
        (Trouble(401, "Bad credentials"), "GitHub does not accept the token"),
        (Trouble(403, "Resource protected by organization SAML enforcement."), "GitHub refuses: Resource protected by"),
        (Trouble(404, "Not Found"), r"there is no GraphQL at this address \(404\)"),
        (Trouble(422, "Validation\nFailed"), "GitHub answers 422: Validation Failed"),
        (Trouble(302, "", {"Location": "/login"}), r"there is no GraphQL at this address \(302\)"),
        (Trouble("errors", errors=[{"message": "Field 'x' doesn't exist"}]), "GitHub refuses: Field 'x' doesn't exist"),
        (
            Trouble("errors", errors=[NOT_LISTED], nulls=[["repository"]], with_data=True),
            "GitHub refuses: Your address is not on the IP allow list;",
        ),
        (Trouble(502, times=99), "GitHub answers 502, each of 5 times; try again later"),
        (Trouble("drop", times=99), r"127\.0\.0\.1:\d+ cannot be reached: the connection was lost"),
    ):
        reader.garden.troubles = [trouble]
        with pytest.raises(ActivityError, match=says):
            reader.read()


def test_a_repository_that_is_not_found_may_be_private(reader_of: ReaderOf) -> None:
    reader = reader_of(small())
    reader.name = "octo-garden/nowhere"
    with pytest.raises(ActivityError) as caught:
        reader.read()
    assert caught.value.reason == (
        "GitHub knows no repository octo-garden/nowhere, or it is private and this token may not see it"
    )


def test_without_a_token_nothing_is_asked(reader_of: ReaderOf) -> None:
    reader = reader_of(small())
    access = Access(reader.garden.address, f"{reader.garden.address}/graphql", "github.example", None)
    with pytest.raises(ActivityError, match=r"there is no token for github\.example"):
        read_github(Cache(reader.path), access, reader.garden.name, reader.told)
    assert reader.garden.asked == []


def test_the_token_is_sent_and_never_told(reader_of: ReaderOf, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    garden = small()
    garden.troubles = [Trouble("drop"), Trouble(502), Trouble(403, PRIMARY, {"Retry-After": "9999"})]
    reader = reader_of(garden)
    with pytest.raises(ActivityError) as caught:
        reader.read()
    reader.read()
    assert set(garden.tokens) == {f"token {TOKEN}"} or set(garden.tokens) == {f"Bearer {TOKEN}"}
    assert TOKEN not in caplog.text
    assert TOKEN not in repr(caught.value)
    assert TOKEN not in repr(reader.rows("SELECT * FROM meta"))


def test_an_answer_that_is_not_as_we_know_it_is_said_so(reader_of: ReaderOf) -> None:
    garden = Garden(issues=[issue(1, 1)])
    del garden.issues[0]["title"]
    with pytest.raises(ActivityError, match="GitHub's answer is not as we know it"):
        reader_of(garden).read()


def test_a_comment_that_one_may_not_see_leaves_the_others(reader_of: ReaderOf) -> None:
    talk = discussion(1, 1, [comment("DC_1", FERN, 2)])
    said = pull(2, 1, items=[comment("IC_1", FERN, 2)])
    for items in (talk["comments"], said["timelineItems"]):
        items.append({})
    reader = reader_of(Garden(discussions=[talk], pullRequests=[said]))
    reader.read()
    assert sorted(reader.rows("SELECT id FROM event")) == [("DC_1",), ("IC_1",)]
