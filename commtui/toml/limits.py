"""Limits on what is parsed and handed on: beyond them a parser takes gigabytes or minutes, and readers fail."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

MAX_DOTS = 16
MAX_KEYS = 600_000
MAX_DIGITS = 1_000
MAX_DEPTH = 100

# What these find may be beyond a limit, or may as well stand in a string. They must be linear.
_many_dots = re.compile(rf"\.(?:[^.\n]*+\.){{{MAX_DOTS}}}")
_half_of_many_digits = re.compile(rf"[0-9A-Za-z_]{{{MAX_DIGITS // 2}}}")
_containers = frozenset({dict, list})


def is_suspicious(text: str) -> bool:
    """Whether a text may hold too many keys, too many dots in a key, or too many digits in a number."""
    keys = text.count("=") + text.count(".") + text.count("\n[")
    return keys >= MAX_KEYS or bool(_many_dots.search(text)) or _may_have_many_digits(text)


def _may_have_many_digits(text: str) -> bool:
    # A run that is twice as long as the step holds a whole step.
    steps = range(0, len(text), MAX_DIGITS // 2)
    return any(_half_of_many_digits.match(text, start) for start in steps)


def is_too_deep(data: dict[str, Any]) -> bool:
    """Whether data is nested deeper than its readers, which recurse, can be asked to follow."""
    level: list[Any] = [data]
    for _ in range(MAX_DEPTH + 1):
        level = [each for container in level for each in _members(container) if type(each) in _containers]
        if not level:
            return False
    return True


def _members(container: Any) -> Iterable[Any]:  # noqa: ANN401 - any TOML
    return container.values() if type(container) is dict else container
