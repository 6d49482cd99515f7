"""What the app said in this session: messages vanish from the screen, and stay here."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

MOST = 500


class Said(NamedTuple):
    """One message: its number in the session, when it was said (local time), how grave it is, and all its words."""

    number: int
    when: datetime
    severity: str
    words: str


class Sayings:
    """The last messages, the latest first."""

    def __init__(self) -> None:
        self._all: deque[Said] = deque(maxlen=MOST)
        self._count = 0

    def note(self, words: str, severity: str) -> None:
        """Keep a message: information, warning or error."""
        self._count += 1
        self._all.appendleft(Said(self._count, datetime.now().astimezone(), severity, words))

    @property
    def latest_first(self) -> Sequence[Said]:
        """All that are kept."""
        return tuple(self._all)

    @property
    def forgotten(self) -> int:
        """How many earlier ones are not kept any more."""
        return self._count - len(self._all)
