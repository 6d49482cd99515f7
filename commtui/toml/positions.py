"""Where each key, value and header of a TOML text stands."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from commtui.toml.inline import Dotted, Inline, Range
from commtui.toml.keypath import KeyPath
from commtui.toml.outline import Table, Tables, outline
from commtui.toml.scan import Part, Statement


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text: offsets in characters, lines and columns 1-based; the end is just after the last one."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where the text gives the thing at a key path; each range is None where it has no such piece.

    `key` is the last part of its key, `value` the text of its value, `header` its `[x]` or `[[x]]` (of an array
    of tables: the first). `statement` gives this value and nothing else; `last` is the last statement in the
    section of a table, or with its dotted key. A table without `header` and `value` is made by what is in it.
    """

    key: Range | None = None
    value: Range | None = None
    header: Range | None = None
    statement: Statement | None = None
    last: Statement | None = None


@dataclass(frozen=True, slots=True)
class _Inner:
    """Something inside an array or inline table."""

    inline: Inline
    node: int | Dotted


_Node = Table | Tables | Statement | _Inner


class Positions:
    """The positions in a text that the parser has accepted, by key path.

    `value`, `key` and `header` always answer: parts of a path that are not in the text are skipped.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.outline = outline(text)
        self._root = self.outline.root
        self._inlines: dict[int, Inline] = {}

    @classmethod
    def of(cls, text: str) -> Positions:
        """The positions in a text without byte order mark that the parser has accepted."""
        return cls(text)

    def value(self, path: KeyPath) -> Span:
        """Where the value stands; for a table or record with a header, the header."""
        place = self._place(self._trail(path)[-1])
        return self._span(place.value or place.header or place.key or self._first_line)

    def key(self, path: KeyPath) -> Span:
        """Where the last part of the key stands; for the member of an array, the member."""
        place = self._place(self._trail(path)[-1])
        return self._span(place.key or place.value or place.header or self._first_line)

    def header(self, path: KeyPath) -> Span:
        """The header of the innermost record or table, at the path or above, that has one.

        An inline table answers with its key and value, what stands at the top of the file with the first line.
        """
        trail = self._trail(path)
        for node in reversed(trail):
            place = self._place(node)
            if header := place.header or self._inline_table(place):
                return self._span(header)
        made = trail[1] if len(trail) > 1 else self._root
        named = made.key if isinstance(made, Table) else None
        return self._span(_range(named) if named else self._first_line)

    def find(self, path: KeyPath) -> Place | None:
        """Where the thing at exactly this path stands, if the text has it."""
        node: _Node = self._root
        for part in path:
            child = self._child(node, part)
            if child is None:
                return None
            node = child
        return self._place(node)

    def _trail(self, path: KeyPath) -> list[_Node]:
        trail: list[_Node] = [self._root]
        for part in path:
            if child := self._child(trail[-1], part):
                trail.append(child)
        return trail

    def _child(self, node: _Node, part: str | int) -> _Node | None:
        if isinstance(node, Table):
            return node.children.get(part) if isinstance(part, str) else None
        if isinstance(node, Tables):
            return node.items[part] if isinstance(part, int) and 0 <= part < len(node.items) else None
        if isinstance(node, Statement):
            return self._member(node, part)
        inner = _member_of_inner(node, part)
        return None if inner is None else _Inner(node.inline, inner)

    def _member(self, statement: Statement, part: str | int) -> _Node | None:
        if self._text[statement.value] not in "[{":
            return None
        inline = self._inlines.get(statement.value)
        if inline is None:
            inline = self._inlines[statement.value] = Inline(self._text, statement.value)
        inner = inline.member(0, part)
        return None if inner is None else _Inner(inline, inner)

    def _place(self, node: _Node) -> Place:
        if isinstance(node, Statement):
            return Place(key=_range(node.parts[-1]), value=(node.value, node.end), statement=node)
        if isinstance(node, _Inner):
            if isinstance(node.node, Dotted):
                return Place(key=node.node.key)
            return Place(key=node.inline.key(node.node), value=node.inline.value(node.node))
        table = node.items[0] if isinstance(node, Tables) else node
        header = (table.header.start, table.header.end) if table.header else None
        last = None if isinstance(node, Tables) else node.last
        return Place(key=_range(table.key) if table.key else None, header=header, last=last)

    def _inline_table(self, place: Place) -> Range | None:
        if place.value is None or self._text[place.value[0]] != "{":
            return None
        return (place.key or place.value)[0], place.value[1]

    def _span(self, piece: Range) -> Span:
        start, end = piece
        line, end_line = bisect_right(self._line_starts, start), bisect_right(self._line_starts, end)
        column, end_column = (
            offset - self._line_starts[number - 1] + 1 for offset, number in ((start, line), (end, end_line))
        )
        return Span(start, end, line, column, end_line, end_column)

    @cached_property
    def _line_starts(self) -> array[int]:
        return array("q", chain([0], (each.end() for each in re.finditer("\n", self._text))))

    @property
    def _first_line(self) -> Range:
        return 0, len(self._text.partition("\n")[0].removesuffix("\r"))


def _range(part: Part) -> Range:
    return part[1], part[2]


def _member_of_inner(inner: _Inner, part: str | int) -> int | Dotted | None:
    if isinstance(inner.node, Dotted):
        return inner.node.members.get(part) if isinstance(part, str) else None
    return inner.inline.member(inner.node, part)
