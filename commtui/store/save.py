"""Write files so that each always holds the old text or the new one, whatever happens meanwhile.

Several are written all or none: all new texts are on disk beside their files before the first of these is touched,
and what was touched is put back if another then cannot be.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from commtui.store.errors import SaveError
from commtui.store.files import MAX_BYTES, Stamp, UnreadableError, refuse_irregular, stamp_of
from commtui.store.temporary import make_temporary, remove_leftovers


class ChangedError(Exception):
    """The file, whose name this tells, is another one than the one that was read."""


@dataclass(frozen=True, slots=True)
class Write:
    """What is to become of a file that people call `name`.

    `read` is the stamp of what was read, and `old` its bytes; `new` are those to be written. None stands for a file
    that is not there, or shall not be there.
    """

    path: Path
    name: str
    read: Stamp | None
    old: bytes | None
    new: bytes | None


def write_all(writes: Sequence[Write], top: Path) -> dict[Path, Stamp]:
    """Write files of a folder `top`, all or none; the stamps of those that are there then.

    Folders on the way are made. Files that come are written first, and those that go are removed last: a process that
    is killed in between leaves a record twice rather than not at all.

    Raises:
        ChangedError: One of them changed since it was read; all are as they were.
        SaveError: One cannot be written; all are as they were, but for those that the error names.
    """
    order = sorted(writes, key=lambda each: (each.new is None, each.read is not None, each.path))
    with _Batch(top) as batch:
        for each in order:
            batch.prepare(each)
        return {each.path: stamp for each in order if (stamp := batch.commit(each)) is not None}


@dataclass(frozen=True, slots=True)
class _Staged:
    """A new text that is on disk, beside the file that is to hold it."""

    temporary: Path
    stamp: Stamp


class _Batch:
    """Files that are written together; leaving it by an error puts everything back."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._staged: dict[Path, _Staged] = {}
        self._begun: list[Write] = []
        self._folders: list[Path] = []

    def __enter__(self) -> _Batch:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        for each in self._staged.values():
            with suppress(OSError):
                each.temporary.unlink(missing_ok=True)
        if error is not None:
            left = self._put_back()
            if left and isinstance(error, SaveError):
                raise SaveError(error.name, error.reason, tuple(left)) from error
            if left:
                raise SaveError(left[0], "was written, while another file could not be", tuple(left)) from error
        for folder in {each.path.parent for each in self._begun}:
            _sync_folder(folder)

    def prepare(self, write: Write) -> None:
        """Have the new text on disk, and all be ready that can be without touching the file."""
        if write.new is not None and len(write.new) > MAX_BYTES:
            raise SaveError(write.name, "would be larger than 8 MiB; move some records to another file")
        with _told(write.name):
            _refuse_ways_out(write.path, self._top)
            if write.read is None:
                self._make_folders(write.path.parent)
            status = _writable(write.path) if write.read is not None else None
            if write.new is not None:
                self._staged[write.path] = _write_beside(write.path, write.new, status)

    def commit(self, write: Write) -> Stamp | None:
        """Put the new text in place, or remove the file."""
        with _told(write.name):
            if stamp_of(write.path) != write.read:
                raise ChangedError(write.name)
            # Noted before it is done: an interrupt may come right behind that.
            self._begun.append(write)
            return self._replace(write)

    def _replace(self, write: Write) -> Stamp | None:
        if write.new is None:
            write.path.unlink()
            return None
        staged = self._staged[write.path]
        if write.read is None:
            _place_new(staged.temporary, write.path)
        elif not os.path.lexists(staged.temporary):
            raise ChangedError(write.name)  # someone took it for a leftover
        else:
            staged.temporary.replace(write.path)
        return _stamp_of_written(write.path, staged.stamp)

    def _make_folders(self, folder: Path) -> None:
        missing: list[Path] = []
        while folder != self._top and not os.path.lexists(folder):
            missing.append(folder)
            folder = folder.parent
        for each in reversed(missing):
            each.mkdir(exist_ok=True)
            self._folders.append(each)
            _sync_folder(each.parent)

    def _put_back(self) -> list[str]:
        """Give files that were written their old bytes again; the names of those where that failed."""
        left: list[str] = []
        for write in reversed(self._begun):
            now = stamp_of(write.path)
            is_last = write is self._begun[-1]
            if now == write.read or (is_last and not self._is_written(write, now)):
                continue  # it was not written after all
            try:
                if not self._is_written(write, now):
                    raise ChangedError(write.name)
                write_all([Write(write.path, write.name, now, write.new, write.old)], self._top)
            except (ChangedError, SaveError):
                left.append(write.name)
        for folder in reversed(self._folders):
            with suppress(OSError):
                folder.rmdir()
        return left

    def _is_written(self, write: Write, now: Stamp | None) -> bool:
        """Whether what is there now is what was to be written, and not yet another text."""
        if write.new is None or now is None:
            return now is None and write.new is None
        return _is_ours(now, self._staged[write.path].stamp)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Say of an error of the system which file it is about."""
    try:
        yield
    except UnreadableError as error:
        raise SaveError(name, error.reason) from error
    except OSError as error:
        raise SaveError(name, f"cannot be written: {error.strerror or error}") from error


def _refuse_ways_out(path: Path, top: Path) -> None:
    """Refuse a path that leads out of the folder, by its name or by a link on the way."""
    if not path.is_relative_to(top) or ".." in path.relative_to(top).parts:
        raise UnreadableError("is not in the folder of the community")
    folder = path.parent
    while folder != top:
        if os.path.islink(folder):  # noqa: PTH114 - Path.is_symlink raises where a folder may not be entered
            raise UnreadableError(f"{folder.name} is a symbolic link, and those are not followed")
        folder = folder.parent


def _writable(path: Path) -> os.stat_result:
    """The file's status; an error where it is none of ours to write, although its folder would let us replace it."""
    status = path.lstat()
    refuse_irregular(status)
    os.close(os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)))
    return status


