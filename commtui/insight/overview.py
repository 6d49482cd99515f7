"""What needs attention now, and how far the quarter is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from commtui.checks.diagnostic import Diagnostic, Severity
from commtui.insight.key_result import verdict
from commtui.model.goal import Goal
from commtui.model.item import Item
from commtui.model.person import Person
from commtui.model.recognition import Recognition
from commtui.model.record import Record
from commtui.model.standing import Standing
from commtui.model.when import Period, Quarter
from commtui.store.snapshot import BrokenFile, Entry, Snapshot

THANKS_AFTER_DAYS = 90
SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing that a maintainer should look at, and the record or file it is about."""

    severity: Severity
    title: str
    detail: str
    target: Entry[Record] | BrokenFile | None = None


@dataclass(frozen=True, slots=True)
class QuarterProgress:
    """A quarter's goals, by status, and their key results."""

    quarter: Quarter
    goals: tuple[Entry[Goal], ...]
    by_status: dict[str, int]
    reached: int
    key_results: int
    days_left: int


def progress(snapshot: Snapshot, today: date) -> QuarterProgress:
    """How far the goals of the current quarter are."""
    starts = snapshot.community.fiscal_year_starts
    quarter = Quarter.containing(today, starts)
    goals = tuple(entry for entry in snapshot.of(Goal) if entry.record.quarter == quarter)
    results = [result for entry in goals for result in entry.record.key_result]
    return QuarterProgress(
        quarter,
        goals,
        dict(Counter(entry.record.status for entry in goals)),
        sum(verdict(result) == "reached" for result in results),
        len(results),
        (quarter.end(starts) - today).days,
    )


def attention(snapshot: Snapshot, diagnostics: Sequence[Diagnostic], today: date) -> tuple[Attention, ...]:
    """What needs care, the gravest first: broken files, faults, goals, roadmap items, people unthanked."""
    return (
        *_broken(snapshot),
        *_faults(snapshot, diagnostics),
        *_goals(snapshot, today),
        *_items(snapshot, today),
        *_unthanked(snapshot, today),
    )


def _broken(snapshot: Snapshot) -> Iterator[Attention]:
    for file in snapshot.broken:
        yield Attention("error", f"{file.name} cannot be read", f"line {file.line}: {file.reason}", file)


def _faults(snapshot: Snapshot, diagnostics: Sequence[Diagnostic]) -> Iterator[Attention]:
    broken = {file.name for file in snapshot.broken}
    counts = Counter(each.severity for each in diagnostics if each.file not in broken)
    severities: tuple[Severity, ...] = ("error", "warning")
    for severity in severities:
        if count := counts[severity]:
            files = len({each.file for each in diagnostics if each.severity == severity} - broken)
            noun = severity if count == 1 else f"{severity}s"
            where = "one file" if files == 1 else f"{files} files"
            yield Attention(severity, f"{count} {noun} in the plan", f"in {where}: see the problems")


def _goals(snapshot: Snapshot, today: date) -> Iterator[Attention]:
    starts = snapshot.community.fiscal_year_starts
    for entry in snapshot.of(Goal):
        goal = entry.record
        if goal.status not in {"planned", "active"}:
            continue
        left = (goal.quarter.end(starts) - today).days
        if left <= 0:
            yield Attention("warning", goal.title, f"{goal.quarter} is over, the goal still {goal.status}", entry)
        elif left <= SOON_DAYS and goal.status == "planned":
            days = "1 day" if left == 1 else f"{left} days"
            yield Attention("warning", goal.title, f"not begun, {days} left in {goal.quarter}", entry)
        elif left <= 92 and not goal.owners:
            yield Attention("info", goal.title, f"nobody owns it yet ({goal.quarter})", entry)


def _items(snapshot: Snapshot, today: date) -> Iterator[Attention]:
    starts = snapshot.community.fiscal_year_starts
    status = {entry.record.id: entry.record.status for entry in snapshot.of(Item)}
    for entry in snapshot.of(Item):
        item = entry.record
        if item.status in {"done", "dropped", "idea"}:
            continue
        if isinstance(item.when, Period) and item.when.end(starts) <= today:
            yield Attention("warning", item.title, f"was planned for {item.when}, still {item.status}", entry)
        waiting = [each for each in item.depends_on if status.get(each) not in {"done", None}]
        if item.status == "active" and waiting:
            yield Attention("info", item.title, f"active, but waits for {', '.join(waiting)}", entry)


def _unthanked(snapshot: Snapshot, today: date) -> Iterator[Attention]:
    last: dict[str, date] = {}
    for recognition in snapshot.records(Recognition):
        if recognition.date is not None and recognition.date <= today:
            last[recognition.person] = max(recognition.date, last.get(recognition.person, date.min))
    holders = {each.person for each in snapshot.records(Standing) if each.status == "active" and each.held_on(today)}
    for entry in snapshot.of(Person):
        person = entry.record
        if person.kind != "human" or person.id not in holders:
            continue
        thanked = last.get(person.id)
        if thanked is None:
            yield Attention("info", person.name, "holds a rung, and was never thanked", entry)
        elif today - thanked > timedelta(days=THANKS_AFTER_DAYS):
            yield Attention("info", person.name, f"last thanked {(today - thanked).days} days ago", entry)
