"""Processes that write one community take turns.

The lock is a file in the user's cache folder, which the system releases when a process dies. It is advice: without it,
as where the cache folder cannot be written, a file that changed is still noticed just before it would be replaced.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from commtui.store.errors import SaveError

if TYPE_CHECKING:
    from filelock import BaseFileLock

# Until one who waits gives up, and between two looks.
WAIT_SECONDS = 30.0
LOOK_SECONDS = 0.02


@contextmanager
def turn(place: Path, name: str, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Wait until no other process writes the community at this place, which people call `name`.

    Raises:
        SaveError: Another one writes for too long.
    """
    lock = _acquired(place, name, wait)
    try:
        yield
    finally:
        if lock is not None:
            lock.release()


def lock_file(place: Path) -> Path:
    """The file by which processes take turns at a community."""
    from platformdirs import user_cache_path

    key = hashlib.sha256(os.fsencode(os.path.realpath(place))).hexdigest()[:16]
    return user_cache_path("commtui") / "locks" / f"{key}.lock"


def _acquired(place: Path, name: str, wait: float) -> BaseFileLock | None:
    from filelock import FileLock, Timeout

    try:
        file = lock_file(place)
        file.parent.mkdir(parents=True, exist_ok=True)
        # The same object for all of a process, so that who has the turn may take it again for a part of the work.
        lock = FileLock(file, is_singleton=True)
        lock.acquire(timeout=wait, poll_interval=LOOK_SECONDS)
    except Timeout:
        raise SaveError(name, f"another commtui is writing here, and did not end within {wait:g} seconds") from None
    except (OSError, NotImplementedError):
        return None
    return lock
