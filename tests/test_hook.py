"""The hook for pre-commit looks at a community's files, and at no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HOOK = (Path(__file__).parents[1] / ".pre-commit-hooks.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("community.toml", True),
        ("community/goals/2026-Q4.toml", True),
        ("docs/community/people.toml", True),
        ("docs/community.toml", True),
        ("pyproject.toml", False),
        ("communities/a.toml", False),
        ("community/README.md", False),
    ],
)
def test_it_runs_where_a_plan_changes(name: str, wanted: bool) -> None:
    (pattern,) = re.findall("^  files: (.+)$", HOOK, re.MULTILINE)

    assert bool(re.search(pattern, name)) is wanted


def test_it_reads_the_whole_plan_once() -> None:
    assert "  entry: commtui check\n" in HOOK
    assert "  pass_filenames: false\n" in HOOK
    assert "  require_serial: true\n" in HOOK
