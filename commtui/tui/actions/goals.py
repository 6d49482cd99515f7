"""What can be done among the goals."""

from __future__ import annotations

from commtui.tui.actions.action import Action, room

ACTIONS = room(
    "goals",
    "Goals",
    Action("goals.quarter", "v", "Quarter", "Open the whole quarter with its key results, and come back.", footer=3),
)
