"""What the system may refuse: an ordinary user, a disk that is full; and a folder that every user may reach."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

User = Callable[[], AbstractContextManager[None]]


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
def ordinary_user() -> User:
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


@contextmanager
def small_files(most: int) -> Iterator[None]:
    """For a while no file may get larger than so many bytes; compiled code is not kept, or half of it would be."""
    import resource

    usual, kept = resource.getrlimit(resource.RLIMIT_FSIZE), sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        sys.dont_write_bytecode = kept
