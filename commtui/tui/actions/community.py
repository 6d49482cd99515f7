"""What can be done with the files as a whole."""

from __future__ import annotations

from commtui.tui.actions.action import MAIN, Action, room

ACTIONS = room(
    MAIN,
    "Community",
    Action("problems", "exclamation_mark,p", "Problems", "What is wrong in the files, and where.", footer=7),
    Action("review", "R", "Review", "What changed since the last commit, in words; commit it."),
    Action("reload", "r", "Reload", "Read the files again (it also happens by itself)."),
)
