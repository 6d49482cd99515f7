"""`commtui init`: a plan to begin with, that is valid as it is."""

from __future__ import annotations

import re
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest
import tomli

from commtui.cli.run import run
from commtui.report.automating import workflows
from commtui.store.edits import AddRecord
from commtui.store.find import at
from commtui.store.workspace import Workspace
from tests.cli.conftest import Run
from tests.users import small_files


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def tree(folder: Path) -> list[str]:
    return sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())


def test_a_folder_is_begun_and_has_nothing_to_mend(commtui: Run, tmp_path: Path) -> None:
    done = commtui("--today", "2026-11-22", "init", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert tree(tmp_path / "community") == [
        "community.schema.json",
        "community.toml",
        "goals/README.md",
        "people/README.md",
        "roadmap.toml",
    ]
    checked = commtui("check", "--strict", cwd=tmp_path)
    assert (checked.returncode, "nothing to mend" in checked.stdout) == (0, True)


@pytest.mark.parametrize(("form", "file"), [([], "community/roadmap.toml"), (["--single-file"], "community.toml")])
def test_the_examples_are_valid_once_their_comment_signs_are_gone(
    commtui: Run, tmp_path: Path, form: list[str], file: str
) -> None:
    commtui("--today", "2026-11-22", "init", *form, cwd=tmp_path)
    path = tmp_path / file
    path.write_text(uncommented(path.read_text()))
    assert "\n[[item]]\n" in path.read_text()
    checked = commtui("--today", "2026-11-22", "check", "--strict", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout


def uncommented(text: str) -> str:
    """The text with its examples: what follows a header in a comment, to the end of that comment."""
    lines, is_example = [], False
    for line in text.splitlines():
        is_example = line.startswith("#") and (is_example or line.startswith("# [["))
        lines.append(line.removeprefix("#").removeprefix(" ") if is_example else line)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("kind", "place"), [("goal", "goals/2026-Q4/first-answer.toml"), ("person", "people/ada.toml")]
)
def test_the_examples_of_the_folders_are_valid_and_named_as_new_records_would_be(
    commtui: Run, tmp_path: Path, kind: str, place: str
) -> None:
    commtui("--today", "2026-11-22", "init", cwd=tmp_path)
    community = tmp_path / "community"
    example = (
        (community / place.partition("/")[0] / "README.md").read_text().partition("```toml\n")[2].partition("```")[0]
    )
    (data,) = tomli.loads(example)[kind]
    (change,) = Workspace(at(community)).plan(AddRecord(kind, data))
    assert change.path == community / place
    change.path.parent.mkdir(exist_ok=True)
    change.path.write_text(example)
    checked = commtui("--today", "2026-11-22", "check", "--strict", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout


def test_the_example_of_a_goal_says_where_it_would_be(commtui: Run, tmp_path: Path) -> None:
    commtui("--today", "2026-11-22", "init", cwd=tmp_path)
    assert "`goals/2026-Q4/first-answer.toml`" in (tmp_path / "community" / "goals" / "README.md").read_text()


def test_the_schema_directives_lead_to_the_schema(commtui: Run, tmp_path: Path) -> None:
    commtui("init", cwd=tmp_path)
    for file in (tmp_path / "community").rglob("*.toml"):
        directive = file.read_text().splitlines()[0].removeprefix("#:schema ")
        assert (file.parent / directive).resolve() == tmp_path / "community" / "community.schema.json"


def test_a_small_community_is_one_file(commtui: Run, tmp_path: Path) -> None:
    assert commtui("init", "--single-file", "--name", 'Quotes "and" more', cwd=tmp_path).returncode == 0
    assert tree(tmp_path) == ["community.toml"]
    assert '"name": "Quotes \\"and\\" more"' in commtui("show", "community", "--format", "json", cwd=tmp_path).stdout


def test_it_begins_at_the_root_of_the_repository_and_knows_it(commtui: Run, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "remote", "add", "origin", "git@github.com:openmrs/openmrs-core.git")
    deep = tmp_path / "src" / "deep"
    deep.mkdir(parents=True)
    assert commtui("init", cwd=deep).returncode == 0
    text = (tmp_path / "community" / "community.toml").read_text()
    assert 'name = "openmrs-core"\nrepository = "openmrs/openmrs-core"\n' in text


@pytest.mark.parametrize("taken", ["community", "community.toml"])
def test_what_is_there_already_is_left_as_it_is(commtui: Run, tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).symlink_to(tmp_path / "nowhere")
    done = commtui("init", cwd=tmp_path)
    assert done.returncode == 2
    assert "is there already" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert tree(tmp_path) == []


def test_a_name_that_no_record_may_hold_is_refused(commtui: Run, tmp_path: Path) -> None:
    (tmp_path / "caf\udce9").mkdir()
    for name, where in (("\x1b[31mred", "."), ("caf\udce9", "."), (None, "caf\udce9")):
        done = commtui("init", *(("--name", name) if name is not None else ()), cwd=tmp_path / where)
        assert (done.returncode, "the name should be one line of text" in done.stderr) == (2, True), done.stderr
        assert "\x1b" not in done.stderr
        assert tree(tmp_path) == []


def test_a_beginning_that_is_interrupted_leaves_nothing_behind(
    commtui: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def interrupted(path: Path, mode: str = "r", *rest: Any, **more: Any) -> object:
        if path.name == "roadmap.toml" and mode == "x":
            raise KeyboardInterrupt
        return opened(path, mode, *rest, **more)

    monkeypatch.setattr(Path, "open", interrupted)
    assert commtui("init", cwd=tmp_path).returncode == 130
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []
    assert commtui("init", cwd=tmp_path).returncode == 0


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no limit of file sizes here")
def test_a_disk_that_takes_no_more_leaves_nothing_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with small_files(3000):
        assert run(["--dir", str(tmp_path), "init", "--name", "Village"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.endswith("community.schema.json cannot be written: File too large\n")
    assert not (tmp_path / "community").exists()


def test_the_workflows_come_with_a_new_plan_or_to_one_that_is_there(commtui: Run, tmp_path: Path) -> None:
    done = commtui("init", "--workflow", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    names = [f"commtui-{each}.yml" for each in ("check", "comment", "metrics", "welcome")]
    assert tree(tmp_path / ".github" / "workflows") == names
    assert (tmp_path / "community" / "community.toml").exists()
    mine = tmp_path / ".github" / "workflows" / "commtui-check.yml"
    mine.write_text("mine", encoding="utf-8")
    (mine.parent / "commtui-welcome.yml").unlink()
    done = commtui("init", "--workflow", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "wrote into .github/workflows: commtui-welcome.yml" in done.stderr.replace("\\", "/")
    assert mine.read_text("utf-8") == "mine"


def test_the_workflows_use_the_action_that_is_named_and_nothing_that_could_be_more(
    commtui: Run, tmp_path: Path
) -> None:
    commit = "a" * 40
    plain = tmp_path / "plain"
    (plain / ".git").mkdir(parents=True)
    done = commtui("init", "--workflow", "--action", f"clinic/commtui@{commit}", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    texts = [each.read_text("utf-8") for each in (tmp_path / ".github" / "workflows").iterdir()]
    assert "can be moved" not in done.stderr
    moving = commtui("init", "--workflow", "--action", "clinic/commtui@main", "--dir", str(plain), cwd=tmp_path).stderr
    told = "clinic/commtui@main is a tag or a branch, which can be moved: --action clinic/commtui@COMMIT pins one"
    assert told in moving
    assert all(f"uses: clinic/commtui@{commit}\n" in text and "@ACTION@" not in text for text in texts)
    done = commtui("init", "--action", "x@v1\n  run: evil", cwd=tmp_path)
    assert (done.returncode, "is no action" in done.stderr) == (2, True)


def test_every_job_of_the_workflows_has_permissions_a_limit_and_pinned_actions() -> None:
    for name, text in workflows().items():
        assert "\npermissions: {}\n" in text, name
        assert "\nconcurrency:\n" in text, name
        assert text.count("runs-on:") == text.count("timeout-minutes:") == text.count("    permissions:\n"), name
        used = re.findall(r"uses: (\S+)", text)
        assert all(re.fullmatch(r"actions/[a-z/-]+@[0-9a-f]{40}|commtui/commtui@v1", each) for each in used), name
        # What a stranger writes is never pasted into a script.
        assert not re.search(r"^\s*(- )?run:", text, re.MULTILINE), name
        assert "head.ref" not in text, name
