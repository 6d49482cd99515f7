"""Find where the parts of a TOML text begin and end: linear in time, without recursion, for any text.

Only single character classes are repeated possessively: a repeated group costs memory at every turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import tomli

Part = tuple[str, int, int]
"""A part of a key: its name, and where it starts and ends."""

Token = tuple[str, int, int]
"""An "open" or "close" bracket, a "key" with all its dots, or a "value", and where it starts and ends."""

MAX_NESTING = 1_000  # the parser follows fewer
MAX_PARTS = 1_000  # of a key

_STRING = r"""(?:"[^"\\\n]*+"(?!")|'[^'\n]*+'(?!'))"""
_SCALAR = r"""[^\s"'\[\]{}#,=]++(?:[ ]\d\d:[^\s#,\]}]++)?"""  # a blank may stand between date and time

_string = re.compile(_STRING)
_scalar = re.compile(_SCALAR)
_bare = re.compile(r"[A-Za-z0-9_-]++")
_dot = re.compile(r"[ \t]*+\.[ \t]*+")
_equals = re.compile(r"[ \t]*+=[ \t]*+")
_blanks = re.compile(r"[ \t]*+")
_key_goes_on = re.compile(r"[ \t]*+[.=]")
_stop_in_basic = re.compile(r'\\.|["\n]')
_stop_in_multiline_basic = re.compile(r'\\.|"""', re.DOTALL)
_bracket = re.compile(
    rf"""(?P<leaf>\[[^\[\]{{}}"'\#]*+\]|\{{[^\[\]{{}}"'\#]*+\}})
    | (?P<open>[\[{{])|(?P<close>[\]}}])|\#[^\n]*+|{_STRING}|(?P<quote>["'])""",
    re.VERBOSE,
)
_token = re.compile(
    rf"""[ \t\r\n,=]*+
    (?: (?P<value>{_STRING}(?![ \t]*+[.=]) | {_SCALAR}(?![ \t]*+[.="']))
      | (?P<close>[\]}}])
      | (?P<open>[\[{{])
      | (?P<key>[A-Za-z0-9_-]++)(?=[ \t]*+=)
      | (?P<quote>["'])
      | (?P<dotted>[A-Za-z0-9_-])
      | (?P<comment>\#)[^\n]*+
    )""",
    re.VERBOSE,
)
_FLAT = rf"""\[(?:[^\[\]{{}}"'\#\n]++|{_STRING}){{0,50}}+\]"""
_plain_lines = re.compile(
    rf"""(?:[ \t]*+
      (?:[A-Za-z0-9_.-]++[ \t]*+=[ \t]*+(?:{_STRING}|{_SCALAR}|{_FLAT})[ \t]*+)?+
      (?:\#[^\n]*+)?+\r?+\n
    ){{1,100}}+""",
    re.VERBOSE,
)
_plain_header = re.compile(r"[ \t]*+(?P<open>\[\[?)(?P<name>[A-Za-z0-9_-]++)\]")
_statement = re.compile(
    rf"""[ \t\r\n]*+
    (?: (?P<key>[A-Za-z0-9_-]++)[ \t]*+=[ \t]*+(?P<value>(?:{_STRING}|{_SCALAR})(?=[ \t]*+(?:[\#\r\n]|\Z)))?
      | (?P<header>\[\[?)
      | (?P<comment>\#)[^\n]*+
      | (?P<other>[^\s])
    )""",
    re.VERBOSE,
)


class ScanError(Exception):
    """What stands at `offset` is not TOML."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class LongKeyError(ScanError):
    """The key at `offset` has more parts than the parser would follow."""


class Statement(NamedTuple):
    """A key with its value, or a header, from `start` to `end`; comments stand outside.

    `brackets` is 0 for a key, 1 for `[x]`, 2 for `[[x]]`; `value` is where a key's value starts.
    """

    brackets: int
    parts: tuple[Part, ...]
    start: int
    value: int
    end: int


def statements(text: str, start: int = 0, end: int | None = None) -> Iterator[Statement]:
    """The statements of a text in order; all, or those from the start of one to the start of another.

    Raises:
        ScanError: The text is not TOML; everything before that place has been given.
    """
    position = start
    end = len(text) if end is None else end
    while match := _statement.match(text, position, end):
        kind = match.lastgroup
        if kind == "value" or kind == "key":
            start, after = match.span("key")
            value, position = match.span("value") if kind == "value" else _long_value(text, match.end())
            yield Statement(0, ((match["key"], start, after),), start, value, position)
        elif kind == "comment":
            position = match.end()
        else:
            statement = _header(text, match) if kind == "header" else _pair(text, match.end() - 1)
            position = statement.end
            yield statement


def headers(text: str) -> Iterator[Statement]:
    """The headers of a text that the parser has accepted, in order; what is between them is only skipped."""
    position = 0
    while True:
        while lines := _plain_lines.match(text, position):
            position = lines.end()
        if header := _plain_header.match(text, position):
            start, name_start = header.span("open")
            name_end = header.end() - 1
            brackets = name_start - start
            position = name_end + brackets
            yield Statement(brackets, ((header["name"], name_start, name_end),), start, name_end, position)
            continue
        statement = next(statements(text, position), None)
        if statement is None:
            return
        position = statement.end
        if statement.brackets:
            yield statement


def _long_value(text: str, start: int) -> tuple[int, int]:
    return start, value_end(text, start)


def _header(text: str, match: re.Match[str]) -> Statement:
    brackets = match["header"]
    parts, position = key_parts(text, _after(_blanks, text, match.end()))
    position = _after(_blanks, text, position)
    if not text.startswith("]" * len(brackets), position):
        raise ScanError(position)
    return Statement(len(brackets), parts, match.start("header"), position, position + len(brackets))


def _pair(text: str, start: int) -> Statement:
    parts, position = key_parts(text, start)
    value = _after(_equals, text, position)
    return Statement(0, parts, start, value, value_end(text, value))


def key_parts(text: str, start: int) -> tuple[tuple[Part, ...], int]:
    """The parts of the key that starts here, and the offset after the last one.

    Raises:
        ScanError: There is no key.
        LongKeyError: It has too many parts.
    """
    parts = [_part(text, start)]
    while dot := _dot.match(text, parts[-1][2]):
        if len(parts) == MAX_PARTS:
            raise LongKeyError(start)
        parts.append(_part(text, dot.end()))
    return tuple(parts), parts[-1][2]


def _part(text: str, start: int) -> Part:
    if match := _bare.match(text, start):
        return match[0], start, match.end()
    end = string_end(text, start)
    return _unquoted(text[start:end], start), start, end


def _unquoted(quoted: str, start: int) -> str:
    if quoted[0] == "'" or "\\" not in quoted:
        return quoted[1:-1]
    try:
        return str(tomli.loads(f"key = {quoted}")["key"])
    except tomli.TOMLDecodeError:
        raise ScanError(start) from None


def value_end(text: str, start: int) -> int:
    """The offset after the value that starts here.

    Raises:
        ScanError: There is no value, or it does not end.
    """
    first = text[start : start + 1]
    if first and first in "[{":
        return _container_end(text, start)
    if first and first in "\"'":
        return string_end(text, start)
    return _after(_scalar, text, start)


def string_end(text: str, start: int) -> int:
    """The offset after the string that starts here, of whatever sort.

    Raises:
        ScanError: There is no string, or it does not end.
    """
    if match := _string.match(text, start):
        return match.end()
    if text.startswith('"""', start):
        return _multiline_end(text, _close(_stop_in_multiline_basic, text, start + 3), '"')
    if text.startswith("'''", start):
        end = text.find("'''", start + 3)
        if end < 0:
            raise ScanError(start)
        return _multiline_end(text, end + 3, "'")
    if text.startswith('"', start):
        return _close(_stop_in_basic, text, start + 1)
    raise ScanError(start)


def _close(stops: re.Pattern[str], text: str, position: int) -> int:
    for match in stops.finditer(text, position):
        if text[match.start()] == '"':
            return match.end()
        if text[match.start()] == "\n":
            break
    raise ScanError(position)


def _multiline_end(text: str, position: int, quote: str) -> int:
    """One or two quotes before the closing three belong to the string."""
    end = position
    while end < position + 2 and text.startswith(quote, end):
        end += 1
    return end


def _container_end(text: str, start: int) -> int:
    depth = 0
    position = start
    while match := _bracket.search(text, position):
        position = match.end()
        kind = match.lastgroup
        if kind == "open":
            depth += 1
            if depth > MAX_NESTING:
                break
        elif kind == "close":
            depth -= 1
        elif kind == "quote":
            position = string_end(text, match.start())
        if not depth:
            return position
    raise ScanError(start)


def comments(text: str) -> Iterator[str]:
    """The comments of a text, or of a value, each from its `#` to the end of its line."""
    position = 0
    while match := _bracket.search(text, position):
        position = match.end()
        if text[match.start()] == "#":
            yield match[0].rstrip("\r")
        elif match.lastgroup == "quote":
            position = string_end(text, match.start())


def tokens(text: str, start: int) -> Iterator[Token]:
    """What stands in the array or inline table that starts here, from its own bracket to the closing one.

    Raises:
        ScanError: Something else stands there, or it does not end.
    """
    depth = 0
    position = start
    match_token = _token.match
    while match := match_token(text, position):
        position = match.end()
        kind = match.lastgroup
        if kind == "value" or kind == "key":
            yield kind, match.start(kind), position
        elif kind == "open":
            depth += 1
            yield kind, position - 1, position
        elif kind == "close":
            depth -= 1
            yield kind, position - 1, position
            if not depth:
                return
        elif kind != "comment":
            token = _quoted_or_dotted(text, position - 1)
            position = token[2]
            yield token
    raise ScanError(position)


def _quoted_or_dotted(text: str, start: int) -> Token:
    """A key that is quoted or dotted, or else a string that is not a simple one."""
    if text[start] in "\"'":
        end = string_end(text, start)
        if not _key_goes_on.match(text, end):
            return "value", start, end
    return "key", start, key_parts(text, start)[1]


def _after(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    if match is None:
        raise ScanError(position)
    return match.end()
