"""Every edit of a record that needs no form, and the ways to a new one."""

from __future__ import annotations

from commtui.tui.actions.action import MAIN, Action, room


def _edits(id_: str, keys: str, title: str, help_: str, *, on_record: bool = True, footer: int | None = None) -> Action:
    return Action(id_, keys, title, help_, footer, tells=True, writes=True, on_record=on_record)


ACTIONS = room(
    MAIN,
    "Editing",
    _edits("new", "n", "New", "Make a new record of what this view shows.", on_record=False, footer=4),
    _edits("duplicate", "c", "Duplicate", "Make a new record that begins as a copy of this one."),
    _edits("status", "s", "Status", "Give it another status, from a little menu of them with their meanings."),
    _edits("later", "greater_than_sign", "Later", "One step later: the next quarter, month, or horizon."),
    _edits("earlier", "less_than_sign", "Earlier", "One step earlier: the quarter, month, or horizon before."),
    _edits("order.down", "J", "Move down", "One place down in its file, where that order is shown."),
    _edits("order.up", "K", "Move up", "One place up in its file, where that order is shown."),
    _edits("thank", "t", "Thank", "Thank people for what they did.", on_record=False),
    _edits("delete", "d", "Delete", "Delete it; asks first, and says what refers to it."),
    _edits("undo", "u,ctrl+z", "Undo", "Take back the last edit, wherever it was made.", on_record=False),
    _edits("redo", "ctrl+r,ctrl+y", "Redo", "Do again what was taken back.", on_record=False),
)
