"""What can be done where a text is shown as it is rendered."""

from __future__ import annotations

from commtui.tui.actions.action import Action, room

PREVIEW = "preview"

ACTIONS = room(
    PREVIEW,
    "Preview",
    Action("preview.leave", "escape,f3,q,enter", "Close", "Back to the form."),
)
