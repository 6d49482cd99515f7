"""Edits inside the text of one value: what they do not touch stays as it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from commtui.toml.edits.brackets import Around, Brackets, Cell, head_like
from commtui.toml.edits.plan import rearrange
from commtui.toml.keypath import KeyPath
from commtui.toml.same import same
from commtui.toml.write import one_line, value_text


def rewritten(text: str, old: Any, new: Any, around: Around) -> str:  # noqa: ANN401 - any TOML
    """The text of a value for another value, in the style of the old, whose equal parts stay as they are."""
    if same(old, new):
        return text
    if isinstance(old, list) and isinstance(new, list):
        brackets = Brackets(text, around)
        rearrange(_Cells(brackets), old, new)
        return brackets.fitted()
    if isinstance(old, dict) and isinstance(new, dict):
        brackets = Brackets(text, around)
        _make_table(brackets, (), old, new)
        return brackets.text()
    return value_text(new, around.eol, old=text, inside=around.inside, indent=around.indent)


def with_value(text: str, path: KeyPath, old: Any, new: Any, around: Around) -> str:  # noqa: ANN401 - any TOML
    """The text of a value in which what is at a path, there already, has another value."""
    if not path:
        return rewritten(text, old, new, around)
    return _inside(text, path, around, lambda brackets, rest: _change(brackets, rest, old, new))


def with_key(text: str, path: KeyPath, value: Any, around: Around) -> str:  # noqa: ANN401 - any TOML
    """The text of a value in which the table at a path has one more key, the last part of the path."""
    return _inside(text, path, around, lambda brackets, rest: brackets.put(_names(rest), one_line(value)))


def without(text: str, path: KeyPath, around: Around) -> str:
    """The text of a value without what is at a path."""
    return _inside(text, path, around, _remove)


def with_element(text: str, path: KeyPath, cell: Cell, around: Around) -> str:
    """The text of a value in which an array has one more element; the last part of the path is its index."""
    return _inside(text, path, around, lambda brackets, rest: brackets.insert(int(rest[0]), cell))


def with_move(text: str, path: KeyPath, to: int, around: Around) -> str:
    """The text of a value in which the array element at a path has another index."""
    return _inside(text, path, around, lambda brackets, rest: _Cells(brackets).move(int(rest[0]), to))


def cell_at(text: str, path: KeyPath, around: Around) -> Cell:
    """The array element at a path, with its comments."""
    found: list[Cell] = []
    _inside(text, path, around, lambda brackets, rest: found.append(brackets.cells[int(rest[0])]))
    return replace(found[0])


Change = Callable[[Brackets, KeyPath], object]


def _inside(text: str, path: KeyPath, around: Around, change: Change) -> str:
    """The text with a change made in the innermost brackets around the thing at a path."""
    brackets = Brackets(text, around)
    cell, taken = brackets.find(path)
    if cell is not None and taken < len(path):
        cell.value = _inside(cell.value, path[taken:], brackets.inner(cell), change)
        return brackets.text()
    change(brackets, path)
    return brackets.fitted()


def _names(path: KeyPath) -> tuple[str, ...]:
    return tuple(str(part) for part in path)


def _change(brackets: Brackets, path: KeyPath, old: Any, new: Any) -> None:  # noqa: ANN401 - any TOML
    cell, _ = brackets.find(path)
    if cell is not None:
        cell.value = rewritten(cell.value, old, new, brackets.inner(cell))
    elif isinstance(old, dict) and isinstance(new, dict):
        _make_table(brackets, _names(path), old, new)
    else:
        _replace_dotted(brackets, _names(path), one_line(new))


def _replace_dotted(brackets: Brackets, names: tuple[str, ...], value: str) -> None:
    """Put one value in place of all keys under these names."""
    first, *others = brackets.under(names)
    for index in reversed(others):
        brackets.remove(index)
    cell = brackets.cells[first]
    cell.head = head_like(cell.key(len(names)), cell.head)
    cell.names, cell.value = names, value


def _remove(brackets: Brackets, path: KeyPath) -> None:
    if not brackets.is_table:
        brackets.remove(int(path[0]))
        return
    names = _names(path)
    places = brackets.under(names)
    if len(names) > 1 and len(places) == len(brackets.under(names[:-1])):
        _replace_dotted(brackets, names[:-1], "{}")
        return
    for index in reversed(places):
        brackets.remove(index)


def _make_table(brackets: Brackets, names: tuple[str, ...], old: dict[str, Any], new: dict[str, Any]) -> None:
    for key, value in new.items():
        if key not in old:
            brackets.put((*names, key), one_line(value))
        elif not same(old[key], value):
            _change(brackets, (*names, key), old[key], value)
    for key in [each for each in old if each not in new]:
        _remove(brackets, (*names, key))


class _Cells:
    """The members of an array, changed one by one."""

    def __init__(self, brackets: Brackets) -> None:
        self._brackets = brackets

    def remove(self, index: int) -> None:
        self._brackets.remove(index)

    def insert(self, index: int, value: Any) -> None:  # noqa: ANN401 - any TOML
        self._brackets.insert(index, Cell(one_line(value)))

    def move(self, index: int, to: int) -> None:
        self._brackets.insert(to, self._brackets.remove(index))

    def change(self, index: int, old: Any, new: Any) -> None:  # noqa: ANN401 - any TOML
        cell = self._brackets.cells[index]
        cell.value = rewritten(cell.value, old, new, self._brackets.inner(cell))
