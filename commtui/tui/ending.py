"""How the app ends when nobody asked it to: by a fault of its own, by a signal, or because its browser is gone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from commtui.tui.crash import Kept, keep

if TYPE_CHECKING:
    from commtui.tui.app import CommtuiApp

SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")


class Ending:
    """Keeps what is not saved before the screens are gone; what to say waits until the terminal is restored."""

    def __init__(self, app: CommtuiApp) -> None:
        self._app = app
        self.kept = Kept()
        self.error: BaseException | None = None
        self.signal = 0
        self._watched: list[int] = []

    def watch_signals(self) -> None:
        """End in good order when the terminal is closed or the process is asked to end."""
        if self._app.is_headless:
            return
        loop = asyncio.get_running_loop()
        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number is None or signal.getsignal(number) is signal.SIG_IGN:
                continue
            # Not everywhere, and not outside of the main thread.
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self.by_signal, number)
                self._watched.append(number)

    @contextmanager
    def watch_suspended(self) -> Iterator[None]:
        """While another program has the terminal, ctrl+c is meant for it alone; other signals wait until it is done."""
        if not self._watched:
            yield
            return
        came: list[int] = []
        # The loop hears of signals by this, also later of those that come now.
        wakes = signal.set_wakeup_fd(-1)
        before = {each: signal.signal(each, lambda number, _: came.append(number)) for each in self._watched}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(wakes)
            for number in came:
                if number != signal.SIGINT:
                    self.by_signal(number)

    def by_signal(self, number: int) -> None:
        """Keep what is not saved, and leave."""
        if self.signal:
            return
        self.signal = number
        self._keep(None)
        if not self._app.is_web:
            _let_go_of_a_dead_terminal()
        self._app.exit()

    def by_loss(self) -> None:
        """Keep what is not saved, and leave: the browser is gone, or its server ends."""
        self._keep(None)
        self._app.exit()

    def by_error(self, error: BaseException) -> None:
        """Keep what is not saved, and what happened; of several faults the first tells more."""
        if self.error is None:
            self.error = error
            self._keep(error)

    def _keep(self, error: BaseException | None) -> None:
        """Keep it once: a browser that is gone and a signal may both end the app."""
        kept = keep(error, [] if self.kept.unsaved else self._holders())
        self.kept = Kept(kept.log or self.kept.log, kept.unsaved or self.kept.unsaved)

    def _holders(self) -> list[object]:
        """Who may hold what is in no file."""
        with suppress(Exception):
            return [*self._app.screen_stack, self._app.reviewing]
        return []


def _let_go_of_a_dead_terminal() -> None:
    """Let what is still written go nowhere: whoever waits for a terminal that is gone never ends."""
    if sys.platform == "win32":
        return
    import termios

    try:
        termios.tcgetattr(sys.__stdin__.fileno() if sys.__stdin__ is not None else 0)
    except (termios.error, OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
