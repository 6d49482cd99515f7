"""What the README says is so."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import click
import pytest

from commtui.checks.engine import check
from commtui.cli.app import app
from commtui.cli.run import run
from commtui.demo import AS_OF
from commtui.model.kinds import BY_NAME
from commtui.model.person import Person
from commtui.model.references import table_at
from commtui.store.find import at
from commtui.store.load import load
from tests.repository import git, only_a_name_is_set

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """The code block of a language; of several the last."""
    return str(re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)[-1])


def test_the_example_is_valid(tmp_path: Path) -> None:
    (tmp_path / "community.toml").write_text(block("toml"), encoding="utf-8")
    snapshot = load(at(tmp_path))
    assert len(snapshot.entries["recognition"]) == 1
    assert check(snapshot, date(2026, 11, 22)) == []


def test_every_kind_is_listed_with_what_it_cannot_be_without() -> None:
    rows = re.findall(r"^\| (`\[.*) \| .* \| (.*) ?\|$", README, re.MULTILINE)
    listed = {names.strip("[]`"): set(re.findall(r"`(\w+)`", needed)) for names, needed in rows}
    assert set(BY_NAME) <= set(listed)
    for name, needed in listed.items():
        kind, *path = name.split(".")
        table = table_at(BY_NAME[kind], tuple(path))
        assert table is not None
        assert needed == {field for field, about in table.model_fields.items() if about.is_required()}, name


def test_every_command_is_listed() -> None:
    listed = set(re.findall(r"^\| `commtui (\w+)", README, re.MULTILINE))
    assert listed == set(app.list_commands(click.Context(app)))


def test_pictures_and_pages_that_it_names_are_there() -> None:
    named = [each for each in re.findall(r"\]\(([^)]+)\)", README) if "://" not in each]
    assert len(named) > 4
    assert all((Path(__file__).parents[1] / each).is_file() for each in named)


def test_the_edits_are_made_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only_a_name_is_set(monkeypatch, tmp_path)
    section = README.partition("### Edit from the command line")[2]
    begin, edits = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    package = Path(__file__).parents[1]
    command = f'commtui() {{ PYTHONPATH={shlex.quote(str(package))} {shlex.quote(sys.executable)} -m commtui "$@"; }}\n'
    subprocess.run(["bash", "-ec", command + begin], cwd=tmp_path, check=True, stdin=subprocess.DEVNULL)
    assert f"COMMTUI_TODAY={AS_OF}" in begin
    monkeypatch.setenv("COMMTUI_TODAY", str(AS_OF))
    root = tmp_path / "plan"
    monkeypatch.chdir(root)
    commands = [shlex.split(line, comments=True) for line in edits.splitlines()]
    assert {each[1] for each in commands} == {"set", "add", "thank", "rename", "remove"}
    assert [run(each[1:]) for each in commands] == [0] * len(commands)
    assert "edsger-dijkstra" in git(root, "show", "--stat", "--format=%s")
    names = [each.name for each in load(at(root / "community")).records(Person)]
    assert len(names) == len(set(names))


def test_the_quick_start_is_two_commands() -> None:
    start = README.partition("## Quick start")[2].partition("\n## ")[0]
    assert re.findall(r"```sh\n(.*?)```", start, re.DOTALL) == [
        "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/commtui demo\n",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/pytest\n",
    ]
