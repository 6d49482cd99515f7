"""`commtui keys`: all actions with their keys, after the user's keymap."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_every_action_is_listed_with_its_keys(commtui: Run, tmp_path: Path) -> None:
    result = commtui("keys", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert "Views\n  1" in result.stdout
    assert "view.goals" in result.stdout
    assert commtui("keys", "--ascii", cwd=tmp_path).stdout.isascii()
    assert commtui("keys", "--format", "markdown", cwd=tmp_path).stdout.startswith("## Here\n\n| key | action | id |")


def test_a_keymap_is_heeded_marked_and_its_faults_are_told(commtui: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[keymap]\nreload = "x"\nquit = "x,ctrl+q"\nfilter = false\n"move.downn" = "n"\n', encoding="utf-8")
    result = commtui("keys", cwd=tmp_path, COMMTUI_CONFIG=str(file))
    assert result.returncode == 0
    lines = {line.split()[0]: line for line in result.stdout.splitlines() if line.startswith("  ")}
    assert lines["x"].endswith("[clashes with quit]")
    assert any("filter" in line and line.endswith("[turned off, before: /]") for line in lines.values())
    assert 'keymap.move.downn is no action; did you mean "move.down"?' in result.stderr
    data = json.loads(commtui("keys", "--format", "json", cwd=tmp_path, COMMTUI_CONFIG=str(file)).stdout)
    actions = {each["id"]: each for each in data["actions"]}
    assert (actions["reload"]["keys"], actions["reload"]["changed"], actions["reload"]["clashes"]) == (
        ["x"],
        True,
        ["quit"],
    )
    assert actions["reload"]["default_keys"] == ["r"]
    assert len(data["problems"]) == 2
