"""What can be done in the form of a record."""

from __future__ import annotations

from commtui.tui.actions.action import Action, room

FORM = "form"

ACTIONS = room(
    FORM,
    "Form",
    Action("form.save", "ctrl+s", "Save", "Write what was changed into the file, and leave."),
    Action("form.leave", "escape", "Cancel", "Leave; asks first where something would be lost."),
)
