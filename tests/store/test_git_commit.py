"""Committing files of a community in repositories where someone is in the middle of something else."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from commtui.store.git import GitError, Repository
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


@pytest.fixture
def busy(root: Path) -> Path:
    """A repository in which someone has staged half of a work that is not the community's."""
    commit_all(put(root, {"code.py": "one\n", "other.py": "one\n", "community.toml": ADA, "people/old.toml": ADA}))
    put(root, {"code.py": "staged\n", "new.py": "staged\n"})
    git(root, "add", "--all")
    put(root, {"code.py": "staged\nand more\n", "other.py": "not staged\n"})
    return root


def committed(root: Path) -> list[str]:
    return git(root, "show", "--name-status", "--no-renames", "--format=", "HEAD").replace("\t", " ").splitlines()


def test_a_commit_holds_the_given_files_and_nothing_else_that_is_staged(busy: Path) -> None:
    put(busy, {"community.toml": "# changed\n", "people/new.toml": ADA, "people/unasked.toml": ADA})
    (busy / "people/old.toml").unlink()
    before = git(busy, "diff", "--cached")
    names = ("community.toml", "people/new.toml", "people/old.toml", "people/never-was.toml")
    commit = Repository.around(busy).commit([busy / name for name in names], "Ada is here")
    assert commit == git(busy, "rev-parse", "HEAD")
    assert committed(busy) == ["M community.toml", "A people/new.toml", "D people/old.toml"]
    assert git(busy, "diff", "--cached") == before
    assert git(busy, "show", ":code.py") == "staged"
    assert git(busy, "status", "--porcelain").splitlines() == [
        "MM code.py",
        "A  new.py",
        " M other.py",
        "?? people/unasked.toml",
    ]


def test_the_first_commit_of_a_repository_can_be_ours(root: Path) -> None:
    put(root, {"community.toml": ADA, "code.py": "one\n"})
    git(root, "add", "code.py")
    assert Repository.around(root).commit([root / "community.toml"], "The plan")
    assert committed(root) == ["A community.toml"]
    assert git(root, "status", "--porcelain") == "A  code.py"


def test_a_message_is_kept_as_it_is_and_signed_off_if_that_is_asked_for(busy: Path) -> None:
    git(busy, "config", "commit.cleanup", "strip")
    put(busy, {"community.toml": ""})
    message = "-m is no option: καφές\n\n#7 is not a comment\nLast line"
    Repository.around(busy).commit([busy / "community.toml"], message, sign_off=True)
    assert git(busy, "show", "--no-patch", "--format=%B") == (
        f"{message}\n\nSigned-off-by: Ada Lovelace <ada@example.org>"
    )


def test_files_with_odd_names_are_committed_and_no_name_is_a_pattern(root: Path) -> None:
    commit_all(put(root, dict.fromkeys(("a.toml", *ODD_NAMES), "")))
    put(root, dict.fromkeys(("a.toml", "*.toml", *ODD_NAMES), ADA))
    Repository.around(root).commit([root / name for name in ("*.toml", *ODD_NAMES)], "Odd ones")
    assert git(root, "status", "--porcelain") == "M a.toml"


def test_nothing_changed_is_no_commit(busy: Path) -> None:
    before = git(busy, "rev-parse", "HEAD")
    repository = Repository.around(busy)
    assert repository.commit([busy / "community.toml", busy / "never-was.toml"], "Nothing") is None
    assert repository.commit([], "Nothing") is None
    assert git(busy, "rev-parse", "HEAD") == before


@pytest.mark.skipif(os.name == "nt", reason="a hook is a shell script here")
def test_a_hook_that_refuses_is_heard_and_leaves_nothing_staged(busy: Path) -> None:
    hook = busy / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'not on a Friday' >&2\nexit 1\n")
    hook.chmod(0o755)
    put(busy, {"community.toml": "", "people/new.toml": ADA})
    before = git(busy, "status", "--porcelain")
    with pytest.raises(GitError, match=r"^nothing was committed: not on a Friday$"):
        Repository.around(busy).commit([busy / "community.toml", busy / "people/new.toml"], "Refused")
    assert git(busy, "status", "--porcelain") == before
    assert committed(busy)[0] == "A code.py"


@pytest.mark.skipif(os.name == "nt", reason="a hook is a shell script here")
def test_a_hook_s_own_patterns_keep_working(busy: Path) -> None:
    hook = busy / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntest \"$(git diff --cached --name-only -- 'comm*.toml')\" = community.toml\n")
    hook.chmod(0o755)
    put(busy, {"community.toml": ""})
    assert Repository.around(busy).commit([busy / "community.toml"], "Seen by the hook")


def test_a_merge_that_goes_on_is_not_committed_into(root: Path) -> None:
    base = commit_all(put(root, {"community.toml": "a\n", "plan.toml": "a\n"}))
    git(root, "checkout", "--quiet", "-b", "side")
    commit_all(put(root, {"community.toml": "b\n"}))
    git(root, "checkout", "--quiet", "--detach", base)
    commit_all(put(root, {"community.toml": "c\n"}))
    subprocess.run(["git", "-C", str(root), "merge", "side"], check=False, capture_output=True)
    put(root, {"plan.toml": "b\n"})
    with pytest.raises(GitError, match=r"^a merge is not finished"):
        Repository.around(root).commit([root / "plan.toml"], "In between")


def test_someone_without_a_name_is_told_before_anything_is_staged(busy: Path) -> None:
    git(busy, "config", "user.useConfigOnly", "true")
    Path(os.environ["GIT_CONFIG_GLOBAL"]).write_text("")
    put(busy, {"people/new.toml": ADA})
    with pytest.raises(GitError, match=r"git does not know who you are"):
        Repository.around(busy).commit([busy / "people/new.toml"], "By whom?")
    assert "?? people/new.toml" in git(busy, "status", "--porcelain")


@pytest.mark.parametrize("message", ["", " \n", "nul\0"])
def test_a_commit_without_a_message_is_refused(busy: Path, message: str) -> None:
    with pytest.raises(GitError, match=r"^a commit needs a message$"):
        Repository.around(busy).commit([busy / "code.py"], message)


def test_a_file_outside_of_the_repository_is_refused(busy: Path, tmp_path: Path) -> None:
    with pytest.raises(GitError, match=r"outside.toml is not in the repository"):
        Repository.around(busy).commit([tmp_path / "outside.toml"], "Too far")


def test_a_locked_index_is_told(busy: Path) -> None:
    put(busy, {".git/index.lock": "", "community.toml": ""})
    with pytest.raises(GitError, match=r"^nothing was committed: .*index\.lock"):
        Repository.around(busy).commit([busy / "community.toml"], "Wait")
