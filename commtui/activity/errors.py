"""How reading what people did ends: well, or with one clear sentence."""

from __future__ import annotations

from dataclasses import dataclass


class ActivityError(Exception):
    """What could not be read, in one sentence; `hint` says what the user may do, or is empty."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(f"{reason}; {hint}" if hint else reason)
        self.reason = reason
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is to be told of a source that was read to its end."""

    notices: tuple[str, ...] = ()
