"""The views of the app, declared once each: keys, tabs, actions and the way to a record follow from here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from commtui.tui.views.base import View


class ViewSpec(NamedTuple):
    """A view before it is made: `place` is its module in this package and its class, `kinds` what it shows records of.

    The module is imported when the view is first shown. `short` is its title where there is little room.
    """

    id: str
    title: str
    place: str
    kinds: tuple[str, ...] = ()
    short: str = ""

    def make(self) -> View:
        """The view."""
        module, _, name = self.place.partition(":")
        return cast("View", getattr(import_module(f"{__name__}.{module}"), name)(self))


# In the order of their keys, from 1 on.
VIEWS: tuple[ViewSpec, ...] = (
    ViewSpec("overview", "Overview", "overview:OverviewView", short="Over"),
    ViewSpec("roadmap", "Roadmap", "roadmap:RoadmapView", ("item",), short="Road"),
    ViewSpec("goals", "Goals", "goals:GoalsView", ("goal", "focus_area")),
    ViewSpec("careers", "Careers", "careers:CareersView", ("ladder", "standing")),
    ViewSpec("recognition", "Recognition", "recognition:RecognitionView", ("recognition",), short="Recog"),
    ViewSpec("metrics", "Metrics", "metrics:MetricsView", ("measurement",)),
    ViewSpec("people", "People", "people:PeopleView", ("person",)),
)

VIEW_IDS = tuple(each.id for each in VIEWS)
BY_ID = {each.id: each for each in VIEWS}

# Which view shows a kind of record; the other kinds are shown on a page of their own.
VIEW_OF_KIND = {kind: each.id for each in VIEWS for kind in each.kinds}
