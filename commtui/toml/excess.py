"""Find the place where a text is beyond the limits; needed only for texts that may be."""

from __future__ import annotations

from typing import Any

from commtui.toml.error import TomlError, error_at
from commtui.toml.keypath import KeyPath
from commtui.toml.limits import MAX_DEPTH, MAX_DIGITS, MAX_DOTS, MAX_KEYS
from commtui.toml.positions import Positions
from commtui.toml.scan import LongKeyError, Part, ScanError, Statement, key_parts, statements, tokens

_TOO_DEEP = f"Nested more than {MAX_DEPTH} levels deep"
_MANY_DOTS = f"A key has more than {MAX_DOTS} dots"


def refuse_excess(text: str) -> None:
    """Refuse a text with a key of too many dots, too many keys, or a number of too many digits.

    Raises:
        TomlError: At the key or number that is beyond the limit.
    """
    count = 0
    try:
        for statement in statements(text):
            count = _count(text, statement.parts, count)
            if not statement.brackets:
                count = _refuse_in_value(text, statement, count)
    except LongKeyError as error:
        raise error_at(text, error.offset, _MANY_DOTS) from None
    except ScanError:
        return  # not TOML: the parser will say why


def _refuse_in_value(text: str, statement: Statement, count: int) -> int:
    if text[statement.value] not in "[{":
        _refuse_digits(text, statement.value, statement.end)
        return count
    for kind, start, end in tokens(text, statement.value):
        if kind == "key":
            count = _count(text, key_parts(text, start)[0], count)
        elif kind == "value":
            _refuse_digits(text, start, end)
    return count


def _count(text: str, parts: tuple[Part, ...], count: int) -> int:
    if len(parts) > MAX_DOTS + 1:
        raise error_at(text, parts[0][1], _MANY_DOTS)
    if count + len(parts) > MAX_KEYS:
        raise error_at(text, parts[0][1], f"A file cannot have more than {MAX_KEYS:,} keys")
    return count + len(parts)


def _refuse_digits(text: str, start: int, end: int) -> None:
    if end - start > MAX_DIGITS and text[start] not in "\"'":
        raise error_at(text, start, f"A number has more than {MAX_DIGITS:,} digits")


def deep_data(text: str, data: dict[str, Any]) -> TomlError:
    """The error for data that is nested too deeply."""
    level: list[tuple[KeyPath, Any]] = [((), data)]
    for _ in range(MAX_DEPTH + 1):
        level = [
            ((*path, key), each)
            for path, container in level
            for key, each in (container.items() if isinstance(container, dict) else enumerate(container))
            if isinstance(each, (dict, list))
        ]
    place = Positions.of(text).value(level[0][0])
    return TomlError(_TOO_DEEP, place.line, place.column)


def deep_text(text: str) -> TomlError:
    """The error for a text whose arrays and inline tables the parser could not follow."""
    starts: list[int] = []
    try:
        for each in statements(text):
            if not each.brackets and text[each.value] in "[{":
                starts.append(each.value)
    except ScanError as error:
        starts.append(error.offset)
    offsets = (_offset_too_deep(text, start) for start in starts)
    return error_at(text, next((each for each in offsets if each is not None), 0), _TOO_DEEP)


def _offset_too_deep(text: str, start: int) -> int | None:
    depth = 0
    try:
        for kind, offset, _ in tokens(text, start):
            depth += {"open": 1, "close": -1}.get(kind, 0)
            if depth > MAX_DEPTH:
                return offset
    except ScanError:
        return None
    return None
