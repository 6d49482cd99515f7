"""What can be done on a panel where one types to find something."""

from __future__ import annotations

from commtui.tui.actions.action import Action, room

PICKER = "picker"

ACTIONS = room(
    PICKER,
    "Picker",
    Action("picker.take", "enter", "Take", "Take what is under the cursor."),
    Action("picker.leave", "escape", "Close", "Clear what was typed; where nothing is, close the panel."),
    Action("picker.down", "down,ctrl+n", "Down", "One row down, still typing."),
    Action("picker.up", "up,ctrl+p", "Up", "One row up, still typing."),
    Action("picker.page_down", "pagedown", "Page down", "A page down, still typing."),
    Action("picker.page_up", "pageup", "Page up", "A page up, still typing."),
    Action("picker.first", "ctrl+home", "First", "To the first row."),
    Action("picker.last", "ctrl+end", "Last", "To the last row."),
)
