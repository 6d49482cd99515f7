"""What needs attention now, why, and what can be done about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from commtui.checks.diagnostic import Diagnostic, Severity
from commtui.insight.measured import Measured, Values
from commtui.insight.quarter import goal_progress, progress
from commtui.insight.thanks import last_thanks, unthanked
from commtui.insight.waiting import Waiting
from commtui.model.goal import Goal
from commtui.model.item import Item
from commtui.model.ladder import Ladder
from commtui.model.measurement import Measurement
from commtui.model.record import Record
from commtui.model.standing import Standing
from commtui.model.when import Period, Quarter
from commtui.model.words import plural
from commtui.store.snapshot import BrokenFile, Entry, Snapshot

SOON_DAYS = 30
PLAN_AHEAD_DAYS = 14
MEASURE_WITHIN_DAYS = 45
# With half of the quarter gone, a goal is at risk that is not half as far as the time.
LATE_PART = 0.5
FAR_BEHIND = 0.5
# The findings that have lines of their own here.
TOLD_APART = frozenset({"stale-plan", "too-few-holders"})

Remedy = Literal["repair", "problems", "status", "move", "begin", "own", "thank", "holder", "plan", "measure", "look"]


class Attention(NamedTuple):
    """One thing that a maintainer should look at, what it is about, and what helps, the likeliest first.

    About a rung, `target` is its ladder and `rung` its id; about what a quarter lacks, `target` is the quarter.
    """

    severity: Severity
    title: str
    detail: str
    target: Entry[Record] | BrokenFile | Quarter | None = None
    remedies: tuple[Remedy, ...] = ("look",)
    rung: str = ""


def attention(
    snapshot: Snapshot, diagnostics: Sequence[Diagnostic], today: date, values: Values | None = None
) -> tuple[Attention, ...]:
    """What needs care, by what it is about: files, faults, goals, roadmap items, rungs, quarters, people unthanked.

    Key results are judged by `values`; without them, by what was measured.
    """
    measured = Measured.of(snapshot)
    return (
        *_broken(snapshot),
        *_faults(snapshot, diagnostics),
        *_goals(snapshot, today, values or measured),
        *_items(snapshot, today),
        *_rungs(snapshot, diagnostics, today),
        *_quarters(snapshot, today),
        *_measurements(snapshot, today, measured),
        *_unthanked(snapshot, today),
    )


def _broken(snapshot: Snapshot) -> Iterator[Attention]:
    for file in snapshot.broken:
        detail = f"line {file.line}: {file.reason}"
        yield Attention("error", f"{file.name} cannot be read", detail, file, ("repair",))


def _faults(snapshot: Snapshot, diagnostics: Sequence[Diagnostic]) -> Iterator[Attention]:
    broken = {file.name for file in snapshot.broken}
    counted = [each for each in diagnostics if each.file not in broken and each.rule not in TOLD_APART]
    counts = Counter(each.severity for each in counted)
    severities: tuple[Severity, ...] = ("error", "warning")
    for severity in severities:
        if count := counts[severity]:
            files = len({each.file for each in counted if each.severity == severity})
            where = "one file" if files == 1 else f"{files} files"
            detail = f"in {where}: see the problems"
            yield Attention(severity, f"{plural(count, severity)} in the plan", detail, None, ("problems",))


def _goals(snapshot: Snapshot, today: date, values: Values) -> Iterator[Attention]:
    starts = snapshot.community.fiscal_year_starts
    for entry in snapshot.of(Goal):
        goal = entry.record
        if goal.status not in {"planned", "active"}:
            continue
        left = (goal.quarter.end(starts) - today).days
        if left <= 0:
            detail = f"{goal.quarter} is over, the goal still {goal.status}"
            yield Attention("warning", goal.title, detail, entry, ("status", "move"))
        elif left <= SOON_DAYS and goal.status == "planned":
            detail = f"not begun, {plural(left, 'day')} left in {goal.quarter}"
            yield Attention("warning", goal.title, detail, entry, ("begin", "move"))
        elif (behind := _behind(goal, today, starts, values)) is not None:
            yield Attention("warning", goal.title, f"at risk: {behind}", entry, ("look", "move"))
        elif left <= 92 and not goal.owners:
            yield Attention("info", goal.title, f"nobody owns it yet ({goal.quarter})", entry, ("own",))


def _behind(goal: Goal, today: date, starts: int, values: Values) -> str | None:
    """Why an active goal is not as far as the time; None where it is, or nobody can tell yet."""
    begin, end = goal.quarter.first_day(starts), goal.quarter.end(starts)
    passed = (today - begin) / (end - begin) if end > begin else 0.0
    done = goal_progress(goal, values)
    if goal.status != "active" or passed < LATE_PART or done.share is None or done.share >= passed * FAR_BEHIND:
        return None
    return f"{done.share:.0%} of the way, {passed:.0%} of the time over"


def _items(snapshot: Snapshot, today: date) -> Iterator[Attention]:
    starts = snapshot.community.fiscal_year_starts
    waiting = Waiting.of(snapshot.of(Item))
    for entry in snapshot.of(Item):
        item = entry.record
        if item.status in {"done", "dropped", "idea"}:
            continue
        if isinstance(item.when, Period) and item.when.end(starts) <= today:
            detail = f"was planned for {item.when}, still {item.status}"
            yield Attention("warning", item.title, detail, entry, ("move", "status"))
        if item.status == "active" and (before := waiting.open_before(item)):
            names = ", ".join(each.record.title for each in before)
            yield Attention("info", item.title, f"active, but waits for {names}", entry, ("look", "status"))


def _rungs(snapshot: Snapshot, diagnostics: Sequence[Diagnostic], today: date) -> Iterator[Attention]:
    """The check says where holders are missing: it knows when that cannot be told."""
    files = {each.file for each in diagnostics if each.rule == "too-few-holders"}
    held = Counter(
        (each.ladder, each.rung)
        for each in snapshot.records(Standing)
        if each.held_on(today) and each.status in {"active", "on leave"}
    )
    for entry in snapshot.of(Ladder):
        for rung in entry.record.rung if entry.file.name in files else ():
            count, least = held[entry.record.id, rung.id], rung.minimum_holders or 0
            if count < least:
                detail = f"{count} of at least {plural(least, 'holder')}"
                yield Attention("warning", rung.title, detail, entry, ("holder", "look"), rung.id)


def _quarters(snapshot: Snapshot, today: date) -> Iterator[Attention]:
    """A quarter that nobody planned, where quarters are planned at all."""
    if not snapshot.of(Goal):
        return
    now = progress(snapshot, today)
    if not now.goals:
        yield Attention("warning", str(now.quarter), "the quarter runs, and has no goals", now.quarter, ("plan",))
    following = now.quarter.shift(1)
    if now.days_left <= PLAN_AHEAD_DAYS and not any(each.quarter == following for each in snapshot.records(Goal)):
        begins = "begins tomorrow" if now.days_left == 1 else f"begins in {now.days_left} days"
        yield Attention("info", str(following), f"{begins}, and has no goals yet", following, ("plan",))


def _measurements(snapshot: Snapshot, today: date, measured: Measured) -> Iterator[Attention]:
    """A quarter that was not measured, where the plan keeps measurements."""
    starts = measured.starts
    over = Quarter.containing(today, starts).shift(-1)
    periods = [each.period for each in snapshot.records(Measurement)]
    if not periods or today < over.end(starts) + timedelta(days=MEASURE_WITHIN_DAYS):
        return
    last = max(periods, key=lambda each: each.end(starts))
    if last.end(starts) <= over.first_day(starts):
        detail = f"last measured for {last}, and {over} is over"
        yield Attention("info", "The metrics are old", detail, _of_period(snapshot, last), ("measure",))


def _of_period(snapshot: Snapshot, period: Period) -> Entry[Measurement] | None:
    return next((each for each in snapshot.of(Measurement) if each.record.period == period), None)


def _unthanked(snapshot: Snapshot, today: date) -> Iterator[Attention]:
    """Of those who give and were not thanked, who holds a rung; all of them stand beside the log of thanks."""
    for each in unthanked(snapshot, last_thanks(snapshot, today), today):
        if each.standings:
            never = "holds a rung, and was never thanked"
            detail = never if each.last is None else f"last thanked {(today - each.last).days} days ago"
            yield Attention("info", each.entry.record.name, detail, each.entry, ("thank",))
