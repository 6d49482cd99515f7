"""The whole command on a community on disk: as its own process where that matters, within the test where not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from commtui.__main__ import main
from tests.cli.clinic import CLINIC, Clinic
from tests.users import ordinary_user, shared_folder

__all__ = ["ordinary_user", "shared_folder"]

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]
Meanwhile = Callable[[Callable[[], object]], None]

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
def clinic(tmp_path: Path, commtui: Run) -> Clinic:
    """A repository with a small, faultless community of which all can be changed."""
    (tmp_path / "clinic" / ".git").mkdir(parents=True)
    return Clinic(put(tmp_path / "clinic", CLINIC), commtui)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What a program finds around it: nothing of who runs the tests."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "TERM": "xterm", "LANG": "C.UTF-8"}


@pytest.fixture
def commtui(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs `commtui` in a folder within this process, which is a tenth of the time, and gives what came of it.

    `test_process.py` shows that a process of its own says the same.
    """
    said = tmp_path_factory.mktemp("said")

    def run(*arguments: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
        command = ["commtui", "--today", "2013-05-20", *arguments]
        out, err = said / "out", said / "err"
        with (
            pytest.MonkeyPatch.context() as patch,
            Path(os.devnull).open(encoding="utf-8") as stdin,
            out.open("w", encoding="utf-8", newline="") as stdout,
            err.open("w", encoding="utf-8", newline="") as stderr,
        ):
            patch.chdir(cwd)
            for name in set(os.environ) - set(environment) - set(more):
                patch.delenv(name)
            for name, value in (environment | more).items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", command)
            patch.setattr(sys, "stdin", stdin)
            patch.setattr(sys, "stdout", stdout)
            patch.setattr(sys, "stderr", stderr)
            with pytest.raises(SystemExit) as end:
                main()
        code = end.value.code
        assert isinstance(code, int)
        return subprocess.CompletedProcess(
            command, code, out.read_bytes().decode("utf-8"), err.read_bytes().decode("utf-8")
        )

    return run


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Has someone else do something when a command, which has read the plan by then, takes its turn to write."""

    def have(done: Callable[[], object]) -> None:
        acquire = FileLock.acquire

        def acquire_later(lock: FileLock, *arguments: Any, **more: Any) -> Any:
            monkeypatch.setattr(FileLock, "acquire", acquire)
            done()
            return acquire(lock, *arguments, **more)

        monkeypatch.setattr(FileLock, "acquire", acquire_later)

    return have


@pytest.fixture
def commtui_process(environment: dict[str, str]) -> Run:
    """Runs `commtui` in a folder as a process of its own, and gives what came of it."""

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


@pytest.fixture
def script(environment: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a script of Python with arguments in a folder."""

    def run(code: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, *arguments]
        kept = environment | {"PYTHONDONTWRITEBYTECODE": "1", "COMMTUI_TODAY": "2013-05-20"}
        return subprocess.run(command, cwd=cwd, env=kept, capture_output=True, encoding="utf-8", timeout=60)

    return run
