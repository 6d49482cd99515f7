"""How many go on from one rung to the next: conversion between the rungs of a ladder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from commtui.checks.reach import effective_after
from commtui.model.ladder import Ladder
from commtui.model.standing import Standing
from commtui.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Climb:
    """Of those who ever stood on a rung, or above it, how many stood on the next one; titles, and the ids of both."""

    ladder: str
    before: str
    after: str
    before_title: str
    after_title: str
    reached: int
    went_on: int

    @property
    def share(self) -> float | None:
        """The share that went on; None where nobody was there."""
        return self.went_on / self.reached if self.reached else None


def climbs(snapshot: Snapshot, until: date) -> tuple[Climb, ...]:
    """For each step of the main line of each ladder, counted up to a day (not with it); the plan says who stood where.

    Who stands on a rung is taken to have stood on those below it, for plans seldom say so of early times.
    """
    stood: dict[tuple[str, str], set[str]] = {}
    for each in snapshot.records(Standing):
        if each.since is None or each.since < until:
            stood.setdefault((each.ladder, each.rung), set()).add(each.person)
    return tuple(climb for ladder in snapshot.records(Ladder) for climb in _of(ladder, stood))


def _of(ladder: Ladder, stood: dict[tuple[str, str], set[str]]) -> list[Climb]:
    main = [each for each in ladder.rung if each.line == "main"]
    titles = {each.id: each.title for each in main}
    # A role beside the way up is no step of it.
    after = {rung: before for rung, before in effective_after(ladder).items() if rung in titles}
    found: list[Climb] = []
    for rung in main:
        for before in after[rung.id]:
            if before in titles:
                reached, went_on = (_reached(ladder.id, each, after, stood) for each in (before, rung.id))
                count = len(reached | went_on), len(went_on)
                found.append(Climb(ladder.id, before, rung.id, titles[before], rung.title, *count))
    return found


def _reached(
    ladder: str, rung: str, after: dict[str, tuple[str, ...]], stood: dict[tuple[str, str], set[str]]
) -> set[str]:
    """Who stood on a rung or on any above it; a ladder that goes round in circles is gone round once."""
    above, waiting = {rung}, [rung]
    while waiting:
        below = waiting.pop()
        higher = [each for each, before in after.items() if below in before and each not in above]
        above.update(higher)
        waiting += higher
    return set().union(*(stood.get((ladder, each), set()) for each in above))
