"""What the panels hold: every action and record, the keys of this place, the themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from textual.binding import Binding

from commtui.tui.actions import ACTIONS, MAIN
from commtui.tui.keys import ARROWS
from commtui.tui.lines import Line, Span, line, spread
from commtui.tui.screens.picker import Picker
from commtui.tui.text import fit
from commtui.tui.widgets.virtual_list import Rows
from commtui.tui.writer import Writer

if TYPE_CHECKING:
    from textual.widgets import Input

    from commtui.store.snapshot import Entry
    from commtui.tui.app import CommtuiApp
    from commtui.tui.doing import DoingScreen
    from commtui.tui.state import State

KEY = 14
NAME = 14
ACTION_GROUP = "Actions"


@dataclass(frozen=True)
class Choice:
    """A row of a panel: what it is called, and what is given back when it is taken."""

    group: str
    key: str
    name: str
    note: str = ""
    right: str = ""
    item: Any = None
    usable: bool = True


def _rows(choices: Sequence[Choice], noun: str, *, ellipsis: str, keys: bool = False) -> Rows[Choice]:
    def draw(choice: Choice, cells: int) -> Sequence[Line]:
        left: list[Span] = []
        if keys:
            left.append((fit(choice.right, KEY, ellipsis), "key" if choice.usable else "faint"))
        name = fit(choice.name, NAME, ellipsis) if keys or choice.group == ACTION_GROUP else choice.name
        left += [
            (name, "text" if choice.usable else "faint"),
            (f"  {choice.note}", "muted" if choice.usable else "faint"),
        ]
        return (Line(spread(left, () if keys else ((choice.right, "key"),), cells, ellipsis)),)

    return Rows(
        choices,
        key=lambda choice: choice.key,
        search=lambda choice: f"{choice.group} {choice.name} {choice.note} {choice.right if keys else ''}",
        draw=draw,
        group=lambda choice: choice.group,
        heading=lambda group, _count: line((group, "heading")),
        noun=noun,
    )


def _ellipsis(screen: DoingScreen[Any]) -> str:
    return cast("CommtuiApp", screen.app).glyphs.ellipsis


def palette(screen: DoingScreen[Any], state: State | None) -> Picker:
    """Every record, and every action that can be done now."""
    actions = [
        Choice(ACTION_GROUP, f"action:{each.id}", each.title, each.help, each.key, each)
        for each in screen.available()
        if each.group != "Moving" and each.id != "palette"
    ]
    rows = _found_rows(actions, state, _ellipsis(screen))
    return Picker("Find", rows, hint="a goal, a person, a roadmap item, an action")


def _found_rows(actions: Sequence[Choice], state: State | None, ellipsis: str) -> Rows[Choice | Entry[Any]]:
    """The rows of the palette; of the records, which may be many, nothing is made but what is seen."""
    from commtui.model.record import Record
    from commtui.tui.filter import searched
    from commtui.tui.state import key_of

    plain = _rows(actions, "entry", ellipsis=ellipsis)
    if state is None:
        return cast("Rows[Choice | Entry[Any]]", plain)
    names: dict[type[Record], str] = {}

    def group(item: Choice | Entry[Any]) -> str:
        if isinstance(item, Choice):
            return item.group
        kind = type(item.record)
        found = names.get(kind)
        if found is None:
            found = names[kind] = kind.about.nouns.capitalize()
        return found

    def draw(item: Choice | Entry[Any], cells: int) -> Sequence[Line]:
        if isinstance(item, Choice):
            return plain.draw(item, cells)
        name, id_ = _title(state, item), getattr(item.record, "id", "") or ""
        return (Line(spread(((name, "text"), (f"  {id_}", "muted")), (), cells, ellipsis)),)

    def texts() -> Sequence[str]:
        return [*(searched(plain.search(each)) for each in actions), *state.found_by]

    entries = [entry for each in state.snapshot.entries.values() for entry in each]
    return replace(
        cast("Rows[Choice | Entry[Any]]", plain),
        items=[*actions, *entries],
        key=lambda item: item.key if isinstance(item, Choice) else key_of(item),
        search=lambda item: plain.search(item) if isinstance(item, Choice) else "",
        draw=draw,
        group=group,
        prepared=texts,
    )


def _title(state: State, entry: Entry[Any]) -> str:
    record = entry.record
    person = getattr(record, "person", None)
    if person is None:
        return str(record.caption)
    about = getattr(record, "rung", None) or getattr(record, "reason", None) or ""
    when = getattr(record, "date", None) or getattr(record, "since", None) or ""
    return f"{state.name_of(person)}  {about}  {when}"


class Help(Picker):
    """The keys of a place; one that is typed takes the cursor to what it does."""

    def act_help(self) -> None:
        """The key that opened it closes it."""
        self.dismiss(None)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Go to the action of the key that was typed, where it is one."""
        # After the base's own, which finds at once.
        wanted = event.value.strip()
        self.call_later(self._go_to, wanted)

    def _go_to(self, wanted: str) -> None:
        items = cast("Sequence[Choice]", self.found.rows.items)
        found = next((each.key for each in items if wanted and wanted in each.right.split()), None)
        if found is not None:
            self.found.move_to_key(found)


def help_panel(screen: DoingScreen[Any]) -> Picker:
    """What can be done here, and what cannot and why; enter does it."""
    keymap = cast("CommtuiApp", screen.app).keymap
    bound = {each.id for each in screen.BINDINGS if isinstance(each, Binding)}
    choices = []
    # On a panel, what is its own comes first.
    for action in sorted(ACTIONS, key=lambda each: screen.scope != MAIN and each.scope != screen.scope):
        found = screen.handler(action) if action.id in bound else None
        if found is None:
            continue
        note = action.help if found[1] is None else f"not now: {found[1]}"
        shown = keymap.of(action).key
        if screen.app.has_class("-ascii"):
            shown = shown.translate(ARROWS)
        choices.append(Choice(action.group, action.id, action.title, note, shown, action, found[1] is None))
    rows = _rows(choices, "key", keys=True, ellipsis=_ellipsis(screen))
    takes = screen.key_of("picker.take")
    hint = "type an action or a key" + (f"; {takes} does it" if takes else "")
    return Help("Help", rows, hint=hint, detail=_write_choice)


def _write_choice(writer: Writer, choice: Choice) -> None:
    writer.add((f"{choice.right}  ", "key"), (choice.name, "strong"))
    writer.text(choice.item.help if choice.usable else f"{choice.item.help} {choice.note.capitalize()}.", "muted")


def theme_rows(choices: Sequence[Choice], ellipsis: str) -> Rows[Choice]:
    """The themes."""
    return _rows(choices, "theme", ellipsis=ellipsis)
