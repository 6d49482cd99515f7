"""What a clone tells, on ordinary days: counted a second way with git's own words."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from commtui.activity.cache import Cache
from commtui.activity.errors import ActivityError
from commtui.activity.git import commits_below, read_git
from commtui.store.git import Repository
from tests.activity.commits import Untold, count, everything, named_by, read, rows, write
from tests.activity.github.reading import Told
from tests.activity.large_history import write_history
from tests.repository import commit_all, git, new_repository, only_a_name_is_set, put


@pytest.fixture(autouse=True)
def plain_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    only_a_name_is_set(monkeypatch, tmp_path)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "activity" / "one.duckdb")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    return new_repository(tmp_path / "clone")


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_history(tmp_path_factory.mktemp("long") / "clone", COMMITS, people=60)


@pytest.fixture(scope="module")
def known(history: Path, tmp_path_factory: pytest.TempPathFactory) -> Cache:
    """What that history tells, which nobody changes."""
    folder = tmp_path_factory.mktemp("known")
    with pytest.MonkeyPatch.context() as patch:
        only_a_name_is_set(patch, folder)
        cache = Cache(folder / "one.duckdb")
        read(history, cache)
    return cache


@pytest.fixture(scope="module")
def source(history: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A server of that history, which gives parts of it."""
    folder = tmp_path_factory.mktemp("served") / "source"
    git(history, "clone", "--quiet", "--bare", str(history), str(folder))
    with (folder / "config").open("a") as settings:
        settings.write("[uploadpack]\n\tallowFilter = true\n\tallowAnySHA1InWant = true\n")
    return folder


COMMITS = 1000
AUTHORS = """
    SELECT actor.name || ' <' || actor.email || '>', count(*) FROM commit
    JOIN commit_author USING (sha) JOIN actor ON actor.id = commit_author.actor
    WHERE parents < 2 AND place = 0 GROUP BY ALL
"""


def test_authors_and_their_commits_are_those_of_shortlog(history: Path, known: Cache) -> None:
    said = git(history, "shortlog", "-sne", "--no-merges", "HEAD").splitlines()
    expected = {who: int(count) for count, who in (line.strip().split("\t") for line in said)}
    assert count(known) == COMMITS
    assert dict(rows(known, AUTHORS)) == expected
    assert len(expected) < 60 + 12, "the mailmap joined most of the second addresses"


def test_commits_and_their_times_are_those_of_log(history: Path, known: Cache) -> None:
    said = git(history, "log", "--format=%H|%at|%ai|%ct|%ci|%p|%s").splitlines()
    expected = set()
    for line in said:
        sha, authored, author_day, committed, commit_day, parents, subject = line.split("|", 6)
        expected.add(
            (
                sha,
                _utc(authored),
                _offset(author_day),
                _utc(committed),
                _offset(commit_day),
                len(parents.split()),
                subject,
            )
        )
    assert set(rows(known, "SELECT * FROM commit")) == expected
    assert len({row[2] for row in expected}) == 6, "time zones differ, half and quarter hours too"


def test_new_authors_are_those_that_log_never_saw_before(history: Path, known: Cache) -> None:
    asked = """
        SELECT email FROM commit JOIN commit_author USING (sha) JOIN actor ON actor.id = commit_author.actor
        WHERE place = 0 GROUP BY email HAVING min(committed_at) >= '2008-04-01'
    """
    seen = git(history, "log", "--use-mailmap", "--format=%ct %aE").splitlines()
    first: dict[str, int] = {}
    for when, email in (line.split(" ") for line in seen):
        first[email] = min(first.get(email, int(when)), int(when))
    expected = {email for email, when in first.items() if _utc(str(when)) >= datetime(2008, 4, 1)}
    assert {row[0] for row in rows(known, asked)} == expected
    assert 5 < len(expected) < len(first)


def test_the_absence_factor_is_that_of_shortlog(history: Path, known: Cache) -> None:
    said = git(history, "shortlog", "-sne", "--no-merges", "HEAD").splitlines()
    assert _absence([count for _, count in rows(known, AUTHORS)]) == _absence([int(line.split()[0]) for line in said])


