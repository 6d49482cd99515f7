"""Edits and git: the diff of one that is only tried, and the commit of one that is made."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.cli.clinic import ADA, CLINIC, HANDBOOK, Clinic
from tests.cli.conftest import Meanwhile, Run, put
from tests.repository import only_a_name_is_set
from tests.trying import times


def git(root: Path, *arguments: str, given: bytes | None = None) -> str:
    command = ["git", "-C", str(root), *arguments]
    done = subprocess.run(command, input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture(scope="module")
def committed_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The community in a real repository: to be copied, and not to be changed."""
    root = put(tmp_path_factory.mktemp("committed"), CLINIC)
    with pytest.MonkeyPatch.context() as patch:
        only_a_name_is_set(patch, root.parent)
        git(root, "init", "-q", "-b", "main", "--template=")
        git(root, "add", ".")
        git(root, "commit", "-q", "-m", "The plan")
    return root


@pytest.fixture
def clinic(tmp_path: Path, commtui: Run, monkeypatch: pytest.MonkeyPatch, committed_plan: Path) -> Clinic:
    """The community in a real repository, where git knows a name and nothing else."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (tmp_path / ".gitconfig").write_text("[user]\n\tname = Ada Lovelace\n\temail = ada@example.org\n")
    return Clinic(shutil.copytree(committed_plan, tmp_path / "clinic"), commtui)


def status(clinic: Clinic) -> list[str]:
    return git(clinic.root, "status", "--porcelain").splitlines()


def committed(clinic: Clinic) -> list[str]:
    """The files of the last commit, each behind what became of it."""
    return git(clinic.root, "show", "--name-status", "--no-renames", "--format=").replace("\t", " ").splitlines()


def message(clinic: Clinic) -> str:
    return git(clinic.root, "log", "-1", "--format=%B").strip()


def tried(clinic: Clinic, *arguments: str) -> bytes:
    """The diff of an edit that is not made."""
    before = clinic.files(), clinic.times()
    done = clinic.run(*arguments, "--dry-run", cwd=clinic.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert (clinic.files(), clinic.times()) == before
    return done.stdout.encode()


def test_a_dry_run_shows_the_lines_that_would_change(clinic: Clinic) -> None:
    assert tried(clinic, "set", "goal", "handbook", "status=done").decode() == (
        f"--- a/{HANDBOOK}\n"
        f"+++ b/{HANDBOOK}\n"
        "@@ -3,7 +3,7 @@\n"
        ' id         = "handbook"\n'
        ' quarter    = "2013-Q2"\n'
        ' title      = "A handbook for new contributors"\n'
        '-status     = "active"      # since April\n'
        '+status     = "done"      # since April\n'
        ' focus_area = "docs"\n'
        ' owners     = ["ada", "grace"]\n'
        ' tags       = ["writing"]\n'
    )


def patched_as_edited(clinic: Clinic, *arguments: str) -> None:
    """Git makes of the diff what the edit makes; the community is as before in the end."""
    before = clinic.files()
    git(clinic.root, "apply", given=tried(clinic, *arguments))
    applied = clinic.files()
    restore(clinic, before)
    clinic.does(*arguments)
    assert clinic.files() == applied != before
    restore(clinic, before)


def restore(clinic: Clinic, files: dict[str, bytes]) -> None:
    for name in clinic.files().keys() - files.keys():
        clinic.path(name).unlink()
    for name, content in files.items():
        clinic.put(name, content)


def test_git_takes_the_diff_and_makes_of_it_what_the_edit_makes(clinic: Clinic) -> None:
    for arguments in (
        ["set", "goal", "handbook", "status=done"],
        ["set", "goal", "handbook", "quarter=2013-Q4"],
        ["set", "community", "tagline=Care"],
        ["add", "person", "id=joan", "name=Joan Clarke"],
        ["add", "person", "id=joan", "name=Joan", "--file", "community/people/der Süden.toml"],
        ["remove", "goal", "translation"],
        ["remove", "person", "grace", "--cascade"],
        ["rename", "person", "ada", "lovelace"],
    ):
        patched_as_edited(clinic, *arguments)


@pytest.mark.parametrize(
    "text",
    [
        b'[[person]]\r\nid = "joan"\r\nname = "Joan"\r\n',
        b'[[person]]\nid = "joan"\nname = "Joan"',
        b'[[person]]\nid = "joan"\nname = "Joan"\n# No line ends in TOML: \xe2\x80\xa8, \xc2\x85.',
        b'\xef\xbb\xbf[[person]]\nid = "joan"\nname = "Joan"\n',
    ],
    ids=["CRLF", "no final newline", "odd line ends", "byte order mark"],
)
def test_git_takes_the_diff_of_a_file_however_it_is_written(clinic: Clinic, text: bytes) -> None:
    clinic.put("community/people/joan.toml", text)
    git(clinic.root, "config", "core.autocrlf", "false")
    git(clinic.root, "add", ".")
    patched_as_edited(clinic, "set", "person", "joan", "name=Joan Clarke")
    patched_as_edited(clinic, "remove", "person", "joan")


def test_a_dry_run_of_what_is_so_already_prints_nothing(clinic: Clinic) -> None:
    done = clinic.run("set", "goal", "handbook", "status=active", "--dry-run", cwd=clinic.root)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "commtui: nothing would change: it is so already\n"


def test_a_dry_run_refuses_what_the_edit_would(clinic: Clinic) -> None:
    assert "did you mean" in clinic.refuses("set", "goal", "handbook", "owners+=gracy", "--dry-run")
    assert "other records refer to it" in clinic.refuses("remove", "person", "ada", "--dry-run", code=1)


def test_a_dry_run_commits_nothing(clinic: Clinic) -> None:
    tried(clinic, "set", "goal", "handbook", "status=done", "--commit")
    assert message(clinic) == "The plan"


def test_a_commit_has_the_edited_file_and_says_what_changed(clinic: Clinic) -> None:
    said = clinic.does("set", "goal", "handbook", "status=done", "--commit")
    assert said.splitlines()[-1] == f"commtui: committed {git(clinic.root, 'rev-parse', 'HEAD')[:12]}"
    assert committed(clinic) == [f"M {HANDBOOK}"]
    assert message(clinic) == "Goal 'A handbook for new contributors' 2013-Q2: active -> done"
    assert status(clinic) == []


def test_other_changes_stay_as_they_are_staged_or_not(clinic: Clinic) -> None:
    clinic.put("README.md", "staged\n")
    clinic.put("notes.txt", "untracked\n")
    clinic.put("community/roadmap.toml", CLINIC["community/roadmap.toml"] + "# A note.\n")
    git(clinic.root, "add", "README.md")
    clinic.does("set", "goal", "handbook", "status=done", "--commit")
    assert committed(clinic) == [f"M {HANDBOOK}"]
    assert sorted(status(clinic)) == [" M community/roadmap.toml", "?? notes.txt", "A  README.md"]


def test_changes_that_stood_in_the_edited_file_are_committed_too_and_told(clinic: Clinic) -> None:
    clinic.put(HANDBOOK, CLINIC[HANDBOOK].replace("A handbook for", "The handbook for"))
    said = clinic.does("set", "goal", "handbook", "status=done", "--commit")
    assert f"commtui: {HANDBOOK} had changes that were not committed yet: they are in this commit too\n" in said
    assert "not committed yet" not in clinic.does("set", "goal", "handbook", "status=active", "--commit")


def test_new_and_removed_files_are_committed(clinic: Clinic) -> None:
    clinic.does("rename", "goal", "translation", "french", "--commit")
    assert committed(clinic) == ["A community/goals/2013-Q3/french.toml", "D community/goals/2013-Q3/translation.toml"]
    clinic.does("thank", "ada", "grace", "--kind", "doc", "for the guide", "--commit")
    assert [each[:44] for each in committed(clinic)] == [
        "A community/recognition/2013/2013-05-20-ada-",
        "A community/recognition/2013/2013-05-20-grac",
    ]
    assert message(clinic) == "Recognition: 2 more, for docs (Ada Lovelace, Grace Hopper)"
    assert status(clinic) == []


def test_a_message_of_ones_own_and_a_sign_off_commit_too(clinic: Clinic) -> None:
    clinic.does("set", "goal", "handbook", "status=done", "-m", "The handbook is out\n\nAt last.", "-s")
    assert message(clinic) == "The handbook is out\n\nAt last.\n\nSigned-off-by: Ada Lovelace <ada@example.org>"


def test_who_is_not_listed_is_not_named_in_a_message(clinic: Clinic) -> None:
    clinic.does("set", "person", "hidden", "region=Europe", "--commit")
    assert message(clinic) == "Update the plan"
    clinic.does("set", "goal", "handbook", "owners+=hidden", "status=done", "--commit")
    assert "Someone" not in message(clinic)


def test_an_edit_that_changes_nothing_commits_nothing(clinic: Clinic) -> None:
    assert "it is so already" in clinic.does("set", "goal", "handbook", "status=active", "-m", "Hm")
    assert message(clinic) == "The plan"


def test_nothing_is_pushed(clinic: Clinic) -> None:
    remote = clinic.root.parent / "remote"
    git(clinic.root, "clone", "-q", "--bare", ".", str(remote))
    git(clinic.root, "remote", "add", "origin", str(remote))
    git(clinic.root, "config", "push.default", "current")
    clinic.does("set", "goal", "handbook", "status=done", "--commit")
    assert git(remote, "log", "-1", "--format=%s").strip() == "The plan"


def test_a_hook_that_refuses_leaves_the_edit_on_disk_and_says_why(clinic: Clinic) -> None:
    hook = clinic.put(".git/hooks/pre-commit", "#!/bin/sh\necho 'the linter says \x1b[31mno' >&2\nexit 1\n")
    hook.chmod(0o755)
    done = clinic.run("thank", "ada", "--kind", "doc", "for the guide", "--commit", cwd=clinic.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert "commtui: the files are written, but nothing was committed: the linter says" in done.stderr
    assert "\x1b" not in done.stderr
    (left,) = status(clinic)
    assert left.startswith("?? community/recognition/2013/2013-05-20-ada-")


def test_a_message_that_says_nothing_is_refused_before_anything_is_written(clinic: Clinic) -> None:
    assert "a commit needs a message" in clinic.refuses("set", "goal", "handbook", "status=done", "-m", " ")


def test_without_a_repository_nothing_is_written_that_was_to_be_committed(
    clinic: Clinic,
) -> None:
    ceiling = str(clinic.root.parent)
    clinic.path(".git").rename(clinic.root.parent / "away")
    said = clinic.refuses("set", "goal", "handbook", "status=done", "--commit", GIT_CEILING_DIRECTORIES=ceiling)
    assert said.startswith("commtui: nothing was written, for it could not be committed: ")
    assert "is not in a git repository" in said
    clinic.does("set", "goal", "handbook", "status=done")


def test_a_community_within_a_larger_repository_is_committed_from_any_folder(clinic: Clinic) -> None:
    folder = clinic.path("community/people")
    done = clinic.run("set", "person", "ada", "region=Asia", "--commit", cwd=folder)
    assert (done.returncode, committed(clinic)) == (0, [f"M {ADA}"])


def test_what_others_wrote_meanwhile_is_in_no_message(clinic: Clinic, meanwhile: Meanwhile) -> None:
    meanwhile(lambda: clinic.put("community/people/alan.toml", '[[person]]\nid = "alan"\nname = "Alan Turing"\n'))
    assert "Alan" not in clinic.does("set", "goal", "handbook", "status=done", "--commit")
    assert "Alan" not in message(clinic)
    assert status(clinic) == ["?? community/people/alan.toml"]


def test_many_who_commit_at_once_each_commit_their_own(clinic: Clinic, environment: dict[str, str]) -> None:
    words = [f"for part {number} of it" for number in range(times(2, 5))]
    commands = [[sys.executable, "-m", "commtui", "thank", "ada", "--kind", "doc", each, "--commit"] for each in words]
    running = [
        subprocess.Popen(each, cwd=clinic.root, env=environment | {"GIT_CONFIG_NOSYSTEM": "1"}, stderr=subprocess.PIPE)
        for each in commands
    ]
    said = [each.communicate()[1].decode() for each in running]
    assert [each.returncode for each in running] == [0] * len(words), said
    assert status(clinic) == []
    made = git(clinic.root, "log", "--format=%s", "--name-only", f"-{len(words)}").split("\n\n")
    assert sum("Recognition: 1 more" in each for each in made) == len(words)


def test_a_git_that_is_busy_is_waited_for(clinic: Clinic) -> None:
    lock = clinic.root / ".git" / "index.lock"
    lock.touch()
    timer = threading.Timer(0.2, lock.unlink)
    timer.start()
    assert "committed" in clinic.does("set", "goal", "handbook", "status=done", "--commit")
    timer.join()


@pytest.mark.parametrize("why", ["nobody", "a merge", "ignored"])
def test_what_cannot_be_committed_is_said(clinic: Clinic, tmp_path: Path, why: str) -> None:
    if why == "nobody":
        (tmp_path / ".gitconfig").write_text("[user]\n\tuseConfigOnly = true\n")
        said = clinic.refuses("set", "goal", "handbook", "status=done", "--commit")
        assert "nothing was written" in said
        assert "git does not know who you are" in said
    elif why == "a merge":
        (clinic.root / ".git" / "MERGE_HEAD").write_text(git(clinic.root, "rev-parse", "HEAD"))
        said = clinic.refuses("set", "goal", "handbook", "status=done", "--commit")
        assert "a merge is not finished" in said
    else:
        clinic.put(".git/info/exclude", "community/recognition\n")
        done = clinic.run("thank", "ada", "--kind", "doc", "for it all", "--commit", cwd=clinic.root)
        assert done.returncode == 2
        assert "git ignores community/recognition/" in done.stderr
