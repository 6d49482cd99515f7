"""What can be done with what changed since the last commit."""

from __future__ import annotations

from commtui.tui.actions.action import Action, room

REVIEW = "review"

ACTIONS = room(
    REVIEW,
    "Review",
    Action("review.diff", "v", "Diff", "Show line by line what changed in the file, and come back."),
    Action("review.commit", "C", "Commit", "Commit the community's files; nothing is pushed.", tells=True, writes=True),
)
