"""What can be done in the form of a record."""

from __future__ import annotations

from commtui.tui.actions.action import Action, room

FORM = "form"

ACTIONS = room(
    FORM,
    "Form",
    Action("form.save", "ctrl+s,f2", "Save", "Write what was changed into the file, and leave."),
    Action("form.leave", "escape", "Cancel", "Leave; asks first where something would be lost."),
    Action("form.field", "tab", "Next field", "To the next field."),
    Action("form.field_before", "shift+tab", "Field before", "To the field before."),
    Action("form.next", "down,j", "Down", "One part down; where there are none, to the next field."),
    Action("form.previous", "up,k", "Up", "One part up; where there are none, to the field before."),
    Action("form.preview", "f3", "Preview", "Show the text as it is rendered."),
    Action("form.editor", "f4", "Editor", "Write the text in $EDITOR."),
    Action("form.open", "enter", "Open", "Edit the part under the cursor in a form of its own."),
    Action("form.add", "n,insert", "New", "Add another part."),
    Action("form.remove", "d,delete", "Remove", "Take the part out; it can be brought back."),
    Action("form.restore", "u", "Bring back", "Bring back the part that was taken out."),
    Action("form.up", "K,shift+up", "Move up", "Put the part before the one above it.", shown_key="K"),
    Action("form.down", "J,shift+down", "Move down", "Put the part behind the one below it.", shown_key="J"),
)
