"""`commtui info`: what a bug report should say, and nothing that it should not."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

MINE = 'theme = "nord"\nmous = false\n\n[keymap]\nreload = "x"\nfilter = false\n'


def test_settings_are_told_with_who_gave_them_and_what_is_wrong(commtui: Run, plan: Path) -> None:
    (plan / "community" / "tui.toml").write_text('[tui]\ndefault_view = "goals"\n', encoding="utf-8")
    file = plan / "mine.toml"
    file.write_text(MINE, encoding="utf-8")
    words = {"COMMTUI_CONFIG": str(file), "COMMTUI_MOUSE": "off"}
    app = json.loads(commtui("info", "--ascii", "--format", "json", cwd=plan, **words).stdout)["app"]
    assert {name: (each["value"], each["source"]) for name, each in app["settings"].items()} == {
        "theme": ("nord", "~/mine.toml"),
        "default_view": ("goals", "community"),
        "mouse": (False, "COMMTUI_MOUSE"),
        "ascii": (True, "option"),
    }
    assert app["keymap"] == {"filter": [], "reload": ["x"]}
    assert app["problems"] == ['~/mine.toml:2: mous is no setting; did you mean "mouse"?']
    text = commtui("info", cwd=plan, **words).stdout
    for line in (
        "theme                 nord  (~/mine.toml)",
        "key of reload         x",
        "key of filter         none",
        'problem               ~/mine.toml:2: mous is no setting; did you mean "mouse"?',
    ):
        assert line in text.splitlines()


def test_versions_terminal_and_folders_are_told(commtui: Run, plan: Path) -> None:
    facts = json.loads(commtui("info", "--format", "json", cwd=plan, COLORTERM="truecolor").stdout)
    assert facts["git"][0].isdigit()
    assert (facts["TERM"], facts["colors"], facts["encoding"]) == ("xterm", "16 million", "utf-8")
    assert facts["config"].endswith("settings.toml  (not there, which is fine)")
    assert facts["logs"]
    assert json.loads(commtui("info", "--format", "json", cwd=plan, TERM="dumb").stdout)["colors"] == "none"


def test_a_theme_that_there_is_not_is_told(commtui: Run, plan: Path) -> None:
    result = commtui("info", cwd=plan, COMMTUI_THEME="nrod")
    assert 'COMMTUI_THEME: there is no theme "nrod"' in result.stdout


def test_nothing_else_of_the_environment_is_told(commtui: Run, plan: Path) -> None:
    assert "hush" not in commtui("info", cwd=plan, GITHUB_TOKEN="hush", EDITOR="hush").stdout
