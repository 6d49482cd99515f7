"""`commtui diff`, in real repositories."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests.cli.conftest import PLAN
from tests.repository import commit_all, new_repository, only_a_name_is_set, put

Run = Callable[..., CompletedProcess[str]]
Git = Callable[..., str]
GOAL = "community/goals/2013-Q4.toml"
NOTHING = "Nothing changed between HEAD and the working tree\n"
MOVED_ON = 'Goal "A hackathon" 2013-Q4: planned -> active\n'


@pytest.fixture
def environment(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Git finds no settings but these, and no repository but the test's."""
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Ada Lovelace"), ("EMAIL", "ada@example.org"))
    }
    alone = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(tmp_path.parent),
    }
    return environment | who | alone


@pytest.fixture
def git(environment: dict[str, str]) -> Git:
    """Runs git in a folder, and gives what it said."""

    def run(folder: Path, *arguments: str) -> str:
        command = ["git", "-C", str(folder), *arguments]
        return subprocess.run(
            command, env=environment, check=True, capture_output=True, encoding="utf-8"
        ).stdout.strip()

    return run


@pytest.fixture
def commit(git: Git) -> Callable[[Path], str]:
    """Commits all there is, and gives the id of the commit."""

    def run(folder: Path) -> str:
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--allow-empty", "-m", "The plan")
        return git(folder, "rev-parse", "HEAD")

    return run


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a small community, committed: to be copied, and not to be changed."""
    folder = tmp_path_factory.mktemp("committed")
    with pytest.MonkeyPatch.context() as patch:
        only_a_name_is_set(patch, folder)
        root = new_repository(folder / "root")
        commit_all(put(root, {f"community/{name}": text for name, text in PLAN.items()}))
    return root


@pytest.fixture
def root(committed: Path, tmp_path: Path) -> Path:
    """A repository with a small community, committed."""
    return shutil.copytree(committed, tmp_path, dirs_exist_ok=True)


def edit(root: Path, old: str, new: str, name: str = GOAL) -> None:
    path = root / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_the_last_commit_is_compared_with_the_files_on_disk(commtui: Run, root: Path) -> None:
    assert commtui("diff", cwd=root).stdout == NOTHING
    edit(root, "planned", "active")
    assert commtui("diff", cwd=root).stdout == MOVED_ON
    for other in ("HEAD", "@"):
        assert commtui("diff", other, cwd=root / "community/goals").stdout == MOVED_ON


def test_new_files_count_before_git_knows_them(commtui: Run, root: Path) -> None:
    (root / "community/thanks.toml").write_text('[[recognition]]\nperson = "grace"\nkinds = ["review"]\n')
    result = commtui("diff", cwd=root)
    assert (result.returncode, result.stdout) == (0, "Recognition: 1 more, for review (Grace Hopper)\n")


def test_two_revisions_are_compared_whatever_is_on_disk(
    commtui: Run, root: Path, commit: Callable[[Path], str]
) -> None:
    edit(root, "planned", "active")
    commit(root)
    edit(root, "active", "done")
    for arguments in (["HEAD~1", "HEAD"], ["HEAD~1..HEAD"], ["HEAD~1.."], ["HEAD^...HEAD"], ["HEAD^..."]):
        assert commtui("diff", *arguments, cwd=root).stdout == MOVED_ON
    assert commtui("diff", "HEAD", "HEAD~1", cwd=root).stdout == MOVED_ON.replace(
        "planned -> active", "active -> planned"
    )
    assert commtui("diff", "..HEAD", cwd=root).stdout == "Nothing changed between HEAD and HEAD\n"


def test_three_dots_leave_out_what_the_base_did_since(
    commtui: Run, root: Path, git: Git, commit: Callable[[Path], str]
) -> None:
    git(root, "checkout", "--quiet", "-b", "topic")
    edit(root, "planned", "active")
    topic = commit(root)
    git(root, "checkout", "--quiet", "-b", "base", "HEAD~1")
    edit(root, "Grace Hopper", "Rear Admiral Grace Hopper", "community/people/grace.toml")
    commit(root)
    assert commtui("diff", "base...topic", cwd=root).stdout == MOVED_ON
    assert commtui("diff", "base..topic", cwd=root).stdout.startswith(MOVED_ON + 'Person "Grace Hopper": name ')
    found = json.loads(commtui("diff", "base...topic", "--format", "json", cwd=root).stdout)
    assert (found["base"], found["head"]) == (git(root, "rev-parse", "topic~1"), topic)


def test_how_a_plan_is_split_into_files_is_no_change(commtui: Run, root: Path) -> None:
    files = sorted((root / "community").rglob("*.toml"))
    everything = "\n".join(path.read_text(encoding="utf-8") for path in files)
    shutil.rmtree(root / "community")
    (root / "community.toml").write_text("# All in one.\n" + everything.replace("\n", "\r\n"), encoding="utf-8")
    assert commtui("diff", cwd=root).stdout == NOTHING


def test_before_the_first_commit_all_is_new(commtui: Run, plan: Path, git: Git) -> None:
    git(plan, "init", "--quiet")
    for arguments in ([], ["HEAD"]):
        lines = commtui("diff", *arguments, cwd=plan).stdout.splitlines()
        assert lines[0] == 'New community "OpenMRS"'
        assert lines[-1].startswith("Recognition: 2 more, for ")
    assert json.loads(commtui("diff", "--format", "json", cwd=plan).stdout)["base"] is None


def test_a_community_that_begins_or_ends_is_told(
    commtui: Run, root: Path, git: Git, commit: Callable[[Path], str]
) -> None:
    shutil.move(root / "community", root / "aside")
    gone = commtui("diff", cwd=root)
    assert (gone.returncode, gone.stdout.splitlines()[0]) == (0, 'Community "OpenMRS": removed')
    named = commtui("--dir", "community", "diff", cwd=root)
    assert (named.stdout, named.returncode) == (gone.stdout, 0)
    commit(root)
    result = commtui("diff", "HEAD", "HEAD~1", cwd=root)
    assert (result.returncode, result.stdout.splitlines()[0]) == (0, 'New community "OpenMRS"')


def test_where_there_never_was_a_community_that_is_told(commtui: Run, tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "--quiet")
    result = commtui("diff", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("commtui: no community in ")


def test_markdown_and_json_for_a_pull_request(commtui: Run, root: Path, git: Git) -> None:
    edit(root, "planned", "active")
    (root / "community/new.toml").write_text(
        '[[recognition]]\nperson = "grace"\nkinds = ["doc"]\n\n[[recognition]]\nperson = "hidden"\nkinds = ["doc"]\n'
    )
    told = ["Goal *A hackathon* 2013-Q4: planned -> active", "Recognition: 1 more, for docs (Grace Hopper)"]
    hidden = "1 change about people who are not listed is not told here"
    shown = commtui("diff", "--format", "markdown", cwd=root).stdout
    assert shown.splitlines() == [f"- {each}" for each in (*told, hidden)]
    found: dict[str, Any] = json.loads(commtui("diff", "--format", "json", cwd=root).stdout)
    assert found["summary"] == [f"{each}." for each in (told[0].replace("*", '"'), told[1], hidden)]
    assert (found["base"], found["head"]) == (git(root, "rev-parse", "HEAD"), None)
    assert [(each["kind"], each["change"], each["file"], each["line"]) for each in found["changes"]] == [
        ("goal", "changed", GOAL, 1),
        ("recognition", "added", "community/new.toml", 1),
        ("recognition", "added", "community/new.toml", 5),
    ]


@pytest.mark.parametrize("format_", ["text", "json", "markdown"])
def test_exit_code_says_whether_something_changed_if_asked(commtui: Run, root: Path, format_: str) -> None:
    arguments = ["diff", "--exit-code", "--format", format_]
    assert commtui(*arguments, cwd=root).returncode == 0
    edit(root, "planned", "active")
    assert commtui(*arguments, cwd=root).returncode == 1
    assert commtui("diff", cwd=root).returncode == 0


def test_what_cannot_be_compared_is_told_and_hides_nothing_else(
    commtui: Run, root: Path, commit: Callable[[Path], str]
) -> None:
    (root / "community/both.toml").write_text("[[gaol]]\n")
    edit(root, "[[person]]", "[[person", "community/people/grace.toml")
    commit(root)
    edit(root, "[[person\n", "[[person]]\n", "community/people/grace.toml")
    edit(root, "planned", "active")
    (root / "community/worse.toml").write_text("[[goal")
    result = commtui("diff", cwd=root)
    assert (result.returncode, result.stdout) == (0, MOVED_ON)
    assert result.stderr.splitlines() == [
        "commtui: not compared: community/people/grace.toml:1 in HEAD: Expected the end of the header",
        "commtui: not compared: community/both.toml:1 in HEAD and in the working tree: gaol: not a record of any kind",
        "commtui: not compared: community/worse.toml:1 in the working tree: Expected the end of the header",
    ]
    problems = json.loads(commtui("diff", "--format", "json", cwd=root).stdout)["problems"]
    assert [(each["side"], each["file"]) for each in problems] == [
        ("base", "community/people/grace.toml"),
        ("base", "community/both.toml"),
        ("head", "community/worse.toml"),
        ("head", "community/both.toml"),
    ]


def test_what_is_no_revision_is_told_in_a_line(commtui: Run, root: Path) -> None:
    for arguments, told in (
        (["nowhere"], 'there is no revision "nowhere"'),
        (["HEAD", "nowhere"], 'there is no revision "nowhere"'),
        (["nowhere...HEAD"], 'there is no revision "nowhere"'),
        (["--", "--output=x"], 'there is no revision "--output=x"'),
        (["\x1b[2J"], 'there is no revision "\\u001b[2J"'),
        (["HEAD:community"], '"HEAD:community" is not a commit'),
        (["HEAD..HEAD", "HEAD"], "name two revisions, or a range such as HEAD..HEAD, but not both"),
    ):
        result = commtui("diff", *arguments, cwd=root)
        assert (result.returncode, result.stdout, result.stderr) == (2, "", f"commtui: {told}\n")


def test_outside_of_a_repository_that_is_told_in_a_line(commtui: Run, plan: Path) -> None:
    result = commtui("diff", cwd=plan)
    told = f"commtui: {plan / 'community'} is not in a git repository\n"
    assert (result.returncode, result.stdout, result.stderr) == (2, "", told)


def test_without_git_that_is_told_in_a_line(commtui: Run, root: Path) -> None:
    result = commtui("diff", cwd=root, PATH=str(root))
    assert (result.returncode, result.stdout, result.stderr) == (2, "", "commtui: git is not installed\n")


def test_a_bare_repository_has_revisions_only(
    commtui: Run, root: Path, git: Git, commit: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    edit(root, "planned", "active")
    commit(root)
    bare = tmp_path_factory.mktemp("elsewhere") / "bare.git"
    git(root, "clone", "--quiet", "--bare", str(root), str(bare))
    assert commtui("diff", "HEAD~1", "HEAD", cwd=bare).stdout == MOVED_ON
    result = commtui("diff", cwd=bare)
    told = "commtui: a bare repository has no working tree: name two revisions\n"
    assert (result.returncode, result.stdout, result.stderr) == (2, "", told)


def test_a_community_in_another_repository_is_compared_there(
    commtui: Run, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    edit(root, "planned", "active")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert commtui("--dir", str(root), "diff", cwd=elsewhere).stdout == MOVED_ON


def test_a_working_tree_inside_of_another_is_its_own(
    commtui: Run, root: Path, git: Git, commit: Callable[[Path], str]
) -> None:
    git(root, "worktree", "add", "--quiet", "-b", "side", "side")
    edit(root / "side", "planned", "active")
    assert commtui("diff", cwd=root / "side").stdout == MOVED_ON
    assert commtui("diff", cwd=root).stdout == NOTHING


def test_nothing_of_the_repository_is_changed_by_looking(commtui: Run, root: Path) -> None:
    edit(root, "planned", "active")
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    for format_ in ("text", "json", "markdown"):
        commtui("diff", "--format", format_, cwd=root)
        commtui("diff", "HEAD", "HEAD", "--format", format_, cwd=root)
    after = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    assert after == before