def test_co_authors_are_those_that_git_finds_in_the_trailers(history: Path, known: Cache) -> None:
    trailers = "%(trailers:key=Co-authored-by,valueonly,separator=%x00)"
    lines = git(history, "log", "--use-mailmap", f"--format=%aE%x00{trailers}").splitlines()
    told = [(author, [each for each in said if each]) for author, *said in (line.split("\0") for line in lines)]
    contacts = sorted({each for _, said in told for each in said})
    mapped = dict(zip(contacts, git(history, "check-mailmap", *contacts).splitlines(), strict=True))
    emails = {contact: found.split("<")[1].rstrip(">") for contact, found in mapped.items()}
    expected = Counter(email for author, said in told for email in {emails[each] for each in said} - {author})
    asked = "SELECT email, count(*) FROM commit_author JOIN actor ON actor.id = actor WHERE place > 0 GROUP BY email"
    assert dict(rows(known, asked)) == expected
    assert sum(expected.values()) > 100


def test_what_came_since_is_read_and_nothing_else(clone: Path, cache: Cache) -> None:
    told = Told()
    write(clone, b"One")
    read(clone, cache)
    write(clone, b"Two")
    write(clone, b"Three")
    read_git(cache, Repository.around(clone), told)
    assert told.lines[-1] == ("commits", 2, 2)
    read_git(cache, Repository.around(clone), told)
    assert told.lines[-1] == ("commits", 2, 2)
    assert [row[0] for row in rows(cache, "SELECT subject FROM commit ORDER BY subject")] == ["One", "Three", "Two"]


def test_read_in_steps_or_at_once_it_is_the_same(history: Path, cache: Cache, tmp_path: Path) -> None:
    steps = tmp_path / "steps"
    git(tmp_path, "clone", "--quiet", str(history), str(steps))
    for back in (700, 400, 399, 10, 0):
        git(steps, "reset", "--quiet", "--hard", f"origin/main~{back}" if back else "origin/main")
        read(steps, cache)
    at_once = Cache(tmp_path / "activity" / "other.duckdb")
    read(steps, at_once)
    assert everything(cache) == everything(at_once)


def test_a_rewritten_history_is_read_anew(clone: Path, cache: Cache) -> None:
    write(clone, b"One")
    write(clone, b"Too")
    read(clone, cache)
    git(clone, "commit", "--quiet", "--amend", "--allow-empty", "-m", "Two")
    read(clone, cache)
    assert {row[0] for row in rows(cache, "SELECT subject FROM commit")} == {"One", "Two"}


def test_who_wrote_only_what_was_rewritten_is_forgotten(clone: Path, cache: Cache) -> None:
    write(clone, b"One")
    git(clone, "commit", "--quiet", "--allow-empty", "--author", "Mallory <m@example.org>", "-m", "Two")
    read(clone, cache)
    git(clone, "reset", "--quiet", "--hard", "HEAD~1")
    read(clone, cache)
    assert rows(cache, "SELECT name FROM actor") == [("Ada Lovelace",)]


def test_another_mailmap_reads_all_of_it_anew(clone: Path, cache: Cache) -> None:
    git(
        clone,
        "commit",
        "--quiet",
        "--allow-empty",
        "--author",
        "ada <root@laptop>",
        "-m",
        "One\n\nCo-authored-by: g <g@home>",
    )
    read(clone, cache)
    put(
        clone, {".mailmap": "Ada Lovelace <ada@example.org> <root@laptop>\nGrace Hopper <grace@example.org> <g@home>\n"}
    )
    read(clone, cache)
    assert set(rows(cache, "SELECT name, email FROM actor")) == {
        ("Ada Lovelace", "ada@example.org"),
        ("Grace Hopper", "grace@example.org"),
    }


def test_a_mailmap_that_the_user_has_elsewhere_counts_too(clone: Path, cache: Cache, tmp_path: Path) -> None:
    (tmp_path / "names").write_text("Ada Lovelace <countess@example.org> <ada@example.org>\n")
    git(clone, "config", "mailmap.file", str(tmp_path / "names"))
    write(clone, b"One")
    read(clone, cache)
    assert rows(cache, "SELECT email FROM actor") == [("countess@example.org",)]


