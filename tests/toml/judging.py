"""What came of an edit of a text, judged against the same edit of plain data and of another library."""

from __future__ import annotations

import copy
from collections import Counter
from typing import Any

import tomli
import tomlrt

from commtui.store.files import NO_STAMP, content_of
from commtui.toml import Document, EditRefusedError, KeyPath
from commtui.toml.same import same
from commtui.toml.scan import comments
from tests.toml.fuzzing import Edit, at
from tests.toml.written import containers, leaves


def judge(raw: str, edit: Edit) -> str:
    """What came of an edit of a file: "right", or what is wrong with it."""
    content = content_of(raw.encode(), NO_STAMP)
    document = Document.parse(content.text)
    expected = copy.deepcopy(document.data)
    edit.expect(expected)
    try:
        edited = edit.apply(document)
    except EditRefusedError as error:
        return f"refused: {error.reason}"
    _drop_emptied(expected, edit, document)
    try:
        again = tomli.loads(content.encode(edited.text).decode("utf-8-sig"))
    except tomli.TOMLDecodeError:
        return "invalid"
    if not same(again, expected) or not same(edited.data, expected):
        return "wrong data"
    if not _others_agree(document, edit, edited):
        return "another library disagrees"
    return harm(document, edited, edit) or "right"


def _others_agree(document: Document, edit: Edit, edited: Document) -> bool:
    """Whether another library reads the same, and makes the same of the edit if it can make it."""
    # What a line end in a string is, TOML leaves to the parser.
    if not same(tomlrt.loads(edited.text.replace("\r\n", "\n")).to_dict(), edited.data):
        return False
    other = tomlrt.loads(document.text.replace("\r\n", "\n"))
    try:
        edit.expect(other)
    except TypeError:  # a record that becomes something else: it has no way to write that
        return True
    made = other.to_dict()
    _drop_emptied(made, edit, document)
    return same(made, edited.data)


def _drop_emptied(expected: Any, edit: Edit, document: Document) -> None:
    """An array of tables with headers goes with its last record."""
    place = document.positions.find(edit.path)
    if not edit.name.startswith("remove") or place is None or place.header is None:
        return
    if not at(expected, edit.path[:-1]):
        del at(expected, edit.path[:-2])[edit.path[-2]]


def harm(before: Document, after: Document, edit: Edit) -> str:
    """What happened to text that the edit had no business with; nothing, if all is well."""
    old, new = before.text, after.text
    if "\r\n" in old and new.count("\n") != new.count("\r\n"):
        return "bytes: mixed line ends"
    takes_away = edit.only_moves or edit.name in ("delete", "set whole") or edit.name.startswith("remove")
    if old and new and not old.endswith("\n") and new.endswith("\n") and not takes_away:
        return "bytes: a final line end came"
    if old.endswith("\n") and new and not new.endswith("\n"):
        return "bytes: the final line end went"
    lost = Counter(comments(old)) - Counter(comments(new))
    if lost and (edit.name == "set" or edit.only_adds or edit.only_moves):
        return "bytes: a comment went"
    if edit.only_moves:
        return "bytes: a comment came" if Counter(comments(new)) - Counter(comments(old)) else ""
    ranges = [(0, 0)] if edit.only_adds else _ranges(before, edit.path)
    place = before.positions.find(edit.path)
    values = [_value_around(before, edit.path), place.value if place is not None else None]
    if any(_keeps(old, new, low, high) for low, high in [*ranges, *filter(None, values)]):
        return ""
    if edit.only_adds:
        return "" if _is_added(old, new) else "bytes: more than an addition"
    if edit.name == "set whole" and isinstance(edit.path[-1], int):  # a record that becomes none takes its list along
        ranges += _ranges(before, edit.path[:-1])
    is_rewritten = any(_keeps_lines(old, new, *each) for each in ranges)
    return "" if edit.name == "set whole" and is_rewritten else "bytes: beyond what is edited"


def _keeps(old: str, new: str, low: int, high: int) -> bool:
    """Whether all is the same outside a piece of the old text."""
    is_long_enough = len(new) >= low + len(old) - high
    return is_long_enough and new.startswith(old[:low]) and new.endswith(old[high:])


def _is_added(old: str, new: str) -> bool:
    """Whether the new text is the old one with something in one place."""
    start = next((index for index, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), len(old))
    return len(new) >= len(old) and new.endswith(old[start:])


def _keeps_lines(old: str, new: str, low: int, high: int) -> bool:
    """Whether the lines outside a piece are all there in order, wherever new ones stand between them."""
    lines = iter(new.splitlines())
    outside = [line for line in f"{old[:low]}\n{old[high:]}".splitlines() if line.strip()]
    return all(any(each.startswith(line) for each in lines) for line in outside)


def _ranges(before: Document, path: KeyPath) -> list[tuple[int, int]]:
    """The pieces that an edit of what is at a path may touch."""
    text = before.text
    place = before.positions.find(path)
    if place is None:
        return []
    if place.statement is not None:
        low = text.rfind("\n", 0, place.statement.start) + 1
        high = text.find("\n", place.statement.end) + 1 or len(text)
        return [(low, high)]
    if place.value is not None:
        return []
    return [_record_range(before, path)]


def _value_around(before: Document, path: KeyPath) -> tuple[int, int] | None:
    """The innermost array or inline table around what is at a path."""
    for count in range(len(path) - 1, 0, -1):
        place = before.positions.find(path[:count])
        if place is not None and place.value is not None:
            return place.value
    return None


def _record_range(before: Document, path: KeyPath) -> tuple[int, int]:
    """From the comments above the first line of a table to the blank line below its last."""
    text = before.text
    data = at(before.data, path)
    spans = [before.positions.value((*path, *inner)) for inner, _ in leaves(data)]
    spans += [before.positions.value((*path, *inner)) for inner, _ in containers(data)]
    low = min(min(each.start for each in spans), before.positions.key(path).start)
    high = max(each.end for each in spans)
    low = text.rfind("\n", 0, low) + 1
    while low and text[text.rfind("\n", 0, low - 1) + 1 : low].lstrip().startswith(("#",)):
        low = text.rfind("\n", 0, low - 1) + 1
    high = text.find("\n", high) + 1 or len(text)
    while high < len(text) and text[high:].lstrip(" \t").startswith("#"):
        high = text.find("\n", high) + 1 or len(text)
    if text[high : text.find("\n", high) + 1].strip() == "":
        high = text.find("\n", high) + 1 or len(text)
    if low and text[text.rfind("\n", 0, low - 1) + 1 : low].strip() == "":
        low = text.rfind("\n", 0, low - 1) + 1
    return low, high
