"""From when to when a period goes: from one midnight to another by the community's clock, told in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from commtui.model.community import Community
from commtui.model.when import Period


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to `end`, and the starts of the two periods before; naive, and UTC."""

    start: datetime
    end: datetime
    previous_start: datetime
    earlier_start: datetime


def clock(community: Community) -> tzinfo:
    """The community's time zone; UTC where it names none, or none that is known."""
    try:
        return ZoneInfo(community.timezone or "UTC")
    except (OSError, ValueError, KeyError):
        return UTC


def span_of(period: Period, community: Community) -> Span:
    """From when to when the period goes."""
    zone, starts = clock(community), community.fiscal_year_starts
    first = [midnight(period.shift(steps).first_day(starts), zone) for steps in (0, -1, -2)]
    return Span(first[0], midnight(period.end(starts), zone), first[1], first[2])


def midnight(day: date, zone: tzinfo) -> datetime:
    """When the day begins by that clock, as a naive time in UTC."""
    there = datetime.combine(day, time.min)
    if not 1 < day.year < 9999:
        # No clock reaches beyond the calendar.
        return there
    return there.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)


def day_of(moment: datetime, zone: tzinfo) -> date:
    """The day on which a naive time in UTC lies by that clock."""
    if not 1 < moment.year < 9999:
        return moment.date()
    return moment.replace(tzinfo=UTC).astimezone(zone).date()


def naive(moment: datetime) -> datetime:
    """A moment as the facts hold it: naive, and UTC."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
