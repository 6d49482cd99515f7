"""Change one key in a TOML text, and not a byte beside it.

An edit is a splice of the text. It is believed only when the new text, parsed again, gives the old data with that
edit applied; else it is refused.
"""

from __future__ import annotations

from typing import Any

from commtui.toml.document import Document
from commtui.toml.error import TomlError
from commtui.toml.keypath import KeyPath
from commtui.toml.positions import Place
from commtui.toml.same import same
from commtui.toml.scan import Statement, has_comment, statements
from commtui.toml.write import key_text, plain, value_text

_MISSING = object()


class EditRefusedError(Exception):
    """An edit that cannot be made in this text without harm; nothing was changed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def set_value(document: Document, path: KeyPath, value: Any) -> Document:  # noqa: ANN401 - any TOML
    """The document with the value at a path replaced, or added to the table there.

    An equal value gives the same document. Strings keep their way of quoting where that can hold the new text.

    Raises:
        EditRefusedError: TOML cannot hold the value, there is no place for it, or more than it would change.
    """
    try:
        value = plain(value)
    except ValueError as error:
        raise EditRefusedError(str(error)) from None
    old = _get(document.data, path)
    if same(old, value):
        return document
    splice = _with_added_key if old is _MISSING else _with_replaced_value
    return _verified(splice(document, path, value), _with_value(document.data, path, value))


def delete_key(document: Document, path: KeyPath) -> Document:
    """The document without the line, or lines, of a key; a comment behind the value goes with it.

    Raises:
        EditRefusedError: There is no such key, it has no line of its own, or more than it would vanish.
    """
    place = _known(document, path)
    if place.statement is None:
        raise EditRefusedError("Only a key with a line of its own can be deleted")
    text = document.text
    start = _line_start(text, place.statement.start)
    text = text[:start] + text[_line_end(text, place.statement.end) :]
    return _verified(text, _without(document.data, path))


def _verified(text: str, expected: dict[str, Any]) -> Document:
    try:
        document = Document.parse(text)
    except TomlError as error:
        raise EditRefusedError(f"The text would not be TOML any more: {error.reason}") from None
    if not same(document.data, expected):
        raise EditRefusedError("The text around it would change its meaning")
    return document


def _known(document: Document, path: KeyPath) -> Place:
    place = document.positions.find(path)
    if place is None or not path:
        raise EditRefusedError("There is no such key")
    return place


def _with_replaced_value(document: Document, path: KeyPath, value: Any) -> str:  # noqa: ANN401 - any TOML
    place = _known(document, path)
    if place.value is None:
        raise EditRefusedError("A table with a header or with dotted keys cannot be replaced by a value")
    text = document.text
    start, end = place.value
    if text[start] in "[{" and has_comment(text, start, end):
        raise EditRefusedError("The old value holds comments, which would be lost")
    statement = place.statement
    indent = _indent(text, statement.start) if statement else ""
    written = value_text(value, _eol(text, start), old=text[start:end], inside=statement is None, indent=indent)
    return text[:start] + written + text[end:]


def _with_added_key(document: Document, path: KeyPath, value: Any) -> str:  # noqa: ANN401 - any TOML
    parent = document.positions.find(path[:-1])
    name = path[-1]
    if parent is None or not isinstance(name, str) or not isinstance(_get(document.data, path[:-1]), dict):
        raise EditRefusedError("There is no table for this key")
    if parent.value:
        raise EditRefusedError("A key cannot be added to an inline table yet")
    if parent.last:
        return _after_statement(document, path, parent.last, value)
    if parent.header:
        return _after_header(document.text, parent.header, name, value)
    if path[:-1]:
        raise EditRefusedError("The table for this key has no header of its own")
    return _at_top(document.text, name, value)


def _after_statement(document: Document, path: KeyPath, last: Statement, value: Any) -> str:  # noqa: ANN401
    text = document.text
    dots = _dots_above(document, path[:-1])
    prefix = text[last.start : last.parts[dots][1]]
    before, _, behind = text[last.parts[-1][2] : last.value].partition("=")
    key = prefix + key_text(str(path[-1]))
    if len(before) > 1:  # values in a column
        width = last.parts[-1][2] + len(before) - last.start
        before = " " * max(1, width - len(key))
    return _insert_line(text, last.end, _indent(text, last.start), f"{key}{before}={behind}", value)


def _dots_above(document: Document, path: KeyPath) -> int:
    """How many parts of a key lead from the header above to the table at this path."""
    for count in range(len(path)):
        place = document.positions.find(path[: len(path) - count])
        if place is None or place.header:
            return count
    return len(path)


def _after_header(text: str, header: tuple[int, int], name: str, value: Any) -> str:  # noqa: ANN401
    return _insert_line(text, header[1], _indent(text, header[0]), f"{key_text(name)} = ", value)


def _insert_line(text: str, anchor: int, indent: str, key: str, value: Any) -> str:  # noqa: ANN401
    """The text with a line for a key below the line where the anchor stands."""
    eol = _eol(text, anchor)
    line = f"{indent}{key}{value_text(value, eol, indent=indent)}"
    end = _line_end(text, anchor)
    if text[:end].endswith("\n"):
        return f"{text[:end]}{line}{eol}{text[end:]}"
    return f"{text}{eol}{line}"


def _at_top(text: str, name: str, value: Any) -> str:  # noqa: ANN401 - any TOML
    eol = _eol(text, 0)
    line = f"{key_text(name)} = {value_text(value, eol)}{eol}"
    header = next(statements(text), None)
    if header is None:
        return f"{text}{eol if text and not text.endswith(chr(10)) else ''}{line}"
    place = _top_of_comments(text, header.start)
    return f"{text[:place]}{line}{eol}{text[place:]}"


def _top_of_comments(text: str, header: int) -> int:
    """Where the comment lines glued to a header start; the first line of a file stays the first."""
    start = place = _line_start(text, header)
    while start and text[(above := _line_start(text, start - 1)) : start].lstrip().startswith("#"):
        start = above
    return start or place


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line_end(text: str, offset: int) -> int:
    """The offset after the line end that follows, or of the end of the text."""
    return text.find("\n", offset) + 1 or len(text)


def _indent(text: str, start: int) -> str:
    return text[_line_start(text, start) : start]


def _eol(text: str, offset: int) -> str:
    """The line end that the text uses at an offset, or else before it."""
    end = text.find("\n", offset)
    if end < 0:
        end = text.rfind("\n")
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"


def _get(data: Any, path: KeyPath) -> Any:  # noqa: ANN401 - any TOML
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return _MISSING
    return data


def _with_value(data: Any, path: KeyPath, value: Any) -> Any:  # noqa: ANN401 - any TOML
    """A copy of the data with the value at a path; what is beside the path is shared."""
    if not path:
        return value
    copy = data.copy()
    part = path[0]
    copy[part] = _with_value(data[part], path[1:], value) if len(path) > 1 else value
    return copy


def _without(data: Any, path: KeyPath) -> Any:  # noqa: ANN401 - any TOML
    copy = data.copy()
    if len(path) == 1:
        del copy[path[0]]
    else:
        copy[path[0]] = _without(data[path[0]], path[1:])
    return copy
