"""The same edits on plain data: copies along the path, while all beside it is shared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from commtui.toml.keypath import KeyPath
from commtui.toml.same import same

MISSING: Final = object()


def get(data: Any, path: KeyPath) -> Any:  # noqa: ANN401 - any TOML
    """What is at a path, or MISSING."""
    for part in path:
        if isinstance(part, int) and part < 0:
            return MISSING
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return MISSING
    return data


def at(data: Any, path: KeyPath, change: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - any TOML
    """The data with what is at a path changed."""
    if not path:
        return change(data)
    copy = data.copy()
    copy[path[0]] = at(data[path[0]], path[1:], change)
    return copy


def with_value(data: Any, path: KeyPath, value: Any) -> Any:  # noqa: ANN401 - any TOML
    """The data with a value at a path; tables on the way that are not there are made."""
    if not path:
        return value
    copy = data.copy()
    inner = data.get(path[0], {}) if isinstance(data, dict) else data[path[0]]
    copy[path[0]] = with_value(inner, path[1:], value)
    return copy


def without(data: Any, path: KeyPath) -> Any:  # noqa: ANN401 - any TOML
    """The data without what is at a path."""
    return at(data, path[:-1], lambda holder: _less(holder, path[-1]))


def with_element(data: Any, path: KeyPath, index: int, value: Any) -> Any:  # noqa: ANN401 - any TOML
    """The data with an element inserted in the list at a path, which is made if it is not there."""
    old = get(data, path)
    items = [] if old is MISSING else old
    return with_value(data, path, [*items[:index], value, *items[index:]])


def with_move(data: Any, path: KeyPath, to: int) -> Any:  # noqa: ANN401 - any TOML
    """The data with the element at a path at another index of its list."""
    return with_element(without(data, path), path[:-1], to, get(data, path))


def agree(parsed: dict[str, Any], wanted: dict[str, Any], before: dict[str, Any]) -> bool:
    """Whether what was parsed is what was wanted; then records untouched since `before` are put in its place."""
    if not same(parsed, wanted):
        return False
    for key, value in wanted.items():
        old = before.get(key)
        if value is old:
            parsed[key] = old
        elif isinstance(value, list) and isinstance(old, list):
            known = set(map(id, old))
            parsed[key] = [each if id(each) in known else new for each, new in zip(value, parsed[key], strict=True)]
    return True


def _less(holder: Any, part: str | int) -> Any:  # noqa: ANN401 - any TOML
    copy = holder.copy()
    del copy[part]
    return copy
