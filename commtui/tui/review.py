"""What changed since the last commit, in words and line by line; all of it takes a while, and is made in workers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from commtui.insight.changes import Change, compare
from commtui.report.changes.comparison import Comparison, SideOf
from commtui.report.changes.message import message
from commtui.report.changes.names import Names
from commtui.report.changes.sentences import sentence
from commtui.report.patch import render
from commtui.report.style import Style
from commtui.store.edits import FileChange
from commtui.store.files import UnreadableError, read
from commtui.store.git import GitError, Repository
from commtui.store.git_status import Dirty
from commtui.store.revision import load_revision
from commtui.store.snapshot import Snapshot
from commtui.tui.glyphs import Glyphs
from commtui.tui.voice import voice

_is_hunk = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@").match
MOST_LINES = 5000
# What git calls a change of a file, in words of ours.
CHANGES = {
    "added": "new",
    "untracked": "new",
    "modified": "changed",
    "deleted": "deleted",
    "conflicted": "in conflict",
}


@dataclass(frozen=True, eq=False)
class Review:
    """The community as it was committed and as it is, and its files that differ."""

    repository: Repository
    comparison: Comparison
    files: tuple[Dirty, ...]

    @property
    def commit(self) -> str | None:
        """The last commit; None before the first."""
        return self.comparison.base.commit

    @cached_property
    def proposal(self) -> str:
        """A message for a commit of it."""
        return message(self.comparison)

    @cached_property
    def names(self) -> Names:
        """What records are called."""
        return Names(self.comparison)

    @cached_property
    def unreadable(self) -> tuple[str, ...]:
        """The names of the files of it that cannot be read now, in part or at all."""
        base = self.comparison.head.snapshot.home.base
        found = {base / each.file for each in self.comparison.changes.problems if each.side == "head"}
        return tuple(sorted(self.name(each.path) for each in self.files if each.path in found))

    def name(self, path: Path) -> str:
        """A file as people write it: its path from the root of the repository."""
        return path.relative_to(self.repository.root).as_posix() if path.is_relative_to(self.repository.root) else ""

    def told(self, change: Change, glyphs: Glyphs) -> str:
        """What became of a record, in words."""
        return sentence(change, self.names, voice(glyphs))


def review_of(snapshot: Snapshot) -> Review:
    """What is different in a community since the last commit.

    Raises:
        GitError: There is no repository with a working tree, or git cannot read it.
    """
    home = snapshot.home
    repository = Repository.around(home.place)
    if repository.is_bare:
        raise GitError(f"{repository.root} is bare: it has no working tree to compare")
    commit = repository.commit_of("HEAD")
    base = SideOf("HEAD", commit, load_revision(repository, commit, home, snapshot))
    head = SideOf("the working tree", None, snapshot)
    found = compare(base.snapshot, snapshot)
    return Review(repository, Comparison(base, head, found), tuple(repository.dirty(home.place)))


def diff_of(review: Review, path: Path) -> list[str]:
    """The lines of a unified diff of a file since the last commit; none where it is the same, or a line that says why.

    Raises:
        GitError: git cannot read the commit.
    """
    try:
        change = FileChange(review.name(path), path, _committed(review, path), _on_disk(path))
    except (UnreadableError, UnicodeDecodeError) as error:
        return [f"No diff: {error.reason if isinstance(error, UnreadableError) else 'it is not UTF-8 text'}"]
    lines = render([change], Style(), harmless=False).split("\n")
    if len(lines) > MOST_LINES:
        return [*lines[:MOST_LINES], f"{len(lines) - MOST_LINES:,} more lines: `git diff` shows them"]
    return lines if lines != [""] else []


def hunk_of(lines: Sequence[str], line: int) -> int:
    """The number of the hunk's first line in a diff, of the hunk that shows this line (1-based) or the next one after.

    0 where there is none.
    """
    for number, each in enumerate(lines):
        found = _is_hunk(each)
        if found is not None and int(found[1]) + int(found[2] or 1) > line:
            return number
    return 0


def _committed(review: Review, path: Path) -> str | None:
    name = review.name(path)
    if review.commit is None or not name:
        return None
    entry = next((each for each in review.repository.tree(review.commit, [name]) if each.path == name), None)
    if entry is None:
        return None
    return review.repository.contents([entry.id]).get(entry.id, b"").decode("utf-8")


def _on_disk(path: Path) -> str | None:
    try:
        content = read(path)
    except UnreadableError:
        if not path.is_symlink() and not path.exists():
            return None
        raise
    return content.encode(content.text).decode("utf-8")
