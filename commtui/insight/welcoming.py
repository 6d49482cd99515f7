"""Whom and what a newcomer is shown: a person to ask, the first rung, where people talk."""

from __future__ import annotations

import re

from commtui.checks.reach import effective_after
from commtui.model.ladder import Ladder, Rung
from commtui.model.person import Person
from commtui.model.standing import Standing
from commtui.store.snapshot import Snapshot

# Who says so is the one to ask, before others who are a contact for something.
_for_newcomers = re.compile(r"newcomer|new contributor|welcom|onboarding|first|anything|getting started", re.IGNORECASE)


def account_of(snapshot: Snapshot, login: str) -> Person | None:
    """The person of the plan with this login on GitHub, in any case."""
    wanted = login.casefold()
    return next((each for each in snapshot.records(Person) if (each.github or "").casefold() == wanted), None)


def is_on_a_rung(snapshot: Snapshot, person: str) -> bool:
    """Whether the person stands, or stood, on a rung of any ladder: nobody who did is a newcomer."""
    return any(each.person == person for each in snapshot.records(Standing))


def contact(snapshot: Snapshot, region: str | None) -> Person | None:
    """A listed person to ask: who is there for newcomers before others, and of those one from the region, if any."""
    if snapshot.broken or snapshot.rejected:
        # Whoever cannot be read may have asked not to be named.
        return None
    people = [each for each in snapshot.records(Person) if each.listed and each.kind == "human" and each.contact_for]

    def rank(person: Person) -> tuple[bool, bool]:
        is_near = region is not None and (person.region or "").casefold() == region.casefold()
        return not any(map(_for_newcomers.search, person.contact_for)), not is_near

    return min(people, key=rank, default=None)


def first_rung(snapshot: Snapshot) -> Rung | None:
    """Where the first ladder begins."""
    rungs = ((rung, before) for ladder in snapshot.records(Ladder) for rung, before in _way(ladder))
    return next((rung for rung, before in rungs if not before), None)


def rung_after(snapshot: Snapshot, rung: Rung) -> Rung | None:
    """The rung of the way up that follows on this one."""
    ladders = (each for each in snapshot.records(Ladder) if rung in each.rung)
    ways = (step for ladder in ladders for step in _way(ladder))
    return next((each for each, before in ways if rung.id in before), None)


def _way(ladder: Ladder) -> list[tuple[Rung, tuple[str, ...]]]:
    after = effective_after(ladder)
    return [(each, after[each.id]) for each in ladder.rung if each.line == "main"]
