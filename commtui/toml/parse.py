"""Parse TOML, and say where it is wrong."""

from __future__ import annotations

import re
from typing import Any

import tomli

MAX_DOTS = 64

# Parsing a key of very many dotted parts takes time and memory out of all proportion (seconds a megabyte).
_many_dots = re.compile(rf"^[ \t]*\[*(?:[^=\n\"'#.]*\.){{{MAX_DOTS + 1}}}", re.MULTILINE)
_position = re.compile(r" \(at (?:line \d+, column \d+|end of document)\)$")


class TomlError(ValueError):
    """Text that is not TOML; `line` and `column` are 1-based, the column in characters."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


def parse(text: str) -> dict[str, Any]:
    """The data of a TOML text.

    Raises:
        TomlError: The text is not TOML, or nested or dotted beyond any use.
    """
    if dotted := _many_dots.search(text):
        raise TomlError(f"A key has more than {MAX_DOTS} dots", text.count("\n", 0, dotted.start()) + 1, 1)
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise TomlError(_position.sub("", str(error)), error.lineno, error.colno) from None
    except RecursionError:
        raise TomlError("Nested too deeply", 1, 1) from None
    except ValueError as error:
        # Numbers of thousands of digits: the parser passes on what `int` says, without a position.
        raise TomlError(str(error).partition(";")[0], 1, 1) from None
