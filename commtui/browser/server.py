"""The web server: a page, the library's script that draws a terminal in it, and a session for each visitor."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout, suppress
from pathlib import Path

import aiohttp_jinja2
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from textual_serve.server import Server

from commtui.browser.guard import guard_for
from commtui.browser.listening import Listening
from commtui.browser.session import Session

_PAGE = Path(__file__).with_name("page")
_MOST_SESSIONS = 20
_TO_FINISH = 2.0
_FONT_SIZES = (8, 40)
# The library's script adds style elements, and can be made to ask any address by a `ping` in ours: not with this.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self' ws://{host} wss://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Cache-Control": "no-cache",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class CommunityServer(Server):
    """Serves one community: each visitor gets a process that `command` starts.

    `title` is what the page is called, `can_edit` whether the page asks before it is left; `announce` is called once
    browsers are answered.
    """

    def __init__(
        self,
        command: Sequence[str],
        listening: Listening,
        title: str,
        *,
        can_edit: bool,
        announce: Callable[[], None],
    ) -> None:
        super().__init__(" ".join(command), host=listening.host, title=title, templates_path=str(_PAGE))
        self._words = command
        self._listening = listening
        self._can_edit = can_edit
        self._announce = announce
        self._sessions: set[Session] = set()

    def serve(self, debug: bool = False) -> None:
        """Serve until ctrl+c, or until a signal asks to end."""
        self.initialize_logging()
        with suppress(KeyboardInterrupt):
            asyncio.run(self._serve())

    def initialize_logging(self) -> None:
        """Keep what is no fault of ours off the terminal: broken requests, and visitors who left at once."""
        logging.getLogger("aiohttp.server").addFilter(_is_our_fault)
        logging.getLogger("textual-serve").setLevel(logging.CRITICAL)

    async def _serve(self) -> None:
        runner = web.AppRunner(await self._make_app(), access_log=None, shutdown_timeout=_TO_FINISH)
        await runner.setup()
        try:
            ended = asyncio.Event()
            _on_signals(ended.set)
            await web.SockSite(runner, self._listening.socket).start()
            self._announce()
            # What a process of the app has to say, the library prints; it is narration.
            with redirect_stdout(sys.stderr):
                await ended.wait()
        finally:
            await runner.cleanup()

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(guard_for(self._listening).middleware)
        app.router.add_get("/page/{name:page\\.(?:css|js)}", self._handle_page_file)
        app.on_response_prepare.append(_add_headers)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing; the command has."""

    async def on_shutdown(self, app: web.Application) -> None:
        """End all sessions."""
        await asyncio.gather(*(session.end() for session in self._sessions), return_exceptions=True)

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """The page."""
        smallest, largest = _FONT_SIZES
        wanted = request.query.get("fontsize", "")
        size = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 4 else 16
        about = {"title": self.title, "font_size": max(smallest, min(size, largest)), "can_edit": self._can_edit}
        page = aiohttp_jinja2.render_template("page.html", request, about)
        page.headers["Content-Security-Policy"] = _POLICY.format(host=request.host)
        return page

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A session of the app."""
        if len(self._sessions) >= _MOST_SESSIONS:
            raise web.HTTPServiceUnavailable(text=f"{_MOST_SESSIONS} sessions are open already\n")
        websocket = web.WebSocketResponse(heartbeat=15)
        session = Session(self._words, websocket, self.download_manager)
        self._sessions.add(session)
        try:
            await websocket.prepare(request)
            await session.begin(request.query)
            await session.pass_on()
        finally:
            await session.end()
            self._sessions.discard(session)
        return websocket

    async def _handle_page_file(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(_PAGE / request.match_info["name"])


def _is_our_fault(record: logging.LogRecord) -> bool:
    return record.exc_info is None or not isinstance(record.exc_info[1], HttpProcessingError)


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)


def _on_signals(end: Callable[[], None]) -> None:
    """Call `end` where the system can be asked to; elsewhere ctrl+c cancels what runs."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # Who starts us with a signal ignored wants it so (`nohup`).
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            with suppress(NotImplementedError):
                asyncio.get_running_loop().add_signal_handler(number, end)
