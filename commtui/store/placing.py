"""In which file a record lives, and where in it.

A new record goes to the community's one file, else to its kind's single file where there is one, else to its kind's own
place. A goal joins those of its quarter where its id belongs, and where those are in no such order at a gap that its id
decides: two branches that each add one seldom meet, where both would always meet at the end.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
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
        return path if taken(path) or not _differs_in_case(path) else _fill(home, pattern, data, "", distinct_name)
    path = _fill(home, pattern, data, suffix or random_suffix())
    while taken(path):
        path = _fill(home, pattern, data, random_suffix())
    return path


def moved_place(
    home: Home, kind: Kind, path: Path, before: Mapping[str, Any], now: Mapping[str, Any], taken: Taken
) -> Path | None:
    """Where a record goes whose fields changed; None where it stays.

    It goes along only from the place that its old fields name, for people may keep it where they like.
    """
    if home.is_file or kind.place is None or not path.is_relative_to(home.place):
        return None
    suffix = _suffix_at(home, kind.place, path, before)
    if suffix is None or _suffix_at(home, kind.place, path, now) is not None:
        return None
    return own_place(home, kind, now, taken, suffix)


def is_place_for_many(home: Home, path: Path) -> bool:
    """Whether a file stays although nothing is left in it: the community's one file, or a kind's single file."""
    return home.is_file or (path.parent == home.place and path.name in _SINGLE_FILES)


def is_page(kind: Kind) -> bool:
    """Whether several records of a kind share their own place, as the goals of a quarter do."""
    return bool(_shared_fields(kind))


def index_for(kind: Kind, data: Mapping[str, Any], records: Sequence[Any]) -> int:
    """The place of a new record among those of its kind in a file."""
    shared = _shared_fields(kind)
    id_ = data.get("id")
    if not shared or not isinstance(id_, str):
        return len(records)
    groups = [_group(each, shared) for each in records]
    group = _group(data, shared)
    alike = [index for index, each in enumerate(groups) if each == group]
    if not alike:
        in_order = groups == sorted(groups)
        return next((index for index, each in enumerate(groups) if in_order and each > group), len(records))
    ids = [str(records[index].get("id", "")) for index in alike]
    if ids == sorted(ids):
        return next((index for index, each in zip(alike, ids, strict=True) if each > id_), alike[-1] + 1)
    gaps = [alike[0], *(index + 1 for index in alike)]
    return gaps[int.from_bytes(hashlib.sha256(id_.encode()).digest()[:8]) % len(gaps)]


def _shared_fields(kind: Kind) -> tuple[str, ...]:
    """The fields by which several records of a kind share their own place."""
    names = tuple(match[1] for match in _placeholder.finditer(kind.place or ""))
    return () if {"id", "suffix", "person"} & set(names) else names


def _group(data: Any, fields: Sequence[str]) -> tuple[str, ...]:  # noqa: ANN401 - any TOML
    return tuple(str(data.get(each, "")) for each in fields) if isinstance(data, Mapping) else ()


def _fill(home: Home, pattern: str, data: Mapping[str, Any], suffix: str, name: Name = safe_name) -> Path:
    def value(match: re.Match[str]) -> str:
        text = suffix if match[1] == "suffix" else _value(match[1], data, name)
        return f"{text}{match[2]}" if text else ""

    return home.place / PurePosixPath(_placeholder.sub(value, pattern))


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


def _differs_in_case(path: Path) -> bool:
    """Whether a file of that name would be taken for another one where case does not count."""
    try:
        names = [each.name for each in path.parent.iterdir()]
    except OSError:
        return False
    return path.name not in names and folded(path.name) in map(folded, names)