def test_replaced_commits_are_read_as_git_shows_them(clone: Path, cache: Cache) -> None:
    write(clone, b"One")
    write(clone, b"Two")
    write(clone, b"Three")
    read(clone, cache)
    git(clone, "replace", "--graft", "HEAD~1")
    read(clone, cache)
    assert {row[0] for row in rows(cache, "SELECT subject FROM commit")} == {"Two", "Three"}
    git(clone, "replace", "-d", git(clone, "rev-parse", "HEAD~1"))
    read(clone, cache)
    assert len(rows(cache, "SELECT * FROM commit")) == 3


def test_a_detached_head_is_where_it_is(clone: Path, cache: Cache) -> None:
    write(clone, b"One")
    write(clone, b"Two")
    git(clone, "checkout", "--quiet", "--detach", "HEAD~1")
    read(clone, cache)
    assert rows(cache, "SELECT subject FROM commit") == [("One",)]


def test_before_the_first_commit_there_is_nothing_and_that_is_told(clone: Path, cache: Cache) -> None:
    outcome = read(clone, cache)
    assert count(cache) == 0
    assert outcome.notices == ("nothing was committed here yet",)
    write(clone, b"One")
    read(clone, cache)
    assert count(cache) == 1


def test_a_branch_without_commits_forgets_those_of_another(clone: Path, cache: Cache) -> None:
    write(clone, b"One")
    read(clone, cache)
    git(clone, "checkout", "--quiet", "--orphan", "empty")
    read(clone, cache)
    assert everything(cache) == {"commit": [], "commit_author": [], "actor": [], "release": []}


def test_a_bare_clone_has_its_mailmap_in_the_history(clone: Path, cache: Cache, tmp_path: Path) -> None:
    put(clone, {".mailmap": "Ada King <king@example.org> <ada@example.org>\n"})
    commit_all(clone)
    git(tmp_path, "clone", "--quiet", "--bare", str(clone), "bare.git")
    assert read(tmp_path / "bare.git", cache).notices == ()
    assert rows(cache, "SELECT name, email FROM actor") == [("Ada King", "king@example.org")]


def test_a_shallow_clone_says_so_until_it_is_deep(history: Path, cache: Cache, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "20", f"file://{history}", "shallow")
    shallow = tmp_path / "shallow"
    outcome = read(shallow, cache)
    here = int(git(shallow, "rev-list", "--count", "HEAD"))
    assert count(cache) == here < COMMITS
    assert outcome.notices == (
        f"this clone is shallow: only {here} commits are here; `git fetch --unshallow` brings the rest",
    )
    assert rows(cache, "SELECT value FROM meta WHERE key = 'git.shallow'") == [("yes",)]
    git(shallow, "fetch", "--quiet", "--unshallow")
    assert read(shallow, cache).notices == ()
    assert len(rows(cache, "SELECT * FROM commit")) == COMMITS


@pytest.mark.parametrize("kind", [(), ("--bare",)], ids=["with a working tree", "bare"])
@pytest.mark.parametrize("without", ["blob:none", "tree:0"])
def test_nothing_is_fetched_into_a_partial_clone(
    source: Path, cache: Cache, tmp_path: Path, kind: tuple[str, ...], without: str
) -> None:
    git(tmp_path, "clone", "--quiet", "--no-checkout", *kind, f"--filter={without}", f"file://{source}", "partial")
    before = _absent(tmp_path / "partial")
    outcome = read(tmp_path / "partial", cache)
    assert count(cache) == COMMITS
    assert _absent(tmp_path / "partial") == before > 0
    if kind:
        assert outcome.notices == (
            "the mailmap is not in this partial clone: who has several addresses counts several times",
        )


