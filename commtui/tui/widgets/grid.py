"""What a matrix shows: items, and the row and column where each stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")
# The number of the row that holds the titles of columns, and of the column that holds those of rows.
TITLES = -1
# A line of a cell: the number of the item, its glyph, the style of that, words, their style.
CellLine = tuple[int, str, str, str, str]
NO_LINE: CellLine = (-1, "", "text", "", "text")


@dataclass(frozen=True, slots=True)
class Position:
    """Where an item stands: its row and column, `TITLES` for the title of a column or row."""

    row: int
    column: int


@dataclass(frozen=True)
class Grid(Generic[T]):
    """What a matrix shows: the titles, and for each item of its rows where it stands.

    Each cell has an item at least: `mark` gives the text of one as glyph, style, words, and None for an empty cell;
    `searched` what a filter looks through. `current` is the column that is marked as now.
    """

    row_titles: Sequence[str]
    column_titles: Sequence[str]
    spots: Sequence[Position]
    mark: Callable[[T], tuple[str, str, str] | None]
    searched: Callable[[T], str]
    current: int | None = None
    places: dict[Position, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        """Find what stands where."""
        found: dict[Position, list[int]] = defaultdict(list)
        for number, spot in enumerate(self.spots):
            found[spot].append(number)
        object.__setattr__(self, "places", dict(found))


def no_grid() -> Grid[Any]:
    """Nothing to show."""
    return Grid((), (), (), lambda _item: None, lambda _item: "")
