"""Reading a file of the plan, with guards against what is not one."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

MAX_BYTES = 8 * 1024 * 1024
BOM = "\ufeff"


class UnreadableError(Exception):
    """A file that is not read: why, and the line where that shows (1 where it is the whole file).

    `text` is what could be made out of it all the same.
    """

    def __init__(self, reason: str, hint: str = "", line: int = 1, column: int = 1, text: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.line = line
        self.column = column
        self.text = text


class Stamp(NamedTuple):
    """What changes when a file or a folder changes: cheap to compare."""

    modified_ns: int
    changed_ns: int
    size: int
    inode: int
    device: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The stamp of a file's status."""
        return cls(status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, status.st_dev)


# Of what was not read from disk: no file ever has it.
NO_STAMP = Stamp(0, 0, -1, 0, 0)


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of what is there now, links not followed; None where nothing can be seen."""
    try:
        return Stamp.of(path.lstat())
    except OSError:
        return None


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file without its byte order mark, and what is needed to write it back."""

    text: str
    bom: bool
    stamp: Stamp

    def encode(self, text: str) -> bytes:
        """The bytes of a file that holds `text`, marked as this one was."""
        return ((BOM if self.bom else "") + text).encode()


def read(path: Path) -> Content:
    """The content of a regular file of at most 8 MiB in UTF-8.

    Raises:
        UnreadableError: It is something else, too large, not UTF-8, or the system refuses it.
    """
    try:
        refuse_irregular(path.lstat())
        with open(path, "rb", opener=_open) as file:
            status = os.fstat(file.fileno())
            refuse_irregular(status)
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableError(f"Cannot be read: {error.strerror or error}") from error
    return content_of(raw, Stamp.of(status))


def content_of(raw: bytes, stamp: Stamp) -> Content:
    """The content of a file that holds these bytes.

    Raises:
        UnreadableError: They are more than 8 MiB, or not UTF-8.
    """
    if len(raw) > MAX_BYTES:
        raise too_large()
    text = _decode(raw)
    return Content(text.removeprefix(BOM), text.startswith(BOM), stamp)


def is_link(what: str = "file") -> UnreadableError:
    """Why a link is not read; `what` it leads to is a file or a folder."""
    return UnreadableError("Symbolic links are not followed", f"put the {what} itself here")


def is_folder() -> UnreadableError:
    """Why a folder that is named like a file is not read."""
    return UnreadableError("A folder whose name ends in .toml", "rename the folder")


def too_large() -> UnreadableError:
    """Why a file of more than 8 MiB is not read."""
    return UnreadableError("Larger than 8 MiB", "split it: any file may hold any records")


def _open(path: str, flags: int) -> int:
    # O_NONBLOCK: a FIFO that took the file's place since must not make us wait for a writer.
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def refuse_irregular(status: os.stat_result) -> None:
    """Do nothing for a regular file of a size that we read.

    Raises:
        UnreadableError: It is something else, or too large.
    """
    if stat.S_ISLNK(status.st_mode):
        raise is_link()
    if stat.S_ISDIR(status.st_mode):
        raise is_folder()
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("Not a regular file")
    if status.st_size > MAX_BYTES:
        raise too_large()


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8", "replace").removeprefix(BOM)) + 1
        is_utf16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
        hint = "it looks like UTF-16: save it as UTF-8" if is_utf16 else "save it as UTF-8"
        guess = raw.decode("utf-16" if is_utf16 else "latin-1", "replace")
        raise UnreadableError("Not UTF-8", hint, before.count(b"\n") + 1, column, guess) from None
