"""Keys as people write them, and as the app hears them."""

from __future__ import annotations

import string
import unicodedata
from functools import cache

MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
_NAMED = (
    *("enter", "escape", "tab", "space", "backspace", "insert", "delete", "home", "end", "pageup", "pagedown"),
    *("up", "down", "left", "right", *(f"f{number}" for number in range(1, 25))),
)
_ARROWS = {"↓": "down", "↑": "up", "←": "left", "→": "right"}
# What is shown of keys, where only ASCII is.
ARROWS = str.maketrans(_ARROWS)
_SAME = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "control": "ctrl",
    "option": "alt",
    **_ARROWS,
}
_SHORT = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


def split(text: str) -> list[str]:
    """The keys of a list with commas between them; a comma alone is the key itself."""
    return ["comma"] if text.strip() == "," else [each.strip() for each in text.split(",") if each.strip()]


def heard(written: str) -> str | None:
    """The key as the app hears it, such as `question_mark` for `?`; None where there is no such key."""
    if len(written) == 1:
        return _SAME.get(written) or _of_character(written)
    *modifiers, key = (written[:-1] + "plus" if written.endswith("++") else written).split("+")
    modifiers = sorted({_SAME.get(each.lower(), each.lower()) for each in modifiers})
    if not set(modifiers) <= set(MODIFIERS):
        return None
    name = _of_character(key) if len(key) == 1 else _SAME.get(key.lower(), key.lower())
    if not name or (len(name) > 1 and name not in names()):
        return None
    if modifiers == ["shift"] and len(name) == 1:
        return name.upper()
    if modifiers and len(name) == 1:
        name = name.lower()
    return "+".join([*modifiers, name])


@cache
def names() -> frozenset[str]:
    """The keys that have names: those without a character, and the signs of a keyboard."""
    signs = (_of_character(each) for each in string.punctuation)
    return frozenset({*_NAMED, *(each for each in signs if each is not None)})


def _of_character(character: str) -> str | None:
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _SHORT.get(name, name) or None
