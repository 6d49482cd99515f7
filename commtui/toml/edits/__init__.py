"""Change a TOML text, and not a byte beside what changes.

Each function gives the new document, checked, or raises EditRefusedError. For several edits at once, use a Draft.
"""

from __future__ import annotations

from typing import Any

from commtui.toml.document import Document
from commtui.toml.edits.draft import Draft
from commtui.toml.edits.records import Taken
from commtui.toml.edits.refused import EditRefusedError
from commtui.toml.keypath import KeyPath

__all__ = [
    "Draft",
    "EditRefusedError",
    "Taken",
    "add_table",
    "append_record",
    "delete_element",
    "delete_key",
    "delete_record",
    "insert_element",
    "insert_record",
    "move_element",
    "move_record",
    "paste_record",
    "set_value",
    "take_record",
]


def set_value(document: Document, path: KeyPath, value: Any) -> Document:  # noqa: ANN401 - any TOML
    """The document with the value at a path replaced, or added to the table there.

    An equal value gives the same document. What is equal inside the value stays as it is written; strings keep
    their way of quoting where that can hold the new text.

    Raises:
        EditRefusedError: TOML cannot hold the value, there is no place for it, or more than it would change.
    """
    draft = Draft(document)
    draft.set(path, value)
    return draft.done()


def delete_key(document: Document, path: KeyPath) -> Document:
    """The document without a key; a comment behind its value goes with it, a table left empty stays.

    Raises:
        EditRefusedError: There is no such key, or more than it would vanish.
    """
    draft = Draft(document)
    draft.delete(path)
    return draft.done()


def insert_element(document: Document, path: KeyPath, index: int | None, value: Any) -> Document:  # noqa: ANN401
    """The document with a value in the list at a path, before the element with this index; None: at the end.

    Raises:
        EditRefusedError: TOML cannot hold the value, there is no such place, or more than it would change.
    """
    draft = Draft(document)
    draft.insert(path, index, value)
    return draft.done()


def delete_element(document: Document, path: KeyPath) -> Document:
    """The document without an element of a list, and without the comments that belong to it.

    Raises:
        EditRefusedError: There is no such element, or more than it would vanish.
    """
    return delete_key(document, path)


def move_element(document: Document, path: KeyPath, to: int) -> Document:
    """The document with an element of a list, and the comments that belong to it, at another index.

    Raises:
        EditRefusedError: There is no such element, no such place, or more than it would change.
    """
    draft = Draft(document)
    draft.move(path, to)
    return draft.done()


def append_record(document: Document, kind: str | KeyPath, data: Any) -> Document:  # noqa: ANN401 - any mapping
    """The document with a record after the others of its kind, or at the end; nested ones have a path as kind.

    Raises:
        EditRefusedError: TOML cannot hold the data, there is no place for it, or more than it would change.
    """
    return insert_element(document, _path(kind), None, data)


def insert_record(document: Document, kind: str | KeyPath, index: int, data: Any) -> Document:  # noqa: ANN401
    """The document with a record before the one of its kind that has this index.

    Raises:
        EditRefusedError: TOML cannot hold the data, there is no place for it, or more than it would change.
    """
    return insert_element(document, _path(kind), index, data)


def add_table(document: Document, kind: str | KeyPath, data: Any) -> Document:  # noqa: ANN401 - any mapping
    """The document with a single table, `[kind]`.

    Raises:
        EditRefusedError: It is there already, TOML cannot hold the data, or more than it would change.
    """
    draft = Draft(document)
    draft.add_table(_path(kind), data)
    return draft.done()


def delete_record(document: Document, path: KeyPath) -> Document:
    """The document without a record or single table: all its lines, the comments glued to it, one blank line.

    Raises:
        EditRefusedError: There is no such record, or more than it would vanish.
    """
    return delete_key(document, path)


def move_record(document: Document, path: KeyPath, to: int) -> Document:
    """The document with a record, and the comments that belong to it, at another index among those of its kind.

    Raises:
        EditRefusedError: There is no such record, no such place, or more than it would change.
    """
    return move_element(document, path, to)


def take_record(document: Document, path: KeyPath) -> tuple[Document, Taken]:
    """The document without a record, and that record with its comments, to be pasted elsewhere.

    Raises:
        EditRefusedError: There is no such record, or more than it would vanish.
    """
    draft = Draft(document)
    taken = draft.take(path)
    return draft.done(), taken


def paste_record(document: Document, kind: str | KeyPath, taken: Taken, index: int | None = None) -> Document:
    """The document with a record that was taken elsewhere, as it was written; None: after the others of its kind.

    Raises:
        EditRefusedError: There is no place for it, or more than it would change.
    """
    draft = Draft(document)
    draft.paste(_path(kind), index, taken)
    return draft.done()


def _path(kind: str | KeyPath) -> KeyPath:
    return (kind,) if isinstance(kind, str) else kind