def test_versions_are_told_from_other_tags(clone: Path, cache: Cache) -> None:
    write(clone, b"One", committer=b"Ada <ada@example.org> 1600000000 +0000")
    for name in (
        "v1.0.0",
        "1.1",
        "release-1.2",
        "core/v2.0.0-rc.1",
        "v1",
        "latest",
        "before-1.2",
        "nightly-2024.01.02",
    ):
        git(clone, "tag", name)
    git(clone, "-c", "user.name=Grace", "tag", "-a", "v3.0", "-m", "Three")
    git(clone, "tag", "v9.9", git(clone, "rev-parse", "HEAD^{tree}"))
    read(clone, cache)
    found = dict(rows(cache, "SELECT name, released_at FROM release WHERE source = 'git'"))
    assert sorted(found) == ["1.1", "core/v2.0.0-rc.1", "release-1.2", "v1.0.0", "v3.0"]
    assert found["v1.0.0"] == datetime(2020, 9, 13, 12, 26, 40)
    assert found["v3.0"].year > 2023
    git(clone, "tag", "-d", "v3.0")
    read(clone, cache)
    assert len(rows(cache, "SELECT * FROM release")) == 4


def test_what_github_told_of_releases_stays(clone: Path, cache: Cache) -> None:
    with cache.writing() as connection:
        connection.execute("INSERT INTO release VALUES ('github:R1', 'github', 'One', '2024-01-01', NULL)")
    write(clone, b"One")
    read(clone, cache)
    assert rows(cache, "SELECT id FROM release") == [("github:R1",)]


def test_commits_below_a_path_are_those_of_both_sides_of_a_merge(clone: Path) -> None:
    put(clone, {"docs/a": "1", "code/a": "1"})
    one = commit_all(clone, "Both")
    put(clone, {"code/a": "2"})
    commit_all(clone, "Code")
    put(clone, {"docs/a": "2"})
    two = commit_all(clone, "Docs")
    assert commits_below(Repository.around(clone), "docs") == {one, two}


def test_how_far_it_is_can_be_followed(history: Path, cache: Cache) -> None:
    told = Told()
    read_git(cache, Repository.around(history), told)
    assert told.lines[0] == ("commits", 0, None)
    assert told.lines[-1] == ("commits", COMMITS, COMMITS)


def test_who_stops_it_finds_the_cache_as_it_was(clone: Path, cache: Cache, history: Path) -> None:
    write(clone, b"One")
    read(clone, cache)
    before = everything(cache)

    class Impatient:
        def tell(self, stage: str, done: int, total: int | None) -> None:
            if done:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_git(cache, Repository.around(history), Impatient())
    assert everything(cache) == before


def test_without_git_one_sentence_says_so(
    clone: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    repository = Repository.around(clone)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ActivityError, match=r"^git is not installed$"):
        read_git(cache, repository, Untold())


def test_a_history_with_a_hole_is_an_error_and_changes_nothing(clone: Path, cache: Cache) -> None:
    write(clone, b"One")
    read(clone, cache)
    two = write(clone, b"Two")
    write(clone, b"Three")
    (clone / ".git" / "objects" / two[:2] / two[2:]).unlink()
    with pytest.raises(ActivityError, match="git"):
        read(clone, cache)
    assert rows(cache, "SELECT subject FROM commit") == [("One",)]


def test_git_is_told_not_to_run_what_the_repository_names(clone: Path, cache: Cache, tmp_path: Path) -> None:
    sha = write(
        clone,
        b"Signed",
        committer=b"Ada <ada@example.org> 1 +0000\n"
        b"gpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----",
    )
    put(tmp_path, {"evil": f"#!/bin/sh\ntouch {tmp_path}/ran\n"}).joinpath("evil").chmod(0o755)
    for name, value in (("log.showSignature", "true"), ("gpg.program", str(tmp_path / "evil"))):
        git(clone, "config", name, value)
    read(clone, cache)
    assert not (tmp_path / "ran").exists()
    assert named_by(cache, sha) == [("Ada Lovelace", "ada@example.org")]


def _utc(seconds: str) -> datetime:
    return datetime(1970, 1, 1) + timedelta(seconds=int(seconds))


def _offset(day: str) -> int:
    zone = day.split()[-1]
    return (-1 if zone[0] == "-" else 1) * (int(zone[1:3]) * 60 + int(zone[3:]))


def _absence(counts: list[int]) -> int:
    reached = 0
    for number, made in enumerate(sorted(counts, reverse=True), 1):
        reached += made
        if reached * 2 >= sum(counts):
            return number
    return 0


def _absent(folder: Path) -> int:
    return git(folder, "-c", "protocol.allow=never", "rev-list", "--objects", "--missing=print", "HEAD").count("\n?")
