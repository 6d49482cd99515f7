"""A community as it was in a commit."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from commtui.model.goal import Goal
from commtui.model.person import Person
from commtui.store.files import MAX_BYTES
from commtui.store.find import Home, at
from commtui.store.git import GitError, Repository
from commtui.store.load import load
from commtui.store.revision import load_revision
from commtui.store.snapshot import Snapshot
from tests.repository import commit_all, git, new_repository, only_a_name_is_set, put

ADA = '[[person]]\nid = "ada"\nname = "Ada Lovelace"\n'
GRACE = '[[person]]\nid = "grace"\nname = "Grace Hopper"\n'
GOAL = '[[goal]]\nid = "a"\nquarter = "2013-Q4"\ntitle = "A hackathon"\nstatus = "planned"\n'


@pytest.fixture(autouse=True)
def nobody_elses_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    only_a_name_is_set(monkeypatch, tmp_path)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository without a commit."""
    return new_repository(tmp_path / "repository")


def then(root: Path, commit: str | None, place: str = "community", known: Snapshot | None = None) -> Snapshot:
    return load_revision(Repository.around(root), commit, Home(root / place, root), known)


def people(snapshot: Snapshot) -> list[str]:
    return [each.id for each in snapshot.records(Person)]


def broken(snapshot: Snapshot) -> dict[str, str]:
    return {each.name: each.reason for each in snapshot.broken}


def test_a_commit_and_the_disk_give_the_same_community(root: Path) -> None:
    files: dict[str, str | bytes] = {
        "people/ada.toml": ADA,
        "people/grace.toml": "\ufeff" + GRACE.replace("\n", "\r\n"),
        "goals/2013-Q4.toml": GOAL,
        "metrics/night_work.sql": "select 1",
        "metrics/.hidden.sql": "select 1",
        "metrics/deep/down.sql": "select 1",
        ".hidden.toml": ADA,
        ".hidden/a.toml": ADA,
        "notes.txt": "[[person",
        "broken.toml": "[[person",
        "latin.toml": b"# caf\xe9\n",
        "folder.toml/a.toml": ADA,
        "deep/folder.toml/deeper/a.toml": ADA,
        "καφές\n.toml": "[[goal]]\nid = 1\n",
    }
    commit = commit_all(put(root, {f"community/{name}": content for name, content in files.items()}))
    here, was = load(at(root / "community")), then(root, commit)
    assert was.home == here.home
    assert [each.name for each in was.files] == [each.name for each in here.files]
    assert [each.content.text for each in was.files] == [each.content.text for each in here.files]
    assert [(each.name, each.reason, each.line, each.column, each.hint) for each in was.broken] == [
        (each.name, each.reason, each.line, each.column, each.hint) for each in here.broken
    ]
    assert broken(was) == {
        "community/broken.toml": broken(here)["community/broken.toml"],
        "community/deep/folder.toml": "A folder whose name ends in .toml",
        "community/folder.toml": "A folder whose name ends in .toml",
        "community/latin.toml": "Not UTF-8",
    }
    assert people(was) == people(here) == ["ada", "grace"]
    assert [each.where for each in was.of(Goal)] == ["community/goals/2013-Q4.toml:1"]
    assert [each.kind for each in was.rejected] == ["goal"]
    assert was.metrics == here.metrics == {"night_work"}


def test_links_submodules_and_large_files_are_told_not_read(root: Path) -> None:
    put(root, {"community/ada.toml": ADA, "community/large.toml": b"#" * (MAX_BYTES + 1), "secret": GRACE})
    (root / "community/link.toml").symlink_to("../secret")
    (root / "community/README").symlink_to("../secret")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{commit_all(root)},community/module")
    git(root, "commit", "--quiet", "-m", "A module")
    snapshot = then(root, git(root, "rev-parse", "HEAD"))
    assert people(snapshot) == ["ada"]
    assert broken(snapshot) == {
        "community/large.toml": "Larger than 8 MiB",
        "community/link.toml": "Symbolic links are not followed",
        "community/module": "A submodule: what it holds is not part of this commit",
    }


