"""What someone did of what a rung asks: how much, and what was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from commtui.model.ladder import Requirement


@dataclass(frozen=True, slots=True)
class Proof:
    """One of the things that were counted: what it is, where it is to be seen, and its day."""

    title: str
    url: str | None
    day: date | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How much there is by a source, None where it cannot tell; `at_least` where there may be more than it knows.

    `proofs` are the latest of what was counted, the latest first.
    """

    have: int | None
    source: str
    proofs: tuple[Proof, ...] = ()
    at_least: bool = False


class Counts(Protocol):
    """Who knows what people did."""

    def tally(self, person: str, asked: Requirement) -> Tally | None:
        """What a person did of what is asked; None where nobody counted it."""
