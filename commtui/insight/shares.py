"""How the holders of a rung are shared among organizations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from commtui.model.person import Person


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the holders belong to an organization; `too_many` where that is more than is allowed."""

    organization: str
    holders: int
    of: int
    too_many: bool


def shares(holders: Iterable[Person], day: date, allowed: float | None = None) -> tuple[Share, ...]:
    """The organizations of the holders of a rung on a day, the largest first.

    One holder is always allowed: with few holders no share could be small enough. Who has two employers counts for
    both.
    """
    people = {each.id: each for each in holders}
    counts = Counter(name for each in people.values() for name in each.organizations(day))
    return tuple(
        Share(name, count, len(people), allowed is not None and count > 1 and count > allowed * len(people))
        for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].casefold()))
    )
