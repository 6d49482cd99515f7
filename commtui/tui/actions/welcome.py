"""What can be done where there is no plan yet."""

from __future__ import annotations

from commtui.tui.actions.action import Action, room

WELCOME = "welcome"

ACTIONS = room(
    WELCOME,
    "Welcome",
    Action("welcome.begin", "b", "Begin a plan", "Make the first files of a plan here.", tells=True, writes=True),
    Action("welcome.demo", "d", "See the demo", "Open a copy of a whole plan, to walk through and change."),
)
