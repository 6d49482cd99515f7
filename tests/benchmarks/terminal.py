"""A program in a terminal of our own, timed from outside."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

KEYS = {"down": "\x1b[B", "up": "\x1b[A", "pagedown": "\x1b[6~", "end": "\x1b[F", "escape": "\x1b", "enter": "\r"}
QUIET = 0.15


class Terminal:
    """Runs a command at a size; `screen` is what a person would see."""

    def __init__(self, command: Sequence[str], size: tuple[int, int] = (120, 40), **environment: str) -> None:
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self._command = list(command)
        self._size = size
        self._environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
        self.started = 0.0
        self._pid = 0
        self._fd = -1

    def __enter__(self) -> Self:
        self.started = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            _become(self._command, self._environment)
        columns, rows = self._size
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        return self

    def __exit__(
        self, type_: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    @property
    def text(self) -> str:
        """All lines of the screen."""
        return "\n".join(self.screen.display)

    @property
    def memory(self) -> float:
        """The most memory that the program itself held, in MB (Linux)."""
        status = Path(f"/proc/{self._pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0

    def wait_for(self, pattern: str, seconds: float = 60.0) -> float:
        """Seconds from the start until the screen shows this; stamps are taken before the screen is drawn.

        Raises:
            TimeoutError: It does not.
        """
        while (time.perf_counter() - self.started) < seconds:
            stamp = self._read(0.5)
            if stamp is not None and re.search(pattern, self.text):
                return stamp - self.started
        raise TimeoutError(f"never saw {pattern!r}:\n{self.text}")

    def settle(self, gap: float = 0.5, seconds: float = 60.0) -> None:
        """Wait until nothing is drawn any more."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end and self._read(gap) is not None:
            pass

    def press(self, key: str) -> float | None:
        """Seconds until the first change of the screen after a key; None where it changes nothing."""
        before = self.text
        start = time.perf_counter()
        os.write(self._fd, KEYS.get(key, key).encode())
        first: float | None = None
        while (stamp := self._read(QUIET if first is not None else 2.0)) is not None:
            if first is None and self.text != before:
                first = stamp - start
        return first

    def _read(self, seconds: float) -> float | None:
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return None
        stamp = time.perf_counter()
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            return None
        if not data:
            return None
        # Textual asks what the terminal can do, and others where the cursor is; an answer that says little will do.
        if b"\x1b[6n" in data:
            os.write(self._fd, b"\x1b[1;1R")
        if b"\x1b[c" in data:
            os.write(self._fd, b"\x1b[?62c")
        self._stream.feed(data)
        return stamp


def _become(command: list[str], environment: Mapping[str, str]) -> None:
    try:
        os.execvpe(command[0], command, dict(environment))
    finally:
        os._exit(127)
