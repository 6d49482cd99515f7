"""Commits by GitHub: each once, also where a download is cut or the branch is written anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from commtui.activity.access import Access
from commtui.activity.cache import Cache
from commtui.activity.errors import ActivityError
from commtui.activity.github.asking import Clock
from commtui.activity.github.commits import read_commits
from commtui.activity.progress import Untold
from tests.activity.github.standin import Garden, Json, Trouble, listening

WANGARI = {"id": "U_wangari", "login": "wangari", "databaseId": 7, "name": "Wangari"}


def commit(number: int, *authors: Json, parents: int = 1) -> Json:
    """A commit of the number-th day of a long year."""
    day = f"2026-{1 + number // 28 % 12:02}-{1 + number % 28:02}T10:00:00Z"
    named = list(authors) or [{"name": "Wangari", "email": "w@example.org", "user": WANGARI}]
    return {
        "oid": f"{number:040x}",
        "authoredDate": day,
        "committedDate": day,
        "messageHeadline": f"Plant tree {number}",
        "parents": {"totalCount": parents},
        "authors": {"nodes": named},
    }


@dataclass
class Orchard(Garden):
    """A repository with commits, the newest first."""

    commits: list[Json] = field(default_factory=list)

    def data(self, query: str, variables: Json) -> tuple[Json, list[Json]]:
        """The history from the top, or from a commit."""
        if not self.commits:
            return {"repository": {"nameWithOwner": self.name, "defaultBranchRef": None}}, []
        head = variables.get("head") or self.commits[0]["oid"]
        start = next((n for n, each in enumerate(self.commits) if each["oid"] == head), None)
        if start is None:
            return {"repository": {"nameWithOwner": self.name, "object": None}}, []
        found = self.commits[start:]
        first = int((variables.get("after") or "x 0").split()[1])
        last = first + int(variables["first"])
        page = {"hasNextPage": last < len(found), "endCursor": f"{head} {last}"}
        target = {"oid": head, "history": {"totalCount": len(found), "pageInfo": page, "nodes": found[first:last]}}
        where = {"object": target} if "head" in variables else {"defaultBranchRef": {"target": target}}
        return {"repository": {"nameWithOwner": self.name, **where}}, []


@pytest.fixture
def orchard() -> Iterator[Orchard]:
    garden = Orchard(commits=[commit(n) for n in range(249, -1, -1)])
    with listening(garden):
        yield garden


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "orchard.duckdb")


def read(orchard: Orchard, cache: Cache) -> int:
    """Read what is new; how many requests that took."""
    access = Access(orchard.address, f"{orchard.address}/graphql", "github.com", "ghs_trees")
    clock = Clock(lambda: 1_780_000_000.0, lambda _seconds: None)
    return read_commits(cache, access, orchard.name, Untold(), clock).requests


def kept(cache: Cache) -> list[str]:
    with cache.reading() as connection:
        return [row[0] for row in connection.execute("SELECT sha FROM commit ORDER BY sha").fetchall()]


def test_all_commits_are_read_a_hundred_at_once_and_only_new_ones_again(orchard: Orchard, cache: Cache) -> None:
    assert read(orchard, cache) == 3
    assert kept(cache) == sorted(each["oid"] for each in orchard.commits)
    assert read(orchard, cache) == 1
    orchard.commits.insert(0, commit(250))
    assert read(orchard, cache) == 1
    assert len(kept(cache)) == 251


def test_a_cut_download_goes_on_where_it_was_though_more_was_committed(orchard: Orchard, cache: Cache) -> None:
    orchard.troubles = [Trouble(401, times=9, fits=lambda asked: asked["variables"].get("after") is not None)]
    with pytest.raises(ActivityError):
        read(orchard, cache)
    assert len(kept(cache)) == 100
    orchard.troubles = []
    orchard.commits.insert(0, commit(250))
    # Two pages of the first walk, and one from the top.
    assert read(orchard, cache) == 3
    assert len(kept(cache)) == 251


def test_what_a_branch_that_was_written_anew_holds_no_more_is_forgotten(orchard: Orchard, cache: Cache) -> None:
    read(orchard, cache)
    orchard.commits = [commit(n) for n in range(500, 380, -1)]
    read(orchard, cache)
    assert kept(cache) == sorted(each["oid"] for each in orchard.commits)


def test_authors_and_co_authors_are_accounts_where_they_have_one_and_ghosts_are_nobody(
    orchard: Orchard, cache: Cache
) -> None:
    ghost = {"name": "ghost", "email": "ghost@users.noreply.github.com", "user": None}
    menza = {"name": "Menza", "email": "Menza@Example.org", "user": None}
    wangari = {"name": "W", "email": "w@example.org", "user": WANGARI}
    orchard.commits = [commit(1, wangari, menza, ghost), commit(0, parents=2)]
    read(orchard, cache)
    with cache.reading() as connection:
        authors = connection.execute("SELECT sha, place, actor FROM commit_author ORDER BY ALL").fetchall()
        parents = connection.execute("SELECT parents FROM commit ORDER BY sha").fetchall()
    one, zero = f"{1:040x}", f"{0:040x}"
    assert authors == [
        (zero, 0, "github:U_wangari"),
        (one, 0, "github:U_wangari"),
        (one, 1, "git:menza@example.org"),
        (one, 2, None),
    ]
    assert parents == [(2,), (1,)]


def test_a_repository_without_a_commit_has_none(orchard: Orchard, cache: Cache) -> None:
    orchard.commits = []
    assert read(orchard, cache) == 1
    assert kept(cache) == []


def test_an_answer_that_is_not_as_we_know_it_is_told_and_nothing_of_it_is_kept(orchard: Orchard, cache: Cache) -> None:
    orchard.commits[0]["committedDate"] = "yesterday"
    with pytest.raises(ActivityError, match="not as we know it"):
        read(orchard, cache)
    assert kept(cache) == []
