"""Many texts of one file changed at once: as where hundreds of records name a person whose id is another one."""

from __future__ import annotations

from collections.abc import Mapping

from commtui.store.errors import EditRefusedError
from commtui.store.locate import with_values
from commtui.toml import Document, KeyPath, TomlError
from commtui.toml.edits.data import agree
from commtui.toml.write import value_text

# One by one, each change looks at the whole file; below this that is no matter.
MANY = 8


def with_texts(document: Document, changes: Mapping[KeyPath, str]) -> Document:
    """The document with other texts at these paths, where others are.

    Raises:
        EditRefusedError: The text around them would change its meaning.
    """
    positions = document.positions
    pieces: list[str] = []
    text, at = document.text, 0
    for span, new in sorted(
        ((positions.value(path), new) for path, new in changes.items()), key=lambda it: it[0].start
    ):
        pieces += [text[at : span.start], value_text(new, "\n", old=text[span.start : span.end], inside=True)]
        at = span.end
    pieces.append(text[at:])
    try:
        made = Document.parse("".join(pieces))
    except TomlError as error:
        raise EditRefusedError(f"The text would not be TOML any more: {error.reason}") from None
    if not agree(made.data, _with_each(document.data, changes), document.data):
        raise EditRefusedError("The text around it would change its meaning")
    return made


def _with_each(data: dict[str, object], changes: Mapping[KeyPath, str]) -> dict[str, object]:
    """The data with the texts; a list of records is copied once, not once for each."""
    by_record: dict[KeyPath, dict[KeyPath, str]] = {}
    for path, new in changes.items():
        by_record.setdefault(path[:2], {})[path[2:]] = new
    made = dict(data)
    for (kind, index), each in by_record.items():
        records = made[str(kind)]
        if not isinstance(records, list) or not isinstance(index, int):
            raise EditRefusedError("there is no such place in the record")
        if records is data[str(kind)]:
            records = made[str(kind)] = list(records)
        records[index] = with_values(records[index], each)
    return made
