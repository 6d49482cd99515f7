"""A community on disk, and an ordinary user to whom the system may refuse something."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

Write = Callable[[dict[str, str | bytes]], Path]


@pytest.fixture
def community(tmp_path: Path) -> Write:
    """Writes files, by name, into the `community` folder of a repository, and says where the folder is."""
    (tmp_path / ".git").mkdir()

    def write(files: dict[str, str | bytes]) -> Path:
        return write_all(tmp_path / "community", files)

    return write


def write_all(place: Path, files: dict[str, str | bytes]) -> Path:
    place.mkdir(exist_ok=True)
    for name, content in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return place


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that every user may reach and change."""
    folder = Path(os.path.realpath(tempfile.mkdtemp(prefix="commtui-")))
    folder.chmod(0o777)
    yield folder
    for each in folder.rglob("*"):
        if each.is_dir() and not each.is_symlink():
            each.chmod(0o777)
    shutil.rmtree(folder)


@pytest.fixture
def ordinary_user() -> Callable[[], AbstractContextManager[None]]:
    """For a while without the rights of the superuser, whom no mode bits stop."""
    if not hasattr(os, "geteuid"):
        pytest.skip("file modes are as on POSIX here")

    @contextmanager
    def drop() -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)

    return drop
