"""What git knows of a community, asked of real repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from commtui.store.git import GitError, Repository
from commtui.store.git_status import Dirty
from tests.repository import commit_all, git, new_repository, only_a_name_is_set, put

ADA = '[[person]]\nid = "ada"\nname = "Ada Lovelace"\n'
ODD_NAMES = [
    "καφές 🌍.toml",
    'quote".toml',
    "two\nlines.toml",
    "tab\t.toml",
    " space .toml",
    "-q.toml",
    ":(glob)*.toml",
]


@pytest.fixture(autouse=True)
def nobody_elses_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    only_a_name_is_set(monkeypatch, tmp_path)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository without a commit."""
    return new_repository(tmp_path / "repository")


def contents(repository: Repository, commit: str, *paths: str) -> dict[str, bytes]:
    entries = repository.tree(commit, paths)
    held = repository.contents({each.id for each in entries if not each.is_submodule})
    return {each.path: held[each.id] for each in entries if not each.is_submodule}


# Finding the repository


def test_a_repository_is_found_from_any_folder_in_it_and_from_what_is_not_there(root: Path) -> None:
    put(root, {"community/goals/2013-Q4.toml": ""})
    for place in ("", "community", "community/goals/2013-Q4.toml", "community/gone/also-gone.toml"):
        assert Repository.around(root / place) == Repository(root)


def test_a_linked_working_tree_is_a_repository_of_its_own(root: Path, tmp_path: Path) -> None:
    commit_all(put(root, {"community.toml": ADA}))
    git(root, "worktree", "add", "--quiet", "-b", "other", str(tmp_path / "linked"))
    (tmp_path / "linked/community.toml").write_text("")
    repository = Repository.around(tmp_path / "linked")
    assert repository == Repository(tmp_path / "linked")
    assert [each.path for each in repository.dirty(repository.root)] == [tmp_path / "linked/community.toml"]
    assert Repository.around(root).dirty(root) == []


def test_a_bare_repository_can_be_read_but_has_nothing_dirty(root: Path, tmp_path: Path) -> None:
    commit = commit_all(put(root, {"community.toml": ADA}))
    git(tmp_path, "clone", "--quiet", "--bare", str(root), "bare.git")
    repository = Repository.around(tmp_path / "bare.git")
    assert repository.is_bare
    assert contents(repository, commit, "community.toml") == {"community.toml": ADA.encode()}
    with pytest.raises(GitError, match=r"is not in the working tree of a git repository"):
        repository.dirty(tmp_path / "bare.git")


