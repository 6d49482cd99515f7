"""What a clone knows: its commits with all their authors, and its versions.

One `git log` tells it, from the last commit that was seen. What would make older commits read another way (a rewritten
or deepened history, another mailmap, replaced objects) has all of them read anew. Nothing is fetched.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from commtui.activity import git_rows
from commtui.activity.cache import Cache
from commtui.activity.clone import Clone, clone, mapped
from commtui.activity.errors import ActivityError, Outcome
from commtui.activity.progress import Progress
from commtui.activity.rows import meta, put, set_meta
from commtui.store.git import GitError, Repository
from commtui.store.git_stream import ask, listening

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_NEWLINE = 0x0A
# Fields end with a zero, which stands in no commit. The control characters of what people wrote become spaces, which
# leaves one of them for us to separate by.
_TABLE = bytes(
    git_rows.FIELD if byte == 0 else byte if byte == _NEWLINE or (byte >= 0x20 and byte != 0x7F) else 0x20
    for byte in range(256)
)
_COAUTHORS = "%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x00)"
_FORMAT = "%x00".join(("%H", "%P", "%ad", "%cd", "%aN", "%aE", "%s", _COAUTHORS))
_PLAINLY = ("--encoding=UTF-8", "--date=raw", "--no-show-signature", "--no-notes", "--no-color")
LOG = ("log", *_PLAINLY, f"--format={_FORMAT}")


def read_git(cache: Cache, repository: Repository, progress: Progress) -> Outcome:
    """Bring the cache up to the commit at which this clone is; `new` counts the commits that it did not know.

    Raises:
        ActivityError: git is not there, or cannot read the clone.
    """
    try:
        here = clone(repository)
        with cache.writing() as connection:
            return _read(connection, here, progress)
    except GitError as error:
        raise ActivityError(str(error)) from error


def commits_below(repository: Repository, path: str) -> frozenset[str]:
    """The ids of the commits that changed something at or below a path from the root.

    Raises:
        ActivityError: git is not there, or the clone does not hold what changed, as one without trees.
    """
    try:
        found = ask(repository, "log", "--no-show-signature", "--full-history", "--format=%H", "HEAD", "--", path)
    except GitError as error:
        raise ActivityError(str(error)) from error
    if found is None:
        raise ActivityError(f"git cannot tell what changed below {path}")
    return frozenset(found.decode("ascii", "replace").split())


def _read(connection: DuckDBPyConnection, here: Clone, progress: Progress) -> Outcome:
    seen = meta(connection, "git.head")
    continued = seen is not None and meta(connection, "git.basis") == here.basis and here.is_continued(seen)
    new, notices = 0, []
    if here.head is None:
        git_rows.forget(connection)
        notices.append("nothing was committed here yet")
    elif not continued or seen != here.head:
        new, unread = _history(connection, here, seen if continued else None, progress)
        if unread:
            notices.append(f"{unread} commits cannot be read, and are left out")
    _versions(connection, here)
    _note(connection, here)
    return Outcome(new, 0, (*notices, *_warnings(connection, here)))


def _history(connection: DuckDBPyConnection, here: Clone, seen: str | None, progress: Progress) -> tuple[int, int]:
    """Read all that came after `seen`, or everything; how many commits are new, and how many cannot be read."""
    git_rows.begin(connection, anew=seen is None)
    done = 0
    asked = (*here.mailmap.options, *LOG, str(here.head), *([f"^{seen}"] if seen else []), "--")
    progress.tell("commits", 0, None)
    with listening(here.repository, *asked) as pieces:
        for piece in pieces:
            git_rows.stage(connection, _text(piece.translate(_TABLE)))
            done += piece.count(b"\n")
            progress.tell("commits", done, None)
    people = mapped(here, git_rows.trailers(connection))
    read, new = git_rows.finish(connection, people, anew=seen is None)
    progress.tell("commits", done, done)
    return new, done - read


def _text(piece: bytes) -> str:
    """As UTF-8, which git makes of what says how it is written; a line that is none was Latin-1, as ever."""
    try:
        return piece.decode()
    except UnicodeDecodeError:
        return "\n".join(map(_line, piece.split(b"\n")))


def _line(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("latin-1")


def _versions(connection: DuckDBPyConnection, here: Clone) -> None:
    rows = [(f"git:{each.name}", "git", each.name, each.made, None) for each in here.versions]
    put(connection, "release", rows)
    ids = [row[0] for row in rows]
    gone = "DELETE FROM release WHERE source = 'git' AND id NOT IN (SELECT unnest(?::VARCHAR[]))"
    connection.execute(gone, [ids])


def _note(connection: DuckDBPyConnection, here: Clone) -> None:
    known = {
        "git.basis": here.basis,
        "git.shallow": "yes" if here.is_shallow else "no",
        "git.seen_at": datetime.now(UTC).isoformat(timespec="seconds"),
        **({"git.head": here.head} if here.head else {}),
    }
    put(connection, "meta", list(known.items()))
    if here.head is None:
        set_meta(connection, "git.head", None)


def _warnings(connection: DuckDBPyConnection, here: Clone) -> list[str]:
    found = []
    if here.is_shallow:
        known = git_rows.count(connection)
        found.append(f"this clone is shallow: only {known} commits are here; `git fetch --unshallow` brings the rest")
    if here.mailmap.is_absent:
        found.append("the mailmap is not in this partial clone: who has several addresses counts several times")
    tomorrow = datetime.now(UTC).replace(tzinfo=None) + timedelta(days=1)
    if strange := git_rows.strange(connection, tomorrow):
        found.append(f"{strange} commits are dated before 1980 or after tomorrow: a clock was wrong")
    return found
