"""What is wrong with a text that is not TOML, and where."""

from __future__ import annotations


class TomlError(ValueError):
    """Text that is not TOML; `line` and `column` are 1-based, the column in characters."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


def error_at(text: str, offset: int, reason: str) -> TomlError:
    """The error for a fault at a character offset."""
    return TomlError(reason, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
