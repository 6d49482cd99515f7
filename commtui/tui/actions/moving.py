"""The ways to move the cursor."""

from __future__ import annotations

from commtui.tui.actions.action import MAIN, Action, room

ACTIONS = room(
    MAIN,
    "Moving",
    Action("move.down", "j,down", "Down", "One row down."),
    Action("move.up", "k,up", "Up", "One row up."),
    Action("move.left", "h,left", "Left", "To the pane or cell at the left."),
    Action("move.right", "l,right", "Right", "To the pane or cell at the right."),
    Action("move.first", "g,home", "First", "To the first row."),
    Action("move.last", "G,end", "Last", "To the last row."),
    Action("move.page_down", "pagedown,ctrl+d", "Page down", "A page down."),
    Action("move.page_up", "pageup,ctrl+u", "Page up", "A page up."),
)
