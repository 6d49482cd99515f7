"""Which lines of files are not as they were in another commit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from commtui.store.git import Repository

_HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_NAME = re.compile(r'\+\+\+ (?:b/(.+?)\t?|"b/(.+)")')
_ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_SIGNS = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}

Lines = Mapping[str, Sequence[range]]


def changed_lines(repository: Repository, base: str, head: str, paths: Sequence[str]) -> Lines:
    """The lines of `head` that are new or other than in `base`, by path from the root; lines count from 1.

    Where lines were only taken away, the two around them are given.

    Raises:
        GitError: git cannot compare them.
    """
    found: dict[str, list[range]] = {}
    for name, lines in _hunks(repository.patch(base, head, paths)):
        found.setdefault(name, []).append(lines)
    return found


def is_changed(lines: Lines, name: str, first: int, last: int) -> bool:
    """Whether any of these lines of a file is among the changed ones."""
    return any(each.start <= last and first < each.stop for each in lines.get(name, ()))


def _hunks(patch: str) -> Iterator[tuple[str, range]]:
    """The lines that each hunk brings; its content is counted, for it may look like anything."""
    name, skip = "", 0
    for line in patch.split("\n"):
        if skip:
            # "\ No newline at end of file" counts for nothing.
            skip -= not line.startswith("\\")
        elif named := _NAME.fullmatch(line):
            name = named[1] or _unquoted(named[2])
        elif name and (hunk := _HUNK.match(line)):
            old, new = (1 if each is None else int(each) for each in (hunk[1], hunk[3]))
            first = int(hunk[2])
            skip = old + new
            yield name, range(first, first + (new or 2))
        elif line.startswith("diff --git "):
            name = ""


def _unquoted(name: str) -> str:
    """A name as it is, from how git writes one that is not plain: `\\303\\274` for ü."""
    return _ESCAPED.sub(_byte, name.encode()).decode("utf-8", "surrogateescape")


def _byte(found: re.Match[bytes]) -> bytes:
    escaped = found[1]
    return bytes([int(escaped, 8)]) if len(escaped) == 3 else _SIGNS.get(escaped, escaped)
