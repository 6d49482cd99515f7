"""What a pull request or push is compared with, as far as the checkout holds it."""

from __future__ import annotations

from dataclasses import dataclass

from action.event import Event
from commtui.report.changes.comparison import Comparison
from commtui.store.changed_lines import Lines, changed_lines
from commtui.store.git import GitError, Repository
from commtui.store.snapshot import Snapshot

_HEAD = "HEAD"
_NOTHING = "0" * 40


@dataclass(frozen=True)
class Compared:
    """What changed, and on which lines; None where that is not known, and `why` not."""

    comparison: Comparison | None = None
    lines: Lines | None = None
    why: str = ""


def compare(event: Event, ref: str, snapshot: Snapshot) -> Compared:
    """What the event changes in the plan; `ref` is what the runner says that it is about."""
    try:
        repository = Repository.around(snapshot.home.place)
    except GitError as error:
        return _unknown(error)
    try:
        head = repository.commit_of(_HEAD)
        base = _base(repository, event, ref, head) if head is not None else None
        if head is None or base is None:
            return Compared()
        return Compared(_comparison(repository, base, snapshot), _lines(repository, base, head, snapshot))
    except GitError as error:
        depth = 2 if event.pull is not None else 0
        hint = f"; give actions/checkout `fetch-depth: {depth}` to have it told"
        return _unknown(error, hint if repository.is_shallow else "")


def _unknown(error: GitError, hint: str = "") -> Compared:
    return Compared(why=f"What changed is not known: {error}{hint}")


def _base(repository: Repository, event: Event, ref: str, head: str) -> str | None:
    """The commit that the checked out one is compared with; None where the event is no change."""
    pull = event.pull
    if pull is None:
        before = event.before
        return _found(repository, before) if before and before != _NOTHING else None
    parents = [_known(repository, f"{_HEAD}^{which}") for which in (1, 2)]
    # What GitHub has merged to try it: its first parent is the branch that the pull request is for.
    if parents[0] is not None and parents[1] == pull.head_sha:
        return parents[0]
    base = _known(repository, pull.base_sha)
    if base is not None:
        return repository.merge_base(base, head)
    if parents[0] is not None and head != pull.head_sha and ref == f"refs/pull/{pull.number}/merge":
        return parents[0]
    return _found(repository, pull.base_sha)


def _found(repository: Repository, commit: str) -> str:
    found = _known(repository, commit)
    if found is None:
        raise GitError(f"the commit {commit[:12]} is not in the checkout")
    return found


def _known(repository: Repository, revision: str) -> str | None:
    try:
        return repository.commit_of(revision)
    except GitError:
        return None


def _comparison(repository: Repository, base: str, snapshot: Snapshot) -> Comparison:
    from commtui.insight.changes import compare as changes_between
    from commtui.report.changes.comparison import SideOf
    from commtui.store.revision import load_revision

    earlier = SideOf("the base", base, load_revision(repository, base, snapshot.home, snapshot))
    return Comparison(earlier, SideOf("this change", None, snapshot), changes_between(earlier.snapshot, snapshot))


def _lines(repository: Repository, base: str, head: str, snapshot: Snapshot) -> Lines:
    """By the names under which findings are shown."""
    place = snapshot.home.place.relative_to(repository.root).as_posix()
    return changed_lines(repository, base, head, [place] if place != "." else [])
