"""Everything the app can do, declared once; bindings, palette, footer and help follow from it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding

from commtui.tui.views import VIEWS


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do.

    `keys` is comma-separated. `footer` is the place in the footer, the lowest first; None keeps it out. The part of the
    app that can do it has a method `act_ID` (dots as underscores), or another `method` which takes `arguments`, and may
    say what stands against it in `why_not`; where the action `tells`, its key says so too.
    """

    id: str
    keys: str
    title: str
    help: str
    group: str
    footer: int | None = None
    shown_key: str = ""
    tells: bool = False
    method: str = ""
    arguments: tuple[str, ...] = ()

    @property
    def handler(self) -> str:
        """The name of the method that does it."""
        return self.method or "act_" + self.id.replace(".", "_")

    @property
    def key(self) -> str:
        """The keys as people read them."""
        return self.shown_key or " ".join(_pretty(each) for each in self.keys.split(","))

    @property
    def first_key(self) -> str:
        """The key that the footer names."""
        return self.shown_key or _pretty(self.keys.split(",")[0])

    @property
    def binding(self) -> Binding:
        """The binding of its keys, which a keymap can change by the action's id."""
        return Binding(self.keys, f"do('{self.id}')", self.title, tooltip=self.help, id=self.id)


_PRETTY = {
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "exclamation_mark": "!",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}


def _pretty(key: str) -> str:
    return _PRETTY.get(key, key)


_VIEWS = tuple(
    Action(
        f"view.{each.id}",
        str(number),
        each.title,
        f"Show {each.title.lower()}.",
        "Views",
        method="act_view",
        arguments=(each.id,),
    )
    for number, each in enumerate(VIEWS, 1)
)

ACTIONS: tuple[Action, ...] = (
    Action("open", "enter", "Open", "Open what is under the cursor.", "Here", footer=1),
    Action("back", "escape", "Back", "One level back: clear the filter, leave the page, return.", "Here", footer=2),
    Action("filter", "slash", "Filter", "Show only the rows that match what you type.", "Here", footer=4),
    Action("edit", "e", "Edit", "Change the record in a form.", "Here", footer=3, tells=True),
    Action("edit.file", "E", "Editor", "Open the file in $EDITOR, at the record's line.", "Here", tells=True),
    Action("copy", "y", "Copy", "Copy the record's id.", "Here"),
    Action("copy.place", "Y", "Copy place", "Copy the record's file and line.", "Here"),
    Action("problems", "exclamation_mark,p", "Problems", "What is wrong in the files, and where.", "Community", 6),
    Action("reload", "r", "Reload", "Read the files again (it also happens by itself).", "Community"),
    *_VIEWS,
    Action("view.next", "right_square_bracket", "Next view", "Go to the view at the right.", "Views"),
    Action("view.previous", "left_square_bracket", "Previous view", "Go to the view at the left.", "Views"),
    Action("move.down", "j,down", "Down", "One row down.", "Moving"),
    Action("move.up", "k,up", "Up", "One row up.", "Moving"),
    Action("move.left", "h,left", "Left", "To the pane or cell at the left.", "Moving"),
    Action("move.right", "l,right", "Right", "To the pane or cell at the right.", "Moving"),
    Action("move.first", "g,home", "First", "To the first row.", "Moving"),
    Action("move.last", "G,end", "Last", "To the last row.", "Moving"),
    Action("move.page_down", "pagedown,ctrl+d", "Page down", "A page down.", "Moving"),
    Action("move.page_up", "pageup,ctrl+u", "Page up", "A page up.", "Moving"),
    Action("help", "question_mark,f1", "Help", "What can be done here, and with which key.", "App", 0, "?"),
    Action("palette", "ctrl+p,colon", "Find", "Find any record or action by name.", "App", 5, ":"),
    Action("theme", "T", "Theme", "Choose the colors.", "App"),
    Action("quit", "q,ctrl+q", "Quit", "Leave commtui.", "App", 0, "q"),
)

BY_ID = {action.id: action for action in ACTIONS}
