"""The real command, run as its own process on a community on disk."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]

PLAN = {
    "community.toml": '[community]\nname = "OpenMRS"\n\n[[focus_area]]\nid = "events"\ntitle = "Events"\n',
    "goals/2013-Q4.toml": (
        '[[goal]]\nid = "hackathon"\nquarter = "2013-Q4"\ntitle = "A hackathon"\nstatus = "planned"\n'
        'focus_area = "events"\nowners = ["grace"]\n\n[[goal.key_result]]\ntitle = "Forty people come"\ndone = false\n'
    ),
    "people/grace.toml": (
        '[[person]]\nid = "grace"\nname = "Grace Hopper"\n\n'
        '[[person]]\nid = "hidden"\nname = "Someone Else"\nlisted = false\n'
    ),
    "recognition/2013/a.toml": (
        "# Thanks.\n\n"
        '[[recognition]]\nperson = "grace"\nkinds = ["doc", "talk"]\ndate = 2013-02-01\n'
        'reason = "The first compiler."\n\n'
        '[[recognition]]\nperson = "hidden"\nkinds = ["code"]\ndate = 2013-03-01\n'
    ),
}


def put(place: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def write(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Writes files into a repository, and gives its root."""
    (tmp_path / ".git").mkdir(exist_ok=True)
    return lambda files: put(tmp_path, files)


@pytest.fixture
def plan(write: Callable[[dict[str, str]], Path]) -> Path:
    """A repository with a small, faultless community."""
    return write({f"community/{name}": text for name, text in PLAN.items()})


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What a program finds around it: nothing of who runs the tests."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "TERM": "xterm", "LANG": "C.UTF-8"}


@pytest.fixture
def commtui(environment: dict[str, str]) -> Run:
    """Runs `commtui` in a folder, and gives what came of it."""

    def run(*arguments: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "commtui", "--today", "2013-05-20", *arguments],
            cwd=cwd,
            env=environment | more,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )

    return run
