"""Write a file so that it always holds the old text or the new one, whatever happens meanwhile."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from commtui.store.errors import SaveError
from commtui.store.files import MAX_BYTES, Stamp, UnreadableError, refuse_irregular, stamp_of

# Hidden, and not of the plan's own ending: never read as data, and known for ours if it is left behind.
TEMPORARY_PREFIX = ".commtui-"
TEMPORARY_SUFFIX = ".tmp"


class ChangedError(Exception):
    """The file is another one than the one that was read."""


def save(path: Path, raw: bytes, read: Stamp, name: str) -> Stamp:
    """Replace what a file holds, where it is still the one that was `read`; the stamp of what was written.

    The file's mode is kept. `name` is what people call the file.

    Raises:
        ChangedError: The file changed since it was read.
        SaveError: It cannot be written; the file is as it was.
    """
    if len(raw) > MAX_BYTES:
        raise SaveError(name, "would be larger than 8 MiB; move some records to another file")
    try:
        status = _writable(path)
        temporary, written = _write_beside(path, raw, status)
        try:
            if stamp_of(path) != read:
                raise ChangedError
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except UnreadableError as error:
        raise SaveError(name, error.reason) from error
    except OSError as error:
        raise SaveError(name, f"cannot be written: {error.strerror or error}") from error
    _sync_folder(path.parent)
    now = stamp_of(path)
    # Renaming changes a stamp. But another file may be there by now, which must be seen as a change.
    is_ours = now is not None and replace(now, changed_ns=written.changed_ns) == written
    return now if now is not None and is_ours else written


def _writable(path: Path) -> os.stat_result:
    """The file's status; an error where it is none of ours to write, although its folder would let us replace it."""
    status = path.lstat()
    refuse_irregular(status)
    os.close(os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)))
    return status


def _write_beside(path: Path, raw: bytes, like: os.stat_result) -> tuple[Path, Stamp]:
    handle, made = tempfile.mkstemp(TEMPORARY_SUFFIX, TEMPORARY_PREFIX, path.parent)
    temporary = Path(made)
    try:
        with os.fdopen(handle, "wb") as file:
            _take_after(handle, like)
            file.write(raw)
            file.flush()
            os.fsync(handle)
            written = Stamp.of(os.fstat(handle))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary, written


def _take_after(handle: int, like: os.stat_result) -> None:
    """Give the new file the owner and the mode of the old one; the owner only as far as we may."""
    if hasattr(os, "fchown"):
        with suppress(OSError):
            os.fchown(handle, like.st_uid, like.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(like.st_mode))


def _sync_folder(folder: Path) -> None:
    # The new text is in place by now; a system that cannot sync folders must not make this an error.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
