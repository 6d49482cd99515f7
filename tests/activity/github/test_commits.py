"""Commits by GitHub: each once, also where a download is cut or the branch is written anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from commtui.activity.access import Access
from commtui.activity.actors import actors
from commtui.activity.cache import Cache
from commtui.activity.errors import ActivityError
from commtui.activity.github.asking import Clock
from commtui.activity.github.commits import read_commits
from commtui.activity.identity import People
from commtui.model.person import Person
from tests.activity.commits import Untold, rows, write
from tests.activity.commits import read as read_clone
from tests.activity.github.standin import Garden, Json, Trouble, listening
from tests.repository import new_repository, only_a_name_is_set

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


def told(orchard: Orchard, cache: Cache) -> tuple[str, ...]:
    """Read what is new; what is to be told of it."""
    access = Access(orchard.address, f"{orchard.address}/graphql", "github.com", "ghs_trees")
    clock = Clock(lambda: 1_780_000_000.0, lambda _seconds: None)
    return read_commits(cache, access, orchard.name, Untold(), clock).notices


def read(orchard: Orchard, cache: Cache) -> int:
    """Read what is new; how many requests that took."""
    before = len(orchard.asked)
    assert told(orchard, cache) == ()
    return len(orchard.asked) - before


def is_below_the_top(asked: Json) -> bool:
    return asked["variables"].get("after") is not None


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
    orchard.troubles = [Trouble(401, times=9, fits=is_below_the_top)]
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


def test_commits_of_an_old_branch_that_was_merged_since_are_found_below_what_was_known(
    orchard: Orchard, cache: Cache
) -> None:
    read(orchard, cache)
    last = orchard.commits[-1]["committedDate"]
    old = [{**commit(1000 + n), "committedDate": last} for n in range(5)]
    orchard.commits = [commit(300, parents=2), *orchard.commits, *old]
    orchard.troubles = [Trouble(401, fits=is_below_the_top)]
    with pytest.raises(ActivityError):
        read(orchard, cache)
    assert len(kept(cache)) == 251
    # Two pages of the walk that was cut, and a look from the top.
    assert read(orchard, cache) == 3
    assert kept(cache) == sorted(each["oid"] for each in orchard.commits)
    assert read(orchard, cache) == 1


NODE: list[str | int] = ["repository", "object", "history", "nodes", 2]


def failing(path: list[str | int], times: int = 1) -> Trouble:
    """GitHub stumbles over a part of the second page."""
    errors: list[Json] = [{"message": "Something went wrong while executing your query", "path": path}]
    return Trouble("errors", errors=errors, nulls=[path], with_data=True, fits=is_below_the_top, times=times)


def test_what_github_fails_to_tell_of_a_page_is_asked_for_again(orchard: Orchard, cache: Cache) -> None:
    orchard.troubles = [failing(NODE), failing([*NODE, "authors", "nodes", 0, "user"])]
    assert read(orchard, cache) == 5
    assert kept(cache) == sorted(each["oid"] for each in orchard.commits)
    with cache.reading() as connection:
        assert connection.execute("SELECT DISTINCT actor FROM commit_author").fetchall() == [("github:U_wangari",)]


def test_a_commit_that_github_never_tells_is_told_and_looked_for_with_the_next_that_is_new(
    orchard: Orchard, cache: Cache
) -> None:
    orchard.troubles = [failing(NODE, times=4)]
    assert told(orchard, cache) == ("GitHub fails to tell of 1 of the commits",)
    assert len(kept(cache)) == 249
    assert read(orchard, cache) == 1
    orchard.commits.insert(0, commit(250))
    read(orchard, cache)
    assert len(kept(cache)) == 251


def test_a_place_that_github_forgot_is_looked_for_again_but_not_without_end(orchard: Orchard, cache: Cache) -> None:
    forgotten = [{"type": "INVALID_CURSOR_ARGUMENTS", "message": "`x 100` does not appear to be a valid cursor."}]
    orchard.troubles = [Trouble("errors", errors=forgotten, fits=is_below_the_top, times=99)]
    with pytest.raises(ActivityError, match="GitHub forgets its own pages; try again later"):
        read(orchard, cache)
    orchard.troubles = [Trouble("errors", errors=forgotten, fits=is_below_the_top)]
    read(orchard, cache)
    assert kept(cache) == sorted(each["oid"] for each in orchard.commits)


def test_clone_and_github_take_turns_and_each_commit_is_counted_once(
    orchard: Orchard, cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_a_name_is_set(monkeypatch, tmp_path)
    clone = new_repository(tmp_path / "clone")
    alone = write(clone, b"One\n\nCo-authored-by: Menza <menza@example.org>\n")
    read_clone(clone, cache)
    orchard.commits = [{**commit(0), "oid": sha} for sha in (write(clone, b"Three"), write(clone, b"Two"), alone)]
    read(orchard, cache)
    assert rows(cache, "SELECT count(*), count(DISTINCT sha) FROM commit") == [(3, 3)]
    assert rows(cache, "SELECT DISTINCT actor FROM commit_author") == [("github:U_wangari",)]
    assert rows(cache, "SELECT id FROM actor") == [("github:U_wangari",)]
    read_clone(clone, cache)
    assert rows(cache, "SELECT count(*), count(DISTINCT sha) FROM commit") == [(3, 3)]
    assert rows(cache, "SELECT DISTINCT actor FROM commit_author WHERE place = 0") == [("git:ada@example.org",)]
    assert read(orchard, cache) == 1
    assert rows(cache, "SELECT DISTINCT actor FROM commit_author") == [("github:U_wangari",)]


def test_whom_the_plan_knows_by_an_address_alone_is_known_by_the_account(orchard: Orchard, cache: Cache) -> None:
    at_work = {"name": "W", "email": "W@work.example", "user": WANGARI}
    orchard.commits = [commit(1, at_work), commit(0)]
    read(orchard, cache)
    for email in ("w@example.org", "w@work.example"):
        people = People((Person(id="wangari", name="Wangari", emails=(email,)),))
        with cache.reading() as connection:
            found = people.resolve(actors(connection))
        assert {id_: each.person for id_, each in found.items()} == {"github:U_wangari": "wangari"}


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
