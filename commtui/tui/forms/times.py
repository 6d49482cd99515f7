"""Days and periods as people type them: `tomorrow`, `+2w`, `next friday`, `3 mar`; `this quarter`, `+1q`, `q3`.

Pure: what counts as today is given, and so is the month in which the community's years begin.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from commtui.model.when import Half, Month, Period, Quarter, Year

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
SHORT_MONTHS = tuple(each[:3].capitalize() for each in _MONTHS)
SHORT_WEEKDAYS = tuple(each[:3].capitalize() for each in _WEEKDAYS)

_NAMED_DAYS = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}
_UNITS = {"d": "d", "day": "d", "w": "w", "week": "w", "m": "m", "month": "m", "q": "q", "quarter": "q"}
_UNITS |= {"h": "h", "half": "h", "y": "y", "year": "y"}
_DIRECTIONS = {"this": 0, "current": 0, "next": 1, "last": -1, "previous": -1}
_PERIODS: dict[str, type[Period]] = {"q": Quarter, "h": Half, "m": Month, "y": Year}
_MONTHS_OF = {"m": 1, "q": 3, "h": 6, "y": 12}

_iso = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_shift = re.compile(r"(?:(?P<sign>[+-])|(?P<in>in )) ?(?P<count>[0-9]{1,4}) ?(?P<unit>[a-z]+)", re.ASCII)
_ago = re.compile(r"(?P<count>[0-9]{1,4}) ?(?P<unit>[a-z]+) ago", re.ASCII)
_day_month = re.compile(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\.? (?P<month>[a-z]{3,})\.?,?(?: (?P<year>[0-9]{4}))?")
_month_day = re.compile(r"(?P<month>[a-z]{3,})\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,?(?: (?P<year>[0-9]{4}))?")
_number_of_year = re.compile(r"(?:(?P<year>[0-9]{4})[ -]?)?(?P<unit>[qh])(?P<number>[1-4])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What counts as today, and the month (1-12) in which the years of the quarters begin."""

    today: date
    fiscal_year_starts: int = 1


def day_of(text: str, today: date) -> date | None:
    """The day that was typed, or None. `friday` is the first after today, `next friday` that of the next week.

    A day without a year is one of this year.
    """
    words = _words(text)
    try:
        if _iso.fullmatch(words):
            return date.fromisoformat(words)
        if words in _NAMED_DAYS:
            return today + timedelta(_NAMED_DAYS[words])
        return _shifted_day(words, today) or _weekday(words, today) or _day_of_month(words, today)
    except (ValueError, OverflowError):
        return None


def period_of(text: str, calendar: Calendar, kinds: Sequence[type[Period]]) -> str | None:
    """The period of one of these kinds that was typed, as TOML holds it, or None; `now` and `next` are of the first."""
    words = _words(text)
    if words in _DIRECTIONS or words == "now":
        return _nearby(kinds[0], _DIRECTIONS.get(words, 0), calendar)
    if shifted := _shift_of(words):
        return _of_unit(*shifted, calendar, kinds)
    direction, _, unit = words.partition(" ")
    if direction in _DIRECTIONS and unit in _UNITS:
        return _of_unit(_DIRECTIONS[direction], _UNITS[unit], calendar, kinds)
    found = _number_of_year.fullmatch(words)
    return _numbered(found, calendar, kinds) if found else None


def day_in_words(day: date) -> str:
    """`Mon 3 Jun 2013`."""
    return f"{SHORT_WEEKDAYS[day.weekday()]} {day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def _shift_of(words: str) -> tuple[int, str] | None:
    """How many units, and which: `+2w`, `in 2 weeks`, `2 weeks ago`."""
    found, back = _shift.fullmatch(words), False
    if found is not None:
        back = found["sign"] == "-"
    else:
        found, back = _ago.fullmatch(words), True
    unit = _unit(found["unit"]) if found is not None else None
    if found is None or unit is None:
        return None
    return int(found["count"]) * (-1 if back else 1), unit


def _unit(word: str) -> str | None:
    return _UNITS.get(word) or _UNITS.get(word.removesuffix("s"))


def _shifted_day(words: str, today: date) -> date | None:
    shifted = _shift_of(words)
    if shifted is None:
        direction, _, unit = words.partition(" ")
        if direction not in {"next", "last", "previous"} or unit not in _UNITS or len(unit) == 1:
            return None
        shifted = _DIRECTIONS[direction], _UNITS[unit]
    count, unit = shifted
    if unit in _MONTHS_OF:
        return _months_later(today, count * _MONTHS_OF[unit])
    return today + timedelta(count * (7 if unit == "w" else 1))


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _weekday(words: str, today: date) -> date | None:
    direction, _, name = words.rpartition(" ")
    number = _index(name, _WEEKDAYS)
    if number is None or (direction and direction not in _DIRECTIONS):
        return None
    ahead = (number - today.weekday()) % 7
    match _DIRECTIONS.get(direction):
        case None:
            return today + timedelta(ahead or 7)
        case 0:
            return today + timedelta(number - today.weekday())
        case 1:
            return today + timedelta(number - today.weekday() + 7)
        case _:
            return today + timedelta(ahead - 7)


def _day_of_month(words: str, today: date) -> date | None:
    found = _day_month.fullmatch(words) or _month_day.fullmatch(words)
    month = _index(found["month"], _MONTHS) if found is not None else None
    if found is None or month is None:
        return None
    return date(int(found["year"] or today.year), month + 1, int(found["day"]))


def _index(word: str, names: Sequence[str]) -> int | None:
    """Which of the names begins like this; three letters are enough."""
    if len(word) < 3:
        return None
    return next((number for number, name in enumerate(names) if name.startswith(word)), None)


def _of_unit(count: int, unit: str, calendar: Calendar, kinds: Sequence[type[Period]]) -> str | None:
    kind = _PERIODS.get(unit)
    return _nearby(kind, count, calendar) if kind in kinds and kind is not None else None


def _nearby(kind: type[Period], steps: int, calendar: Calendar) -> str | None:
    return _text(kind.containing(calendar.today, calendar.fiscal_year_starts).shift(steps))


def _numbered(found: re.Match[str], calendar: Calendar, kinds: Sequence[type[Period]]) -> str | None:
    """`q3` of this fiscal year, `2013 q3`."""
    kind, number = _PERIODS[found["unit"]], int(found["number"])
    if kind not in kinds or number * kind.months > 12:
        return None
    year = int(found["year"]) if found["year"] else kind.containing(calendar.today, calendar.fiscal_year_starts).year
    return _text(kind(year, number))


def _text(period: Period) -> str | None:
    return str(period) if 0 < period.year <= date.max.year else None
