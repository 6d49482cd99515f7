"""A little menu of the fixed values of a field: each with what it means and a key of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase, digits
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.screen import ModalScreen

from commtui.tui.actions.menu import MENU
from commtui.tui.bordered import on_border
from commtui.tui.doing import DoingScreen, bindings_of
from commtui.tui.lines import Line, line
from commtui.tui.text import fit, width
from commtui.tui.widgets.virtual_list import Rows, VirtualList

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

# These move, take, leave, and step to the next value.
KEPT = frozenset("jkhlgGsq")
LETTERS = [each for each in ascii_lowercase + digits if each not in KEPT]
NARROWEST = 30
EDGES = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """A value: its key, its meaning, and the glyph and style that go with it."""

    value: str
    key: str
    meaning: str
    glyph: str = ""
    style: str = "text"


def with_keys(values: Sequence[tuple[str, str]], look: Callable[[str], tuple[str, str]]) -> tuple[Choice, ...]:
    """The values and their meanings, each with the first of its letters that no other one has."""
    used: set[str] = set()
    found: list[Choice] = []
    for value, meaning in values:
        letters = [each for each in value.lower() if each.isalnum() and each not in KEPT and each not in used]
        key = next(iter(letters), next(each for each in "123456789" if each not in used))
        used.add(key)
        glyph, style = look(value)
        found.append(Choice(value, key, meaning, glyph, style))
    return tuple(found)


class ChoiceMenu(ModalScreen[str], DoingScreen[str]):
    """Gives back the value that was taken, or None; `s` takes the one after the present one."""

    DEFAULT_CSS = """
    ChoiceMenu {
        & #menu {
            width: auto;
            height: auto;
            border: round $border;
            border-title-color: $foreground;
            border-title-style: bold;
            border-subtitle-color: $foreground 60%;
            background: $background;
        }
        &.-ascii #menu { border: ascii $border; }
        & #choices { background: $background; }
    }
    """
    scope = MENU
    hints_shown: ClassVar[tuple[tuple[str, str], ...]] = (("menu.next", "next"), ("menu.leave", "leaves it"))
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(MENU, "Moving", "help"),
        # Bound, for a key that comes before the menu has the focus is still looked up here.
        *(Binding(each, f"choose('{each}')", show=False) for each in LETTERS),
    ]

    def __init__(self, title: str, choices: Sequence[Choice], current: str | None, near: Offset | None) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._current = current
        self._near = near
        self._names = max(width(each.value) for each in choices)

    def compose(self) -> ComposeResult:
        """The values."""
        with Vertical(id="menu"):
            yield VirtualList(id="choices")

    def on_mount(self) -> None:
        """Stand near the record, at the present value."""
        self.set_class(self.app.has_class("-ascii"), "-ascii")
        menu = self.query_one("#menu")
        menu.border_subtitle = Content(self.hints(*self.hints_shown))
        listing = self.query_one(VirtualList)
        listing.fill(Rows(self._choices, key=lambda each: each.value, search=lambda each: each.value, draw=self._draw))
        listing.move_to_key(self._current)
        self.set_focus(listing)
        self._arrange()

    def on_resize(self) -> None:
        """Stand within the screen."""
        self._arrange()

    def _arrange(self) -> None:
        size = self.app.size
        longest = max(self._names + width(each.meaning) for each in self._choices)
        cells = min(max(longest + 14, NARROWEST), size.width - EDGES)
        lines = min(len(self._choices), size.height - 2 * EDGES)
        menu, listing = self.query_one("#menu"), self.query_one(VirtualList)
        listing.styles.width, listing.styles.height = cells, lines
        menu.border_title = on_border(menu, self._title, cells + 2)
        if self._near is None:
            return  # in the middle, as the app's panels are
        self.styles.align = ("left", "top")
        below = self._near.y + 1
        y = below if below + lines + 2 <= size.height else max(self._near.y - lines - 2, 0)
        x = max(0, min(self._near.x, size.width - cells - EDGES))
        menu.styles.offset = (x, y)

    def _draw(self, choice: Choice, _cells: int) -> Sequence[Line]:
        glyphs = self.query_one(VirtualList).glyphs
        is_now = choice.value == self._current
        name = fit(choice.value, self._names + 2, glyphs.ellipsis)
        return (
            line(
                (f"{choice.key}  ", "key"),
                (f"{choice.glyph} " if choice.glyph else "", choice.style),
                (name, "strong" if is_now else "text"),
                (choice.meaning, "muted"),
                (f" {glyphs.dot} now" if is_now else "", "key"),
            ),
        )

    def action_choose(self, key: str) -> None:
        """A value's own key takes it."""
        found = next((each for each in self._choices if each.key == key), None)
        if found is not None:
            self.dismiss(found.value)

    def on_click(self, event: events.Click) -> None:
        """A click takes a value; one beside the menu leaves it."""
        if isinstance(event.widget, VirtualList):
            self.act_menu_take()
        elif event.widget is self:
            self.dismiss(None)

    def act_menu_leave(self) -> None:
        """Leave the value as it is."""
        self.dismiss(None)

    def act_menu_take(self) -> None:
        """Take the value under the cursor."""
        item = self.query_one(VirtualList).item
        self.dismiss(item.value if item is not None else None)

    def act_menu_next(self) -> None:
        """Take the value after the present one; after the last comes the first."""
        values = [each.value for each in self._choices]
        place = values.index(self._current) if self._current in values else -1
        self.dismiss(values[(place + 1) % len(values)])
