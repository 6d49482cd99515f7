"""Commits as they were meant, or as nobody should have written them, and what the cache says of them."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path
from typing import Any

from commtui.activity.cache import Cache
from commtui.activity.errors import Outcome
from commtui.activity.git import read_git
from commtui.store.git import Repository

ADA = b"Ada Lovelace <ada@example.org> 1700000000 +0100"
NO_FILES = b"4b825dc642cb6eb9a060e54bf8d69288fbee4904"


class Untold:
    """Nobody looks how far it is."""

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """Nothing."""


def write(
    folder: Path,
    message: bytes,
    author: bytes = ADA,
    committer: bytes = ADA,
    *,
    encoding: bytes = b"",
) -> str:
    """Write a commit byte by byte onto the branch, whatever git thinks of it; its id.

    Git itself is not asked: to start it takes longer than all else here.
    """
    store = folder / ".git"
    branch = store / (store / "HEAD").read_text().removeprefix("ref: ").strip()
    head = branch.read_text().strip() if branch.exists() else ""
    lines = [b"tree " + NO_FILES, *([b"parent " + head.encode()] if head else [])]
    lines += [b"author " + author, b"committer " + committer, *([b"encoding " + encoding] if encoding else [])]
    said = b"\n".join(lines) + b"\n\n" + message
    whole = b"commit %d\0%b" % (len(said), said)
    sha = hashlib.sha1(whole, usedforsecurity=False).hexdigest()
    made = store / "objects" / sha[:2] / sha[2:]
    made.parent.mkdir(exist_ok=True)
    made.write_bytes(zlib.compress(whole, 1))
    branch.write_text(f"{sha}\n")
    return sha


def read(folder: Path, cache: Cache) -> Outcome:
    return read_git(cache, Repository.around(folder), Untold())


def rows(cache: Cache, asked: str) -> list[tuple[Any, ...]]:
    with cache.reading() as connection:
        return connection.execute(asked).fetchall()


def everything(cache: Cache) -> dict[str, list[tuple[Any, ...]]]:
    """All that git told, in an order that does not depend on when."""
    return {
        table: sorted(rows(cache, f"SELECT * FROM {table}"), key=repr)
        for table in ("commit", "commit_author", "actor", "release")
    }


def count(cache: Cache) -> int:
    """How many commits are kept."""
    return len(rows(cache, "SELECT sha FROM commit"))


def named_by(cache: Cache, sha: str) -> list[tuple[str | None, str | None]]:
    """Name and address of a commit's author and co-authors."""
    return rows(
        cache,
        "SELECT actor.name, actor.email FROM commit_author LEFT JOIN actor ON actor.id = commit_author.actor "
        f"WHERE sha = '{sha}' ORDER BY place",
    )
