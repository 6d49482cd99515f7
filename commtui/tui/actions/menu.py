"""What can be done in a little menu; each of its values has a key of its own besides."""

from __future__ import annotations

from commtui.tui.actions.action import Action, room

MENU = "menu"

ACTIONS = room(
    MENU,
    "Menu",
    Action("menu.take", "enter", "Take", "Take what is under the cursor."),
    Action("menu.next", "s", "Next value", "Take the value after the present one; after the last comes the first."),
    Action("menu.leave", "escape,q", "Leave", "Leave it as it is."),
)
