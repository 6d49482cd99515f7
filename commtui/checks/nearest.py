"""The known name that someone most likely meant."""

from __future__ import annotations

from collections.abc import Collection

# Comparing is slow (up to 50 microseconds a name): after so many, a file full of faults gets findings without hints.
MOST_COMPARISONS = 20_000
LONGEST_NAME = 64
# Of two names, from 0 to 1: below this a hint is more odd than helpful.
LIKENESS = 0.7


class Nearest:
    """Finds names of like spelling; remembers what it found, and gives up after many comparisons."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], str | None] = {}
        self._left = MOST_COMPARISONS

    def to(self, name: str, group: str, known: Collection[str]) -> str | None:
        """The known name nearest to this one, or None; `group` tells one set of known names from another."""
        key = group, name
        if key not in self._found:
            self._found[key] = self._search(name, known)
        return self._found[key]

    def hint(self, name: str, group: str, known: Collection[str], otherwise: str = "") -> str:
        """`did you mean "grace"?`, or other words where nothing is near."""
        found = self.to(name, group, known)
        return f'did you mean "{found}"?' if found else otherwise

    def _search(self, name: str, known: Collection[str]) -> str | None:
        if not 0 < len(name) <= LONGEST_NAME or self._left < len(known):
            return None
        self._left -= len(known)
        folded = name.casefold()
        alike = [each for each in known if each.casefold() == folded]
        if alike:
            return min(alike)
        from difflib import get_close_matches

        short = sorted(each for each in known if len(each) <= LONGEST_NAME)
        return next(iter(get_close_matches(name, short, n=1, cutoff=LIKENESS)), None)
