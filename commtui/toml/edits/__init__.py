"""Change a TOML text, and not a byte beside what changes.

A Draft takes any number of edits; what takes one alone gives the new document, checked.
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


def take_record(document: Document, path: KeyPath) -> tuple[Document, Taken]:
    """The document without a record, and that record with its comments, to be pasted elsewhere.

    Raises:
        EditRefusedError: There is no such record, or more than it would vanish.
    """
    draft = Draft(document)
    taken = draft.take(path)
    return draft.done(), taken
