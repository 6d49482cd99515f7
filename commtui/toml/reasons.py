"""The parser's complaints in plain words, at the place where one has to look."""

from __future__ import annotations

import re

import tomli

from commtui.toml.error import TomlError, error_at
from commtui.toml.scan import ScanError, statements

_NOT_CLOSED = "A string is not closed"
_REASONS = (
    (r"Invalid statement", "Expected a key, a [header] or a # comment"),
    (r"Expected newline or end of document", "Expected the end of the line"),
    (r"Expected \"?'+\"?$|Unterminated string", _NOT_CLOSED),
    (r"(?:Found invalid|Illegal) character '\\n'", f"{_NOT_CLOSED} on its line"),
    (
        r"(?:Found invalid|Illegal) character",
        "A control character is not allowed here; in a string write it as an escape",
    ),
    (r"Cannot declare", "This table is already there; a [header] can stand only once"),
    (r"Cannot overwrite", "This key is already there"),
    (r"Cannot redefine", "This table is already there; it cannot be extended with dots"),
    (r"Cannot mutate", "An array or inline table cannot be extended after its closing bracket"),
    (r"Duplicate inline table key", "This key is already there in the inline table"),
    (r"Expected '\]", "Expected the end of the header"),
    (r"Expected '='", "Expected = after the key"),
    (r"Invalid initial character", "Expected a key"),
    (r"Unclosed array", "The array is not closed, or a comma is missing"),
    (r"Unclosed inline table", "The inline table is not closed, or a comma is missing"),
    (r"Unescaped '\\'", r"No such escape in a string; a backslash is written \\"),
    (r"Invalid hex value", "An escape needs its hexadecimal digits"),
    (r"Escaped character", "An escape names no Unicode character"),
    (r"Invalid date", "No such date or time"),
    (r"Invalid value", "Expected a value; text needs quotes"),
)
# These the parser notices only after the value, which may be many lines long.
_AT_STATEMENT = re.compile(r"Cannot (?:declare|overwrite|redefine|mutate)")
# And these only after the escape, which may be the last of its line.
_AFTER_ESCAPE = re.compile(r"Unescaped|Invalid hex|Escaped character")
_MAY_BEGIN_ABOVE = re.compile(r"Unclosed|Expected \"?'+\"?$|Unterminated")


def plain_error(error: tomli.TOMLDecodeError) -> TomlError:
    """The error of the parser as ours."""
    text, offset = error.doc, error.pos
    reason = _reason(error.msg, text[offset : offset + 1])
    if _AT_STATEMENT.match(error.msg):
        return error_at(text, _statement_at(text, offset), reason)
    if _AFTER_ESCAPE.match(error.msg):
        return error_at(text, text.rfind("\\", 0, offset), reason)
    if _MAY_BEGIN_ABOVE.match(error.msg):
        first = error_at(text, _statement_at(text, offset), reason).line
        reason += f"; it begins on line {first}" if first < error.lineno else ""
    return TomlError(reason, error.lineno, error.colno)


def _reason(message: str, found: str) -> str:
    if found.isalpha() and not found.isascii() and re.match("Invalid (?:statement|initial)|Expected ['=]", message):
        return "A key with letters other than A to Z needs quotes"
    if found in ("", "\n", "#") and message == "Invalid value":
        return "The value is missing"
    return next((plain for pattern, plain in _REASONS if re.match(pattern, message)), message)


def _statement_at(text: str, offset: int) -> int:
    """Where the statement starts that holds the offset, or ends there."""
    try:
        for statement in statements(text):
            if statement.end >= offset:
                return statement.start
    except ScanError as error:
        return error.offset
    return offset
