"""Where a community is looked for, and what is taken for one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from commtui.store.find import NoCommunityError, at, find
from commtui.store.load import load
from tests.users import User

COMMUNITY = '[community]\nname = "OpenMRS"\n'
GOAL = '[[goal]]\nid = "docs-sprint"\nquarter = "2013-Q2"\ntitle = "Documentation sprint"\nstatus = "planned"\n'


def put(path: Path, text: str = COMMUNITY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def repository(folder: Path) -> Path:
    (folder / ".git").mkdir(parents=True)
    return folder


def test_a_folder_is_found_from_the_root_from_deep_below_and_from_inside_itself(tmp_path: Path) -> None:
    root = repository(tmp_path / "openmrs-core")
    put(root / "community" / "community.toml")
    put(root / "community" / "goals" / "2013-Q2.toml", GOAL)
    deep = root / "api" / "src"
    deep.mkdir(parents=True)
    for start in (root, deep, root / "community", root / "community" / "goals"):
        home = find(start)
        assert (home.place, home.base, home.is_file) == (root / "community", root, False), start


def test_a_single_file_is_found_from_below(tmp_path: Path) -> None:
    root = repository(tmp_path / "small")
    file = put(root / "community.toml")
    (root / "docs").mkdir()
    home = find(root / "docs")
    assert (home.place, home.base, home.is_file) == (file, root, True)


def test_the_search_stops_at_the_root_of_the_repository(tmp_path: Path) -> None:
    put(tmp_path / "community.toml")
    inner = repository(tmp_path / "vendored") / "src"
    inner.mkdir()
    with pytest.raises(NoCommunityError, match="no community in"):
        find(inner)


def test_a_worktree_whose_git_is_a_file_is_a_repository_too(tmp_path: Path) -> None:
    put(tmp_path / "community.toml")
    put(tmp_path / "worktree" / ".git", "gitdir: elsewhere\n")
    with pytest.raises(NoCommunityError):
        find(tmp_path / "worktree")


def test_without_a_repository_the_community_is_still_found(tmp_path: Path) -> None:
    put(tmp_path / "community" / "roadmap.toml", "")
    home = find(tmp_path / "community")
    assert (home.place, home.base) == (tmp_path / "community", tmp_path)


def test_a_code_folder_that_happens_to_be_called_community_hides_no_plan(tmp_path: Path) -> None:
    root = repository(tmp_path / "app")
    put(root / "src" / "community" / "views.py", "")
    put(root / "community.toml")
    assert find(root / "src").place == root / "community.toml"
    put(root / "community" / "__init__.py", "")
    assert find(root).place == root / "community.toml"


def test_an_empty_folder_is_a_community_where_there_is_no_other(tmp_path: Path) -> None:
    root = repository(tmp_path / "new")
    (root / "community").mkdir()
    assert find(root).place == root / "community"


def test_a_repository_called_community_keeps_its_plan_in_a_file_a_folder_or_at_its_root(tmp_path: Path) -> None:
    root = repository(tmp_path / "community")
    put(root / "pyproject.toml", "")
    with pytest.raises(NoCommunityError):
        find(root)
    file = put(root / "community.toml")
    assert find(root).place == file
    put(root / "goals" / "2013-Q2.toml", GOAL)
    assert (find(root).place, find(root).base) == (root, root)
    put(root / "community" / "roadmap.toml", "")
    assert find(root).place == root / "community"


def test_dir_names_the_folder_the_file_or_what_the_community_lies_in(tmp_path: Path) -> None:
    root = repository(tmp_path / "openmrs-core")
    file = put(root / "community" / "community.toml")
    put(root / "community" / "goals.toml", GOAL)
    assert at(root).place == root / "community"
    assert at(root / "community").place == root / "community"
    assert at(file).place == file
    assert at(root / "community").base == root


def test_dir_takes_a_folder_of_any_name(tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    put(plan / "community.toml")
    put(plan / "goals" / "2013-Q2.toml", GOAL)
    home = at(plan)
    assert (home.place, home.base) == (plan, tmp_path)
    assert load(home).size == 2


def test_dir_with_a_lone_file_in_the_folder_is_that_file(tmp_path: Path) -> None:
    file = put(tmp_path / "small" / "community.toml")
    put(tmp_path / "small" / "pyproject.toml", '[project]\nname = "small"\n')
    assert at(tmp_path / "small").place == file


def test_dir_may_be_relative_and_step_upward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "community" / "goals.toml", GOAL)
    (tmp_path / "community" / "people").mkdir()
    monkeypatch.chdir(tmp_path / "community" / "people")
    assert at(Path("..")).place == tmp_path / "community"
    monkeypatch.chdir(tmp_path / "community")
    assert at(Path()).place == tmp_path / "community"


def test_dir_may_be_a_link_to_a_folder(tmp_path: Path) -> None:
    put(tmp_path / "real" / "community" / "goals.toml", GOAL)
    (tmp_path / "link").symlink_to(tmp_path / "real" / "community")
    assert load(at(tmp_path / "link")).size == 1


def test_dir_that_is_not_there_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(NoCommunityError, match="nowhere"):
        at(tmp_path / "nowhere")


def test_a_current_folder_that_was_removed_is_no_community(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(NoCommunityError):
        find(Path())


@pytest.mark.parametrize("made", ["folder", "file", "dangling"])
def test_a_community_that_is_a_link_is_reported_not_followed(tmp_path: Path, made: str) -> None:
    outside = tmp_path / "outside"
    put(outside / "goals.toml", GOAL)
    root = repository(tmp_path / "repository")
    target = {"folder": outside, "file": outside / "goals.toml", "dangling": outside / "none.toml"}[made]
    link = root / ("community" if made == "folder" else "community.toml")
    link.symlink_to(target)
    home = find(root)
    assert home.place == link
    snapshot = load(home)
    assert (snapshot.size, [(each.name, each.reason) for each in snapshot.broken]) == (
        0,
        [(link.name, "Symbolic links are not followed")],
    )


def test_a_folder_above_that_may_not_be_entered_is_passed_over(shared_folder: Path, ordinary_user: User) -> None:
    closed = shared_folder / "closed"
    put(closed / "community.toml")
    closed.chmod(0)
    with ordinary_user():
        with pytest.raises(NoCommunityError):
            find(closed / "inner")
        with pytest.raises(NoCommunityError):
            at(closed / "community.toml")
    assert os.path.lexists(closed)
