"""Install what a task needs, and nothing else, into a folder of the runner's for the time of the job."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_FOLDER = Path(__file__).parent
_SECRET = ("TOKEN", "SECRET", "PASSWORD")


class InstallError(Exception):
    """What a task needs could not be installed; `said` is what pip said of it."""

    def __init__(self, reason: str, said: str) -> None:
        super().__init__(reason)
        self.said = said


def install(requirements: str, temp: Path, environment: Mapping[str, str]) -> Path:
    """The folder that holds a set of requirements, such as `check`; each file is checked by its hash.

    A folder that an earlier step of the job has filled is taken as it is.

    Raises:
        InstallError: pip could not.
    """
    listed = _FOLDER / f"requirements-{requirements}.txt"
    digest = hashlib.sha256(listed.read_bytes() + sys.version.encode()).hexdigest()[:16]
    folder = temp / f"commtui-{requirements}-{digest}"
    done = folder / ".done"
    if done.exists():
        return folder
    command = [sys.executable, "-I", "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    command += ["--require-hashes", "--no-deps", "--only-binary=:all:", "--target", str(folder), "-r", str(listed)]
    ran = subprocess.run(  # noqa: S603 - our own words
        command,
        env=without_secrets(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        cwd=_away(temp),
    )
    said = (ran.stdout + ran.stderr).decode("utf-8", "replace")
    if ran.returncode:
        raise InstallError("what this task needs could not be installed", said)
    done.touch()
    return folder


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """What pip, and what it runs, may know of the environment: no token, and no password."""
    return {name: value for name, value in environment.items() if not any(each in name.upper() for each in _SECRET)}


def use(folder: Path) -> None:
    """Have Python find what is in the folder, after our own code and its own."""
    sys.path.insert(1, os.fspath(folder))


def _away(temp: Path) -> Path:
    """A folder to be in while pip runs, which is not the checkout."""
    temp.mkdir(parents=True, exist_ok=True)
    return temp
