"""The panels one chooses from: help, the palette, the themes."""

from __future__ import annotations

from typing import Any

from commtui.tui import themes
from commtui.tui.actions import Action
from commtui.tui.deeds.base import AppDeeds


class Panels(AppDeeds):
    """Opens them, and does what is chosen."""

    async def act_help(self) -> None:
        """Show what can be done here."""
        from commtui.tui.screens.pickers import help_panel

        await self.app.push_screen(help_panel(self.main), self._take)

    async def act_palette(self) -> None:
        """Find a record or an action."""
        from commtui.tui.screens.pickers import palette

        await self.app.push_screen(palette(self.main, self.state), self._take)

    async def _take(self, choice: Any) -> None:  # noqa: ANN401 - a Choice, or None
        if choice is None:
            return
        if isinstance(choice.item, Action):
            await self.main.action_do(choice.item.id)
        else:
            await self.main.go(choice.item)

    async def act_theme(self) -> None:
        """Choose the colors."""
        from commtui.tui.screens.pickers import theme_panel

        names = [each.name for each in themes.OWN]
        names += sorted(set(self.app.available_themes) - set(names))
        await self.app.push_screen(theme_panel(names, self.app.theme), self._take_theme)

    def _take_theme(self, choice: Any) -> None:  # noqa: ANN401 - a Choice, or None
        if choice is not None:
            self.app.theme = choice.item
