"""What can be done with what is under the cursor, in every view that can."""

from __future__ import annotations

from commtui.tui.actions.action import MAIN, Action, room

ACTIONS = room(
    MAIN,
    "Here",
    Action("open", "enter", "Open", "Open what is under the cursor.", footer=1),
    Action("back", "escape", "Back", "One level back: clear the filter, leave the page, return.", footer=2),
    Action("filter", "slash", "Filter", "Show only the rows that match what you type.", footer=5),
    Action("narrow", "f", "Narrow", "Show only one person, kind, period, region or rung, and how many there are.", 6),
    Action("edit", "e", "Edit", "Change the record in a form.", footer=3, tells=True, writes=True, on_record=True),
    Action(
        "edit.file",
        "E",
        "Editor",
        "Open the file in $EDITOR, at the record's line.",
        tells=True,
        writes=True,
        on_record=True,
    ),
    Action("copy", "y", "Copy", "Copy the link that is selected, else the record's id.", on_record=True),
    Action("copy.menu", "Y", "Copy as", "Copy id, place, link, Markdown or TOML of the record.", on_record=True),
    Action("link", "o", "Open link", "Open the record's address in the browser.", tells=True, on_record=True),
)
