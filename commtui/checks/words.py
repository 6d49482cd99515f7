"""How findings name things: plainly, on one line, and never with what a file could do to a terminal."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import islice

from commtui.model.words import printable, shorten

LONGEST = 60
LONGEST_LINE = 2_000


def quoted(value: str) -> str:
    """A name or a value from a file, in quotes."""
    return f'"{printable(shorten(value, LONGEST))}"'


def listed(names: Iterable[str], last: str = "and", most: int = 20) -> str:
    """`"a", "b" and "c"`, and how many more there are where there are too many to name."""
    every = iter(names)
    shown = [quoted(each) for each in islice(every, most)]
    more = sum(1 for _ in every)
    if more:
        shown.append(f"{more:,} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {last} {shown[-1]}"


def described(value: object) -> str:
    """What sort of TOML value it is, in plain words."""
    match value:
        case bool():
            return "true or false"
        case str():
            return "text" if value else "empty text"
        case int():
            return "a number"
        case float():
            return "a number" if math.isfinite(value) else str(value)
        case datetime():
            return "a date with a time"
        case date():
            return "a date"
        case time():
            return "a time"
        case list():
            return "a list"
    return "a table"
