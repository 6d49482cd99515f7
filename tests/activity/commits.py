"""Commits as they were meant, or as nobody should have written them, and what the cache says of them."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from commtui.activity.cache import Cache
from commtui.activity.errors import Outcome
from commtui.activity.git import read_git
from commtui.store.git import Repository
from tests.repository import git

ADA = b"Ada Lovelace <ada@example.org> 1700000000 +0100"


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
    merges: str = "",
) -> str:
    """Write a commit byte by byte onto the branch, whatever git thinks of it; its id."""
    tree = git(folder, "write-tree")
    head = subprocess.run(["git", "-C", str(folder), "rev-parse", "--verify", "-q", "HEAD"], capture_output=True)
    lines = [b"tree " + tree.encode()]
    lines += [b"parent " + each.encode() for each in (head.stdout.decode().strip(), merges) if each]
    lines += [b"author " + author, b"committer " + committer, *([b"encoding " + encoding] if encoding else [])]
    asked = ["git", "-C", str(folder), "hash-object", "-t", "commit", "-w", "--literally", "--stdin"]
    made = subprocess.run(asked, input=b"\n".join(lines) + b"\n\n" + message, check=True, capture_output=True)
    sha = made.stdout.decode().strip()
    git(folder, "update-ref", "HEAD", sha)
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
