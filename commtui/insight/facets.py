"""Facets of many things: what values they have, how many have each, and those that have some of them at once."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
Chosen = Mapping[str, str]


@dataclass(frozen=True)
class Facet(Generic[T]):
    """One way to tell things apart: `values` gives those of a thing, none or several."""

    id: str
    title: str
    values: Callable[[T], Iterable[str]]


class Facets(Generic[T]):
    """The facets of a sequence; what is asked of one is worked out when it is first asked, and kept."""

    def __init__(self, items: Sequence[T], facets: Iterable[Facet[T]]) -> None:
        self.items = items
        self.facets = {each.id: each for each in facets}
        # Arrays: the things can be very many.
        self._places: dict[str, dict[str, array[int]]] = {}
        self._narrowed: dict[Hashable, Sequence[int]] = {}

    def places(self, facet: str) -> Mapping[str, Sequence[int]]:
        """For each value of a facet the numbers of the things that have it, rising."""
        if facet not in self._places:
            found: dict[str, array[int]] = {}
            values = self.facets[facet].values
            for number, item in enumerate(self.items):
                for value in values(item):
                    numbers = found.get(value)
                    if numbers is None:
                        found[value] = array("L", (number,))
                    # A thing may name a value twice.
                    elif numbers[-1] != number:
                        numbers.append(number)
            self._places[facet] = found
        return self._places[facet]

    def narrowed(self, chosen: Chosen) -> Sequence[int]:
        """The numbers of the things that have all the chosen values (facet to value), rising."""
        if not chosen:
            return range(len(self.items))
        key = frozenset(chosen.items())
        if key not in self._narrowed:
            every = sorted((self.places(facet).get(value, ()) for facet, value in chosen.items()), key=len)
            kept: Sequence[int] = every[0]
            for each in every[1:]:
                these = frozenset(each)
                kept = [number for number in kept if number in these]
            self._narrowed[key] = kept
        return self._narrowed[key]

    def counts(self, facet: str, chosen: Chosen) -> Mapping[str, int]:
        """How many things would be left for each value of a facet, beside what is chosen of the others."""
        others = {name: value for name, value in chosen.items() if name != facet}
        if not others:
            return {value: len(numbers) for value, numbers in self.places(facet).items()}
        values = self.facets[facet].values
        found: Counter[str] = Counter()
        for number in self.narrowed(others):
            found.update(dict.fromkeys(values(self.items[number]), 1))
        return found
