"""The thread of a goal through the quarters: what it carries on, and what carries it on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from commtui.model.goal import Goal
from commtui.store.snapshot import Entry


def thread(entry: Entry[Goal], goals: Iterable[Entry[Goal]]) -> tuple[Entry[Goal], ...]:
    """The goals of its thread by `continues`, in both directions, itself among them, the earliest quarter first.

    A goal may be carried on by several. A circle ends where it closes.
    """
    by_id: dict[str, Entry[Goal]] = {}
    after: dict[str, list[Entry[Goal]]] = defaultdict(list)
    for each in goals:
        by_id.setdefault(each.record.id, each)
        if each.record.continues is not None:
            after[each.record.continues].append(each)
    found = {entry.record.id: entry}
    before = by_id.get(entry.record.continues or "")
    while before is not None and before.record.id not in found:
        # What comes before it stands before it, also in the same quarter.
        found = {before.record.id: before, **found}
        before = by_id.get(before.record.continues or "")
    open_ = [entry]
    while open_:
        for each in after[open_.pop().record.id]:
            if each.record.id not in found:
                found[each.record.id] = each
                open_.append(each)
    return tuple(sorted(found.values(), key=lambda each: (each.record.quarter.year, each.record.quarter.number)))
