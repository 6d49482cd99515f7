"""Several edits of one text, made one after the other and checked once, at the end.

Each is a splice of the text. They are believed only when the new text, parsed again, gives the old data with the
same edits applied; else they are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from commtui.toml.document import Document
from commtui.toml.edits import keys, values
from commtui.toml.edits.brackets import Around, Cell
from commtui.toml.edits.data import MISSING, agree, get, with_element, with_move, with_value, without
from commtui.toml.edits.lines import eol_at, indent_of
from commtui.toml.edits.plan import rearrange
from commtui.toml.edits.records import Taken, fresh, is_in_one_piece, like_at, lines_of, with_block
from commtui.toml.edits.refused import EditRefusedError
from commtui.toml.edits.sheet import Found, Sheet, is_dotted
from commtui.toml.edits.style import Writer, is_headable
from commtui.toml.error import TomlError
from commtui.toml.keypath import KeyPath
from commtui.toml.outline import Table, Tables
from commtui.toml.same import same
from commtui.toml.scan import Statement
from commtui.toml.write import one_line, plain

NO_KEY = "There is no such key"
NO_TABLE = "There is no table for this key"
NO_LIST = "There is no such place in a list"
NO_RECORD = "There is no such record"
TAKEN = "This table is already there"


class Draft:
    """A text in the making, and `data`, which is what it must mean in the end; of no use after a refusal."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.data: Any = document.data
        self._document = document
        self._sheet: Sheet | None = None

    def done(self) -> Document:
        """The document with all edits; the one from before if they changed nothing.

        What they did not touch in its data are the same objects as before.

        Raises:
            EditRefusedError: The text would not be TOML, or would mean something else.
        """
        if self.text == self._document.text:
            return self._document
        try:
            document = Document.parse(self.text)
        except TomlError as error:
            raise EditRefusedError(f"The text would not be TOML any more: {error.reason}") from None
        if not agree(document.data, self.data, self._document.data):
            raise EditRefusedError("The text around it would change its meaning")
        return document

    def set(self, path: KeyPath, value: Any) -> None:  # noqa: ANN401 - any TOML
        """Replace the value at a path, or add it to the table there; equal parts of it stay as they are written.

        Raises:
            EditRefusedError: TOML cannot hold the value, or there is no place for it.
        """
        value = _plain(value)
        if not path or any(isinstance(part, int) and part < 0 for part in path):
            raise EditRefusedError(NO_KEY)
        old = get(self.data, path)
        if old is not MISSING:
            self._replace(path, old, value)
        elif isinstance(path[-1], str) and isinstance(get(self.data, path[:-1]), dict):
            self._add(path, value)
        else:
            raise EditRefusedError(NO_TABLE)

    def delete(self, path: KeyPath) -> None:
        """Delete a key with its value, or an element of a list, with the comments that belong to it.

        A table that is left empty stays; an array of tables with headers goes with its last record.

        Raises:
            EditRefusedError: There is no such key or element.
        """
        if not path or get(self.data, path) is MISSING:
            raise EditRefusedError(NO_KEY)
        found = self._found(path)
        if found.rest:
            text = self._in_value(found, lambda value, around: values.without(value, found.rest, around))
            return self._become(text, without(self.data, path))
        above = found.trail[-2]
        is_last = isinstance(above, Tables) and len(above.items) == 1
        return self._become(keys.without(self._now, found.trail), without(self.data, path[:-1] if is_last else path))

    def insert(self, path: KeyPath, index: int | None, value: Any) -> None:  # noqa: ANN401 - any TOML
        """Insert an element in the list at a path before the one with this index; at the end, if that is None.

        A list that is not there yet is made of records with headers.

        Raises:
            EditRefusedError: TOML cannot hold the value, there is no such list, or it has no such place.
        """
        value = _plain(value)
        place = self._place(path, index)
        old = get(self.data, path)
        if self._is_inline(path):
            self._insert_cell(path, place, Cell(one_line(value)), value)
        elif isinstance(value, dict):
            self._insert_record(path, place, value)
        elif old is MISSING:
            self._make(path, [value])
        else:
            self._replace(path, old, [*old[:place], value, *old[place:]])

    def add_table(self, path: KeyPath, data: Any) -> None:  # noqa: ANN401 - any TOML
        """Add a table with a header of its own; inside an inline table, one without.

        Raises:
            EditRefusedError: TOML cannot hold the data, something stands there, or there is no place for it.
        """
        data = _plain(data)
        if not path or not isinstance(data, dict) or not isinstance(path[-1], str):
            raise EditRefusedError(NO_TABLE)
        if get(self.data, path) is not MISSING:
            raise EditRefusedError(TAKEN)
        if not self._takes_headers(path):
            return self._make(path, data)
        text = with_block(self._now, path, 0, fresh(self._now, _names(path), 1, data, []))
        return self._become(text, with_value(self.data, path, data))

    def move(self, path: KeyPath, to: int) -> None:
        """Move an element of a list, with its comments, so that it has another index.

        Raises:
            EditRefusedError: There is no such element, or no such place.
        """
        items = get(self.data, path[:-1]) if path else MISSING
        if not isinstance(items, list) or get(self.data, path) is MISSING or not 0 <= to < len(items):
            raise EditRefusedError(NO_LIST)
        if path[-1] == to:
            return
        found = self._found(path)
        if found.rest:
            text = self._in_value(found, lambda value, around: values.with_move(value, found.rest, to, around))
            self._become(text, with_move(self.data, path, to))
        else:
            self.paste(path[:-1], to, self.take(path))

    def take(self, path: KeyPath) -> Taken:
        """Cut a record, with its comments, to paste it elsewhere.

        Raises:
            EditRefusedError: There is no table at the path.
        """
        data = get(self.data, path)
        if not path or not isinstance(data, dict):
            raise EditRefusedError(NO_RECORD)
        taken = self._copy(path, data)
        self.delete(path)
        return taken

    def paste(self, path: KeyPath, index: int | None, taken: Taken) -> None:
        """Put a record that was cut in the list at a path, before the one with this index; None: at the end.

        Raises:
            EditRefusedError: There is no such list, or it has no such place.
        """
        place = self._place(path, index)
        if self._is_inline(path):
            self._insert_cell(path, place, taken.cell(self._eol), taken.data)
        elif taken.text and not taken.is_inline and taken.names == _names(path) and self._takes_headers(path):
            text = with_block(self._now, path, place, taken.text)
            self._become(text, with_element(self.data, path, place, taken.data))
        else:
            self._insert_record(path, place, taken.data, taken.all_comments())

    def _replace(self, path: KeyPath, old: Any, value: Any) -> None:  # noqa: ANN401 - any TOML
        if same(old, value):
            return
        found = self._found(path)
        node = found.node
        if isinstance(node, Statement):
            text = self._in_value(found, lambda text, around: values.with_value(text, found.rest, old, value, around))
            self._become(text, with_value(self.data, path, value))
        elif isinstance(node, Table) and isinstance(value, dict):
            self._replace_members(path, old, value)
        elif isinstance(node, Tables) and isinstance(value, list) and is_headable(value):
            rearrange(_Records(self, path), old, value)
        elif isinstance(path[-1], int):
            items = get(self.data, path[:-1])
            self._replace(path[:-1], items, [*items[: path[-1]], value, *items[path[-1] + 1 :]])
        elif is_dotted(node) and not any(node.sections()):
            self._become(keys.replaced(self._now, found.trail, value), with_value(self.data, path, value))
        else:
            self.delete(path)
            self._add(path, value)

    def _replace_members(self, path: KeyPath, old: dict[str, Any], value: dict[str, Any]) -> None:
        for key, each in value.items():
            if key in old:
                self._replace((*path, key), old[key], each)
            else:
                self._add((*path, key), each)
        for key in [each for each in old if each not in value]:
            self.delete((*path, key))

    def _add(self, path: KeyPath, value: Any) -> None:  # noqa: ANN401 - any TOML
        """Add a key that is not there to a table that is."""
        found = self._found(path[:-1])
        if isinstance(found.node, Statement):
            rest = (*found.rest, path[-1])
            text = self._in_value(found, lambda text, around: values.with_key(text, rest, value, around))
            return self._become(text, with_value(self.data, path, value))
        if not self._is_better_headed(found, path, value):
            text = keys.with_key(self._now, found.trail, str(path[-1]), value)
            return self._become(text, with_value(self.data, path, value))
        if isinstance(value, dict):
            return self.add_table(path, value)
        for each in value:
            self.insert(path, None, each)
        return None

    def _is_better_headed(self, found: Found, path: KeyPath, value: Any) -> bool:  # noqa: ANN401 - any TOML
        """Whether a new value in a table is to have headers, as others like it have, or since it is large."""
        if not isinstance(found.node, Table) or not self._takes_headers(path):
            return False
        writer = Writer(self._now, self._eol)
        return writer.is_headed(_names(path[:-1]), str(path[-1]), value, found.node, small=len(path) == 1)

    def _insert_record(self, path: KeyPath, index: int, data: dict[str, Any], notes: list[str] | None = None) -> None:
        if not self._takes_headers(path):
            return self._make(path, [data])
        like = like_at(self._now, path, index)
        text = with_block(self._now, path, index, fresh(self._now, _names(path), 2, data, notes or [], like))
        return self._become(text, with_element(self.data, path, index, data))

    def _make(self, path: KeyPath, value: Any) -> None:  # noqa: ANN401 - any TOML
        """Add a value at a path of which the last tables may not be there."""
        while len(path) > 1 and get(self.data, path[:-1]) is MISSING:
            value = {path[-1]: value}
            path = path[:-1]
        if not isinstance(path[-1], str) or not isinstance(get(self.data, path[:-1]), dict):
            raise EditRefusedError(NO_TABLE)
        self._add(path, value)

    def _insert_cell(self, path: KeyPath, index: int, cell: Cell, value: Any) -> None:  # noqa: ANN401 - any TOML
        found = self._found(path)
        rest = (*found.rest, index)
        text = self._in_value(found, lambda text, around: values.with_element(text, rest, cell, around))
        self._become(text, with_element(self.data, path, index, value))

    def _copy(self, path: KeyPath, data: dict[str, Any]) -> Taken:
        found = self._found(path)
        node = found.node
        if isinstance(node, Statement):
            if not found.rest or isinstance(path[-1], str):
                return Taken(_names(path), data, self.text[node.value : node.end], is_inline=True)
            cell = values.cell_at(self.text[node.value : node.end], found.rest, self._around(node))
            return Taken.of_cell(_names(path), data, cell)
        return Taken(_names(path), data, lines_of(self._now, node) if is_in_one_piece(node) else "")

    def _takes_headers(self, path: KeyPath) -> bool:
        """Whether a table at a path, not there yet or with headers already, can be given by a header."""
        for count in range(1, len(path) + 1):
            found = self._now.find(path[:count])
            if found is None:
                return all(isinstance(part, str) for part in path[count - 1 :])
            if isinstance(found.node, Statement) or is_dotted(found.node):
                return False
        return True

    def _place(self, path: KeyPath, index: int | None) -> int:
        """The index in the list at a path, which may not be there yet."""
        items = get(self.data, path)
        if items is MISSING and path and isinstance(path[-1], str):
            items = []
        if not isinstance(items, list) or (index is not None and not 0 <= index <= len(items)):
            raise EditRefusedError(NO_LIST)
        return len(items) if index is None else index

    def _is_inline(self, path: KeyPath) -> bool:
        return get(self.data, path) is not MISSING and isinstance(self._found(path).node, Statement)

    def _found(self, path: KeyPath) -> Found:
        found = self._now.find(path)
        if found is None:
            raise EditRefusedError(NO_KEY)
        return found

    def _in_value(self, found: Found, change: Callable[[str, Around], str]) -> str:
        """The text with the value of a statement changed."""
        statement = found.node
        if not isinstance(statement, Statement):
            raise EditRefusedError(NO_TABLE)
        old = self.text[statement.value : statement.end]
        new = change(old, self._around(statement))
        return self.text[: statement.value] + new + self.text[statement.end :]

    def _around(self, statement: Statement) -> Around:
        return Around(eol_at(self.text, statement.value), indent_of(self.text, statement.start))

    @property
    def _eol(self) -> str:
        return eol_at(self.text, 0)

    @property
    def _now(self) -> Sheet:
        if self._sheet is None:
            is_first = self.text is self._document.text
            self._sheet = Sheet(self.text, self._document.positions.outline if is_first else None)
        return self._sheet

    def _become(self, text: str, data: Any) -> None:  # noqa: ANN401 - any TOML
        if "\n" not in self.text:
            text = self._like_document(text)
        self.text, self.data, self._sheet = text, data, None

    def _like_document(self, text: str) -> str:
        """The text with the document's line ends, which the edits before may have left nothing of."""
        before = self._document.text
        text = text.replace("\r\n", "\n").replace("\n", eol_at(before, 0))
        return text.rstrip("\r\n") if before and not before.endswith("\n") else text


class _Records:
    """The records of an array of tables, changed one by one."""

    def __init__(self, draft: Draft, path: KeyPath) -> None:
        self._draft = draft
        self._path = path

    def remove(self, index: int) -> None:
        self._draft.delete((*self._path, index))

    def insert(self, index: int, value: Any) -> None:  # noqa: ANN401 - any TOML
        self._draft.insert(self._path, index, value)

    def move(self, index: int, to: int) -> None:
        self._draft.move((*self._path, index), to)

    def change(self, index: int, old: Any, new: Any) -> None:  # noqa: ANN401 - any TOML
        if not same(old, new):
            self._draft.set((*self._path, index), new)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value
    try:
        return plain(value)
    except ValueError as error:
        raise EditRefusedError(str(error)) from None


def _names(path: KeyPath) -> tuple[str, ...]:
    return tuple(part for part in path if isinstance(part, str))
