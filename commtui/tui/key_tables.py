"""All actions with their keys, as text, Markdown and data."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from commtui.model.words import pad
from commtui.tui.actions import ACTIONS, MAIN, Action
from commtui.tui.actions.action import pretty
from commtui.tui.keymap import Keymap, meet
from commtui.tui.keys import ARROWS
from commtui.tui.views import BY_ID as VIEWS


def as_text(keymap: Keymap, *, ascii_only: bool = False) -> str:
    """The actions by where they can be done: keys, title, id and meaning, and what the user changed."""
    lines: list[str] = []
    room = max(len(_shown(keymap, each)) for each in ACTIONS) + 2
    titles = max(len(each.title) for each in ACTIONS) + 2
    ids = max(len(each.id) for each in ACTIONS) + 2
    for heading, actions in _sections():
        lines += ["", heading]
        for each in actions:
            shown = pad(_shown(keymap, each), room)
            note = _note(keymap, each)
            words = f"  {shown}{pad(each.title, titles)}{pad(each.id, ids)}{each.help}{f'  [{note}]' if note else ''}"
            lines.append(words.translate(ARROWS) if ascii_only else words)
    return "\n".join(lines[1:])


def as_markdown(keymap: Keymap) -> str:
    """The same as a table for each section."""
    lines: list[str] = []
    for heading, actions in _sections():
        lines += [f"## {heading}", "", "| key | action | id | what it does |", "|---|---|---|---|"]
        for each in actions:
            found = " ".join(f"`{pretty(key)}`".replace("|", "\\|") for key in keymap.keys_of(each))
            note = _note(keymap, each)
            lines.append(f"| {found} | {each.title} | `{each.id}` | {each.help}{f' ({note})' if note else ''} |")
        lines.append("")
    return "\n".join(lines)


def as_data(keymap: Keymap) -> list[dict[str, Any]]:
    """The same as data; `clashes` are the ids that have one of its keys where it can be done too."""
    return [
        {
            "id": each.id,
            "scope": each.scope,
            "group": each.group,
            "title": each.title,
            "help": each.help,
            "keys": list(keymap.keys_of(each)),
            "default_keys": [key for key in each.keys.split(",") if key],
            "changed": each.id in keymap.changed,
            "clashes": _rivals(keymap, each),
        }
        for each in ACTIONS
    ]


def _sections() -> Iterator[tuple[str, list[Action]]]:
    ordered = sorted(ACTIONS, key=lambda each: each.scope != MAIN)
    for (scope, group), actions in groupby(ordered, key=lambda each: (each.scope, each.group)):
        yield _heading(scope, group), list(actions)


def _heading(scope: str, group: str) -> str:
    if scope == MAIN:
        return group
    place = VIEWS[scope].title if scope in VIEWS else scope.capitalize()
    return f"In {place}" if group in {place, ""} else f"In {place}: {group}"


def _shown(keymap: Keymap, action: Action) -> str:
    return pretty(",".join(keymap.keys_of(action))) or "-"


def _note(keymap: Keymap, action: Action) -> str:
    """What the user's keymap did to the action."""
    if rivals := _rivals(keymap, action):
        return f"clashes with {', '.join(rivals)}"
    if action.id not in keymap.changed:
        return ""
    before = pretty(action.keys)
    if action.id in keymap.wished:
        return f"yours, before: {before}" if keymap.keys_of(action) else f"turned off, before: {before}"
    takers = [
        each.id for each in ACTIONS if each.id in keymap.wished and meet(each, action) and _takes(keymap, each, action)
    ]
    return f"lost a key to {', '.join(takers)}"


def _takes(keymap: Keymap, taker: Action, action: Action) -> bool:
    return not set(keymap.keys_of(taker)).isdisjoint(action.keys.split(","))


def _rivals(keymap: Keymap, action: Action) -> list[str]:
    clashes = {(first, second) for _, first, second in keymap.clashes}
    return sorted({other for pair in clashes if action.id in pair for other in pair} - {action.id})
