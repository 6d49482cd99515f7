"""A headless Chromium, driven by as much of the DevTools protocol as a test needs."""

from __future__ import annotations

import asyncio
import base64
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from tests.browser.serving import as_text

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--window-size=1280,800",
    "--remote-debugging-port=0",
)
_PATIENCE = 60.0
_CODES = {"Enter": (13, "\r"), "ArrowDown": (40, "")}

PROGRAM = next((found for name in _NAMES if (found := shutil.which(name))), None)


class Tab:
    """A page: what it asked for, what its terminal was sent, and a keyboard."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.asked: list[str] = []
        self.drawn = ""
        self.errors: list[str] = []
        self._socket = socket
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._sent = 0

    async def listen(self) -> None:
        """Take in what the browser tells, until it is gone."""
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                continue
            told = message.json()
            if (answer := self._answers.pop(told.get("id"), None)) is not None:
                answer.set_result(told)
            elif "method" in told:
                self._hear(told["method"], told["params"])

    def _hear(self, event: str, about: dict[str, Any]) -> None:
        match event:
            case "Network.requestWillBeSent":
                self.asked.append(about["request"]["url"])
            case "Network.webSocketCreated":
                self.asked.append(about["url"])
            case "Network.webSocketFrameReceived" if about["response"]["opcode"] == 2:
                self.drawn += as_text(base64.b64decode(about["response"]["payloadData"]))
            case "Runtime.exceptionThrown":
                self.errors.append(str(about["exceptionDetails"]))

    async def call(self, method: str, **about: object) -> dict[str, Any]:
        """Ask the browser for something."""
        self._sent += 1
        answer = self._answers[self._sent] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": self._sent, "method": method, "params": about})
        return dict((await asyncio.wait_for(answer, _PATIENCE))["result"])

    async def open(self, url: str) -> None:
        """Go to a page."""
        for domain in ("Network", "Page", "Runtime"):
            await self.call(f"{domain}.enable")
        await self.call("Page.navigate", url=url)

    async def value(self, script: str) -> Any:
        """What a script gives."""
        return (await self.call("Runtime.evaluate", expression=script))["result"].get("value")

    async def press(self, key: str) -> None:
        """Press a key, wherever the focus is."""
        code, text = _CODES.get(key, (ord(key[0].upper()), key))
        about = {"key": key, "windowsVirtualKeyCode": code}
        self.drawn = ""
        await self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **about)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **about)

    async def until_true(self, script: str) -> None:
        """Wait until a script says so."""
        async with asyncio.timeout(_PATIENCE):
            while not await self.value(script):
                await asyncio.sleep(0.02)

    async def until_drawn(self, words: str) -> None:
        """Wait until the terminal was sent these words since the last key."""
        async with asyncio.timeout(_PATIENCE):
            while words not in self.drawn:
                await asyncio.sleep(0.02)

    async def until_asked(self, beginning: str, times: int) -> None:
        """Wait until the page asked so often for an address that begins so."""
        async with asyncio.timeout(_PATIENCE):
            while sum(each.startswith(beginning) for each in self.asked) < times:
                await asyncio.sleep(0.02)

    async def picture(self) -> bytes:
        """The page as a PNG."""
        return base64.b64decode((await self.call("Page.captureScreenshot"))["data"])


@asynccontextmanager
async def chromium(profile: Path) -> AsyncIterator[Tab]:
    """A browser with an empty profile, and its first page."""
    assert PROGRAM is not None
    words = [PROGRAM, *_OPTIONS, f"--user-data-dir={profile}", "about:blank"]
    environment = os.environ | {"HOME": str(profile)}
    with subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            port = await _port(profile / "DevToolsActivePort")
            async with ClientSession() as client:
                async with client.get(f"http://127.0.0.1:{port}/json") as answer:
                    [page] = [each for each in await answer.json() if each["type"] == "page"]
                async with client.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                    tab = Tab(socket)
                    listening = asyncio.create_task(tab.listen())
                    yield tab
                    listening.cancel()
        finally:
            process.terminate()


async def _port(file: Path) -> int:
    async with asyncio.timeout(_PATIENCE):
        while not file.exists() or "\n" not in file.read_text(encoding="utf-8"):
            await asyncio.sleep(0.02)
    return int(file.read_text(encoding="utf-8").splitlines()[0])
