"""What concerns the app itself."""

from __future__ import annotations

from commtui.tui.actions.action import MAIN, Action, room

ACTIONS = room(
    MAIN,
    "App",
    Action("help", "question_mark,f1", "Help", "What can be done here, and with which key.", 0, "?"),
    Action("palette", "ctrl+p,colon", "Find", "Find any record or action by name.", 6, ":"),
    Action("log", "M", "Messages", "All that was said in this session, the latest first."),
    Action("theme", "T", "Theme", "Choose the colors."),
    Action("suspend", "alt+z", "Suspend", "Back to the shell for a while; fg there returns.", tells=True),
    Action("quit", "q,ctrl+q", "Quit", "Leave commtui.", 0, "q"),
)
