"""The log of what the app said, and what goes there without being said aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commtui.tui.deeds.base import AppDeeds
from commtui.tui.said import Sayings
from commtui.tui.text import clean

if TYPE_CHECKING:
    from commtui.store.snapshot import BrokenFile
    from commtui.tui.app import CommtuiApp
    from commtui.tui.state import State


class Log(AppDeeds):
    """Keeps every message of the session, and shows them."""

    def __init__(self, app: CommtuiApp) -> None:
        super().__init__(app)
        self.sayings = Sayings()
        self._broken: frozenset[tuple[str, str]] = frozenset()

    def note(self, words: str, severity: str = "warning") -> None:
        """Keep a message, and have the log show it where it is open."""
        self.sayings.note(words, severity)
        for screen in self.app.screen_stack if self.app.is_running else ():
            follow = getattr(screen, "follow_sayings", None)
            if follow is not None:
                follow()

    def heed(self, state: State) -> None:
        """Note the files that cannot be read, once for each fault of them."""
        broken = {(each.name, each.reason): each for each in state.snapshot.broken}
        for key in broken.keys() - self._broken:
            self.note(clean(_words(broken[key])), "error")
        for name in {name for name, _ in self._broken} - {name for name, _ in broken}:
            self.note(f"{clean(name)} can be read again", "information")
        self._broken = frozenset(broken)

    async def act_log(self) -> None:
        """Show what was said."""
        from commtui.tui.screens.log import MessageLog

        # They are all in the log: beside it they would only cover it.
        self.app.clear_notifications()
        await self.app.push_screen(MessageLog(self.sayings))


def _words(broken: BrokenFile) -> str:
    return f"{broken.name}:{broken.line}: {broken.reason}{f' ({broken.hint})' if broken.hint else ''}"
