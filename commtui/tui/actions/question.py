"""What can be done where the app asks something; each answer has a key of its own besides."""

from __future__ import annotations

from commtui.tui.actions.action import Action, room

QUESTION = "question"

ACTIONS = room(
    QUESTION,
    "Question",
    Action("question.leave", "escape", "Cancel", "Change nothing."),
    Action("question.take", "enter", "Answer", "Give the answer that has the focus: Cancel, to begin with."),
    Action("question.next", "down,right,j,l", "Next", "To the next answer, or further down in what is told."),
    Action("question.previous", "up,left,k,h", "Before", "To the answer before, or further up in what is told."),
)
