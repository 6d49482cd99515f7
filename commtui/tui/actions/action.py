"""What an action is: one thing to do, its keys, and the words about it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.binding import Binding

# The scope of what can be done in every view; the others are the ids of views, and the names of screens.
MAIN = "main"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do.

    `keys` is comma-separated. `footer` is the place in the footer, the lowest first; None keeps it out. What can do it
    has a method `act_ID` (dots as underscores), or another `method` which takes `arguments`, and may say what stands
    against it in `why_not`; where the action `tells`, its key says so too. Nothing that `writes` is done read-only, nor
    anything `on_record` where no record is under the cursor. In the scope `not_in` its keys do something else.
    """

    id: str
    keys: str
    title: str
    help: str
    footer: int | None = None
    shown_key: str = ""
    tells: bool = False
    writes: bool = False
    on_record: bool = False
    method: str = ""
    arguments: tuple[str, ...] = ()
    scope: str = MAIN
    group: str = ""
    not_in: str = ""

    @property
    def handler(self) -> str:
        """The name of the method that does it."""
        return self.method or "act_" + self.id.replace(".", "_")

    @property
    def key(self) -> str:
        """The keys as people read them."""
        return self.shown_key or pretty(self.keys)

    @property
    def first_key(self) -> str:
        """The key that the footer names."""
        return self.shown_key or pretty(self.keys.split(",")[0])

    @property
    def binding(self) -> Binding:
        """The binding of its keys, which a keymap can change by the action's id."""
        return Binding(self.keys, f"do('{self.id}')", self.title, tooltip=self.help, id=self.id)


def room(scope: str, group: str, *actions: Action) -> tuple[Action, ...]:
    """The actions that belong to a scope and stand together in the help."""
    return tuple(replace(each, scope=scope, group=group) for each in actions)


_PRETTY = {
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "exclamation_mark": "!",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}


def pretty(keys: str) -> str:
    """Keys, separated by commas, as people read them."""
    return " ".join(_PRETTY.get(each, each) for each in keys.split(","))