def test_nothing_is_fetched_into_a_partial_clone_and_what_is_not_in_it_is_told(root: Path) -> None:
    was = commit_all(put(root, {"community/a.toml": ADA, "community/b.toml": GRACE}))
    now = commit_all(put(root, {"community/b.toml": GRACE.replace("Hopper", "Brewster"), "README.md": "# Code"}))
    git(root, "config", "uploadpack.allowFilter", "true")
    clone = root.parent / "clone"
    git(root.parent, "clone", "--quiet", "--filter=blob:none", root.as_uri(), str(clone))
    lacked = git(clone, "rev-list", "--objects", "--all", "--missing=print")
    snapshot = then(clone, was)
    assert (people(snapshot), broken(snapshot)) == (
        ["ada"],
        {"community/b.toml": "Not in this clone of the repository"},
    )
    assert people(then(clone, now)) == ["ada", "grace"]
    with pytest.raises(GitError, match="this clone is partial, and what is asked for is not in it"):
        Repository.around(clone).patch(was, now, ["community"])
    assert git(clone, "rev-list", "--objects", "--all", "--missing=print") == lacked


def test_a_community_that_is_a_link_into_another_repository_is_refused(root: Path, tmp_path: Path) -> None:
    commit = commit_all(put(root, {"community/a.toml": ADA}))
    other = new_repository(tmp_path / "other")
    (other / "community").symlink_to(root / "community")
    with pytest.raises(GitError, match=f"{other}/community is not in the repository {root}"):
        load_revision(Repository.around(other / "community"), commit, at(other))


def test_a_community_that_became_a_folder_is_found_when_it_was_one_file(root: Path) -> None:
    file = commit_all(put(root, {"community.toml": ADA}))
    git(root, "rm", "--quiet", "community.toml")
    folder = commit_all(put(root, {"community/people.toml": GRACE}))
    assert people(then(root, file, "community")) == people(then(root, file, "community.toml")) == ["ada"]
    assert people(then(root, folder, "community")) == people(then(root, folder, "community.toml")) == ["grace"]
    assert then(root, file, "community").home == Home(root / "community.toml", root)


def test_the_same_holds_deeper_in_a_repository(root: Path) -> None:
    commit = commit_all(put(root, {"docs/community.toml": ADA, "community/people.toml": GRACE}))
    assert people(then(root, commit, "docs/community")) == ["ada"]


def test_a_community_of_another_name_is_looked_for_nowhere_else(root: Path) -> None:
    commit = commit_all(put(root, {"plan/a.toml": ADA, "plans/b.toml": GRACE, "community.toml": GRACE}))
    assert people(then(root, commit, "plan")) == ["ada"]
    assert people(then(root, commit, "plan/a.toml")) == ["ada"]
    assert people(then(root, commit, "pla")) == []


def test_a_community_that_is_the_whole_repository(root: Path) -> None:
    commit = commit_all(put(root, {"people/ada.toml": ADA, "community.toml": GRACE}))
    assert people(then(root, commit, ".")) == ["grace", "ada"]


def test_before_there_was_a_community_it_is_empty(root: Path) -> None:
    assert then(root, None).size == 0
    commit = commit_all(put(root, {"README.md": "# Code"}))
    snapshot = then(root, commit)
    assert (snapshot.size, snapshot.files, snapshot.broken) == (0, (), ())


def test_what_is_the_same_is_shared_and_not_read_again(root: Path) -> None:
    commit = commit_all(put(root, {"community/a.toml": "\ufeff" + ADA, "community/b.toml": GRACE}))
    put(root, {"community/b.toml": GRACE.replace("Hopper", "Brewster Hopper")})
    now = load(at(root / "community"))
    was = then(root, commit, known=now)
    assert was.pages[0] is now.pages[0]
    assert was.pages[1] is not now.pages[1]
    assert [each.name for each in was.records(Person)] == ["Ada Lovelace", "Grace Hopper"]


def test_a_repository_with_long_ids_shares_as_well(tmp_path: Path) -> None:
    folder = tmp_path / "long"
    made = subprocess.run(["git", "init", "--quiet", "--object-format=sha256", str(folder)], check=False)
    if made.returncode:
        pytest.skip("this git knows short ids only")
    commit = commit_all(put(folder, {"community/a.toml": ADA}))
    now = load(at(folder / "community"))
    assert len(commit) == 64
    assert then(folder, commit, known=now).pages[0] is now.pages[0]


def test_line_ends_that_git_converts_make_no_other_records(root: Path) -> None:
    put(root, {".gitattributes": "*.toml text eol=crlf\n", "community/a.toml": ADA.replace("\n", "\r\n")})
    commit = commit_all(root)
    now = load(at(root / "community"))
    was = then(root, commit, known=now)
    assert was.files[0].content.text == ADA
    assert [each.data for each in was.of(Person)] == [each.data for each in now.of(Person)]
