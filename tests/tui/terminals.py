"""The app as a process in a terminal of its own."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST = 30.0
# The form stands for those that hold text; what follows `T` for any fault.
CODE = """
import sys
from commtui.tui.deeds.panels import Panels
from commtui.tui.screens.main import MainScreen
MainScreen.unsaved_text = lambda self: "title = half a thought"
def fault(self):
    raise ValueError("boom")
Panels.act_theme = fault
sys.argv = ["commtui", *sys.argv[1:]]
from commtui.__main__ import main
main()
"""


class Terminal:
    """A terminal with a program in it: what it wrote, how the terminal is set, how the program ended."""

    def __init__(self, process: subprocess.Popen[bytes], ours: int, theirs: int) -> None:
        self.process = process
        self.written = b""
        self._ours = ours
        self._theirs = theirs
        self._before = termios.tcgetattr(theirs)

    @property
    def is_restored(self) -> bool:
        """Whether the terminal takes lines and echoes them as before."""
        return termios.tcgetattr(self._theirs) == self._before

    def until_stopped(self) -> None:
        """Read until the program is suspended."""
        end = time.monotonic() + LONGEST
        while not os.WIFSTOPPED(os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)[1]):
            assert time.monotonic() < end, self.written[-2000:]
            self._read()

    def type(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self._ours, keys)

    def until(self, words: bytes) -> None:
        """Read until the program has written this."""
        end = time.monotonic() + LONGEST
        start = len(self.written)
        while words not in self.written[start:]:
            assert time.monotonic() < end, self.written[-2000:]
            self._read()

    def end(self) -> tuple[int, str]:
        """The exit code, and what was written once the app had left its screen."""
        end = time.monotonic() + LONGEST
        while self.process.poll() is None:
            assert time.monotonic() < end, self.written[-2000:]
            self._read()
        while self._read():
            pass
        return self.process.returncode, self.written.rpartition(b"\x1b[?1004l")[2].decode()

    def hang_up(self) -> int:
        """Close the terminal, and wait for the program to end."""
        os.close(self._theirs)
        os.close(self._ours)
        self._ours = self._theirs = -1
        return self.process.wait(LONGEST)

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        for each in (self._ours, self._theirs):
            if each >= 0:
                os.close(each)

    def _read(self) -> bytes:
        if not select.select([self._ours], [], [], 0.05)[0]:
            return b""
        found = os.read(self._ours, 65536)
        self.written += found
        return found


@contextmanager
def terminal(
    *arguments: str, environment: Mapping[str, str], cwd: Path, size: tuple[int, int] = (80, 24)
) -> Iterator[Terminal]:
    """The app in a terminal, from its first paint of the plan on."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        | dict(environment),
        cwd=cwd,
        preexec_fn=_take_terminal,
    )
    found = Terminal(process, ours, theirs)
    try:
        yield found
    finally:
        found.close()


def _take_terminal() -> None:
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    # Whoever runs the tests may ignore them, as `nohup` and a shell's background do, and then a child does too.
    for each in (signal.SIGHUP, signal.SIGINT, signal.SIGTSTP):
        signal.signal(each, signal.SIG_DFL)
