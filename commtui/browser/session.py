"""One visitor: a process of the app, and what passes between it and the browser."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from commtui.browser import DRIVER, DRIVER_VARIABLE

_TO_LEAVE = 3.0
_TO_CLOSE = 1.0
# What a browser claims is not to be trusted: the app makes room for each cell.
_WIDTHS = (10, 500)
_HEIGHTS = (5, 250)


class Session(AppService):
    """A process of the app for one WebSocket; it ends when either of them does."""

    def __init__(self, command: Sequence[str], websocket: web.WebSocketResponse, downloads: DownloadManager) -> None:
        super().__init__(
            " ".join(command),
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=self._close,
            download_manager=downloads,
        )
        self._words = command
        self._websocket = websocket

    async def begin(self, query: Mapping[str, str]) -> None:
        """Start the app in a window of the size that the address names."""
        await self.start(_within(query.get("width"), _WIDTHS, 80), _within(query.get("height"), _HEIGHTS, 24))

    async def pass_on(self) -> None:
        """Give the app what the browser sends, until it sends no more."""
        async for message in self._websocket:
            if message.type is WSMsgType.TEXT:
                match _parsed(message):
                    case ["stdin", str() as typed] if known := typed.encode("utf-8", "ignore"):
                        # Never an empty one: the app would take it for the end.
                        await self.send_bytes(known)
                    case ["resize", {"width": int() as width, "height": int() as height}]:
                        await self.set_terminal_size(_within(width, _WIDTHS, 80), _within(height, _HEIGHTS, 24))
                    case ["ping", str() as sent]:
                        await self._websocket.send_json(["pong", sent])
                    case ["blur", *_]:
                        await self.blur()
                    case ["focus", *_]:
                        await self.focus()

    async def run(self) -> None:
        """Pass on what the app draws; a page whose app has ended must not look alive."""
        await super().run()
        await self._close()

    async def end(self) -> None:
        """Have the app leave, and end it where it does not."""
        process = self._process
        if process is None:
            return
        await self.send_meta({"type": "quit"})
        try:
            await asyncio.wait_for(process.wait(), _TO_LEAVE)
        except TimeoutError:
            _kill(process)
            await process.wait()
        if self._task is not None:
            await asyncio.wait([self._task], timeout=_TO_CLOSE)
            if self._task.done():
                await _pass_on_words(process)

    async def _close(self) -> None:
        await self._websocket.close()

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        return super()._build_environment(width, height) | {DRIVER_VARIABLE: DRIVER}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start the app without a shell, and where the terminal's ctrl+c reaches only the server."""
        self._process = process = await asyncio.create_subprocess_exec(
            *self._words,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
            start_new_session=True,
        )
        self._stdin = process.stdin
        return process


async def _pass_on_words(process: Process) -> None:
    """Say what the app said at its end: where it kept what was typed. The library hears no more by then."""
    if process.stderr is None:
        return
    with suppress(TimeoutError):
        said = await asyncio.wait_for(process.stderr.read(), _TO_CLOSE)
        sys.stderr.write(said.decode("utf-8", "replace"))


def _parsed(message: Any) -> object:  # noqa: ANN401 - one of aiohttp's messages
    try:
        return message.json()
    except ValueError:
        return None


def _within(size: object, bounds: tuple[int, int], otherwise: int) -> int:
    smallest, largest = bounds
    try:
        wanted = int(size) if isinstance(size, str | int) else otherwise
    except ValueError:
        wanted = otherwise
    return max(smallest, min(wanted, largest))


def _kill(process: Process) -> None:
    """End the process, and what it may have started."""
    with suppress(ProcessLookupError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
