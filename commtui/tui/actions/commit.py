"""What can be done while a commit is worded."""

from __future__ import annotations

from commtui.tui.actions.action import Action, room

COMMIT = "commit"

ACTIONS = room(
    COMMIT,
    "Commit",
    Action("commit.make", "ctrl+s,f2", "Commit", "Commit the files with this message.", tells=True, writes=True),
    Action("commit.leave", "escape", "Cancel", "Leave; what was typed is there the next time."),
)
