"""Where other tools leave the definitions of CHAOSS, or stumble: what ours do in each of these places."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from commtui.metrics.definition import definitions
from commtui.model.community import Community
from commtui.model.person import Affiliation, Person
from commtui.model.when import Quarter
from tests.metrics.rows import Event, Interest
from tests.metrics.small import (
    ACTORS,
    ADA,
    BOB,
    BOBBY,
    CLAUDE,
    COMMUNITY,
    GRACE,
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

# The definitions


def test_time_to_first_response_looks_at_all_comments_and_not_the_first_twenty(tmp_path: Path) -> None:
    noise = [event("comment", RENOVATE, place / 100) for place in range(30)]
    noise += [event("review", BOB, place / 100) for place in range(60)]
    found = measured(tmp_path, "time_to_first_response", threads=(pull(1, *noise, event("comment", ADA, 1)),))
    assert (found.value, found.sample) == (1, 1)


def test_issue_response_time_is_that_of_anyone_but_the_author(tmp_path: Path) -> None:
    threads = (issue(1, event("comment", BOB, 1), event("comment", BOBBY, 2), event("comment", ADA, 3)),)
    assert measured(tmp_path, "time_to_first_response", threads=threads).value == 2


def test_time_to_close_has_pull_requests_that_were_never_merged(tmp_path: Path) -> None:
    threads = (
        pull(1, event("closed", ADA, 4), closed_at=after(4)),
        pull(2, event("merged", ADA, 2), event("closed", ADA, 2), closed_at=after(2), merged_at=after(2)),
        issue(3, event("closed", BOB, 9), closed_at=after(9)),
    )
    found = measured(tmp_path, "time_to_close", threads=threads)
    assert (found.value, found.sample, found.details["mean"]) == (4, 3, 5)


def test_change_requests_duration_begins_with_the_opening_and_is_of_merged_ones_alone(tmp_path: Path) -> None:
    threads = (
        pull(1, event("ready", BOB, 3), event("merged", ADA, 5), closed_at=after(5), merged_at=after(5)),
        pull(2, event("closed", ADA, 1), closed_at=after(1)),
    )
    found = measured(tmp_path, "change_requests_duration", threads=threads)
    assert (found.value, found.sample) == (5, 1)


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


def test_change_request_review_duration_is_not_mixed_with_comments(tmp_path: Path) -> None:
    threads = (pull(1, event("comment", ADA, 1), event("review", ADA, 6)), pull(2, event("comment", ADA, 1)))
    found = measured(tmp_path, "change_request_review_duration", threads=threads)
    assert (found.value, found.sample, found.details["unreviewed"]) == (6, 1, 1)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ([(ADA,)] * 50 + [(BOB,)] * 50, 1),
        ([(ADA,)] * 49 + [(BOB,)] * 51, 1),
        ([(ADA,)] * 4 + [(BOB,)] * 3 + [(GRACE,)] * 3, 2),
        ([(ADA,)] * 2 + [(BOB, GRACE)] * 3, 2),
        ([(RENOVATE,)] * 90 + [(ADA,)], 1),
    ],
)
def test_contributor_absence_factor_is_reached_at_exactly_half(
    tmp_path: Path, made: list[tuple[str | None, ...]], expected: int
) -> None:
    assert measured(tmp_path, "contributor_absence_factor", commits=commits(*made)).value == expected


@pytest.mark.parametrize("kind", ["commit", "issue", "pull_request", "review"])
def test_new_contributors_are_new_by_any_kind_of_contribution(tmp_path: Path, kind: str) -> None:
    mine = {"issue": issue(2, author=ADA), "pull_request": pull(2, author=ADA)}
    review = (event("review", ADA, 1),) if kind == "review" else ()
    threads = (pull(1, *review, author=RENOVATE), *([mine[kind]] if kind in mine else []))
    made = commits((ADA,)) if kind == "commit" else ()
    assert measured(tmp_path, "new_contributors", threads=threads, commits=made).value == 1


def test_new_contributors_are_not_new_twice_nor_by_a_comment(tmp_path: Path) -> None:
    long_ago = issue(1, opened_at=datetime(2019, 1, 1), author=ADA)
    threads = (long_ago, issue(2, event("comment", GRACE, 1), author=ADA))
    assert measured(tmp_path, "new_contributors", threads=threads).value == 0


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


def test_within_promise_is_the_share_of_all_and_not_of_the_answered_alone(tmp_path: Path) -> None:
    threads = (
        issue(1, event("comment", ADA, 1)),
        issue(2, event("comment", ADA, 8)),
        issue(3),
        issue(4, closed_at=after(1)),
    )
    assert measured(tmp_path, "time_to_first_response", threads=threads).details["within_promise"] == 0.25


# The edges


@pytest.mark.parametrize("bot", [RENOVATE, ROBOT, CLAUDE])
def test_bots_are_known_by_type_and_suffix_and_pattern(tmp_path: Path, bot: str) -> None:
    threads = (issue(1, event("comment", bot, 1)), issue(2, author=bot))
    found = measured(tmp_path, "time_to_first_response", threads=threads)
    assert (found.value, found.sample, found.details["unanswered"]) == (None, 0, 1)


def test_an_authors_own_comments_answer_nothing(tmp_path: Path) -> None:
    found = measured(tmp_path, "time_to_first_response", threads=(issue(1, event("comment", BOB, 1)),))
    assert (found.sample, found.details["unanswered"]) == (0, 1)


def test_response_kinds_are_comments_and_reviews_and_no_deeds(tmp_path: Path) -> None:
    deeds = [event(kind, ADA, 1) for kind in ("closed", "reopened", "merged", "ready")]
    found = measured(tmp_path, "time_to_first_response", threads=(pull(1, *deeds, closed_at=after(1)),))
    assert (found.sample, found.details["closed_unanswered"]) == (0, 1)


def test_merged_with_no_comment_is_unanswered_and_not_dropped(tmp_path: Path) -> None:
    threads = (pull(1, event("merged", ADA, 1), closed_at=after(1), merged_at=after(1)), issue(2), issue(3))
    found = measured(tmp_path, "time_to_first_response", threads=threads)
    assert (found.value, found.sample, found.details["unanswered"]) == (None, 0, 3)
    assert found.details["oldest_waiting"] == (datetime(2026, 6, 1) - TUESDAY).total_seconds() / 86400


def test_a_draft_does_not_wait(tmp_path: Path) -> None:
    threads = (pull(1, draft=True), pull(2, event("draft", BOB, 1), draft=True))
    found = measured(tmp_path, "time_to_first_response", threads=threads)
    assert (found.sample, found.details["unanswered"], found.details["oldest_waiting"]) == (0, 0, None)


def test_the_turn_to_ready_is_found_behind_any_number_of_events(tmp_path: Path) -> None:
    noise = [event("comment", BOB, place / 1000) for place in range(200)]
    threads = (pull(1, *noise, event("ready", BOB, 10), event("comment", ADA, 11)),)
    assert measured(tmp_path, "time_to_first_response", threads=threads).value == 1


def test_draft_ready_draft_ready_leaves_the_time_as_a_draft_out(tmp_path: Path) -> None:
    turns = [event("ready", BOB, 2), event("draft", BOB, 3), event("ready", BOB, 7)]
    threads = (pull(1, *turns, event("review", ADA, 9)),)
    assert measured(tmp_path, "time_to_first_response", threads=threads).value == 3


def test_a_ghost_as_reviewer_is_a_person_and_ends_nothing(tmp_path: Path) -> None:
    threads = (pull(1, event("review", None, 2), event("review", ADA, 5)), pull(2, event("ready", None, 0)))
    found = measured(tmp_path, "change_request_review_duration", threads=threads)
    assert (found.value, found.sample) == (2, 1)


def test_a_ghost_as_author_leaves_a_pull_request_what_it_is(tmp_path: Path) -> None:
    threads = (pull(1, author=None, closed_at=after(3), merged_at=after(3)),)
    with engine(tmp_path, threads=threads) as loaded:
        found = loaded.measure_all(QUARTER)
    assert found["change_requests_duration"].value == 3
    assert found["new_contributors"].value == 1
    assert found["issue_age"].sample == 0


def test_two_ghosts_are_two_people(tmp_path: Path) -> None:
    threads = (issue(1, event("comment", None, 1), author=None),)
    with engine(tmp_path, threads=threads, commits=commits((None,), (None,))) as loaded:
        found = loaded.measure_all(QUARTER)
    assert found["time_to_first_response"].value == 1
    assert found["active_contributors"].value == 4


def test_a_pending_review_was_not_submitted(tmp_path: Path) -> None:
    threads = (pull(1, event("review", ADA, 1, state="pending")),)
    with engine(tmp_path, threads=threads) as loaded:
        found = loaded.measure_all(QUARTER)
    assert found["time_to_first_response"].sample == found["change_request_review_duration"].sample == 0
    assert found["active_contributors"].value == 1


def test_a_hidden_comment_is_no_answer(tmp_path: Path) -> None:
    threads = (issue(1, event("comment", ADA, 1, hidden=True), event("comment", ADA, 2)),)
    assert measured(tmp_path, "time_to_first_response", threads=threads).value == 2


def test_reopened_has_a_first_close_and_a_final_one(tmp_path: Path) -> None:
    turns = [event("closed", ADA, 1), event("reopened", BOB, 2), event("closed", ADA, 9)]
    threads = (issue(1, *turns, closed_at=after(9)), issue(2, *turns[:2]))
    found = measured(tmp_path, "time_to_close", threads=threads)
    assert (found.value, found.sample, found.details["first_close_median"]) == (9, 1, 1)


def test_a_zero_duration_is_an_answer(tmp_path: Path) -> None:
    found = measured(tmp_path, "time_to_first_response", threads=(issue(1, event("comment", ADA, 0)),))
    assert (found.value, found.sample, found.details["unanswered"]) == (0, 1, 0)


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


def test_an_augur_like_answer_on_the_same_day_is_not_zero(tmp_path: Path) -> None:
    threads = (issue(1, event("comment", BOB, 0.1), event("comment", ADA, 0.25)),)
    assert measured(tmp_path, "time_to_first_response", threads=threads).value == 0.25


def test_bob_is_new_although_bobby_was_there_before(tmp_path: Path) -> None:
    made = commits((BOBBY,), at=datetime(2020, 1, 1)) + commits((BOBBY,), (BOB,))[1:]
    assert measured(tmp_path, "new_contributors", commits=made).value == 1


def test_a_commit_without_an_account_counts_and_a_co_author_too(tmp_path: Path) -> None:
    made = commits(("git:someone@example.org", ADA), (CLAUDE, ADA), (CLAUDE,))
    with engine(tmp_path, commits=made, actors=ACTORS, community=COMMUNITY) as loaded:
        found = loaded.measure_all(QUARTER)
    assert found["active_contributors"].value == 2
    assert found["commits"].value == 2
