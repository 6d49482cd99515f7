"""In which file a record lives, and where in it.

A new record goes to the community's one file, else to its kind's single file where there is one, else to its kind's own
place: a file of its own for all that is added often, so that two branches that each add one never meet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from commtui.model.kinds import KINDS
from commtui.model.record import Kind
from commtui.store.find import Home
from commtui.store.names import distinct_name, folded, random_suffix, safe_name

_placeholder = re.compile(r"\{(\w+)\}(-?)")
_SINGLE_FILES = frozenset(model.about.file for model in KINDS)
UNDATED = "undated"

Taken = Callable[[Path], bool]
Name = Callable[[str], str]


def place_for(home: Home, kind: Kind, data: Mapping[str, Any], taken: Taken) -> Path:
    """The file that a new record of a kind goes to; it may be there already, but for one whose name is random.

    `taken` says whether a path is in use.
    """
    if home.is_file:
        return home.place
    single = home.place / kind.file
    if kind.place is None or taken(single):
        return single
    return own_place(home, kind, data, taken)


def own_place(home: Home, kind: Kind, data: Mapping[str, Any], taken: Taken, suffix: str | None = None) -> Path:
    """The path that a kind's pattern gives a record, with this suffix, or else with a random one."""
    pattern = kind.place or kind.file
    if "{suffix}" not in pattern:
        path = _fill(home, pattern, data, "")
        is_distinct = taken(path) or not _differs_in_case(path, taken)
        return path if is_distinct else _fill(home, pattern, data, "", distinct_name)
    path = _fill(home, pattern, data, suffix or random_suffix())
    while taken(path):
        path = _fill(home, pattern, data, random_suffix())
    return path


def moved_place(
    home: Home, kind: Kind, path: Path, before: Mapping[str, Any], now: Mapping[str, Any], taken: Taken
) -> Path | None:
    """Where a record goes whose fields changed; None where it stays.

    It goes along only from the place that its old fields name, for people may keep it where they like. `taken` is about
    the files beside the record's own.
    """
    if home.is_file or kind.place is None or not path.is_relative_to(home.place):
        return None
    for pattern in filter(None, (kind.place, kind.page)):
        suffix = _suffix_at(home, pattern, path, before)
        if suffix is not None:
            if _suffix_at(home, pattern, path, now) is not None:
                return None
            to = own_place(home, kind, now, taken, suffix)
            return None if _is_same_file(path, to) else to
    return None


def is_place_for_many(home: Home, path: Path) -> bool:
    """Whether a file stays although nothing is left in it: the community's one file, or a kind's single file."""
    return home.is_file or (path.parent == home.place and path.name in _SINGLE_FILES)


def belongs_on(home: Home, kind: Kind, path: Path, data: Mapping[str, Any]) -> bool:
    """Whether a file is the page of a record with these fields: where one that left it belongs when that is undone."""
    return kind.page is not None and _suffix_at(home, kind.page, path, data) is not None


def is_page(home: Home, kind: Kind, path: Path) -> bool:
    """Whether a file is one in which people keep several records that have these fields in common."""
    if kind.page is None or not path.is_relative_to(home.place):
        return False
    found, pattern = path.relative_to(home.place), PurePosixPath(_placeholder.sub("*", kind.page))
    return len(found.parts) == len(pattern.parts) and found.match(str(pattern))


def _fill(home: Home, pattern: str, data: Mapping[str, Any], suffix: str, name: Name = safe_name) -> Path:
    """The path that a pattern gives; `name` makes the file's own name, while its folders are called as ever."""

    def filled(part: str, name: Name) -> str:
        return _placeholder.sub(lambda match: value(match, name), part)

    def value(match: re.Match[str], name: Name) -> str:
        text = suffix if match[1] == "suffix" else _value(match[1], data, name)
        return f"{text}{match[2]}" if text else ""

    *folders, file = PurePosixPath(pattern).parts
    return home.place.joinpath(*(filled(each, safe_name) for each in folders), filled(file, name))


def _value(field: str, data: Mapping[str, Any], name: Name) -> str:
    if field not in {"year", "date"}:
        return name(str(data.get(field, "")))
    day = data.get("date")
    if not isinstance(day, date):
        return UNDATED if field == "year" else ""
    return f"{day.year:04}" if field == "year" else day.isoformat()


def _suffix_at(home: Home, pattern: str, path: Path, data: Mapping[str, Any]) -> str | None:
    """The suffix in a path that the pattern gives the record ("" where it has none); None where it is another path."""
    mark = "\0"
    for name in (safe_name, distinct_name):
        wanted = str(_fill(home, pattern, data, mark, name))
        if mark not in wanted:
            if str(path) == wanted:
                return ""
            continue
        start, _, end = wanted.partition(mark)
        found = str(path)
        inner = found[len(start) : len(found) - len(end)]
        if found.startswith(start) and found.endswith(end) and inner.isalnum():
            return inner
    return None


def _differs_in_case(path: Path, taken: Taken) -> bool:
    """Whether a file of that name would be taken for another one where case does not count."""
    try:
        others = [each for each in path.parent.iterdir() if folded(each.name) == folded(path.name)]
    except OSError:
        return False
    return any(map(taken, others)) and path not in others


def _is_same_file(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file, as where case does not count."""
    try:
        return path.samefile(other)
    except OSError:
        return False
