"""The little menu of what can be copied of a record, or opened of it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Offset

from commtui.tui.screens.choices import Choice, ChoiceMenu


class KeyMenu(ChoiceMenu):
    """Gives back the name that was taken, or None; no value is the present one, so there is none to step to."""

    hints_shown = (("menu.take", "takes it"), ("menu.leave", "leaves it"))

    def __init__(self, title: str, choices: Sequence[Choice], near: Offset | None) -> None:
        super().__init__(title, choices, None, near)

    def act_menu_next(self) -> None:
        """Take what is under the cursor."""
        self.act_menu_take()
