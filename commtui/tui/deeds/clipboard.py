"""The clipboard: what a record is called, and where it stands."""

from __future__ import annotations

from commtui.tui.deeds.base import AppDeeds
from commtui.tui.text import clean


class Clipboard(AppDeeds):
    """Copies, and promises nothing: the terminal decides."""

    def act_copy(self) -> None:
        """Copy the record's id."""
        if (entry := self.subject) is not None:
            self.copy(getattr(entry.record, "id", None) or entry.where)

    def act_copy_place(self) -> None:
        """Copy the record's file and line."""
        if (entry := self.subject) is not None:
            self.copy(entry.where)

    def copy(self, text: str) -> None:
        """Copy a text, and name it."""
        self.app.copy_to_clipboard(clean(text))
        decides = "browser" if self.app.is_web else "terminal"
        self.app.tell(f"Copied {clean(text)}: your {decides} decides whether it reaches the clipboard")
