"""Where there is no plan: begin one, or look at the example; then the app goes on with it."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import datetime
from pathlib import Path

from commtui.tui.deeds.base import AppDeeds
from commtui.tui.deeds.counting import example


class Welcoming(AppDeeds):
    """Asks what to do without a plan, and does it. `copy` is where the copy of the example is, once there is one."""

    copy: Path | None = None

    async def ask(self, folder: Path) -> None:
        """Ask what to do in this folder."""
        from commtui.tui.screens.welcome import Welcome

        await self.app.push_screen(Welcome(folder, self))

    async def begin(self, folder: Path) -> bool:
        """Begin a plan in a folder, and open it; whether that could be done."""
        from commtui.report.founding import FoundingError, begin

        today = self.app.today or datetime.now().astimezone().date()
        try:
            begun = await asyncio.to_thread(begin, folder, today)
        except FoundingError as error:
            self.app.warn(f"Nothing was begun: {error}", "error")
            return False
        self._open(begun.place)
        self.app.tell(f"Began {begun.place}: {', '.join(begun.files)}")
        return True

    async def demo(self) -> bool:
        """Open a copy of the example; whether that could be done."""
        from commtui import demo

        try:
            self.copy = await asyncio.to_thread(lambda: demo.copy_to(Path(tempfile.mkdtemp(prefix="commtui-demo-"))))
        except OSError as error:
            self.app.warn(f"The example cannot be copied: {error.strerror or error}", "error")
            return False
        self.app.today = self.app.today or demo.AS_OF
        self.app.demo = True
        self.app.counting.take(example)
        self._open(self.copy)
        return True

    def _open(self, place: Path) -> None:
        from commtui.store.find import at

        self.app.home = at(place)
        self.app.files.begin()
