"""The recognition log of one state: its facets, its years, and who is missing in it; worked out when it is asked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from commtui.insight.facets import Chosen, Facet, Facets
from commtui.insight.thanks import Unthanked, unthanked, weeks_of
from commtui.model.recognition import Recognition
from commtui.model.when import Month, Quarter, Year, parse_period
from commtui.store.snapshot import Entry
from commtui.tui.filter import searched
from commtui.tui.state import State

PERSON, KIND, PERIOD = "person", "kind", "period"
UNDATED = "undated"
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def kind_in_words(state: State, kind: str) -> str:
    """A kind of contribution: the community's own by its title, the usual ones by their words."""
    title = state.kind_titles.get(kind)
    return title if title is not None else _HUMP.sub(" ", kind).lower()


def kinds_in_words(state: State, recognition: Recognition) -> str:
    """The kinds of contribution of a recognition."""
    return ", ".join(kind_in_words(state, each) for each in recognition.kinds)


class Log:
    """What is known of the log as a whole; its recognitions are those of the state, the latest first."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._periods: dict[tuple[int, int], tuple[str, ...]] = {}
        self._years: dict[tuple[int, frozenset[tuple[str, str]]], tuple[int, ...]] = {}

    @cached_property
    def facets(self) -> Facets[Entry[Recognition]]:
        """Kind, period and person."""
        return Facets(
            self.state.recognitions,
            [
                Facet(KIND, "Kind", lambda each: each.record.kinds),
                Facet(PERIOD, "Period", lambda each: self.periods(each.record.date)),
                Facet(PERSON, "Person", lambda each: (each.record.person,)),
            ],
        )

    def periods(self, day: date | None) -> tuple[str, ...]:
        """The year, the quarter and the month of a day."""
        if day is None:
            return (UNDATED,)
        key = day.year, day.month
        if key not in self._periods:
            starts = self.state.fiscal_year_starts
            found = (Year.containing(day, starts), Quarter.containing(day, starts), Month.containing(day))
            self._periods[key] = tuple(map(str, found))
        return self._periods[key]

    def latest_first(self, periods: Iterable[str]) -> list[str]:
        """Periods as one looks for them: the latest first, a year before its quarters, those before their months."""

        def key(text: str) -> tuple[int, int]:
            period = parse_period(text)
            if period is None:
                return (0, 0)
            return (period.end(self.state.fiscal_year_starts).toordinal(), period.months)

        return sorted(periods, key=key, reverse=True)

    @cached_property
    def texts(self) -> Sequence[str]:
        """What a filter looks through, for each recognition."""
        state = self.state
        return [searched(self.text(state, each.record)) for each in state.recognitions]

    @staticmethod
    def text(state: State, thanks: Recognition) -> str:
        """What a filter looks through."""
        kinds = kinds_in_words(state, thanks)
        day, reason = thanks.date or UNDATED, thanks.reason or ""
        return f"{state.name_of(thanks.person)} {kinds} {day} {reason} {thanks.award or ''}"

    def weeks(self, year: int, chosen: Chosen) -> tuple[int, ...]:
        """How many of the chosen recognitions fall in each week of a year."""
        key = year, frozenset(chosen.items())
        if key not in self._years:
            self._years[key] = weeks_of(year, (each.record.date or date.min for each in self.of_year(year, chosen)))
        return self._years[key]

    def of_year(self, year: int, chosen: Chosen) -> Sequence[Entry[Recognition]]:
        """The chosen recognitions of a calendar year."""
        entries, numbers = self.state.recognitions, self.facets.narrowed(chosen)
        # The latest come first, the undated last.
        first, stop = (
            bisect_left(numbers, -day, key=lambda number: -(entries[number].record.date or date.min).year)
            for day in (year, year - 1)
        )
        return [entries[number] for number in numbers[first:stop]]

    @cached_property
    def last_thanks(self) -> dict[str, date]:
        """When each person was thanked last."""
        found: dict[str, date] = {}
        for entry in self.state.recognitions:
            day = entry.record.date
            if day is not None and day <= self.state.today:
                found.setdefault(entry.record.person, day)
        return found

    @cached_property
    def given_by(self) -> dict[str, list[Entry[Recognition]]]:
        """The thanks that each person gave, the latest first."""
        found: dict[str, list[Entry[Recognition]]] = {}
        for entry in self.state.recognitions:
            if entry.record.given_by is not None:
                found.setdefault(entry.record.given_by, []).append(entry)
        return found

    @cached_property
    def unthanked(self) -> tuple[Unthanked, ...]:
        """Who gives, and was not thanked for a while."""
        return unthanked(self.state.snapshot, self.last_thanks, self.state.today)
