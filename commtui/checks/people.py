"""What people held, and for whom they worked."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cached_property

from commtui.model.person import Person
from commtui.model.standing import Standing
from commtui.store.snapshot import Snapshot

# Beyond this a person's affiliations are not data but an attack, and nothing is said of them.
MOST_AFFILIATIONS = 200

Spans = tuple[list[date], list[date]]


class People:
    """People by day; remembers what it worked out, so that hostile data costs little."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._spans: dict[tuple[str, str, frozenset[str]], Spans] = {}
        self._organizations: dict[tuple[str, date], tuple[str, ...]] = {}

    def held(self, person: str, ladder: str, rungs: frozenset[str], day: date) -> bool:
        """Whether the person held one of these rungs of the ladder on that day, or may have: an end may be unknown."""
        key = person, ladder, rungs
        if key not in self._spans:
            self._spans[key] = self._merged(person, ladder, rungs)
        begins, ends = self._spans[key]
        before = bisect_right(begins, day)
        return before > 0 and day <= ends[before - 1]

    def organizations(self, person: str, day: date) -> tuple[str, ...]:
        """The organizations that the person belonged to on that day, in alphabetical order."""
        key = person, day
        if key not in self._organizations:
            found = self._snapshot.find(Person, person)
            known = found is not None and len(found.record.affiliation) <= MOST_AFFILIATIONS
            self._organizations[key] = tuple(sorted(found.record.organizations(day))) if found and known else ()
        return self._organizations[key]

    def _merged(self, person: str, ladder: str, rungs: frozenset[str]) -> Spans:
        begins: list[date] = []
        ends: list[date] = []
        for rung, since, until in self._standings.get((person, ladder), ()):
            if rung not in rungs:
                continue
            if ends and since <= ends[-1]:
                ends[-1] = max(ends[-1], until)
            else:
                begins.append(since)
                ends.append(until)
        return begins, ends

    @cached_property
    def _standings(self) -> dict[tuple[str, str], list[tuple[str, date, date]]]:
        """Rung, first and last day of each person on each ladder, by first day."""
        found: dict[tuple[str, str], list[tuple[str, date, date]]] = {}
        for each in self._snapshot.records(Standing):
            span = each.rung, each.since or date.min, each.until or date.max
            found.setdefault((each.person, each.ladder), []).append(span)
        for spans in found.values():
            spans.sort(key=lambda span: span[1])
        return found