def _write_beside(path: Path, raw: bytes, like: os.stat_result | None) -> _Staged:
    remove_leftovers(path.parent)
    handle, temporary = make_temporary(path.parent, 0o666 if like is None else 0o600)
    with ExitStack() as unless_written:
        unless_written.callback(temporary.unlink, missing_ok=True)
        with os.fdopen(handle, "wb") as file:
            if like is not None:
                _take_after(handle, like)
            file.write(raw)
            file.flush()
            os.fsync(handle)
            staged = _Staged(temporary, Stamp.of(os.fstat(handle)))
        unless_written.pop_all()
    return staged


def _take_after(handle: int, like: os.stat_result) -> None:
    """Give the new file the owner and the mode of the old one; the owner only as far as we may."""
    if hasattr(os, "fchown"):
        with suppress(OSError):
            os.fchown(handle, like.st_uid, like.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(like.st_mode))


def _place_new(temporary: Path, path: Path) -> None:
    """Give the temporary file its name, unless another file has it."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise ChangedError(path.name) from None
    except OSError:
        # Where there are no links the name is taken first; an empty file is a file without records.
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            raise ChangedError(path.name) from None
        with ExitStack() as unless_placed:
            unless_placed.callback(path.unlink)
            temporary.replace(path)
            unless_placed.pop_all()
    else:
        temporary.unlink(missing_ok=True)


def _stamp_of_written(path: Path, written: Stamp) -> Stamp:
    now = stamp_of(path)
    # Another file may be there by now, which must be seen as a change.
    return now if now is not None and _is_ours(now, written) else written


def _is_ours(now: Stamp, written: Stamp) -> bool:
    """Whether a file is the one that was written, which has got its name since; that changes a stamp too."""
    return now._replace(changed_ns=written.changed_ns) == written


def _sync_folder(folder: Path) -> None:
    # The new text is in place by now; a system that cannot sync folders must not make this an error.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
