"""What is under the cursor of a list, in full: below the list, wrapped to its width."""

from __future__ import annotations

from commtui.tui.widgets.page import Page, Write

LEAST_LIST = 5


class Detail(Page, can_focus=False):
    """A page that takes as many lines as it needs, but leaves some to the list above it."""

    def __init__(self, *, least: int = 1) -> None:
        super().__init__(id="detail")
        self._least = least

    def show(self, write: Write, *, keep_place: bool = False) -> None:
        """Show what this function writes."""
        super().show(write, keep_place=keep_place)
        self._fit()

    def resized(self) -> None:
        """Wrap again, and take another height."""
        super().resized()
        self._fit()

    def _fit(self) -> None:
        room = self.app.size.height - LEAST_LIST - 6
        self.styles.height = max(1, min(max(self.line_count(), self._least), room)) + 1
