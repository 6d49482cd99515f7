"""What a clone knows: its commits with all their authors, and its versions.

One `git log` tells it, from the last commit that was seen. What would make older commits read another way (a rewritten
or deepened history, another mailmap, replaced objects) has all of them read anew. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
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
    ord(git_rows.FIELD) if byte == 0 else byte if byte == _NEWLINE or (byte >= 0x20 and byte != 0x7F) else 0x20
    for byte in range(256)
)
_COAUTHOR = git_rows.COAUTHOR.encode()
_BETWEEN = "".join(f"%x{byte:02x}" for byte in _COAUTHOR)
_COAUTHORS = f"%(trailers:key=Co-authored-by,valueonly,unfold,separator={_BETWEEN})"
_FORMAT = "%x00 ".join(("%H", "%P", "%ad", "%cd", "%aN", "%aE", "%s", _COAUTHORS))
_PLAINLY = ("--encoding=UTF-8", "--date=raw", "--no-show-signature", "--no-notes", "--no-color")
LOG = ("log", *_PLAINLY, f"--format={_FORMAT}")
_parts = re.compile(b"(%c|%b)" % (git_rows.FIELD.encode(), _COAUTHOR)).split


def read_git(cache: Cache, repository: Repository, progress: Progress) -> Outcome:
    """Bring the cache up to the commit at which this clone is.

    Raises:
        ActivityError: git is not there, or cannot read the clone.
    """
    try:
        here = clone(repository)
        with _ahead(cache, here) as ahead, cache.writing() as connection:
            return _read(connection, here, ahead, progress)
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


def _log(here: Clone, seen: str | None) -> AbstractContextManager[Iterator[bytes]]:
    """All that came after the commit `seen`, or everything, as git tells it."""
    asked = (*here.mailmap.options, *LOG, str(here.head), *([f"^{seen}"] if seen else []), "--")
    return listening(here.repository, *asked)


def _ahead(cache: Cache, here: Clone) -> AbstractContextManager[Iterator[bytes] | None]:
    """Everything, which git begins to tell while a new cache is being made; None where there may be one already."""
    return nullcontext() if cache.path.exists() or here.head is None else _log(here, None)


def _read(connection: DuckDBPyConnection, here: Clone, ahead: Iterator[bytes] | None, progress: Progress) -> Outcome:
    seen = meta(connection, "git.head")
    continued = seen is not None and meta(connection, "git.basis") == here.basis and here.is_continued(seen)
    since = seen if continued else None
    notices = []
    if here.head is None:
        git_rows.forget(connection)
        notices.append("nothing was committed here yet")
    if here.head in (None, since):
        _note(connection, here)
    else:
        with nullcontext(ahead) if ahead is not None and since is None else _log(here, since) as pieces:
            # While git looks for its first words.
            _note(connection, here)
            unread = _history(connection, here, pieces, progress, anew=since is None)
        if unread:
            notices.append(f"{unread} commits cannot be read, and are left out")
    return Outcome((*notices, *_warnings(connection, here)))


def _history(
    connection: DuckDBPyConnection, here: Clone, pieces: Iterator[bytes], progress: Progress, *, anew: bool
) -> int:
    """Read commits, all of them if `anew`; how many of them cannot be read."""
    git_rows.begin(connection, anew=anew)
    told, read = 0, 0
    progress.tell("commits", 0, None)
    with TemporaryDirectory(prefix="commtui-log-") as folder:
        file = Path(folder, "piece")
        for piece in pieces:
            file.write_bytes(_text(piece.translate(_TABLE)))
            read += git_rows.stage(connection, file)
            told += piece.count(b"\n")
            progress.tell("commits", told, None)
    people = mapped(here, git_rows.trailers(connection))
    git_rows.finish(connection, people, anew=anew)
    progress.tell("commits", told, told)
    return told - read


def _text(lines: bytes) -> bytes:
    """As UTF-8, which git makes of what says how it is written; what is none was Latin-1, as ever."""
    try:
        lines.decode()
    except UnicodeDecodeError:
        return b"\n".join(map(_line, lines.split(b"\n")))
    return lines


def _line(line: bytes) -> bytes:
    try:
        line.decode()
    except UnicodeDecodeError:
        return b"".join(map(_part, _parts(line)))
    return line


def _part(part: bytes) -> bytes:
    try:
        part.decode()
    except UnicodeDecodeError:
        return part.decode("latin-1").encode()
    return part


def _versions(connection: DuckDBPyConnection, here: Clone) -> None:
    rows = [(f"git:{each.name}", "git", each.name, each.made, None) for each in here.versions]
    put(connection, "release", rows)
    ids = [row[0] for row in rows]
    gone = "DELETE FROM release WHERE source = 'git' AND id NOT IN (SELECT unnest(?::VARCHAR[]))"
    connection.execute(gone, [ids])


def _note(connection: DuckDBPyConnection, here: Clone) -> None:
    _versions(connection, here)
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
