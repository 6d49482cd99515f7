"""What stands inside one array or inline table: kept in flat columns, since there may be millions of values."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Union

from commtui.toml.scan import Part, key_parts, tokens

Range = tuple[int, int]
"""Where something starts and ends, as character offsets into the text."""


@dataclass(frozen=True, slots=True)
class Dotted:
    """A table made only by the dots in the keys of an inline table; `key` is where it is first named."""

    key: Range
    members: dict[str, int | Dotted] = field(default_factory=dict)


Members = Union["array[int]", dict[str, int | Dotted]]


class Inline:
    """The nodes of an array or inline table, in the order of the text; node 0 is the whole."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._starts, self._ends, self._next = array("q"), array("q"), array("q")
        self._keys: dict[int, int] = {}
        self._members: dict[int, Members] = {}
        self._read(start)

    def _read(self, start: int) -> None:
        add_start, add_end, add_next = self._starts.append, self._ends.append, self._next.append
        open_nodes: list[int] = []
        count = 0
        for kind, token_start, token_end in tokens(self._text, start):
            if kind == "key":
                self._keys[count] = token_start
                continue
            if kind == "close":
                node = open_nodes.pop()
                self._ends[node], self._next[node] = token_end, count
                continue
            if kind == "open":
                open_nodes.append(count)
            count += 1
            add_start(token_start)
            add_end(token_end)
            add_next(count)

    def value(self, node: int) -> Range:
        """Where the value of a node stands."""
        return self._starts[node], self._ends[node]

    def key(self, node: int) -> Range | None:
        """Where the last part of a node's key stands; None for the members of an array."""
        if node not in self._keys:
            return None
        part = self._parts(node)[-1]
        return part[1], part[2]

    def member(self, node: int, part: str | int) -> int | Dotted | None:
        """The member of a node of this name or number."""
        first = self._text[self._starts[node]]
        if first not in "[{":
            return None
        members = self._members.get(node)
        if members is None:
            members = self._array(node) if first == "[" else self._table(node)
            self._members[node] = members
        return _pick(members, part)

    def _array(self, node: int) -> array[int]:
        return array("q", self._nodes_in(node))

    def _table(self, node: int) -> dict[str, int | Dotted]:
        table: dict[str, int | Dotted] = {}
        for each in self._nodes_in(node):
            parts = self._parts(each)
            members = table
            for name, start, end in parts[:-1]:
                inner = members.setdefault(name, Dotted((start, end)))
                if isinstance(inner, Dotted):
                    members = inner.members
            members[parts[-1][0]] = each
        return table

    def _nodes_in(self, node: int) -> Iterator[int]:
        each = node + 1
        while each < self._next[node]:
            yield each
            each = self._next[each]

    def _parts(self, node: int) -> tuple[Part, ...]:
        return key_parts(self._text, self._keys[node])[0]


def _pick(members: Members, part: str | int) -> int | Dotted | None:
    if isinstance(members, dict):
        return members.get(part) if isinstance(part, str) else None
    return members[part] if isinstance(part, int) and 0 <= part < len(members) else None