def test_a_folder_outside_of_any_repository_is_told(tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    with pytest.raises(GitError, match=r"alone is not in a git repository$"):
        Repository.around(tmp_path / "alone")


def test_inside_of_git_s_own_folder_there_is_no_working_tree(root: Path) -> None:
    with pytest.raises(GitError, match=r"is not in the working tree"):
        Repository.around(root / ".git")


def test_a_machine_without_git_is_told(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for nothing in ("", str(tmp_path)):
        monkeypatch.setenv("PATH", nothing)
        with pytest.raises(GitError, match=r"^git is not installed$"):
            Repository.around(root)


def test_a_git_that_lies_in_the_current_folder_is_not_run(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put(tmp_path, {"git": "#!/bin/sh\ntouch trapped\n"}).joinpath("git").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".")
    with pytest.raises(GitError, match=r"^git is not installed$"):
        Repository.around(root)
    assert not (tmp_path / "trapped").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_repository_of_another_user_is_refused_with_the_way_out(root: Path) -> None:
    for each in (root, root / ".git"):
        os.chown(each, 1234, 1234)
    with pytest.raises(GitError) as raised:
        Repository.around(root)
    assert str(raised.value) == (
        "git refuses a repository that belongs to another user: "
        f"allow it with git config --global --add safe.directory {root}"
    )


def test_what_a_hook_sets_for_its_own_repository_does_not_mislead(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = commit_all(put(root, {"community.toml": ADA}))
    (tmp_path / "other").mkdir()
    git(tmp_path / "other", "init", "--quiet")
    for name, value in {
        "GIT_DIR": str(tmp_path / "other/.git"),
        "GIT_WORK_TREE": str(tmp_path / "other"),
        "GIT_INDEX_FILE": str(tmp_path / "no-index"),
        "GIT_GLOB_PATHSPECS": "1",
        "GIT_TRACE": "1",
    }.items():
        monkeypatch.setenv(name, value)
    repository = Repository.around(root)
    assert repository.root == root
    assert repository.commit_of("HEAD") == commit
    assert repository.dirty(root) == []


# Revisions


def test_a_revision_goes_by_many_names(root: Path) -> None:
    first = commit_all(put(root, {"community.toml": ADA}), "first words")
    git(root, "tag", "--annotate", "v1", "-m", "A release")
    second = commit_all(put(root, {"community.toml": ""}))
    repository = Repository.around(root)
    for name in ("v1", "HEAD~1", "@~", first, first[:9], ":/first words", "v1^{commit}", "HEAD^"):
        assert repository.commit_of(name) == first
    assert repository.commit_of("HEAD") == repository.commit_of("@") == second


@pytest.mark.parametrize(
    "name",
    [
        "",
        "nothing",
        "--all",
        "-h",
        "--output=pwned",
        "--upload-pack=touch pwned",
        "^HEAD",
        "HEAD^@",
        "a\0b",
        "é" * 5000,
    ],
)
def test_what_is_no_revision_is_told_and_is_never_an_option(root: Path, name: str) -> None:
    commit_all(put(root, {"community.toml": ADA}))
    with pytest.raises(GitError, match=r"^there is no revision"):
        Repository.around(root).commit_of(name)
    assert sorted(each.name for each in root.iterdir()) == [".git", "community.toml"]


def test_a_file_is_not_a_commit(root: Path) -> None:
    commit_all(put(root, {"community.toml": ADA}))
    with pytest.raises(GitError, match=r'^"HEAD:community.toml" is not a commit$'):
        Repository.around(root).commit_of("HEAD:community.toml")


def test_before_the_first_commit_head_is_nothing(root: Path) -> None:
    repository = Repository.around(root)
    assert repository.commit_of("HEAD") is None
    with pytest.raises(GitError, match=r'^there is no revision "HEAD~1"$'):
        repository.commit_of("HEAD~1")


def test_a_branch_that_is_only_on_the_remote_gets_a_hint(root: Path) -> None:
    commit = commit_all(root)
    git(root, "update-ref", "refs/remotes/origin/release", commit)
    with pytest.raises(GitError, match=r'there is no revision "release"; did you mean "origin/release"\?'):
        Repository.around(root).commit_of("release")


def test_a_shallow_clone_is_named_as_the_reason(root: Path, tmp_path: Path) -> None:
    commit_all(root)
    git(root, "checkout", "--quiet", "-b", "side", "HEAD")
    commit_all(root, "side")
    git(tmp_path, "clone", "--quiet", "--depth=1", root.as_uri(), "shallow")
    with pytest.raises(GitError, match=r'^there is no revision "HEAD~1"; this clone is shallow'):
        Repository.around(tmp_path / "shallow").commit_of("HEAD~1")


def test_the_merge_base_of_two_branches(root: Path) -> None:
    base = commit_all(put(root, {"community.toml": ADA}))
    git(root, "checkout", "--quiet", "-b", "side")
    side = commit_all(root, "side")
    git(root, "checkout", "--quiet", "--detach", base)
    main = commit_all(root, "main")
    assert Repository.around(root).merge_base(main, side) == base


def test_histories_without_a_common_commit_have_no_merge_base(root: Path) -> None:
    one = commit_all(put(root, {"community.toml": ADA}))
    git(root, "checkout", "--quiet", "--orphan", "other")
    other = commit_all(root, "other")
    with pytest.raises(GitError, match=r"^[0-9a-f]{12} and [0-9a-f]{12} have no commit in common$"):
        Repository.around(root).merge_base(one, other)


# Files of a revision


def test_files_of_a_revision_are_as_they_were_committed_whatever_their_names(root: Path) -> None:
    files: dict[str, str | bytes] = {f"community/{name}": f"# {name}" for name in ODD_NAMES}
    files |= {"community/empty.toml": "", "community/bytes.toml": b"\r\n\xff\x00\n", "community/sub/a.toml": "a\n"}
    commit = commit_all(put(root, {**files, "elsewhere.toml": "x"}))
    shutil.rmtree(root / "community")
    expected = {name: each if isinstance(each, bytes) else each.encode() for name, each in files.items()}
    repository = Repository.around(root)
    assert contents(repository, commit, "community") == expected
    assert contents(repository, commit, "") == expected | {"elsewhere.toml": b"x"}
    ids = {each.path: each.id for each in repository.tree(commit, ["community"])}
    missing, large = repository.out_of_reach(commit, ["community"], 6)
    assert (missing, large) == (set(), {ids[name] for name, content in expected.items() if len(content) > 6})
    assert repository.out_of_reach(commit, [""], 1000) == (set(), set())


def test_only_the_paths_that_are_asked_for_are_listed_and_none_is_a_pattern(root: Path) -> None:
    commit = commit_all(put(root, {"plan*/a.toml": "1", "plans/a.toml": "2", "plan*.toml": "3"}))
    repository = Repository.around(root)
    assert [each.path for each in repository.tree(commit, ["plan*", "gone"])] == ["plan*/a.toml"]
    assert [each.path for each in repository.tree(commit, ["plan*.toml"])] == ["plan*.toml"]


def test_links_and_submodules_are_told_apart_from_files(root: Path) -> None:
    commit_all(put(root, {"community/a.toml": ADA}))
    (root / "community/link.toml").symlink_to("/etc/passwd")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{git(root, 'rev-parse', 'HEAD')},community/module")
    git(root, "add", "community/link.toml")
    git(root, "commit", "--quiet", "-m", "Others")
    repository = Repository.around(root)
    entries = repository.tree(git(root, "rev-parse", "HEAD"), ["community"])
    assert [(each.path, each.is_link, each.is_submodule) for each in entries] == [
        ("community/a.toml", False, False),
        ("community/link.toml", True, False),
        ("community/module", False, True),
    ]


def test_a_blob_that_is_not_in_the_clone_is_left_out(root: Path) -> None:
    commit_all(put(root, {"community.toml": ADA}))
    (entry,) = Repository.around(root).tree("HEAD", ["community.toml"])
    assert Repository.around(root).contents([entry.id, "0" * len(entry.id)]) == {entry.id: ADA.encode()}
    assert Repository.around(root).contents([]) == {}


# What is dirty


def states(repository: Repository, place: Path) -> dict[str, tuple[str, bool, bool]]:
    return {
        each.path.relative_to(repository.root).as_posix(): (each.change, each.staged, each.unstaged)
        for each in repository.dirty(place)
    }


def test_every_way_to_be_dirty_is_told(root: Path) -> None:
    names = ["modified", "staged", "both", "deleted", "removed", "replaced", "same"]
    commit_all(put(root, {f"community/{name}.toml": ADA for name in names} | {"other.toml": "x"}))
    put(root, {f"community/{name}.toml": "# changed\n" for name in ("staged", "both")} | {"community/added.toml": ""})
    git(root, "add", "--all")
    put(
        root,
        {"community/both.toml": "", "community/modified.toml": "", "community/new/file.toml": "", "other.toml": ""},
    )
    put(root, {"community/noted.toml": ADA})
    git(root, "add", "--intent-to-add", "community/noted.toml")
    git(root, "rm", "--quiet", "community/removed.toml", "community/replaced.toml")
    put(root, {"community/replaced.toml": "# again\n"})
    (root / "community/deleted.toml").unlink()
    assert states(Repository.around(root), root / "community") == {
        "community/added.toml": ("added", True, False),
        "community/both.toml": ("modified", True, True),
        "community/deleted.toml": ("deleted", False, True),
        "community/modified.toml": ("modified", False, True),
        "community/new/file.toml": ("untracked", False, True),
        "community/noted.toml": ("added", False, True),
        "community/removed.toml": ("deleted", True, False),
        "community/replaced.toml": ("modified", True, True),
        "community/staged.toml": ("modified", True, False),
    }


def test_a_conflict_is_told(root: Path) -> None:
    base = commit_all(put(root, {"community.toml": "a\n"}))
    git(root, "checkout", "--quiet", "-b", "side")
    commit_all(put(root, {"community.toml": "b\n"}))
    git(root, "checkout", "--quiet", "--detach", base)
    commit_all(put(root, {"community.toml": "c\n"}))
    subprocess.run(["git", "-C", str(root), "merge", "side"], check=False, capture_output=True)
    assert states(Repository.around(root), root)["community.toml"] == ("conflicted", True, True)


def test_odd_names_and_odd_settings_change_nothing(root: Path) -> None:
    git(root, "config", "core.quotepath", "true")
    git(root, "config", "status.showUntrackedFiles", "no")
    git(root, "config", "status.relativePaths", "true")
    git(root, "config", "status.renames", "copies")
    put(root, {f"community/{name}": ADA for name in ODD_NAMES} | {"kept/moved.toml": ADA * 9})
    git(root, "add", "kept")
    git(root, "commit", "--quiet", "-m", "One")
    git(root, "mv", "kept/moved.toml", "community/moved.toml")
    found = Repository.around(root).dirty(root)
    assert [each for each in found if each.change == "untracked"] == [
        Dirty(root / "community" / name, "untracked", staged=False, unstaged=True) for name in sorted(ODD_NAMES)
    ]
    staged = {each.path.relative_to(root).as_posix(): each.change for each in found if each.staged}
    assert staged == {"community/moved.toml": "added", "kept/moved.toml": "deleted"}


def test_a_single_file_is_asked_for_by_its_name_even_if_that_looks_like_a_pattern(root: Path) -> None:
    commit_all(put(root, {"*.toml": "a", "b.toml": "b"}))
    put(root, {"*.toml": "", "b.toml": ""})
    assert list(states(Repository.around(root), root / "*.toml")) == ["*.toml"]


@pytest.mark.skipif(os.name == "nt", reason="a program is a shell script here")
def test_reading_starts_no_program_of_the_repository(root: Path, tmp_path: Path) -> None:
    commit = commit_all(put(root, {"community.toml": ADA, ".gitattributes": "*.toml diff=trap\n"}))
    trap = tmp_path / "trap"
    put(tmp_path, {"trap": f"#!/bin/sh\ntouch {tmp_path}/trapped\ncat\n"})
    trap.chmod(0o755)
    for setting in (
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "diff.external",
        "diff.trap.textconv",
        "diff.trap.command",
    ):
        git(root, "config", setting, str(trap))
    hook = root / ".git/hooks/post-index-change"
    hook.parent.mkdir(exist_ok=True)
    shutil.copy(trap, hook)
    put(root, {"community.toml": ""})
    repository = Repository.around(root)
    assert [each.change for each in repository.dirty(root)] == ["modified"]
    assert contents(repository, commit, "community.toml") == {"community.toml": ADA.encode()}
    assert not (tmp_path / "trapped").exists()
    git(root, "status")
    assert (tmp_path / "trapped").exists()
