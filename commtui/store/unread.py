"""What may stand in files that could not be read: nobody knows, but their text says what is likely."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from commtui.model.kinds import BY_NAME
from commtui.store.edits import Deed, Verb
from commtui.store.snapshot import BrokenFile, Snapshot

_header = re.compile(r"^[ \t]*\[+[ \t]*([\w-]+)[ \t]*(\.?)", re.MULTILINE)


def speaks_of(broken: BrokenFile, id_: str) -> bool:
    """Whether the id stands anywhere in a broken file; of one whose text is not known it may."""
    return id_ in broken.text or _is_unknown(broken)


def line_of_id(broken: BrokenFile, kind: str, id_: str) -> int | None:
    """The line of a broken file that may give a record of a kind this id, 1-based."""
    given = rf"""^[^#\n]*?(?<![\w-])["']?id["']?[ \t]*=[ \t]*(["']){re.escape(id_)}\1"""
    headers = _header.finditer(broken.text)
    above, ahead = None, next(headers, None)
    for match in re.finditer(given, broken.text, re.MULTILINE):
        while ahead is not None and ahead.start() < match.start():
            above, ahead = ahead, next(headers, None)
        if _may_be_of(kind, above):
            return broken.text.count("\n", 0, match.start()) + 1
    return None


def may_name(snapshot: Snapshot, deeds: Iterable[Deed]) -> tuple[BrokenFile, ...]:
    """The broken files that may still name what these deeds renamed or removed: references there stay as they are."""
    ids = {id_ for deed in deeds for id_ in _ids_gone(deed)}
    return tuple(each for each in snapshot.broken if any(_may_name(each, id_) for id_ in ids))


def _is_unknown(broken: BrokenFile) -> bool:
    return not broken.text and not broken.is_text


def _may_be_of(kind: str, header: re.Match[str] | None) -> bool:
    """Whether a record of a kind may be what a line is in, by the header above it."""
    if header is None or header[1] not in BY_NAME:
        return True  # written in one line, or by a name that is misspelt
    return header[1] == kind and not header[2]


def _may_name(broken: BrokenFile, id_: str) -> bool:
    return f'"{id_}"' in broken.text or f"'{id_}'" in broken.text or _is_unknown(broken)


def _ids_gone(deed: Deed) -> Iterator[str]:
    if deed.verb is Verb.RENAME:
        yield from (old for old, _ in deed.changes.values() if isinstance(old, str))
    elif deed.verb is Verb.REMOVE and not deed.path and deed.id is not None:
        yield deed.id
    elif deed.verb is Verb.REMOVE and deed.kind == "ladder":
        for old, new in deed.changes.values():
            yield from _rungs(old) - _rungs(new)


def _rungs(members: Sequence[object] | None) -> set[str]:
    ids = (each.get("id") for each in members or () if isinstance(each, dict))
    return {each for each in ids if isinstance(each, str)}
