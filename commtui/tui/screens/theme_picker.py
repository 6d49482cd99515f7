"""The panel of themes: the one under the cursor is shown at once, and esc returns to the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commtui.tui import themes
from commtui.tui.screens.picker import Picker
from commtui.tui.screens.pickers import Choice, theme_rows

if TYPE_CHECKING:
    from commtui.tui.widgets.virtual_list import VirtualList

# While the cursor runs, nothing is drawn anew.
REST_SECONDS = 0.08


class ThemePicker(Picker):
    """Gives back the theme that was taken, or None; until then it only tries them on."""

    def __init__(self, names: list[str], current: str, ellipsis: str) -> None:
        choices = [
            Choice("Themes", each, each, themes.MEANINGS.get(each, ""), "now" if each == current else "", each)
            for each in names
        ]
        rows = theme_rows(choices, ellipsis)
        super().__init__("Theme", rows, hint="a theme; it shows while you choose", start=current)
        self._before = current
        self._shown = current

    def on_virtual_list_highlighted(self, event: VirtualList.Highlighted) -> None:
        """Try on what is under the cursor, once it rests."""
        if event.item is not None:
            self._shown = event.item.item
            self.set_timer(REST_SECONDS, self._try_on)

    def _try_on(self) -> None:
        if self.is_current and self.app.theme != self._shown:
            self.app.theme = self._shown

    def dismiss(self, result: Any = None) -> Any:  # noqa: ANN401 - Textual's own
        """Leave; without a choice the theme is the one from before."""
        if result is None:
            self.app.theme = self._before
        return super().dismiss(result)
