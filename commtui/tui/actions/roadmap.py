"""What can be done on the roadmap."""

from __future__ import annotations

from commtui.tui.actions.action import Action, room

ACTIONS = room(
    "roadmap",
    "Roadmap",
    Action("roadmap.board", "b", "Board", "Show the items by status side by side, or by time again.", footer=3),
)
