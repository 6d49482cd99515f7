"""Which rungs of a ladder can be reached from nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from commtui.model.ladder import Ladder, Requirement, Rung

Path = tuple[str | int, ...]


class Obstacle(NamedTuple):
    """Why a rung cannot be reached: the rung that is missing, and where that is said."""

    rung: str
    missing: str
    path: Path
    is_requirement: bool

    @property
    def is_explicit(self) -> bool:
        """Whether an `after` says so, and not the default of it."""
        return self.path[-1] == "after"


class _Condition(NamedTuple):
    """Rungs of which one must be reached first, and where that is said."""

    any_of: tuple[str, ...]
    path: Path
    is_requirement: bool = False


def obstacles(ladder: Ladder) -> list[Obstacle]:
    """An obstacle for each rung that cannot be reached, in the order of the ladder.

    A rung is reached after one of the rungs before it, with all that it asks for; of a group, one is enough. Rungs that
    the ladder does not have stand in nobody's way.
    """
    conditions = _conditions(ladder)
    reached = _reached(conditions)
    found: list[Obstacle] = []
    for rung, needed in conditions.items():
        if rung not in reached:
            unmet = next(each for each in needed if not reached.intersection(each.any_of))
            found.append(Obstacle(rung, unmet.any_of[0], unmet.path, unmet.is_requirement))
    return found


def after_edges(ladder: Ladder) -> dict[str, tuple[str, ...]]:
    """For each rung the rungs that it says it comes after; of two rungs with one id, the first."""
    edges: dict[str, tuple[str, ...]] = {}
    for rung in ladder.rung:
        edges.setdefault(rung.id, rung.after)
    return edges


def effective_after(ladder: Ladder) -> dict[str, tuple[str, ...]]:
    """For each rung the rungs that it comes after: those of its `after`, or else the main rung before it."""
    found = _conditions(ladder)
    return {rung: next((each.any_of for each in every if not each.is_requirement), ()) for rung, every in found.items()}


def _reached(conditions: dict[str, list[_Condition]]) -> set[str]:
    open_ = {rung: len(needed) for rung, needed in conditions.items()}
    waiting: dict[str, list[tuple[str, int]]] = {}
    for rung, needed in conditions.items():
        for number, condition in enumerate(needed):
            for name in condition.any_of:
                waiting.setdefault(name, []).append((rung, number))
    ready = [rung for rung, count in open_.items() if not count]
    met: set[tuple[str, int]] = set()
    reached: set[str] = set()
    while ready:
        name = ready.pop()
        reached.add(name)
        for rung, number in waiting.get(name, ()):
            if (rung, number) not in met:
                met.add((rung, number))
                open_[rung] -= 1
                if not open_[rung]:
                    ready.append(rung)
    return reached


def _conditions(ladder: Ladder) -> dict[str, list[_Condition]]:
    names = {rung.id for rung in ladder.rung}
    found: dict[str, list[_Condition]] = {}
    main_before: str | None = None
    for index, rung in enumerate(ladder.rung):
        every = [*_before(rung, index, main_before), *_required(rung, index)]
        found.setdefault(rung.id, [each for each in every if names.issuperset(each.any_of)])
        if rung.line == "main":
            main_before = rung.id
    return found


def _before(rung: Rung, index: int, main_before: str | None) -> Iterator[_Condition]:
    if rung.after:
        yield _Condition(rung.after, ("rung", index, "after"))
    elif "after" not in rung.model_fields_set and main_before is not None:
        yield _Condition((main_before,), ("rung", index, "id"))


def _required(rung: Rung, index: int) -> Iterator[_Condition]:
    groups: dict[str, list[tuple[int, Requirement]]] = {}
    for number, each in enumerate(rung.requirement):
        # A requirement that is in no group is a group of its own; no name of a group has a control character.
        groups.setdefault(each.any_of or f"\0{number}", []).append((number, each))
    for group in groups.values():
        rungs = tuple(each.rung for _, each in group if each.rung is not None)
        if len(rungs) == len(group):
            yield _Condition(rungs, ("rung", index, "requirement", group[0][0], "rung"), is_requirement=True)
