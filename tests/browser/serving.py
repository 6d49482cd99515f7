"""`commtui serve` as a process on a copy of the example, and what to ask it with."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from asyncio import timeout
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType

ROOT = Path(__file__).parents[2]

# A test run in the background of a shell is started with the signal ignored.
_SERVE = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from commtui.__main__ import main
main()
"""
_SEQUENCES = re.compile(r"\x1b\[[0-9;?<]*[a-zA-Z]|\x1b\][^\x07]*\x07")


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: where it is, and its process."""

    url: str
    process: subprocess.Popen[str]

    @property
    def host(self) -> str:
        """What a browser says as `Host`."""
        return self.url.removeprefix("http://").removesuffix("/")

    @property
    def session(self) -> str:
        """The address of a session."""
        return f"ws://{self.host}/ws?width=100&height=30"

    @property
    def origin(self) -> dict[str, str]:
        """The header of a page of ours."""
        return {"Origin": f"http://{self.host}"}

    def children(self) -> list[int]:
        """The processes of the app that run now."""
        found = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        return [int(each) for each in found.stdout.split()]


@contextmanager
def serving(plan: Path, *options: str, said: list[str] | None = None) -> Iterator[Served]:
    """A server on the plan, on a free port; `said` gets what it wrote to stderr until its end."""
    words = [
        sys.executable,
        "-c",
        _SERVE,
        "--dir",
        str(plan),
        "--today",
        "2013-05-20",
        "serve",
        "--port",
        "0",
        *options,
    ]
    environment = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "XDG_CACHE_HOME") if name in os.environ}
    with (
        TemporaryFile("w+", encoding="utf-8") as stderr,
        subprocess.Popen(
            words,
            env=environment | {"PYTHONPATH": str(ROOT), "HOME": str(plan.parent), "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=stderr,
            encoding="utf-8",
        ) as process,
    ):
        assert process.stdout is not None
        try:
            url = process.stdout.readline().strip()
            assert url, _all_of(stderr)
            yield Served(url, process)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(60)
            finally:
                process.kill()
            assert process.returncode in {0, -signal.SIGKILL}
            if said is not None:
                said.append(_all_of(stderr))


async def shown(socket: ClientWebSocketResponse, wanted: str) -> str:
    """What the session draws, as text, until it holds these words."""
    text = ""
    try:
        # A blinking cursor is drawn for ever.
        async with timeout(60):
            while wanted not in text:
                message = await socket.receive()
                assert message.type in {WSMsgType.BINARY, WSMsgType.TEXT}, f"no {wanted!r} in {text!r}"
                text += as_text(message.data) if message.type is WSMsgType.BINARY else ""
    except TimeoutError:
        pytest.fail(f"no {wanted!r} in {text!r}")
    return text


def soon(happened: Callable[[], bool]) -> bool:
    """Whether something happens, after some patience."""
    for _ in range(1200):
        if happened():
            return True
        time.sleep(0.05)
    return False


def as_text(drawn: bytes) -> str:
    """What a terminal would show of it."""
    return _SEQUENCES.sub("", drawn.decode("utf-8", "replace"))


def _all_of(file: object) -> str:
    file.seek(0)  # type: ignore[attr-defined]
    return str(file.read())  # type: ignore[attr-defined]
