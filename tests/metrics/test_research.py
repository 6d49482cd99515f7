"""Where other tools leave the definitions of CHAOSS, or stumble: what ours do in each of these places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from commtui.metrics.definition import definitions
from commtui.metrics.measure import Case
from commtui.model.community import Community
from commtui.model.person import Affiliation, Person
from commtui.model.when import Quarter, Year
from tests.metrics.rows import Event, Interest, Thread
from tests.metrics.small import (
    ACTORS,
    ADA,
    BOB,
    BOBBY,
    CLAUDE,
    COMMUNITY,
    GRACE,
    NOW,
    QUARTER,
    RENOVATE,
    ROBOT,
    TUESDAY,
    after,
    commits,
    engine,
    event,
    issue,
    measured,
    pull,
)

# Single threads, each with how many days it took by a metric. One history holds them all.

RESPONSE, CLOSE = "time_to_first_response", "time_to_close"
REVIEW, MERGE = "change_request_review_duration", "change_requests_duration"
BOTS_NOISE = [event("comment", RENOVATE, place / 100) for place in range(30)]
OWN_NOISE = [event("review", BOB, place / 100) for place in range(60)]
COMMENTS = [event("comment", BOB, place / 1000) for place in range(200)]
DEEDS = [event(kind, ADA, 1) for kind in ("closed", "reopened", "merged", "ready")]
DRAFTS = [event("ready", BOB, 2), event("draft", BOB, 3), event("ready", BOB, 7)]
TURNS = [event("closed", ADA, 1), event("reopened", BOB, 2), event("closed", ADA, 9)]
MERGED: Mapping[str, Any] = {"closed_at": after(2), "merged_at": after(2)}
# What is no case of the metric at all.
NONE_OF_IT = -1
TOOK: dict[str, tuple[str, Thread, float | None]] = {
    "all comments are looked at, and not the first twenty": (
        RESPONSE,
        pull(0, *BOTS_NOISE, *OWN_NOISE, event("comment", ADA, 1)),
        1,
    ),
    "anyone but the author of an issue answers": (
        RESPONSE,
        issue(0, event("comment", BOB, 1), event("comment", BOBBY, 2), event("comment", ADA, 3)),
        2,
    ),
    "an answer on the same day is not zero": (
        RESPONSE,
        issue(0, event("comment", BOB, 0.1), event("comment", ADA, 0.25)),
        0.25,
    ),
    "an answer at once is one": (RESPONSE, issue(0, event("comment", ADA, 0)), 0),
    "a bot by its type answers nothing": (RESPONSE, issue(0, event("comment", RENOVATE, 1)), None),
    "a bot by a pattern answers nothing": (RESPONSE, issue(0, event("comment", ROBOT, 1)), None),
    "an agent answers nothing": (RESPONSE, issue(0, event("comment", CLAUDE, 1)), None),
    "a bot by its type does not wait": (RESPONSE, issue(0, author=RENOVATE), NONE_OF_IT),
    "a bot by a pattern does not wait": (RESPONSE, issue(0, author=ROBOT), NONE_OF_IT),
    "an agent does not wait": (RESPONSE, issue(0, author=CLAUDE), NONE_OF_IT),
    "an author's own comments answer nothing": (RESPONSE, issue(0, event("comment", BOB, 1)), None),
    "deeds are no answer": (RESPONSE, pull(0, *DEEDS, closed_at=after(1)), None),
    "merged without a comment is unanswered, and not left out": (
        RESPONSE,
        pull(0, event("merged", ADA, 2), **MERGED),
        None,
    ),
    "a draft does not wait": (RESPONSE, pull(0, draft=True), NONE_OF_IT),
    "what became a draft again does not wait": (RESPONSE, pull(0, event("draft", BOB, 1), draft=True), NONE_OF_IT),
    "the turn to ready is found behind any number of events": (
        RESPONSE,
        pull(0, *COMMENTS, event("ready", BOB, 10), event("comment", ADA, 11)),
        1,
    ),
    "draft, ready, draft, ready: the time as a draft is left out": (
        RESPONSE,
        pull(0, *DRAFTS, event("review", ADA, 9)),
        3,
    ),
    "a hidden comment is no answer": (
        RESPONSE,
        issue(0, event("comment", ADA, 1, hidden=True), event("comment", ADA, 2)),
        2,
    ),
    "a review that was not submitted is no answer": (RESPONSE, pull(0, event("review", ADA, 1, state="pending")), None),
    "and no review": (REVIEW, pull(0, event("review", ADA, 1, state="pending")), None),
    "a deleted account answers another one": (RESPONSE, issue(0, event("comment", None, 1), author=None), 1),
    "a comment is no review": (REVIEW, pull(0, event("comment", ADA, 1), event("review", ADA, 6)), 6),
    "nor is a comment alone": (REVIEW, pull(0, event("comment", ADA, 1)), None),
    "a deleted account as reviewer is a person": (
        REVIEW,
        pull(0, event("review", None, 2), event("review", ADA, 5)),
        2,
    ),
    "a deleted account ends nothing": (REVIEW, pull(0, event("ready", None, 0)), None),
    "what was never merged is closed": (CLOSE, pull(0, event("closed", ADA, 4), closed_at=after(4)), 4),
    "what was merged is closed": (CLOSE, pull(0, event("merged", ADA, 2), event("closed", ADA, 2), **MERGED), 2),
    "an issue is closed": (CLOSE, issue(0, event("closed", BOB, 9), closed_at=after(9)), 9),
    "reopened, the last close counts": (CLOSE, issue(0, *TURNS, closed_at=after(9)), 9),
    "what is open again was not closed": (CLOSE, issue(0, *TURNS[:2]), NONE_OF_IT),
    "a merge is counted from the opening": (
        MERGE,
        pull(0, event("ready", BOB, 1), event("merged", ADA, 2), **MERGED),
        2,
    ),
    "what was closed unmerged is none": (MERGE, pull(0, event("closed", ADA, 1), closed_at=after(1)), NONE_OF_IT),
    "a pull request of a deleted account is merged like any": (MERGE, pull(0, author=None, **MERGED), 2),
}
Cases = Mapping[str, Mapping[str, Case]]


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Cases:
    """The cases of each metric, by the titles of the threads."""
    threads = tuple(
        replace(thread, number=number, title=title) for number, (title, (_, thread, _)) in enumerate(TOOK.items(), 1)
    )
    with engine(tmp_path_factory.mktemp("took"), threads=threads) as loaded:
        return {
            metric: {each.title: each for each in loaded.evidence(definitions()[metric], QUARTER)}
            for metric in (RESPONSE, CLOSE, REVIEW, MERGE)
        }


@pytest.mark.parametrize("story", TOOK)
def test_a_thread_took_as_long_as_people_would_say(cases: Cases, story: str) -> None:
    metric, _, expected = TOOK[story]
    if expected == NONE_OF_IT:
        assert story not in cases[metric]
    else:
        assert cases[metric][story].amount == expected


def test_beside_the_last_close_stands_the_first(cases: Cases) -> None:
    assert cases[CLOSE]["reopened, the last close counts"].more["first_close_days"] == 1


# The definitions


def test_the_promise_is_kept_or_not_of_all_and_who_waits_is_counted_beside_the_answered(tmp_path: Path) -> None:
    threads = (
        issue(1, event("comment", ADA, 1)),
        issue(2, event("comment", ADA, 8)),
        issue(3),
        issue(4, closed_at=after(1)),
    )
    found = measured(tmp_path, "time_to_first_response", threads=threads)
    assert (found.value, found.sample, found.details["mean"]) == (4.5, 2, 4.5)
    assert (found.details["unanswered"], found.details["closed_unanswered"]) == (2, 1)
    assert found.details["oldest_waiting"] == (NOW - TUESDAY).total_seconds() / 86400
    assert found.details["within_promise"] == 0.25


def test_contributor_absence_factor_is_reached_at_exactly_half(tmp_path: Path) -> None:
    expected: tuple[tuple[tuple[tuple[str | None, ...], ...], int], ...] = (
        (((ADA,),) * 50 + ((BOB,),) * 50, 1),
        (((ADA,),) * 49 + ((BOB,),) * 51, 1),
        (((ADA,),) * 4 + ((BOB,),) * 3 + ((GRACE,),) * 3, 2),
        (((ADA,),) * 2 + ((BOB, GRACE),) * 3, 2),
        (((RENOVATE,),) * 90 + ((ADA,),), 1),
    )
    # Each in a year of its own.
    made = tuple(
        replace(each, sha=f"{year}{each.sha[4:]}")
        for year, (authors, _) in enumerate(expected, 2015)
        for each in commits(*authors, at=datetime(year, 2, 3))
    )
    with engine(tmp_path, commits=made) as loaded:
        factor = definitions()["contributor_absence_factor"]
        found = [loaded.measure(factor, Year(year)).value for year, _ in enumerate(expected, 2015)]
    assert found == [wanted for _, wanted in expected]


def test_new_contributors_are_new_by_any_kind_of_contribution_once_and_not_by_a_comment(tmp_path: Path) -> None:
    threads = (
        pull(1, event("review", BOBBY, 1), author=RENOVATE),
        issue(2, author=GRACE),
        pull(3, author=BOB),
        issue(4, opened_at=datetime(2019, 1, 1), author="github:annie"),
        issue(5, event("comment", "github:joan", 1), author="github:annie"),
        pull(6, event("review", "github:karen", 1, state="pending"), author=BOB),
    )
    with engine(tmp_path, threads=threads, commits=commits((ADA,))) as loaded:
        found = loaded.evidence(definitions()["new_contributors"], QUARTER)
    assert {each.person for each in found} == {ADA, BOB, BOBBY, GRACE}


def test_change_request_closure_ratio_is_closed_to_opened_with_the_backlog_at_both_ends(tmp_path: Path) -> None:
    before = datetime(2025, 11, 3)
    threads = (
        pull(1, opened_at=before),
        pull(2, event("closed", ADA, 1), opened_at=before, closed_at=after(1)),
        pull(3, event("merged", ADA, 1), closed_at=after(1), merged_at=after(1)),
        pull(4),
        pull(5, closed_at=after(90)),
        issue(6),
    )
    found = measured(tmp_path, "change_request_closure_ratio", threads=threads)
    assert found.value == pytest.approx(2 / 3)
    assert found.sample == 3
    assert found.details == {"closed": 2, "opened": 3, "open_before": 2, "open_after": 3}


def test_change_request_acceptance_ratio_is_merged_of_all_closed(tmp_path: Path) -> None:
    threads = (
        *(pull(number, closed_at=after(1), merged_at=after(1)) for number in (1, 2, 3)),
        pull(4, closed_at=after(1)),
        pull(5),
    )
    found = measured(tmp_path, "change_request_acceptance_ratio", threads=threads)
    assert (found.value, found.sample, found.details) == (0.75, 4, {"merged": 3, "unmerged": 1})


def test_inactive_contributors_are_counted_once_in_the_period_in_which_they_became_so(tmp_path: Path) -> None:
    with engine(tmp_path, commits=commits((ADA,), at=datetime(2025, 2, 1))) as loaded:
        metric = definitions()["inactive_contributors"]
        found = [loaded.measure(metric, Quarter(2025, number)).value for number in (1, 2, 3, 4)]
    assert found == [0, 0, 1, 0]


def test_conversion_rate_goes_from_looking_on_to_taking_part_to_a_merge(tmp_path: Path) -> None:
    stars = [Interest(each, "star", datetime(2024, 1, 1)) for each in (ADA, BOB, BOBBY, RENOVATE)]
    watch = Interest(GRACE, "watch")
    threads = (
        issue(1, event("comment", ADA, 1), author=BOB),
        pull(2, author=BOB, closed_at=after(1), merged_at=after(1)),
    )
    found = measured(tmp_path, "conversion_rate", threads=threads, interests=(*stars, watch))
    assert (found.value, found.sample) == (0.5, 2)
    assert found.details["looked_on"] == 4
    assert found.details["took_part_of_looked_on"] == 0.5


def test_conversion_rate_does_without_those_who_look_on_where_they_are_unknown(tmp_path: Path) -> None:
    found = measured(tmp_path, "conversion_rate", threads=(issue(1),))
    assert (found.value, found.sample, found.details["took_part_of_looked_on"]) == (0, 1, None)


def test_retention_is_the_share_of_the_people_before_that_came_again(tmp_path: Path) -> None:
    made = commits((ADA,), (BOB,), (GRACE,), at=datetime(2025, 11, 1)) + tuple(
        each for each in commits((BOBBY,), (BOBBY,), (BOBBY,), (ADA,), (BOBBY,)) if each.sha.endswith(("3", "4"))
    )
    found = measured(tmp_path, "retention", commits=made)
    assert found.value == pytest.approx(1 / 3)
    assert (found.sample, found.details) == (3, {"kept": 1, "gone": 2})
    assert "ours" in definitions()["retention"].reading


def test_issue_age_has_median_and_mean_of_issues_open_at_the_end_of_the_period(tmp_path: Path) -> None:
    threads = (
        issue(1, opened_at=datetime(2026, 3, 31)),
        issue(2, opened_at=datetime(2026, 3, 29), closed_at=datetime(2026, 5, 1)),
        issue(3, opened_at=datetime(2026, 3, 2), closed_at=datetime(2026, 3, 3)),
        issue(4, opened_at=datetime(2026, 3, 24), author=None),
        issue(5, opened_at=datetime(2026, 4, 1)),
        pull(6),
    )
    found = measured(tmp_path, "issue_age", threads=threads)
    assert (found.value, found.sample, found.details["mean"], found.details["oldest"]) == (3, 3, 4, 8)


def test_issue_age_in_a_period_that_still_runs_is_that_of_now(tmp_path: Path) -> None:
    threads = (issue(1, opened_at=datetime(2026, 2, 1)),)
    assert measured(tmp_path, "issue_age", threads=threads, now=datetime(2026, 2, 11)).value == 10


def test_organizational_diversity_is_by_affiliation_on_the_day(tmp_path: Path) -> None:
    ada = Person(
        id="ada",
        name="Ada",
        github="ada",
        affiliation=(
            Affiliation(organization="Regenstrief", until=TUESDAY.date()),
            Affiliation(organization="Brown", since=after(1).date()),
        ),
    )
    bob = Person(id="bob", name="Bob", github="bob", affiliation=(Affiliation(organization="Regenstrief"),))
    both = commits((ADA, BOB), (BOB,), (BOB,), (GRACE,))
    found = measured(tmp_path, "organizational_diversity", people=(ada, bob), commits=both)
    assert (found.value, found.sample) == (1, 4)
    assert found.details == {"known_organizations": 1, "unknown": 1}


# The edges


def test_two_ghosts_are_two_people(tmp_path: Path) -> None:
    threads = (issue(1, event("comment", None, 1), author=None), pull(2, author=None, **MERGED))
    with engine(tmp_path, threads=threads, commits=commits((None,), (None,))) as loaded:
        found = loaded.measure_all(QUARTER)
    assert found["time_to_first_response"].value == 1
    assert found["active_contributors"].value == 5
    assert found["new_contributors"].value == 4
    assert found["issue_age"].sample == 1


def test_business_days_are_those_of_the_communitys_time_zone(tmp_path: Path) -> None:
    # Friday at ten in the evening in UTC is Saturday in Auckland, and stays so until Sunday at eleven.
    friday = datetime(2026, 2, 6, 22)
    threads = (issue(1, Event("comment", ADA, datetime(2026, 2, 8, 12)), opened_at=friday),)
    auckland = Community(name="OpenMRS", timezone="Pacific/Auckland")
    found = measured(tmp_path, "time_to_first_response", threads=threads, community=auckland)
    assert found.value == pytest.approx(38 / 24)
    assert found.details["working_median"] == pytest.approx(1 / 24)


def test_a_period_has_both_cohorts_in_one_run(tmp_path: Path) -> None:
    threads = (
        pull(1, opened_at=datetime(2025, 12, 1), closed_at=after(0)),
        pull(2, event("review", ADA, 100), closed_at=after(100)),
    )
    with engine(tmp_path, threads=threads) as loaded:
        found = loaded.measure_all(QUARTER)
    assert found["time_to_close"].sample == 1
    assert (found["time_to_first_response"].value, found["time_to_first_response"].sample) == (100, 1)


def test_bob_is_new_although_bobby_was_there_before(tmp_path: Path) -> None:
    made = commits((BOBBY,), at=datetime(2020, 1, 1)) + commits((BOBBY,), (BOB,))[1:]
    assert measured(tmp_path, "new_contributors", commits=made).value == 1


def test_a_commit_without_an_account_counts_and_a_co_author_too(tmp_path: Path) -> None:
    made = commits(("git:someone@example.org", ADA), (CLAUDE, ADA), (CLAUDE,))
    with engine(tmp_path, commits=made, actors=ACTORS, community=COMMUNITY) as loaded:
        found = loaded.measure_all(QUARTER)
    assert found["active_contributors"].value == 2
    assert found["commits"].value == 2
