"""The views of the app, a module each; imported when one is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from commtui.tui.views.base import View

# Which view shows a kind of record; the other kinds are shown on a page of their own.
VIEW_OF_KIND = {
    "item": "roadmap",
    "goal": "goals",
    "focus_area": "goals",
    "ladder": "careers",
    "standing": "careers",
    "recognition": "recognition",
    "measurement": "metrics",
    "person": "people",
}


def make_view(name: str) -> View:
    """The view of this name: the class `VIEW` of its module."""
    module = import_module(f"{__name__}.{name}")
    return cast("View", module.VIEW(name))
