"""TOML texts as people write them by hand: every way to write the same thing, in any mixture."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from hypothesis import strategies as st

from commtui.toml import KeyPath

SCALARS = (
    "0",
    "-17",
    "+99",
    "1_000",
    "0xDEAD_beef",
    "0o755",
    "0b1010",
    "0.7",
    "-0.0",
    "6.02e+23",
    "inf",
    "-nan",
    "true",
    "false",
    "2026-04-01",
    "2026-04-01 07:32:00",
    "2026-04-01T07:32:00.5Z",
    "2026-04-01 07:32:00-03:00",
    "07:32:00",
    '""',
    "''",
    '"Ada # not a comment"',
    "'C:\\path ] } ,'",
    r'"tab\t, quote\", end\\"',
    '"Grüße, 日本 \U0001f389"',
    '"""one line"""',
    '""""quoted""""',
    '""""""',
    '"""two quotes at the end"""""',
    "''''literal''''",
    "'''[[goal]] and # and ''two'''''",
)
LONG_SCALARS = (
    '"""\nFirst\n  [table]\n# no comment\n"""',
    '"""\\\n   joined \\\n   lines"""',
    "'''\nliteral \\ lines\n\nwith = signs'''",
    '"""ends with an escaped quote\\"\n"""',
)
NAMES = ("id", "title", "0", "12", "a.b", "", "Grüße", "with space", "true", "2026-01-01", 'a"b', "-", "a]b", "#1")
COMMENTS = ("", "", "", " # why", "# [not.a.header]", '   # a = "b"')


class Writer:
    """Writes a text by rolling dice; `size` bounds how much of it there is."""

    def __init__(self, dice: Random, size: int) -> None:
        self._dice = dice
        self._left = size
        self._lines: list[str] = []

    def text(self) -> str:
        """The whole text."""
        self._table((), 0)
        eol = self._dice.choice(("\n", "\n", "\r\n"))
        text = "\n".join(self._lines) + self._dice.choice(("", "\n", "\n\n# the end\n"))
        return text.replace("\n", eol)

    def _table(self, header: tuple[str, ...], depth: int) -> None:
        names = self._names()
        own, below = names[: len(names) // 2], names[len(names) // 2 :]
        indent = self._dice.choice(("", "", "  ", "\t")) if depth else ""
        width = self._dice.choice((0, 0, 12))
        for name in own:
            self._pair(indent, name, width)
        if depth == 3:
            return
        for name in below:
            self._headed((*header, name), indent, depth + 1)

    def _headed(self, header: tuple[str, ...], indent: str, depth: int) -> None:
        if self._dice.random() < 0.2 and depth < 3:  # only tables below it, out of order
            for name in self._names()[:2]:
                self._one((*header, name), indent, depth + 1, "[]")
            if self._dice.random() < 0.5:
                self._lines.append(f"[{self._dotted(header)}]")
                self._pair(indent, "late and only here", 0)
            return
        array = self._dice.random() < 0.5
        for _ in range(self._dice.randint(1, 3) if array else 1):
            self._one(header, indent, depth, "[[]]" if array else "[]")

    def _one(self, header: tuple[str, ...], indent: str, depth: int, brackets: str) -> None:
        half = len(brackets) // 2
        blank = self._dice.choice(("", "", " "))
        key = f"{brackets[:half]}{blank}{self._dotted(header)}{blank}{brackets[half:]}"
        self._lines += self._dice.choice(([], [""], ["", "# about what follows"]))
        self._lines.append(f"{indent}{key}{self._comment()}")
        self._table(header, depth)

    def _pair(self, indent: str, name: str, width: int) -> None:
        names = [(name, inner) for inner in self._names()[:2]] if self._dice.random() < 0.2 else [(name,)]
        for each in names:
            key = self._dotted(each).ljust(width)
            equals = self._dice.choice((" = ", "=", " =  ", "\t= "))
            self._lines.append(f"{indent}{key}{equals}{self._value(2, lines=True)}{self._comment()}")

    def _value(self, depth: int, *, lines: bool) -> str:
        choice = self._dice.random()
        if depth and choice < 0.15:
            return self._array(depth - 1, lines=lines)
        if depth and choice < 0.3:
            return self._inline_table(depth - 1, lines=lines)
        if lines and choice < 0.4:
            return self._dice.choice(LONG_SCALARS)
        return self._dice.choice(SCALARS)

    def _array(self, depth: int, *, lines: bool) -> str:
        values = [self._value(depth, lines=lines) for _ in range(self._dice.randint(0, 3))]
        return self._bracketed("[]", values, lines=lines)

    def _inline_table(self, depth: int, *, lines: bool) -> str:
        pairs = []
        for name in self._names():
            inner = [(name, each) for each in self._names()[:2]] if self._dice.random() < 0.3 else [(name,)]
            pairs += [f"{self._dotted(each)} = {self._value(depth, lines=lines)}" for each in inner]
        return self._bracketed("{}", pairs, lines=lines and self._dice.random() < 0.3)

    def _bracketed(self, brackets: str, members: list[str], *, lines: bool) -> str:
        if not lines or self._dice.random() < 0.5:
            blank = self._dice.choice(("", " "))
            return f"{brackets[0]}{blank}{f',{blank}'.join(members)}{blank}{brackets[1]}"
        spread = "".join(f"    {each},{self._comment()}\n" for each in members)
        return f"{brackets[0]}{self._comment()}\n{spread}{brackets[1]}"

    def _names(self) -> list[str]:
        count = min(self._dice.randint(1, 4), max(self._left, 1))
        self._left -= count
        return self._dice.sample(NAMES, count)

    def _dotted(self, names: tuple[str, ...]) -> str:
        dot = self._dice.choice((".", ".", " . "))
        return dot.join(self._key(each) for each in names)

    def _key(self, name: str) -> str:
        bare = bool(name) and name.isascii() and name.replace("-", "").replace("_", "").isalnum()
        ways = [json.dumps(name), json.dumps(name, ensure_ascii=False), f"'{name}'"]
        return self._dice.choice([name, name, name, *ways] if bare or name == "-" else ways)

    def _comment(self) -> str:
        return self._dice.choice(COMMENTS)


TEXTS = st.builds(
    lambda dice, size: Writer(dice, size).text(),
    st.randoms(use_true_random=False),
    st.integers(min_value=1, max_value=30),
)


def leaves(data: Any, path: KeyPath = ()) -> list[tuple[KeyPath, Any]]:
    """Every value that is not a table or array, with its path."""
    if isinstance(data, dict):
        return [found for key, each in data.items() for found in leaves(each, (*path, key))]
    if isinstance(data, list):
        return [found for index, each in enumerate(data) for found in leaves(each, (*path, index))]
    return [(path, data)]


def containers(data: Any, path: KeyPath = ()) -> list[tuple[KeyPath, Any]]:
    """Every table and array, with its path; the whole first."""
    if not isinstance(data, (dict, list)):
        return []
    members = data.items() if isinstance(data, dict) else enumerate(data)
    return [(path, data), *(found for key, each in members for found in containers(each, (*path, key)))]
