"""Why an edit is not made."""

from __future__ import annotations


class EditRefusedError(Exception):
    """An edit that cannot be made in this text without harm; nothing was changed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
