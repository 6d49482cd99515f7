"""The tables that a text's headers and dotted keys make, and the statements in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Union

from commtui.toml.scan import Part, Statement, statements

Child = Union["Table", "Tables", Statement]


class Table:
    """A table given by a header, or only by what is in it; `key` is its last part in its own place.

    `header` is the statement that gives it; `last` is the last statement in its own section, or with its dots.
    """

    __slots__ = ("children", "header", "key", "last")

    def __init__(self, key: Part | None, header: Statement | None) -> None:
        self.key = key
        self.header = header
        self.last: Statement | None = None
        self.children: dict[str, Child] = {}


class Tables:
    """An array of tables given by headers."""

    __slots__ = ("items",)

    def __init__(self) -> None:
        self.items: list[Table] = []


def outline(text: str) -> Table:
    """The root of the tables of a text that the parser has accepted."""
    root = section = Table(None, None)
    for statement in statements(text):
        if statement.brackets:
            section = _open(root, statement)
            continue
        section.last = statement
        table = section
        for part in statement.parts[:-1]:
            table = _descend(table, part)
            table.last = statement
        table.children[statement.parts[-1][0]] = statement
    return root


def _open(root: Table, header: Statement) -> Table:
    table = _parent(root, header.parts[:-1])
    key = header.parts[-1]
    if header.brackets == 2:
        made = Table(key, header)
        tables = table.children.setdefault(key[0], Tables())
        if isinstance(tables, Tables):
            tables.items.append(made)
        return made
    made = _descend(table, key)
    made.key, made.header = key, header
    return made


def _parent(root: Table, parts: Sequence[Part]) -> Table:
    table = root
    for part in parts:
        table = _descend(table, part)
    return table


def _descend(table: Table, part: Part) -> Table:
    child = table.children.get(part[0])
    if isinstance(child, Tables):
        return child.items[-1]
    if isinstance(child, Table):
        return child
    made = Table(part, None)
    table.children[part[0]] = made
    return made
