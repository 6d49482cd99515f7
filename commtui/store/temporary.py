"""Temporary files beside the files of a plan: hidden, never read as data, and removed when their process is gone.

Their names tell on which machine, and by which process, they were made.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import socket
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

# Nobody takes so long to write a file; for those of processes that cannot be looked for.
OLD_SECONDS = 3600

_ours = re.compile(r"\.commtui-(?P<machine>[0-9a-f]{8})-(?P<process>\d+)-[0-9a-f]+\.tmp")


def make_temporary(folder: Path, mode: int) -> tuple[int, Path]:
    """A new file in a folder, open for writing, and its path."""
    while True:
        path = folder / f".commtui-{_machine()}-{os.getpid()}-{secrets.token_hex(6)}.tmp"
        try:
            return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), path
        except FileExistsError:
            continue


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files that dead processes left in a folder."""
    # It is only for tidiness: nothing of it may keep anyone from writing.
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            match = _ours.fullmatch(entry.name)
            if match is not None and _is_left_behind(entry, match["machine"], int(match["process"])):
                with suppress(OSError):
                    os.unlink(entry.path)  # noqa: PTH108 - the path is there already


def _is_left_behind(entry: os.DirEntry[str], machine: str, process: int) -> bool:
    if machine == _machine() and os.name == "posix":
        return not _is_alive(process)
    return time.time() - entry.stat(follow_symlinks=False).st_mtime > OLD_SECONDS


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


@cache
def _machine() -> str:
    """This machine; containers of one machine are told apart by their names."""
    return hashlib.sha256(socket.gethostname().encode("utf-8", "replace")).hexdigest()[:8]
