"""What can be done with a ladder."""

from __future__ import annotations

from commtui.tui.actions.action import Action, room

ACTIONS = room(
    "careers",
    "Careers",
    Action(
        "careers.delete",
        "D",
        "Delete ladder",
        "Delete the whole ladder with all its rungs; asks first, and says what goes.",
        tells=True,
        writes=True,
        on_record=True,
    ),
)
