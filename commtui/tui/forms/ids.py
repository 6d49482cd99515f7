"""Ids that are proposed: short, easy to read, and not taken."""

from __future__ import annotations

import unicodedata
from collections.abc import Container

LONGEST = 64
# A proposal is to be typed by people; what a model takes may be longer.
LONGEST_PROPOSED = 40


def slug(text: str) -> str:
    """The text as an id: letters and digits of any script in lower case, with a dash between words; may be empty."""
    words: list[str] = []
    word = ""
    for each in unicodedata.normalize("NFC", text.casefold()):
        if each.isalnum() or (word and unicodedata.category(each).startswith("M")):
            word += each
        elif each not in "'’":
            words, word = ([*words, word] if word else words), ""
    return _cut([*words, word] if word else words)


def proposed(text: str, taken: Container[str]) -> str:
    """An id for a record that people call so; with a number where others have it."""
    id_ = slug(text)
    if not id_ or id_ not in taken:
        return id_
    return next(each for number in range(2, 100_000) if (each := f"{id_}-{number}") not in taken)


def _cut(words: list[str]) -> str:
    """As many words as are short enough together."""
    found = ""
    for word in words:
        longer = f"{found}-{word}" if found else word[:LONGEST_PROPOSED]
        if len(longer) > LONGEST_PROPOSED:
            break
        found = longer
    return unicodedata.normalize("NFC", found)
