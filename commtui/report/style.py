"""Color for a terminal, or none."""

from __future__ import annotations

from typing import NamedTuple

from commtui.model.words import in_ascii, printable

_CODES = {"error": "31", "warning": "33", "info": "36", "fine": "32", "strong": "1", "faint": "2"}
_LIKENESS = {"…": "...", "│": "|", "·": "-", "✓": "ok:", "→": "->"}


class Style(NamedTuple):
    """How output looks: with color or not, at most so many columns (None: any), in ASCII or not."""

    color: bool = False
    columns: int | None = None
    ascii_only: bool = False

    def paint(self, text: str, *roles: str) -> str:
        """The text in the color of its roles: error, warning, info, fine, strong, faint."""
        if not self.color or not text:
            return text
        return f"\x1b[{';'.join(_CODES[role] for role in roles)}m{text}\x1b[0m"

    def show(self, text: str) -> str:
        """Text from a file, harmless, and in ASCII where that is wanted."""
        return in_ascii(printable(text)) if self.ascii_only else printable(text)

    def sign(self, sign: str) -> str:
        """A sign of our own, or its likeness in ASCII."""
        return _LIKENESS[sign] if self.ascii_only else sign
