"""What is not as it was committed, from what `git status` says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Dirty:
    """A file that is not as it was committed.

    `change` is added, modified, deleted, untracked or conflicted. `staged` says that some of the change is in the
    index, `unstaged` that some is not.
    """

    path: Path
    change: str
    staged: bool
    unstaged: bool


def dirty_files(listed: bytes, root: Path) -> list[Dirty]:
    """The files that `git status --porcelain=v2 -z` lists of a repository with this root, in path order."""
    found: dict[Path, Dirty] = {}
    for each in _listed(listed, root):
        # A file whose removal is staged may be there all the same: git tells of it twice.
        twice = each.path in found
        found[each.path] = Dirty(each.path, "modified", staged=True, unstaged=True) if twice else each
    return [found[path] for path in sorted(found)]


def _listed(listed: bytes, root: Path) -> Iterator[Dirty]:
    for line in listed.split(b"\0"):
        match line[:1]:
            case b"?":
                yield Dirty(root / os.fsdecode(line[2:]), "untracked", staged=False, unstaged=True)
            case b"u":
                yield Dirty(root / os.fsdecode(line.split(b" ", 10)[10]), "conflicted", staged=True, unstaged=True)
            case b"1":
                facts = line.split(b" ", 8)
                index, disk = facts[1][:1].decode(), facts[1][1:].decode()
                yield Dirty(
                    root / os.fsdecode(facts[8]), _change(index, disk), staged=index != ".", unstaged=disk != "."
                )


def _change(index: str, disk: str) -> str:
    """What became of a file since the last commit, by what became of it in the index, and since then on disk."""
    if disk == "D" or index == "D":
        return "deleted"
    return "added" if "A" in (index, disk) else "modified"
