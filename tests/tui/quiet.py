"""Waiting for the app itself: until nothing is left to do, where Textual's pilot waits until the process looks idle.

That takes at least a fiftieth of a second after every key, and may be too short on a busy machine.
"""

from __future__ import annotations

import asyncio
from asyncio import AbstractEventLoop, Future
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic, process_time
from typing import Any, cast

import pytest
from rich.console import RenderableType
from textual._compositor import Compositor
from textual._context import active_app
from textual.screen import Screen

# A timer that ends this soon belongs to what was just done.
SOON = 0.02
# How long threads may do nothing before they count as waiting for something else.
IDLE = 0.02
STEP = 0.002
PATIENCE = 30.0
# Frames are drawn when all is done, so that a key costs one and not as many as fit into its time.
FRAME = 1 / 5
_RENDER = Compositor.render_update
_unseen: ContextVar[bool] = ContextVar("unseen", default=False)


class Threads:
    """What an event loop has threads do."""

    def __init__(self, loop: AbstractEventLoop) -> None:
        self.at_work = 0
        self._begin = loop.run_in_executor
        loop.run_in_executor = self._run  # type: ignore[assignment,method-assign]

    def _run(self, executor: Any, work: Callable[..., Any], *arguments: Any) -> Future[Any]:
        future = self._begin(executor, work, *arguments)
        self.at_work += 1
        # Before whoever waits for it goes on.
        future.add_done_callback(self._end)
        return future

    def _end(self, _: Future[Any]) -> None:
        self.at_work -= 1


def threads_of(loop: Any) -> Threads:
    """What threads do for this loop, counted from the first time that one asks."""
    if not hasattr(loop, "threads"):
        loop.threads = Threads(loop)
    return cast("Threads", loop.threads)


async def until_quiet(min_sleep: float = 0.0, max_sleep: float = PATIENCE) -> None:
    """Wait until the app has dealt with all that happened, and drawn it where that is seen; `max_sleep` is in seconds.

    Threads are waited for while they work; one that waits for a lock or another process is not.
    """
    loop = cast("Any", asyncio.get_running_loop())
    threads = threads_of(loop)
    end = monotonic() + max_sleep
    await asyncio.sleep(min_sleep)
    worked, cpu = monotonic(), process_time()
    while (now := monotonic()) < end:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        if _lay_out() or loop._ready:
            continue
        if (rest := _soon(loop)) is not None:
            await asyncio.sleep(rest)
            continue
        if process_time() - cpu > STEP:
            worked, cpu = now, process_time()
        if not threads.at_work or now - worked > IDLE:
            if not _unseen.get():
                _draw()
            return
        await asyncio.sleep(STEP)
    raise AssertionError("the app does not come to rest")


@contextmanager
def unseen() -> Iterator[None]:
    """Have nothing drawn meanwhile, for nobody looks: drawing is a third of what a key takes."""
    before = _unseen.set(True)
    try:
        yield
    finally:
        _unseen.reset(before)


def _on_top() -> Screen[Any] | None:
    app = active_app.get()
    screen: Screen[Any] | None = app.screen_stack[-1] if app.is_running and app._screen_stack else None
    return screen if screen is not None and screen.is_running else None


def _lay_out() -> bool:
    """Do now what waits for the next frame of the screen; whether anything did."""
    screen = _on_top()
    if screen is None or not screen._update_timer._active.is_set():
        return False
    screen._on_timer_update()
    return True


def _draw() -> None:
    """Draw what is not as it was drawn last."""
    screen = _on_top()
    if screen is not None:
        _RENDER(screen._compositor, screen_stack=screen.app._background_screens)


def _render_later(
    compositor: Compositor, full: bool = False, screen_stack: list[Screen[Any]] | None = None, simplify: bool = False
) -> RenderableType | None:
    """A whole picture at once; of what has changed, nothing until all is done."""
    return _RENDER(compositor, full, screen_stack, simplify) if full else None


def _soon(loop: Any) -> float | None:
    """Seconds until the next timer, where that is soon."""
    now = loop.time()
    ends = (each.when() - now for each in loop._scheduled if not each.cancelled())
    return min((max(0.0, each) for each in ends if each < SOON), default=None)


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every pilot wait so."""
    monkeypatch.setattr("textual.pilot.wait_for_idle", until_quiet)
    monkeypatch.setattr("textual.app.wait_for_idle", until_quiet)
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", FRAME)
    monkeypatch.setattr(Compositor, "render_update", _render_later)
