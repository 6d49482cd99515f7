"""`commtui schema`, `info`, `demo` and `completion`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from commtui import __version__, demo
from commtui.model.goal import Goal
from commtui.model.schema import all_schemas, file_schema, kind_schema

Run = Callable[..., CompletedProcess[str]]


def test_the_schema_is_printed(commtui: Run, tmp_path: Path) -> None:
    assert json.loads(commtui("schema", cwd=tmp_path).stdout) == file_schema()
    assert json.loads(commtui("schema", "goals", cwd=tmp_path).stdout) == kind_schema(Goal)


def test_all_schemas_are_written(commtui: Run, tmp_path: Path) -> None:
    result = commtui("schema", "--write", "schemas", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (0, "")
    written = {path.relative_to(tmp_path / "schemas").as_posix() for path in (tmp_path / "schemas").rglob("*.json")}
    assert written == set(all_schemas())


def test_info_tells_versions_and_what_was_found(commtui: Run, plan: Path) -> None:
    facts = json.loads(commtui("info", "--format", "json", cwd=plan).stdout)
    assert facts["commtui"] == __version__
    assert facts["pydantic"]
    assert facts["TERM"] == "xterm"
    assert facts["community"] == str(plan / "community")
    assert (facts["files"], facts["records"]) == (4, 7)
    assert __version__ in commtui("info", cwd=plan).stdout


def test_info_works_without_a_community(commtui: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    result = commtui("info", "--format", "json", cwd=tmp_path)
    assert result.returncode == 0
    assert json.loads(result.stdout)["community"] is None


def test_the_demo_is_printed_where_there_is_no_terminal(commtui: Run, tmp_path: Path) -> None:
    result = commtui("demo", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("OpenMRS\n")
    assert "Goals of 2013-Q2" in result.stdout


def test_the_demo_can_be_kept_and_is_never_overwritten(commtui: Run, tmp_path: Path) -> None:
    result = commtui("demo", "mine", cwd=tmp_path)
    assert result.returncode == 0
    copied = {path.relative_to(tmp_path / "mine/community") for path in (tmp_path / "mine/community").rglob("*.toml")}
    assert copied == {path.relative_to(demo.path()) for path in demo.path().rglob("*.toml")}
    assert "mine/community" in result.stderr
    assert "commtui --dir mine/community --today 2013-05-20" in result.stderr
    (tmp_path / "mine/community/community.toml").write_text("mine = true")
    again = commtui("demo", "mine", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (2, "")
    assert (tmp_path / "mine/community/community.toml").read_text() == "mine = true"


def test_read_only_writes_nothing_at_all(commtui: Run, tmp_path: Path) -> None:
    for command in ("init", "init --workflow", "schema --write s", "demo mine"):
        done = commtui("--read-only", *command.split(), cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "commtui: nothing was written, for --read-only is given\n"
        assert list(tmp_path.iterdir()) == []
    assert commtui("--read-only", "schema", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_completion_for_a_shell(commtui: Run, tmp_path: Path, shell: str) -> None:
    result = commtui("completion", shell, cwd=tmp_path)
    assert result.returncode == 0
    assert "_COMMTUI_COMPLETE" in result.stdout


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("commtui sh", "show"),
        ("commtui show reco", "recognition"),
        ("commtui show goal hack", "hackathon"),
        ("commtui show person g", "grace"),
        ("commtui --dir community show goal hack", "hackathon"),
        ("commtui check --format sa", "sarif"),
    ],
)
def test_commands_kinds_and_ids_are_completed(commtui: Run, plan: Path, typed: str, completed: str) -> None:
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1)}
    result = commtui(cwd=plan, _COMMTUI_COMPLETE="bash_complete", **words)
    assert f"plain,{completed}" in result.stdout.splitlines()
