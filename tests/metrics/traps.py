"""One thread for each case on which other tools stumble; the names are those of the tests.

A trap is a function of the number of the thread and the moment of its opening.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from tests.metrics.rows import Event, Thread

Trap = Callable[[int, datetime], Thread]

BOB, ADA, OLD_ADA, GRACE, JOAN = "github:B1", "github:A1", "github:A0", "github:G1", "github:J1"
BOT, ROBOT, AGENT = "github:bot1", "github:bot4", "github:copilot"
GHOST = None


def _thread(kind: str, number: int, opened: datetime, *events: tuple[Any, ...], **given: Any) -> Thread:
    """A thread by Bob; events are kind, actor, hours after the opening, and what else is to be said."""
    made = tuple(_event(opened, *each) for each in events)
    return Thread(kind, number, given.pop("author", BOB), opened, made, **given)


def _event(opened: datetime, kind: str, actor: str | None, hours: float, **more: Any) -> Event:
    state = "commented" if kind == "review" else None
    return Event(kind, actor, opened + timedelta(hours=hours), **{"state": state, **more})


def _issue(number: int, opened: datetime, *events: tuple[Any, ...], **given: Any) -> Thread:
    return _thread("issue", number, opened, *events, **given)


def _pull(number: int, opened: datetime, *events: tuple[Any, ...], **given: Any) -> Thread:
    return _thread("pull_request", number, opened, *events, **given)


def bots_do_not_answer(number: int, opened: datetime) -> Thread:
    said = [("comment", BOT, 1), ("comment", ROBOT, 2), ("comment", AGENT, 3), ("comment", "github:bot5", 4)]
    return _issue(number, opened, *said, ("comment", GRACE, 30))


def a_program_opened_it(number: int, opened: datetime) -> Thread:
    return _pull(number, opened, ("comment", GRACE, 5), author=ROBOT)


def authors_do_not_answer_themselves(number: int, opened: datetime) -> Thread:
    return _issue(number, opened, ("comment", BOB, 1), ("comment", BOB, 2))


def nor_under_another_login(number: int, opened: datetime) -> Thread:
    return _issue(number, opened, ("comment", OLD_ADA, 1), ("comment", JOAN, 9), author=ADA)


def to_close_is_no_answer(number: int, opened: datetime) -> Thread:
    return _issue(number, opened, ("closed", GRACE, 6), closed_at=opened + timedelta(hours=6))


def merged_with_no_comment(number: int, opened: datetime) -> Thread:
    at = opened + timedelta(hours=7)
    return _pull(number, opened, ("merged", GRACE, 7), ("closed", GRACE, 7), closed_at=at, merged_at=at)


def closed_without_merge(number: int, opened: datetime) -> Thread:
    at = opened + timedelta(hours=90)
    return _pull(number, opened, ("review", ADA, 80), ("closed", BOB, 90), closed_at=at)


def a_draft_does_not_wait(number: int, opened: datetime) -> Thread:
    return _pull(number, opened, draft=True)


def a_draft_that_was_answered(number: int, opened: datetime) -> Thread:
    return _pull(number, opened, ("comment", GRACE, 4), draft=True)


def a_draft_that_was_closed(number: int, opened: datetime) -> Thread:
    return _pull(number, opened, ("closed", BOB, 20), draft=True, closed_at=opened + timedelta(hours=20))


def ready_after_a_while(number: int, opened: datetime) -> Thread:
    return _pull(number, opened, ("ready", BOB, 48), ("review", GRACE, 60))


def to_and_fro(number: int, opened: datetime) -> Thread:
    turns = [("ready", BOB, 10), ("draft", BOB, 20), ("ready", BOB, 100)]
    return _pull(number, opened, *turns, ("review", ADA, 106))


def back_to_draft(number: int, opened: datetime) -> Thread:
    return _pull(number, opened, ("draft", GRACE, 30), draft=True)


def answered_before_it_was_ready(number: int, opened: datetime) -> Thread:
    return _pull(number, opened, ("comment", ADA, 3), ("ready", BOB, 50), ("review", GRACE, 70))


def answered_between_two_ready(number: int, opened: datetime) -> Thread:
    turns = [("draft", BOB, 12), ("ready", BOB, 60)]
    return _pull(number, opened, *turns, ("comment", ADA, 40))


def a_ghost_answers(number: int, opened: datetime) -> Thread:
    return _pull(number, opened, ("review", GHOST, 11), ("review", GRACE, 22))


def a_ghost_asks(number: int, opened: datetime) -> Thread:
    at = opened + timedelta(hours=33)
    said = [("comment", GHOST, 13), ("merged", GHOST, 33)]
    return _pull(number, opened, *said, author=GHOST, closed_at=at, merged_at=at)


def pending_is_not_submitted(number: int, opened: datetime) -> Thread:
    pending = Event("review", GRACE, opened + timedelta(hours=1), state="pending")
    made = _pull(number, opened, ("review", ADA, 25))
    return Thread("pull_request", number, BOB, opened, (pending, *made.events))


def hidden_is_no_answer(number: int, opened: datetime) -> Thread:
    spam = Event("comment", "github:B2", opened + timedelta(hours=1), hidden=True)
    return Thread("issue", number, BOB, opened, (spam, Event("comment", ADA, opened + timedelta(hours=50))))


def reopened_and_closed(number: int, opened: datetime) -> Thread:
    turns = [("closed", BOB, 24), ("reopened", GRACE, 48), ("closed", GRACE, 240)]
    return _issue(number, opened, *turns, closed_at=opened + timedelta(hours=240))


def reopened_and_open(number: int, opened: datetime) -> Thread:
    return _issue(number, opened, ("closed", BOB, 24), ("reopened", BOB, 48))


def no_time_at_all(number: int, opened: datetime) -> Thread:
    return _issue(number, opened, ("comment", GRACE, 0), ("closed", GRACE, 0), closed_at=opened)


def beyond_fifty_events(number: int, opened: datetime) -> Thread:
    noise = [("comment", (BOT, BOB, AGENT)[n % 3], n / 2) for n in range(1, 58)]
    turns = [("ready", BOB, 31), ("review", GRACE, 35)]
    return _pull(number, opened, *noise, *turns)


def the_clock_was_wrong(number: int, opened: datetime) -> Thread:
    return _issue(number, opened, ("comment", ADA, -5), ("closed", ADA, -4), closed_at=opened - timedelta(hours=4))


def answered_a_year_later(number: int, opened: datetime) -> Thread:
    return _issue(number, opened, ("comment", ADA, 24 * 365))


def gone(number: int, opened: datetime) -> Thread:
    return _issue(number, opened, ("comment", ADA, 2), gone=True)


def discussed(number: int, opened: datetime) -> Thread:
    return _thread("discussion", number, opened, ("comment", BOB, 1), ("comment", "github:T1", 2))


def markup_in_the_title(number: int, opened: datetime) -> Thread:
    return _issue(number, opened, title="a | b <script>@ada</script> '; DROP TABLE thread; --")


def a_review_of_ones_own(number: int, opened: datetime) -> Thread:
    return _pull(number, opened, ("review", BOB, 5), ("comment", GRACE, 6), labels=("module",))


TRAPS: tuple[Trap, ...] = (
    bots_do_not_answer,
    a_program_opened_it,
    authors_do_not_answer_themselves,
    nor_under_another_login,
    to_close_is_no_answer,
    merged_with_no_comment,
    closed_without_merge,
    a_draft_does_not_wait,
    a_draft_that_was_answered,
    a_draft_that_was_closed,
    ready_after_a_while,
    to_and_fro,
    back_to_draft,
    answered_before_it_was_ready,
    answered_between_two_ready,
    a_ghost_answers,
    a_ghost_asks,
    pending_is_not_submitted,
    hidden_is_no_answer,
    reopened_and_closed,
    reopened_and_open,
    no_time_at_all,
    beyond_fifty_events,
    the_clock_was_wrong,
    answered_a_year_later,
    gone,
    discussed,
    markup_in_the_title,
    a_review_of_ones_own,
)
