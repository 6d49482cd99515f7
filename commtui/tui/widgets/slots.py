"""Where the rows of a grouped list stand among its headings, worked out from the groups, however many rows it has."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple


class Runs(NamedTuple):
    """The groups of a list: their names, and the number of the first item of each."""

    names: Sequence[str] = ()
    starts: Sequence[int] = ()

    @classmethod
    def of(cls, items: Sequence[Any], group: Callable[[Any], str]) -> Runs:
        """The groups of these items; those of a group stand together, so that few of many need to be asked."""
        names: list[str] = []
        starts: list[int] = []
        at = 0
        while at < len(items):
            name = group(items[at])
            names.append(name)
            starts.append(at)
            at = _end(items, group, at, name)
        return cls(names, starts)


def _end(items: Sequence[Any], group: Callable[[Any], str], start: int, name: str) -> int:
    """The number of the first item after the group that begins at `start`."""
    inside, step = start, 1
    while inside + step < len(items) and group(items[inside + step]) == name:
        inside += step
        step *= 2
    outside = min(inside + step, len(items))
    while outside - inside > 1:
        middle = (inside + outside) // 2
        if group(items[middle]) == name:
            inside = middle
        else:
            outside = middle
    return outside


class Heading(NamedTuple):
    """The heading in this slot: its name, and the numbers of the rows below it."""

    slot: int
    name: str
    rows: range


class Slots:
    """The rows that are shown, a heading above each group, and with `spaced` headings a blank slot above each of those.

    A slot holds a row, a heading or nothing.
    """

    def __init__(self, shown: Sequence[int], runs: Runs, *, spaced: bool) -> None:
        self.headings: list[Heading] = []
        self._rows = len(shown)
        bounds = [*(bisect_left(shown, start) for start in runs.starts), len(shown)]
        for name, first, stop in zip(runs.names, bounds, bounds[1:], strict=False):
            if first < stop:
                before = len(self.headings)
                self.headings.append(Heading(first + before * (2 if spaced else 1), name, range(first, stop)))

    def __len__(self) -> int:
        return self.of(self._rows - 1) + 1 if self._rows else 0

    def of(self, row: int) -> int:
        """The slot of a row."""
        above = bisect_right(self.headings, row, key=lambda each: each.rows.start) - 1
        if above < 0:
            return row
        heading = self.headings[above]
        return heading.slot + 1 + row - heading.rows.start

    def at(self, slot: int) -> int | Heading | None:
        """What is in a slot: the number of a row, a heading, or nothing."""
        above = bisect_right(self.headings, slot, key=lambda each: each.slot) - 1
        if above < 0:
            return slot if slot < self._rows and not self.headings else None
        heading = self.headings[above]
        if heading.slot == slot:
            return heading
        row = heading.rows.start + slot - heading.slot - 1
        return row if row in heading.rows else None
