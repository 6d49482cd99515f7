"""The recognition log as a whole: when people were thanked, and who gives and was not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from commtui.insight.tenure import months_before
from commtui.model.goal import Goal
from commtui.model.person import Person
from commtui.model.recognition import Recognition
from commtui.model.standing import Standing
from commtui.model.when import Period
from commtui.store.snapshot import Entry, Snapshot

WEEKS = 52
# So long may someone who gives go without thanks.
THANKS_AFTER_MONTHS = 3
# Goals of the last year count as given.
GOALS_WITHIN_MONTHS = 12


def weeks_of(year: int, days: Iterable[date]) -> tuple[int, ...]:
    """How many of these days lie in each of the 52 weeks of a year, counted from 1 January; the last is longer."""
    counts = [0] * WEEKS
    for day in days:
        if day.year == year:
            counts[week_of(day)] += 1
    return tuple(counts)


def week_of(day: date) -> int:
    """The week of its year in which a day lies, from 0."""
    return min((day.timetuple().tm_yday - 1) // 7, WEEKS - 1)


class Unthanked(NamedTuple):
    """Someone who gives, and when they were last thanked; None for never."""

    entry: Entry[Person]
    last: date | None
    standings: tuple[Standing, ...]
    goals: tuple[Entry[Goal], ...]


def last_thanks(snapshot: Snapshot, today: date) -> dict[str, date]:
    """When each person was thanked last; what lies ahead does not count."""
    found: dict[str, date] = {}
    for each in snapshot.records(Recognition):
        if each.date is not None and each.date <= today:
            found[each.person] = max(each.date, found.get(each.person, date.min))
    return found


def unthanked(
    snapshot: Snapshot, last_thanks: Mapping[str, date], today: date, months: int = THANKS_AFTER_MONTHS
) -> tuple[Unthanked, ...]:
    """Who holds a rung or owns a goal, and was not thanked for so many months: never first, then the longest ago.

    `last_thanks` is when each person was thanked last. Who is on leave gives nothing for a while.
    """
    limit = months_before(today, months)
    standings: dict[str, list[Standing]] = {}
    for standing in snapshot.records(Standing):
        if standing.status == "active" and standing.held_on(today):
            standings.setdefault(standing.person, []).append(standing)
    goals = _goals(snapshot, today)
    found = []
    for entry in snapshot.of(Person):
        person = entry.record
        held, owned = tuple(standings.get(person.id, ())), tuple(goals.get(person.id, ()))
        last = last_thanks.get(person.id)
        if person.kind == "human" and (held or owned) and (last is None or last < limit):
            found.append(Unthanked(entry, last, held, owned))
    return tuple(sorted(found, key=lambda each: (each.last or date.min, each.entry.record.name.casefold())))


def _goals(snapshot: Snapshot, today: date) -> dict[str, list[Entry[Goal]]]:
    starts = snapshot.community.fiscal_year_starts
    since = months_before(today, GOALS_WITHIN_MONTHS)
    found: dict[str, list[Entry[Goal]]] = {}
    for entry in snapshot.of(Goal):
        goal = entry.record
        if goal.status == "dropped" or not _begun_since(goal.quarter, since, today, starts):
            continue
        for owner in dict.fromkeys((*goal.owners, *(each for result in goal.key_result for each in result.owners))):
            found.setdefault(owner, []).append(entry)
    return found


def _begun_since(period: Period, since: date, today: date, starts: int) -> bool:
    return period.first_day(starts) <= today and period.end(starts) > since
