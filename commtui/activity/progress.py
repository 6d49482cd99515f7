"""How far a source is, for whoever shows it."""

from __future__ import annotations

from typing import Protocol


class Stopped(Exception):
    """Nobody wants the rest any more; what was read until now is kept."""


class Progress(Protocol):
    """Who is told how far it is."""

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """`stage` names what is counted, as in "commits"; `total` is None where nobody knows it yet.

        Raises:
            Stopped: The rest is not wanted.
        """
