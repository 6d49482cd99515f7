"""Which lines are not as they were in another commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from commtui.store.changed_lines import changed_lines, is_changed
from commtui.store.git import Repository
from tests.repository import commit_all, git, new_repository, only_a_name_is_set, put


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    only_a_name_is_set(monkeypatch, tmp_path)
    return new_repository(tmp_path / "garden")


def between(root: Path, before: dict[str, str], after: dict[str, str], *paths: str) -> dict[str, list[int]]:
    """The numbers of the lines, by path."""
    base = commit_all(put(root, before))
    head = commit_all(put(root, after))
    found = changed_lines(Repository.around(root), base, head, paths)
    return {name: [line for each in lines for line in each] for name, lines in found.items()}


def test_lines_that_are_new_or_other_are_found(root: Path) -> None:
    before = {"a.toml": "one\ntwo\nthree\nfour\n"}

    assert between(root, before, {"a.toml": "one\nTWO\nthree\nfour\nfive\n"}) == {"a.toml": [2, 5]}


def test_all_lines_of_a_new_file_are_new(root: Path) -> None:
    assert between(root, {"a.toml": ""}, {"b.toml": "one\ntwo"}) == {"b.toml": [1, 2]}


def test_where_lines_were_taken_away_those_around_are_given(root: Path) -> None:
    assert between(root, {"a.toml": "one\ntwo\nthree\n"}, {"a.toml": "one\nthree\n"}) == {"a.toml": [1, 2]}


def test_a_file_that_is_gone_has_no_lines(root: Path) -> None:
    base = commit_all(put(root, {"a.toml": "one\n", "b.toml": "two\n"}))
    (root / "a.toml").unlink()
    head = commit_all(put(root, {"b.toml": "three\n"}))

    assert list(changed_lines(Repository.around(root), base, head, [])) == ["b.toml"]


def test_content_that_looks_like_a_patch_is_content(root: Path) -> None:
    wicked = "++ b/other.toml\n@@ -1 +1 @@\ndiff --git a/x b/x\n"

    rest = "two\nthree\nfour\n"

    found = between(root, {"a.toml": f"one\n{rest}five\n"}, {"a.toml": f"{wicked}{rest}FIVE\n", "b.toml": "x\n"})

    assert found == {"a.toml": [1, 2, 3, 7], "b.toml": [1]}


@pytest.mark.parametrize("name", ["with space.toml", "ünï.toml", 'quo"te.toml', "back\\slash.toml", "*.toml"])
def test_names_of_any_kind_are_names(root: Path, name: str) -> None:
    assert between(root, {"a.toml": ""}, {name: "one\n", "a.toml": "two\n"}, name) == {name: [1]}


def test_what_a_repository_says_of_its_files_changes_nothing(root: Path) -> None:
    before = {".gitattributes": "*.toml binary diff=wicked\n", "a.toml": "one\n"}
    for setting in ("diff.wicked.textconv=false", "diff.external=false", "diff.noprefix=true", "color.ui=always"):
        git(root, "config", *setting.split("="))

    assert between(root, before, {"a.toml": "one\ntwo\n"}) == {"a.toml": [2]}


@pytest.mark.parametrize(("first", "last", "wanted"), [(1, 1, False), (2, 2, True), (1, 9, True), (3, 4, False)])
def test_a_range_is_changed_where_any_of_its_lines_is(first: int, last: int, wanted: bool) -> None:
    assert is_changed({"a.toml": [range(2, 3)]}, "a.toml", first, last) is wanted
    assert not is_changed({"a.toml": [range(2, 3)]}, "b.toml", first, last)
