"""The tables that a text's headers and dotted keys make, and the statements in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Union

from commtui.toml.scan import Part, Statement, headers, statements

Child = Union["Table", "Tables", Statement]


class Table:
    """A table given by a header, or only by what is in it; `key` is its last part in its own place.

    `header` is the statement that gives it, `body` the text below that; `headed` are the tables in it that headers
    give. What stands in the body is looked at only when it is asked for.
    """

    __slots__ = ("_children", "_statements", "body", "dotted", "headed", "header", "key", "text")

    def __init__(self, text: str, key: Part | None) -> None:
        self.text = text
        self.key = key
        self.header: Statement | None = None
        self.body: tuple[int, int] | None = None
        self.headed: dict[str, Table | Tables] = {}
        self.dotted: list[Statement] = []
        self._statements: list[Statement] | None = None
        self._children: dict[str, Child] | None = None

    @property
    def statements(self) -> list[Statement]:
        """The keys in its own section, or those with its dots."""
        if self.body is None:
            return self.dotted
        if self._statements is None:
            self._statements = list(statements(self.text, *self.body))
        return self._statements

    @property
    def last(self) -> Statement | None:
        """The last statement in its own section, or with its dots."""
        return self.statements[-1] if self.statements else None

    @property
    def children(self) -> dict[str, Child]:
        """All that is in it, by name."""
        if self._children is None:
            self._children = dict(self.headed)
            if self.body is not None:
                for statement in self.statements:
                    self._add(statement)
        return self._children

    def sections(self) -> Iterator[Table]:
        """The tables in it that have a header, itself the first; in the order of the text only among like ones."""
        if self.header is not None:
            yield self
        for child in self.headed.values():
            yield from child.sections()

    def _add(self, statement: Statement) -> None:
        table = self
        for part in statement.parts[:-1]:
            table = _descend(table, table.children, part)
            table.dotted.append(statement)
        table.children[statement.parts[-1][0]] = statement


class Tables:
    """An array of tables given by headers."""

    __slots__ = ("items",)

    def __init__(self) -> None:
        self.items: list[Table] = []

    def sections(self) -> Iterator[Table]:
        """The tables in it that have a header."""
        for item in self.items:
            yield from item.sections()


@dataclass(frozen=True)
class Outline:
    """The root of the tables of a text, and all that have a header, in the order of the text."""

    root: Table
    sections: list[Table]


def outline(text: str) -> Outline:
    """The outline of a text that the parser has accepted."""
    root = section = Table(text, None)
    sections = []
    start = 0
    for header in headers(text):
        section.body = (start, header.start)
        section = _open(root, header)
        sections.append(section)
        start = header.end
    section.body = (start, len(text))
    return Outline(root, sections)


def _open(root: Table, header: Statement) -> Table:
    table = _parent(root, header.parts[:-1])
    key = header.parts[-1]
    if header.brackets == 2:
        made = Table(root.text, key)
        tables = table.headed.setdefault(key[0], Tables())
        if isinstance(tables, Tables):
            tables.items.append(made)
    else:
        made = _descend(table, table.headed, key)
    made.key, made.header = key, header
    return made


def _parent(root: Table, parts: Sequence[Part]) -> Table:
    table = root
    for part in parts:
        table = _descend(table, table.headed, part)
    return table


def _descend(table: Table, members: dict[str, Child] | dict[str, Table | Tables], part: Part) -> Table:
    child = members.get(part[0])
    if isinstance(child, Tables):
        return child.items[-1]
    if isinstance(child, Table):
        if child.key is not None and child.header is None and part[1] < child.key[1]:
            child.key = part
        return child
    made = Table(table.text, part)
    members[part[0]] = made
    return made
