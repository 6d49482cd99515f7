"""Places in views that a link leads to, though no record stands for them."""

from __future__ import annotations

from dataclasses import dataclass, field

from commtui.model.when import Quarter


@dataclass(frozen=True, slots=True)
class Place:
    """Where a view stands: the key of its row, whether its page has the focus, and which link is selected there."""

    key: str | None = None
    on_page: bool = False
    link: int | None = None


@dataclass(frozen=True, slots=True)
class WidePlace(Place):
    """A place in a view that may be in its third pane, and narrowed to some values of facets (None: as it is)."""

    on_aside: bool = False
    chosen: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A view, and where in it."""

    view: str
    place: Place = field(default_factory=Place)


def rung_spot(ladder: str, rung: str) -> Spot:
    """The page of a rung."""
    return Spot("careers", Place(f"{ladder}/{rung}", on_page=True))


def thanks_spot(**chosen: str) -> Spot:
    """The recognition log, narrowed to some values of its facets."""
    return Spot("recognition", WidePlace(chosen=tuple(chosen.items())))


def quarter_key(quarter: Quarter) -> str:
    """The key of a quarter's title among the goals."""
    return f"quarter:{quarter}"


def quarter_spot(quarter: Quarter) -> Spot:
    """The page of a quarter."""
    return Spot("goals", Place(quarter_key(quarter), on_page=True))


def people_spot(**chosen: str) -> Spot:
    """The people, narrowed to some values of their facets."""
    return Spot("people", WidePlace(chosen=tuple(chosen.items())))
