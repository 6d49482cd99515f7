"""How far a source is, for whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(slots=True)
class Retelling:
    """Tells it on; and the last once more while one waits, so that who wants no more can say so."""

    progress: Progress
    last: tuple[str, int, int | None] = ("answers", 0, None)

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """How far it is."""
        self.last = (stage, done, total)
        self.progress.tell(stage, done, total)

    def again(self) -> None:
        """It is no further."""
        self.progress.tell(*self.last)
