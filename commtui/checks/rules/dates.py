"""Dates and periods that cannot be, or are over."""

from __future__ import annotations

from collections.abc import Iterator

from commtui.checks.rule import Context, Finding, rule
from commtui.model.goal import Goal
from commtui.model.item import Item
from commtui.model.person import Person
from commtui.model.recognition import Recognition
from commtui.model.standing import Standing
from commtui.model.when import Period

_OPEN = frozenset({"planned", "active"})


@rule("dates-out-of-order", "error", "What has a first and a last day ends on or after its first")
def dates_out_of_order(context: Context) -> Iterator[Finding]:
    for standing in context.snapshot.of(Standing):
        since, until = standing.record.since, standing.record.until
        if since is not None and until is not None and until < since:
            yield Finding.on(standing, f"Ends on {until}, before it begins on {since}", "until")
    for person in context.snapshot.of(Person):
        for index, each in enumerate(person.record.affiliation):
            if each.since is not None and each.until is not None and each.until < each.since:
                message = f"Ends on {each.until}, before it begins on {each.since}"
                yield Finding.on(person, message, "affiliation", index, "until")


@rule("future-recognition", "warning", "A recognition is not dated in the future")
def future_recognition(context: Context) -> Iterator[Finding]:
    for entry in context.snapshot.of(Recognition):
        day = entry.record.date
        if day is not None and day > context.today:
            yield Finding.on(entry, f"Dated {day}, which is in the future", "date")


@rule("stale-plan", "warning", "A goal or roadmap item whose time is over is not still planned or active")
def stale_plan(context: Context) -> Iterator[Finding]:
    for goal in context.snapshot.of(Goal):
        if goal.record.status in _OPEN and _is_over(goal.record.quarter, context):
            message = f"{goal.record.quarter} is over, and this goal is still {goal.record.status}"
            yield Finding.on(goal, message, "status", hint="set it to done, missed, moved or dropped")
    for item in context.snapshot.of(Item):
        when = item.record.when
        if item.record.status in _OPEN and isinstance(when, Period) and _is_over(when, context):
            message = f"{when} is over, and this item is still {item.record.status}"
            yield Finding.on(item, message, "status", hint='set it to done or dropped, or give it a new "when"')


def _is_over(period: Period, context: Context) -> bool:
    return period.end(context.index.fiscal_year_starts) <= context.today
