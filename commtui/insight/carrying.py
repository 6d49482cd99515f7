"""A goal that goes on in a later quarter: what of it is taken along."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from commtui.insight.key_result import verdict
from commtui.insight.measured import Values
from commtui.model.goal import Goal, KeyResult
from commtui.model.when import Quarter
from commtui.store.snapshot import Entry

LONGEST_ID = 64
# What was found out about the old goal, and what names it, stays with it.
_LEFT_BEHIND = frozenset({"id", "quarter", "status", "outcome", "continues", "key_result", "links"})
_LEFT_BEHIND_OF_RESULT = frozenset({"score", "mid_score", "actual", "baseline"})


def is_open(goal: Goal) -> bool:
    """Whether work on it is still ahead or going on."""
    return goal.status in {"planned", "active"}


def later_quarter(goal: Goal, now: Quarter) -> Quarter:
    """The quarter in which a goal goes on: the one after its own, and none that is over."""
    return max(goal.quarter.shift(1), now)


def carried_on(
    entry: Entry[Goal], quarter: Quarter, now: Quarter, taken: Collection[str], values: Values
) -> dict[str, Any]:
    """The data of the goal that carries this one on, with the key results that were not reached.

    `taken` are the ids of goals; `values` are what key results are judged by.
    """
    goal, data = entry.record, entry.data
    status = goal.status if quarter <= now and is_open(goal) else "planned"
    head = {"id": fresh_id(goal, quarter, taken), "quarter": str(quarter), "status": status, "continues": goal.id}
    rest = {key: value for key, value in data.items() if key not in _LEFT_BEHIND}
    results = [
        _anew(result, table)
        for result, table in zip(goal.key_result, data.get("key_result", ()), strict=True)
        if verdict(result, values.value(result, goal.quarter)) != "reached"
    ]
    found = {**head, **rest, **({"key_result": results} if results else {})}
    # In the order in which people write a goal.
    return {name: found[name] for name in Goal.model_fields if name in found}


def fresh_id(goal: Goal, quarter: Quarter, taken: Collection[str]) -> str:
    """An id for a goal that goes on: the old one with the new quarter in it, numbered where that is taken."""
    stem, suffix = _parted(goal, quarter)
    first = stem[: LONGEST_ID - len(suffix)] + suffix
    numbered = (f"{stem[: LONGEST_ID - len(suffix) - len(str(n)) - 1]}{suffix}-{n}" for n in range(2, len(taken) + 3))
    return next(each for each in (first, *numbered) if each not in taken)


def _parted(goal: Goal, quarter: Quarter) -> tuple[str, str]:
    """The id without its quarter, and the new quarter as the old one was written: `-q3`, `-2013-Q3`."""
    old = goal.quarter
    for pattern, new in (
        (rf"^(.*[-_.])({old.year:04}[-_.]?)(q){old.number}$", f"{quarter.year:04}"),
        (rf"^(.*[-_.])()(q){old.number}$", ""),
    ):
        found = re.match(pattern, goal.id, re.IGNORECASE | re.ASCII)
        if found is None:
            continue
        if not new and quarter.year != old.year:
            return found[1], f"{quarter.year:04}-{found[3]}{quarter.number}"
        return found[1], f"{new}{found[2][4:]}{found[3]}{quarter.number}"
    return goal.id, f"-{str(quarter).lower()}"


def _anew(result: KeyResult, table: dict[str, Any]) -> dict[str, Any]:
    """A key result as it is set again: what was measured at the end is where it begins now."""
    begin = {"baseline": table["actual"]} if result.actual is not None else {}
    kept = {key: value for key, value in table.items() if key not in _LEFT_BEHIND_OF_RESULT}
    found = {**kept, **begin}
    return {name: found[name] for name in KeyResult.model_fields if name in found}
