"""Single fields of JSON that others wrote: each is of the type asked for, or as if it were not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_MOST_DIGITS = 2**63


def at(data: object, *path: str) -> object:
    """What stands at a path of keys; None where there is nothing, or no table on the way."""
    for key in path:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def table(data: object, *path: str) -> Mapping[str, Any]:
    """The table at a path, or an empty one."""
    found = at(data, *path)
    return found if isinstance(found, Mapping) else {}


def rows(data: object, *path: str) -> Sequence[Any]:
    """The list at a path, or an empty one."""
    found = at(data, *path)
    return found if isinstance(found, list) else []


def text(data: object, *path: str) -> str:
    """The text at a path, or an empty one."""
    found = at(data, *path)
    return found if isinstance(found, str) else ""


def whole(data: object, *path: str) -> int | None:
    """The whole number at a path that is not negative, or None; true and false are none."""
    found = at(data, *path)
    if isinstance(found, bool) or not isinstance(found, int):
        return None
    return found if 0 <= found < _MOST_DIGITS else None


def flag(data: object, *path: str) -> bool:
    """Whether true stands at a path."""
    return at(data, *path) is True
