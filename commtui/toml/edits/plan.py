"""How one list becomes another: which members stay, move, change, go or come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any, Protocol

# Beyond so many members that differ, finding the best pairs takes too long.
MAX_COMPARED = 500


class Members(Protocol):
    """A list that is changed member by member."""

    def remove(self, index: int) -> None:
        """Take the member at an index out."""

    def insert(self, index: int, value: Any) -> None:  # noqa: ANN401 - any TOML
        """Put a new member in at an index."""

    def move(self, index: int, to: int) -> None:
        """Put the member at an index at another one."""

    def change(self, index: int, old: Any, new: Any) -> None:  # noqa: ANN401 - any TOML
        """Give the member at an index another value."""


def rearrange(members: Members, old: Sequence[Any], new: Sequence[Any]) -> None:
    """Make the members, which are those of `old`, those of `new`; equal ones are kept."""
    sources = _sources(old, new)
    for index in sorted(set(range(len(old))) - {each for each in sources if each is not None}, reverse=True):
        members.remove(index)
    current = sorted(each for each in sources if each is not None)
    for index, source in enumerate(sources):
        if source is None:
            members.insert(index, new[index])
            current.insert(index, -1)
        elif current[index] != source:
            place = current.index(source, index)
            members.move(place, index)
            current.insert(index, current.pop(place))
        if source is not None:
            members.change(index, old[source], new[index])


def _sources(old: Sequence[Any], new: Sequence[Any]) -> list[int | None]:
    """For each new member the index of the old one that it is made of."""
    before, after = [repr(each) for each in old], [repr(each) for each in new]
    sources: list[int | None] = [None] * len(new)
    blocks = _differing(before, after)
    _take_equal(before, after, blocks, sources)
    _take_moved(before, after, blocks, sources)
    used = {each for each in sources if each is not None}
    for old_start, old_end, new_start, new_end in blocks:
        free = [index for index in range(old_start, old_end) if index not in used]
        fresh = [index for index in range(new_start, new_end) if sources[index] is None]
        for index, source in zip(fresh, free, strict=False):
            sources[index] = source
    return sources


Block = tuple[int, int, int, int]


def _differing(before: list[str], after: list[str]) -> list[Block]:
    """The stretches of both that differ: starts and ends in the old and in the new."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    middle = before[start : len(before) - end], after[start : len(after) - end]
    if max(map(len, middle)) > MAX_COMPARED:
        return [(start, len(before) - end, start, len(after) - end)]
    codes = SequenceMatcher(None, *middle, autojunk=False).get_opcodes()
    return [tuple(start + each for each in code[1:]) for code in codes if code[0] != "equal"]  # type: ignore[misc]


def _take_equal(before: list[str], after: list[str], blocks: list[Block], sources: list[int | None]) -> None:
    old_index = new_index = 0
    for old_start, old_end, new_start, new_end in [*blocks, (len(before), 0, len(after), 0)]:
        sources[new_index:new_start] = range(old_index, old_start)
        old_index, new_index = old_end, new_end


def _take_moved(before: list[str], after: list[str], blocks: list[Block], sources: list[int | None]) -> None:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for old_start, old_end, _, _ in reversed(blocks):
        for index in reversed(range(old_start, old_end)):
            places[before[index]].append(index)
    for _, _, new_start, new_end in blocks:
        for index in range(new_start, new_end):
            if places[after[index]]:
                sources[index] = places[after[index]].pop()
