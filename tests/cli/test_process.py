"""The command as a process: what it loads, how it ends, and what it does with pipes."""

from __future__ import annotations

import io
import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from commtui import __version__
from commtui.cli.run import run
from tests.cli.conftest import Run
from tests.trying import cases

# Commands one after the other, each with what is loaded by then.
_LOADED = """
import contextlib, io, json, sys
told = []
for arguments in {commands!r}:
    sys.argv = ["commtui", *arguments]
    from commtui.__main__ import main
    said, code = io.StringIO(), None
    with contextlib.redirect_stdout(said):
        try:
            main()
        except SystemExit as end:
            code = end.code
    told.append([code, said.getvalue(), sorted({{each.partition(".")[0] for each in sys.modules}})])
json.dump(told, sys.stdout)
"""

_INTERRUPTED = """
import os, signal, sys
# A test run in the background of a shell is started with the signal ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.addaudithook(
    lambda event, args: os.kill(os.getpid(), signal.SIGINT)
    if event == "open" and str(args[0]).endswith("grace.toml") else None
)
sys.argv = ["commtui", "check"]
from commtui.__main__ import main
main()
"""


def python(code: str, plan: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=plan, env=environment, capture_output=True, encoding="utf-8", timeout=60)


def test_a_command_loads_only_what_it_needs(plan: Path, environment: dict[str, str]) -> None:
    heavy = {"textual", "rich", "github", "duckdb"}
    wanted: list[tuple[list[str], set[str]]] = [
        (["--version"], heavy | {"click", "pydantic", "platformdirs", "tomli"}),
        (["--ascii", "--version"], heavy | {"pydantic"}),
        (["--help"], heavy | {"pydantic"}),
        (["check"], heavy),
        (["check", "--format", "sarif"], heavy),
        (["show"], heavy),
        ([], heavy),
    ]
    result = python(_LOADED.format(commands=[arguments for arguments, _ in wanted]), plan, environment)
    told = json.loads(result.stdout)
    assert [code for code, _, _ in told] == [0] * len(wanted)
    assert [said for _, said, _ in told[:2]] == [f"commtui {__version__}\n"] * 2
    for (arguments, never), (_, _, loaded) in zip(wanted, told, strict=True):
        assert "commtui" in loaded
        assert not never.intersection(loaded), arguments


@pytest.mark.parametrize(
    ("arguments", "code"),
    cases(
        [
            (["show", "goal", "--format", "json"], 0),
            (["check"], 1),
            (["show", "goal", "\x1b[2J"], 2),
        ],
        [
            (["check", "nowhere.toml"], 2),
            (["chekc"], 2),
            (["set", "goal", "hackathon", "title=Two days", "--dry-run"], 0),
            (["show"], 0),
            (["check", "--format", "sarif"], 1),
            (["diff"], 2),
            (["demo"], 0),
        ],
    ),
    ids=str,
)
def test_a_process_says_what_the_other_tests_are_told_within_theirs(
    arguments: list[str], code: int, plan: Path, commtui: Run, commtui_process: Run
) -> None:
    goal = plan / "community/goals/2013-Q4.toml"
    goal.write_text(goal.read_text(encoding="utf-8").replace('["grace"]', '["grcae"]'), encoding="utf-8")
    here, apart = commtui(*arguments, cwd=plan), commtui_process(*arguments, cwd=plan)
    assert (here.returncode, here.stdout, here.stderr) == (apart.returncode, apart.stdout, apart.stderr)
    assert apart.returncode == code
    assert apart.stdout or apart.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals are of POSIX")
def test_an_interrupted_command_ends_with_130_and_no_traceback(plan: Path, environment: dict[str, str]) -> None:
    result = python(_INTERRUPTED, plan, environment)
    assert result.returncode == 128 + signal.SIGINT
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="a closed pipe looks different there")
@pytest.mark.parametrize("arguments", cases([["--version"], ["schema"]], [["show", "--format", "json"]]), ids=str)
def test_a_closed_pipe_ends_the_command_quietly(arguments: list[str], plan: Path, environment: dict[str, str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "commtui", *arguments]
    result = subprocess.run(
        command, cwd=plan, env=environment, stdout=writer, stderr=subprocess.PIPE, encoding="utf-8", timeout=60
    )
    os.close(writer)
    assert result.stderr == ""
    assert result.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("arguments", cases([["schema"]], [["--version"]]), ids=str)
def test_a_full_disk_is_told_in_a_line(arguments: list[str], plan: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "commtui", *arguments]
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            command, cwd=plan, env=environment, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", timeout=60
        )
    assert result.returncode == 2
    assert result.stderr == "commtui: No space left on device\n"


def test_a_terminal_that_cannot_show_a_character_gets_an_escape(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    goal = plan / "community/goals/2013-Q4.toml"
    goal.write_text(goal.read_text(encoding="utf-8").replace("A hackathon", "Überall ✓"), encoding="utf-8")
    said = io.BytesIO()
    with io.TextIOWrapper(said, encoding="ascii") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        assert run(["--dir", str(plan), "show", "goal", "hackathon"]) == 0
        assert b"\\xdcberall \\u2713" in said.getvalue()


@pytest.mark.skipif(os.name == "nt", reason="a dumb terminal is of POSIX")
def test_a_dumb_terminal_gets_the_overview_as_text(plan: Path, environment: dict[str, str]) -> None:
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "commtui", "--today", "2013-05-20"],
        cwd=plan,
        env=environment | {"TERM": "dumb"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    # An app would wait for keys for ever, and would not have put these words into the first bytes.
    shown = b""
    try:
        while b"records in" not in shown and select.select([ours], [], [], 30)[0]:
            shown += os.read(ours, 4096)
        code = process.wait(30)
    finally:
        process.kill()
        os.close(ours)
    assert code == 0
    assert b"Needs attention" in shown
    assert b"\x1b" not in shown
