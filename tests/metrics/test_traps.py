"""Each case on which other tools stumble, with its number worked out by hand.

The thread is opened on a Tuesday, 4 February 2025 at nine, and looked at on 15 April 2026 at noon; all in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from commtui.metrics.definition import definitions
from commtui.model.when import Quarter
from tests.metrics import histories, traps
from tests.metrics.histories import one_trap
from tests.metrics.recount import Recount
from tests.metrics.rows import Actor, Commit, Event, History, Thread
from tests.metrics.test_recount import difference, engine_of
from tests.metrics.traps import Trap
from tests.trying import THOROUGH

QUARTER = Quarter(2025, 1)
OPENED = datetime(2025, 2, 4, 9)
DURATIONS = (
    "time_to_first_response",
    "time_to_close",
    "change_requests_duration",
    "change_request_review_duration",
    "issue_age",
)
Wanted = Mapping[str, Mapping[str, float | None]]

UNTOUCHED: Mapping[str, float | None] = {"value": None, "sample": 0, "unanswered": 0}
IGNORED: Mapping[str, float | None] = {"value": None, "sample": 0, "unanswered": 1}


def _hours(hours: float, **more: float | None) -> Mapping[str, float | None]:
    return {"value": hours / 24, "sample": 1, **more}


CASES: dict[Trap, Wanted] = {
    traps.bots_do_not_answer: {"time_to_first_response": _hours(30, unanswered=0), "active_contributors": {"value": 2}},
    traps.a_program_opened_it: {
        "time_to_first_response": UNTOUCHED,
        "change_request_closure_ratio": {"value": None, "sample": 0, "open_after": 0},
    },
    traps.authors_do_not_answer_themselves: {
        "time_to_first_response": {**IGNORED, "oldest_waiting": 435.125},
        "active_contributors": {"value": 1, "contributions": 3},
    },
    traps.nor_under_another_login: {"time_to_first_response": _hours(9), "active_contributors": {"value": 2}},
    traps.to_close_is_no_answer: {
        "time_to_first_response": {**IGNORED, "closed_unanswered": 1, "oldest_waiting": None},
        "time_to_close": _hours(6),
    },
    traps.merged_with_no_comment: {
        "time_to_first_response": {**IGNORED, "closed_unanswered": 1},
        "change_requests_duration": _hours(7),
        "change_request_acceptance_ratio": {"value": 1, "sample": 1},
        "conversion_rate": {"value": None, "sample": 0},
    },
    traps.closed_without_merge: {
        "time_to_close": _hours(90),
        "change_requests_duration": {"value": None, "sample": 0},
        "change_request_acceptance_ratio": {"value": 0, "sample": 1},
        "change_request_closure_ratio": {"value": 1, "sample": 1, "open_after": 0},
    },
    traps.a_draft_does_not_wait: {
        "time_to_first_response": {**UNTOUCHED, "oldest_waiting": None},
        "change_request_closure_ratio": {"value": 0, "sample": 1, "open_after": 1},
    },
    traps.a_draft_that_was_answered: {"time_to_first_response": UNTOUCHED},
    traps.a_draft_that_was_closed: {"time_to_first_response": UNTOUCHED, "time_to_close": _hours(20)},
    traps.ready_after_a_while: {
        "time_to_first_response": _hours(12),
        "change_request_review_duration": _hours(60, ready_median=0.5),
    },
    traps.to_and_fro: {
        "time_to_first_response": _hours(10 + 6),
        "change_request_review_duration": _hours(106, ready_median=16 / 24),
    },
    traps.back_to_draft: {"time_to_first_response": UNTOUCHED},
    traps.answered_before_it_was_ready: {
        "time_to_first_response": _hours(0),
        "change_request_review_duration": _hours(70, ready_median=20 / 24),
    },
    traps.answered_between_two_ready: {"time_to_first_response": _hours(12)},
    traps.a_ghost_answers: {"time_to_first_response": _hours(11), "change_request_review_duration": _hours(11)},
    traps.a_ghost_asks: {
        "time_to_first_response": _hours(13),
        "change_requests_duration": _hours(33),
        "active_contributors": {"value": 2},
        "new_contributors": {"value": 1},
    },
    traps.pending_is_not_submitted: {
        "time_to_first_response": _hours(25),
        "change_request_review_duration": _hours(25),
        "active_contributors": {"value": 2},
    },
    traps.hidden_is_no_answer: {"time_to_first_response": _hours(50)},
    traps.reopened_and_closed: {"time_to_close": _hours(240, first_close_median=1)},
    traps.reopened_and_open: {
        "time_to_close": {"value": None, "sample": 0, "first_close_median": None},
        "issue_age": {"value": 55.625, "sample": 1},
    },
    traps.no_time_at_all: {"time_to_first_response": _hours(0, unanswered=0), "time_to_close": _hours(0)},
    traps.beyond_fifty_events: {"time_to_first_response": _hours(4)},
    traps.the_clock_was_wrong: {"time_to_first_response": _hours(0), "time_to_close": _hours(0)},
    traps.answered_a_year_later: {"time_to_first_response": _hours(24 * 365, unanswered=0)},
    traps.gone: {"time_to_first_response": UNTOUCHED, "active_contributors": {"value": 0}},
    traps.discussed: {"time_to_first_response": UNTOUCHED, "active_contributors": {"value": 0}},
    traps.markup_in_the_title: {"time_to_first_response": IGNORED},
    traps.a_review_of_ones_own: {
        "time_to_first_response": _hours(6),
        "change_request_review_duration": {"value": None, "sample": 0, "unreviewed": 1},
    },
}


@pytest.mark.skipif(not THOROUGH, reason="all of them at once say the same: COMMTUI_TESTS=thorough asks for each")
@pytest.mark.parametrize("trap", traps.TRAPS, ids=lambda trap: trap.__name__)
def test_no_trap_snaps_alone(trap: Trap, tmp_path: Path) -> None:
    with engine_of(one_trap(trap), tmp_path) as engine:
        for metric, wanted in CASES[trap].items():
            first = engine.measure(definitions()[metric], QUARTER)
            ours = {"value": first.value, "sample": first.sample, **first.details}
            assert {name: ours[name] for name in wanted} == pytest.approx(wanted), metric


@pytest.mark.parametrize("trap", traps.TRAPS, ids=lambda trap: trap.__name__)
def test_the_second_count_knows_each_trap(trap: Trap) -> None:
    second = Recount(one_trap(trap))
    for metric, wanted in CASES[trap].items():
        again = second.community(metric, QUARTER)
        theirs = {"value": again.value, "sample": again.sample, **again.details}
        assert {name: theirs[name] for name in wanted} == pytest.approx(wanted), metric


def test_no_trap_snaps_among_the_others(tmp_path: Path) -> None:
    alone = one_trap(traps.gone)
    history = replace(alone, threads=tuple(trap(n, OPENED) for n, trap in enumerate(traps.TRAPS, 1)))
    second = Recount(history)
    with engine_of(history, tmp_path) as engine:
        for metric, definition in definitions().items():
            assert difference(engine.measure(definition, QUARTER), second.community(metric, QUARTER)) == "", metric
        amounts = {
            metric: {case.id: case.amount for case in engine.evidence(definitions()[metric], QUARTER, None)}
            for metric in DURATIONS
        }
    for number, trap in enumerate(traps.TRAPS, 1):
        for metric, wanted in CASES[trap].items():
            if metric in DURATIONS and "sample" in wanted:
                found = amounts[metric].get(f"T{number}")
                assert found == pytest.approx(wanted["value"]), (trap.__name__, metric)


def test_titles_come_as_they_are(tmp_path: Path) -> None:
    with engine_of(one_trap(traps.markup_in_the_title), tmp_path) as engine:
        (case,) = engine.evidence(definitions()["time_to_first_response"], QUARTER)
    assert case.title == "a | b <script>@ada</script> '; DROP TABLE thread; --"


def test_a_review_of_ones_own_is_no_review(tmp_path: Path) -> None:
    with engine_of(one_trap(traps.a_review_of_ones_own), tmp_path) as engine:
        assert engine.count(definitions("person")["reviews"], "github:bob", None, None).value == 0


def test_a_weekend_is_no_time_to_answer_in(tmp_path: Path) -> None:
    # By the clock of Nairobi from Friday at nine in the evening to Tuesday at three: 3 and 24 and 15 hours.
    friday, tuesday = datetime(2025, 2, 7, 18), datetime(2025, 2, 11, 12)

    def asked_before_the_weekend(number: int, opened: datetime) -> Thread:
        return Thread("issue", number, traps.BOB, opened, (Event("comment", traps.ADA, tuesday),))

    history = one_trap(asked_before_the_weekend, friday, timezone="Africa/Nairobi")
    with engine_of(history, tmp_path) as engine:
        measure = engine.measure(definitions()["time_to_first_response"], QUARTER)
    assert measure.value == pytest.approx(90 / 24)
    assert measure.details["working_median"] == pytest.approx(42 / 24)
    assert measure.details["within_promise"] == 1


# The first is the worked example of CHAOSS.
@pytest.mark.parametrize(
    ("commits", "wanted"),
    [((1000, 202, 90, 33, 332, 343, 42, 433), 2), ((5, 5), 1), ((1,), 1), ((1, 1, 1), 2), ((3, 1, 1, 1), 1)],
)
def test_half_is_enough_for_the_absence_factor(commits: tuple[int, ...], wanted: int, tmp_path: Path) -> None:
    actors = tuple(Actor(f"github:{number}", login=f"dev-{number}") for number in range(len(commits)))
    authors = [actor.id for actor, times in zip(actors, commits, strict=True) for _ in range(times)]
    made = tuple(Commit(f"{n:040x}", (author,), datetime(2025, 2, 4)) for n, author in enumerate(authors))
    history = History("half", histories.NOW, actors=actors, commits=made)
    with engine_of(history, tmp_path) as engine:
        measure = engine.measure(definitions()["contributor_absence_factor"], QUARTER)
    assert (measure.value, measure.sample) == (wanted, sum(commits))
    assert Recount(history).community("contributor_absence_factor", QUARTER).value == wanted


def test_a_generated_history_holds_every_trap() -> None:
    made = histories.made_of(1)
    assert [each.events for each in made.threads[: len(traps.TRAPS)]] == [
        trap(number, made.threads[number - 1].opened_at).events for number, trap in enumerate(traps.TRAPS, 1)
    ]
