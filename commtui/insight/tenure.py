"""How long: whole months between days, and on a rung."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from commtui.model.standing import Standing


class Tenure(NamedTuple):
    """Whole months that are on record; `open_ended` where a day is missing, and it may have been longer."""

    months: int
    open_ended: bool = False


def whole_months(since: date, until: date) -> int:
    """The whole months from one day to another; none where it lies before."""
    months = (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)
    return max(months, 0)


def months_before(day: date, months: int) -> date:
    """The day so many months earlier; the last of its month where that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < date.min.year:
        return date.min
    first = date(year, month + 1, 1)
    return first + timedelta(days=min(day.day, _days_in(first)) - 1)


def _days_in(first: date) -> int:
    return (date(first.year + first.month // 12, first.month % 12 + 1, 1) - first).days if first.year < 9999 else 28


def on_rung(standings: Iterable[Standing], today: date) -> Tenure:
    """How long these standings lasted together; what overlaps or goes on without a gap counts once."""
    spans: list[tuple[date, date]] = []
    open_ended = False
    for each in standings:
        end = _end(each, today)
        if each.since is None or end is None:
            open_ended = True
        elif each.since <= end:
            spans.append((each.since, end))
    months = 0
    begin: date | None = None
    last = date.min
    for since, end in sorted(spans):
        if begin is not None and since <= last:
            last = max(last, end)
            continue
        months += whole_months(begin, last) if begin else 0
        begin, last = since, end
    return Tenure(months + (whole_months(begin, last) if begin else 0), open_ended)


def _end(standing: Standing, today: date) -> date | None:
    """The first day after it, or today while it lasts; None where it ended, and nobody wrote when."""
    if standing.until is not None and standing.until < today:
        return standing.until + timedelta(days=1)
    return None if standing.until is None and standing.status in {"emeritus", "removed"} else today
