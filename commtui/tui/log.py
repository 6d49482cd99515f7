"""The recognition log of one state: its facets, its years, and who is missing in it; worked out when it is asked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from time import sleep
from typing import Any, TypeVar

from commtui.insight.facets import Chosen, Facet, Facets
from commtui.insight.thanks import Unthanked, last_thanks, unthanked, weeks_of
from commtui.model.recognition import Recognition
from commtui.model.when import Month, Quarter, Year, parse_period
from commtui.store.snapshot import Entry
from commtui.tui.filter import searched
from commtui.tui.state import State

PERSON, KIND, PERIOD = "person", "kind", "period"
UNDATED = "undated"
MONTHS = "January February March April May June July August September October November December".split()
# A log of so many recognitions is worked out at once, a longer one in a worker.
SHORT = 4_000
# After so many recognitions, which take about a millisecond, the worker lets the screen go first.
POLITE = 200
V = TypeVar("V")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def kind_in_words(state: State, kind: str) -> str:
    """A kind of contribution: the community's own by its title, the usual ones by their words."""
    title = state.kind_titles.get(kind)
    return title if title is not None else _HUMP.sub(" ", kind).lower()


def kinds_in_words(state: State, recognition: Recognition) -> str:
    """The kinds of contribution of a recognition."""
    return ", ".join(kind_in_words(state, each) for each in recognition.kinds)


@dataclass(frozen=True, slots=True)
class YearOfThanks:
    """How many recognitions fall in each week and each month of a year, and how many people got them."""

    weeks: tuple[int, ...]
    months: tuple[int, ...]
    people: int

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.weeks)


class Log:
    """What is known of the log as a whole; its recognitions are those of the state, the latest first.

    A long log is made ready in a worker; what is asked before that is worked out at once.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self.ready = len(state.recognitions) <= SHORT
        self._periods: dict[tuple[int, int], tuple[str, ...]] = {}
        self._kinds: dict[tuple[str, ...], str] = {}
        self._names: dict[str, str] = {}
        self._views: dict[tuple[Hashable, ...], Any] = {}

    def prepare(self) -> None:
        """Work out what takes long; in a worker."""
        _ = self.texts
        for facet in self.facets.facets:
            self.facets.places(facet)
            self.ranked(facet, {})
            sleep(0)
        for year in {each.record.date.year for each in self.state.recognitions if each.record.date is not None}:
            self.year(year, {})
            sleep(0)
        _ = self.unthanked
        self.ready = True

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

    def words_of(self, facet: str, value: str) -> str:
        """A value of a facet in words."""
        match facet:
            case "kind":
                return kind_in_words(self.state, value)
            case "person":
                return self.state.name_of(value)
            case _:
                return value

    @cached_property
    def texts(self) -> Sequence[str]:
        """What a filter looks through, for each recognition."""
        found: list[str] = []
        for number, entry in enumerate(self.state.recognitions):
            found.append(searched(self.text(entry.record)))
            if number % POLITE == 0:
                # Keys come first.
                sleep(0)
        return found

    def text(self, thanks: Recognition) -> str:
        """What a filter looks through."""
        kinds = self._kinds.get(thanks.kinds)
        if kinds is None:
            kinds = self._kinds[thanks.kinds] = kinds_in_words(self.state, thanks)
        name, day = self._name_of(thanks.person), thanks.date or UNDATED
        return f"{name} {kinds} {day} {thanks.reason or ''} {thanks.award or ''}"

    def _name_of(self, person: str) -> str:
        """A person's name; looked up once for all that is said of them."""
        name = self._names.get(person)
        if name is None:
            name = self._names[person] = self.state.name_of(person)
        return name

    def _once(self, make: Callable[[], V], *key: Hashable) -> V:
        if key not in self._views:
            self._views[key] = make()
        found: V = self._views[key]
        return found

    def ranked(self, facet: str, chosen: Chosen) -> Sequence[tuple[str, int]]:
        """The values of a facet beside what is chosen of the others with their counts, the most frequent first."""
        return self._once(lambda: self._ranked(facet, chosen), "ranked", facet, frozenset(chosen.items()))

    def _ranked(self, facet: str, chosen: Chosen) -> Sequence[tuple[str, int]]:
        counts = self.facets.counts(facet, chosen)
        return sorted(counts.items(), key=lambda each: (-each[1], self.words_of(facet, each[0]).casefold()))

    def year(self, year: int, chosen: Chosen) -> YearOfThanks:
        """A calendar year of the chosen recognitions."""
        return self._once(lambda: self._year(year, chosen), "year", year, frozenset(chosen.items()))

    def _year(self, year: int, chosen: Chosen) -> YearOfThanks:
        records = [each.record for each in self._of_year(year, chosen)]
        days = [each.date for each in records if each.date is not None]
        months = Counter(day.month for day in days)
        people = len({each.person for each in records})
        return YearOfThanks(weeks_of(year, days), tuple(months[month] for month in range(1, 13)), people)

    def _of_year(self, year: int, chosen: Chosen) -> Sequence[Entry[Recognition]]:
        entries, numbers = self.state.recognitions, self.facets.narrowed(chosen)
        # The latest come first, the undated last.
        first, stop = (
            bisect_left(numbers, -day, key=lambda number: -(entries[number].record.date or date.min).year)
            for day in (year, year - 1)
        )
        return [each for number in numbers[first:stop] if (each := entries[number]).record.date is not None]

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
        snapshot, today = self.state.snapshot, self.state.today
        return unthanked(snapshot, last_thanks(snapshot, today), today)
