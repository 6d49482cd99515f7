"""Which roadmap items wait for which: what stands before each, and behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from commtui.model.item import Item
from commtui.model.when import Horizon, Period
from commtui.store.snapshot import Entry

OVER = frozenset({"done", "dropped"})


@dataclass(frozen=True, eq=False)
class Waiting:
    """Items by id, and by the id of an item those that depend on it; ids that nothing has are left out of both."""

    items: Mapping[str, Entry[Item]]
    behind: Mapping[str, tuple[Entry[Item], ...]]

    @classmethod
    def of(cls, entries: Iterable[Entry[Item]]) -> Waiting:
        """The dependencies of a roadmap."""
        items: dict[str, Entry[Item]] = {}
        behind: dict[str, list[Entry[Item]]] = defaultdict(list)
        for entry in entries:
            items.setdefault(entry.record.id, entry)
            for each in dict.fromkeys(entry.record.depends_on):
                behind[each].append(entry)
        return cls(items, {id_: tuple(each) for id_, each in behind.items()})

    def before(self, item: Item) -> tuple[Entry[Item], ...]:
        """What it depends on."""
        return tuple(self.items[each] for each in dict.fromkeys(item.depends_on) if each in self.items)

    def open_before(self, item: Item) -> tuple[Entry[Item], ...]:
        """What it depends on and is not done; nothing where it is over itself.

        What was dropped will never be done: it still stands in the way until someone decides.
        """
        if item.status in OVER:
            return ()
        return tuple(each for each in self.before(item) if each.record.status != "done")

    def open_behind(self, item: Item) -> tuple[Entry[Item], ...]:
        """What waits for it: nothing once it is done."""
        if item.status == "done":
            return ()
        return tuple(each for each in self.behind.get(item.id, ()) if each.record.status not in OVER)

    def is_blocked(self, item: Item, today: date, starts: int = 1) -> bool:
        """Whether it should go on now, and cannot: it is active, or its time has come, and what it needs is not done.

        `starts` is the month in which the community's years begin.
        """
        return bool(self.open_before(item)) and (item.status == "active" or _has_come(item, today, starts))

    def chain(self, item: Item, *, forward: bool) -> tuple[tuple[int, Entry[Item]], ...]:
        """All that it needs, and what that needs (`forward`: all that needs it), with the number of steps, from 1.

        Each item once, where it is met first; what a step leads to follows it.
        """
        seen = {item.id}
        found: list[tuple[int, Entry[Item]]] = []
        left = [(1, each) for each in reversed(self._next(item, forward))]
        while left:
            steps, entry = left.pop()
            if entry.record.id in seen:
                continue
            seen.add(entry.record.id)
            found.append((steps, entry))
            left += [(steps + 1, each) for each in reversed(self._next(entry.record, forward))]
        return tuple(found)

    def _next(self, item: Item, forward: bool) -> tuple[Entry[Item], ...]:
        return self.behind.get(item.id, ()) if forward else self.before(item)


def _has_come(item: Item, today: date, starts: int) -> bool:
    if item.status == "idea":
        return False
    return item.when is Horizon.NOW or (isinstance(item.when, Period) and item.when.first_day(starts) <= today)
