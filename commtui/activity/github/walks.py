"""How far a list that is ordered by time, the newest first, has been read, and what is still to be.

A walk goes down from the top to what was seen before. Where it was cut, a gap stays: from the last page that was
kept, down to what was seen before that. The next walk goes from the top to where the cut one began, then fills the
gap. So nothing is read twice and nothing is left out, however often it is cut.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

# What changed in the same moment, or was told a little late, is met again.
_OVERLAP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Gap:
    """Pages to read: those after the cursor `after` (None: from the top), down to the time `until` (None: all)."""

    after: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """`seen`: the newest time met, as GitHub writes it; `count`: how many there were with the last page that was read,
    or, where things have no time, when all had been read.
    """

    seen: str | None = None
    count: int | None = None
    gaps: tuple[Gap, ...] = ()

    @classmethod
    def from_text(cls, text: str | None) -> Walk:
        """As `to_text` wrote it."""
        if text is None:
            return cls()
        raw = json.loads(text)
        return cls(raw["seen"], raw["count"], tuple(Gap(**each) for each in raw["gaps"]))

    def to_text(self) -> str:
        """For the cache."""
        return json.dumps(asdict(self))

    @property
    def is_look(self) -> bool:
        """Whether the next page is there to see whether anything changed."""
        return bool(self.gaps) and self.gaps[0].after is None and (self.seen is not None or self.count is not None)

    def begun(self) -> Walk:
        """Again from the top."""
        if self.gaps and self.gaps[0].after is None:
            return self
        return replace(self, gaps=(Gap(None, _earlier(self.seen)), *self.gaps))

    def restarted(self) -> Walk:
        """The first gap from the top, for GitHub forgot the place."""
        return replace(self, gaps=(replace(self.gaps[0], after=None), *self.gaps[1:]))

    def walked(self, times: Sequence[str], after: str | None, total: int) -> Walk:
        """After a page with things of these times; `after` leads to the next page, and is None on the last."""
        gap, rest = self.gaps[0], self.gaps[1:]
        seen = max((*times, self.seen or "")) or None
        is_down = gap.until is not None and bool(times) and min(times) < gap.until
        if after is None or is_down:
            return Walk(seen, total, rest)
        return Walk(seen, total, (replace(gap, after=after), *rest))

    def has_shrunk(self, total: int) -> bool:
        """Whether something was taken out while it is read, so that what follows moved to pages that were read."""
        return self.count is not None and total < self.count and any(each.after for each in self.gaps)

    def counted(self, after: str | None, total: int) -> Walk:
        """After a page of things without a time: all is known as long as their number is the same."""
        is_same = self.gaps[0].after is None and total == self.count
        if after is None or is_same:
            return Walk(None, total, ())
        return Walk(None, self.count, (Gap(after),))


def _earlier(time: str | None) -> str | None:
    if time is None:
        return None
    return (datetime.fromisoformat(time) - _OVERLAP).strftime("%Y-%m-%dT%H:%M:%SZ")
