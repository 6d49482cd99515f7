"""`commtui` itself: its options, its help, and what it says when it cannot run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run


def test_without_a_terminal_the_overview_is_printed(commtui: Run, plan: Path) -> None:
    result = commtui(cwd=plan)
    assert result.returncode == 0
    assert result.stdout.startswith("OpenMRS\n")
    assert result.stderr == ""


@pytest.mark.parametrize(
    "arguments", [[], ["check"], ["show"], ["--dir", "nowhere", "check"], ["check", "--dir", "empty"]], ids=str
)
def test_without_a_community_one_line_says_what_to_do(commtui: Run, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "empty").mkdir()
    result = commtui(*arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert "`commtui init`" in line
    assert "`commtui demo`" in line


@pytest.mark.parametrize("arguments", [["--dir", "plan", "check"], ["check", "--dir", "plan"]], ids=str)
def test_options_of_the_command_may_stand_before_or_after_a_subcommand(
    commtui: Run, plan: Path, tmp_path: Path, arguments: list[str]
) -> None:
    (plan / "community").rename(tmp_path / "plan")
    assert commtui(*arguments, cwd=tmp_path).returncode == 0


def test_the_day_can_be_told(commtui: Run, plan: Path) -> None:
    assert "2013-05-20" in commtui(cwd=plan).stdout
    assert "2013-11-02" in commtui("--today", "2013-11-02", cwd=plan).stdout
    result = commtui("--today", "tomorrow", cwd=plan)
    assert result.returncode == 2
    assert "tomorrow" in result.stderr


def test_a_mistyped_command_gets_a_hint(commtui: Run, plan: Path) -> None:
    result = commtui("chekc", cwd=plan)
    assert result.returncode == 2
    assert 'did you mean "check"?' in result.stderr


@pytest.mark.parametrize("arguments", [["--frmat"], ["check", "--format", "xml"], ["show", "a", "b", "c"]], ids=str)
def test_wrong_usage_is_told_without_a_traceback(commtui: Run, plan: Path, arguments: list[str]) -> None:
    result = commtui(*arguments, cwd=plan)
    assert result.returncode == 2
    assert "Error:" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["\x1b]0;x\x07"],
        ["--today", "\x1b[2J"],
        ["show", "a", "b", "\x1b[2J"],
        ["--\x1b[2J"],
        ["check", "--format", "\x9b2J"],
    ],
    ids=repr,
)
def test_what_was_typed_cannot_reach_the_terminal_in_an_error(commtui: Run, plan: Path, arguments: list[str]) -> None:
    result = commtui(*arguments, cwd=plan)
    assert result.returncode == 2
    assert result.stderr.startswith("Usage: commtui")
    assert not {"\x1b", "\x07", "\x9b"} & set(result.stderr)


@pytest.mark.parametrize("name", ["", "check", "completion", "demo", "info", "schema", "show"])
def test_every_command_has_help(commtui: Run, tmp_path: Path, name: str) -> None:
    for option in ("-h", "--help"):
        result = commtui(*name.split(), option, cwd=tmp_path)
        assert result.returncode == 0
        assert result.stdout.startswith(f"Usage: commtui {name}".rstrip())


def test_help_lists_the_commands_that_exist(commtui: Run, tmp_path: Path) -> None:
    listed = commtui("--help", cwd=tmp_path).stdout.partition("Commands:\n")[2]
    modules = (ROOT / "commtui" / "cli" / "commands").glob("[a-z]*.py")
    assert [line.split()[0] for line in listed.splitlines()] == sorted(each.stem.rstrip("_") for each in modules)
