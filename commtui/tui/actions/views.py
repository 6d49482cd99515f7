"""The way to each view, by its number or its side."""

from __future__ import annotations

from commtui.tui.actions.action import MAIN, Action, room
from commtui.tui.views import VIEWS, ViewSpec


def _shows(number: int, view: ViewSpec) -> Action:
    help_ = f"Show {view.title.lower()}."
    return Action(f"view.{view.id}", str(number), view.title, help_, method="act_view", arguments=(view.id,))


ACTIONS = room(
    MAIN,
    "Views",
    *(_shows(number, each) for number, each in enumerate(VIEWS, 1)),
    Action("view.next", "right_square_bracket", "Next view", "Go to the view at the right.", not_in="metrics"),
    Action("view.previous", "left_square_bracket", "Previous view", "Go to the view at the left.", not_in="metrics"),
)
