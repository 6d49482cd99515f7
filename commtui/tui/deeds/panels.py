"""The panels one chooses from: help, the palette, the themes."""

from __future__ import annotations

import asyncio
from typing import Any

from commtui.tui import themes
from commtui.tui.actions import Action
from commtui.tui.deeds.base import AppDeeds
from commtui.tui.doing import DoingScreen


class Panels(AppDeeds):
    """Opens them, and does what is chosen."""

    async def act_help(self) -> None:
        """Show what can be done here, on whatever screen that is."""
        from commtui.tui.screens.pickers import help_panel

        screen = self.app.screen
        if not isinstance(screen, DoingScreen):
            return

        async def take(choice: Any) -> None:  # noqa: ANN401 - a Choice, or None
            if choice is not None:
                await screen.action_do(choice.item.id)

        await self.app.push_screen(help_panel(screen), take)

    async def act_palette(self) -> None:
        """Find a record or an action."""
        from commtui.tui.screens.pickers import palette

        state = self.state
        await self.app.push_screen(palette(self.main, state), self._take)
        if state is not None:
            # Ahead of the first key: of many records it takes a moment.
            self.app.run_worker(lambda: state.found_by, thread=True, group="finding", exit_on_error=False)

    async def _take(self, choice: Any) -> None:  # noqa: ANN401 - a Choice of an action, a record, or None
        action = getattr(choice, "item", None)
        if isinstance(action, Action):
            await self.main.action_do(action.id)
        elif choice is not None:
            await self.main.go(choice)

    async def act_theme(self) -> None:
        """Choose the colors."""
        from commtui.tui.screens.theme_picker import ThemePicker

        names = themes.ordered(set(self.app.available_themes))
        await self.app.push_screen(ThemePicker(names, self.app.theme, self.app.glyphs.ellipsis), self._take_theme)

    async def _take_theme(self, choice: Any) -> None:  # noqa: ANN401 - a Choice, or None
        if choice is not None:
            self.app.theme = choice.item
            await self._remember("theme", choice.item)

    async def _remember(self, name: str, value: str) -> None:
        """Keep a choice in the user's settings file; say so where it will not hold the next time."""
        from commtui.tui.settings_file import NotRememberedError, remember, shown

        setup = self.app.setup
        if setup.file is None:
            return
        # Who looks on, and who visits by a browser, has no say in the settings of whoever runs the app.
        if self.app.read_only or self.app.is_web:
            self.app.tell(f"{value}: for now")
            return
        try:
            await asyncio.to_thread(remember, setup.file, name, value)
        except NotRememberedError as error:
            self.app.warn(f"{value}: for now; {shown(setup.file)} was not written: {error}")
            return
        stronger = setup.sources.get(name, "") if name in {**setup.environment, **setup.options} else ""
        self.app.tell(f"{value}: kept in {shown(setup.file)}" + (f", but {stronger} wins" if stronger else ""))
