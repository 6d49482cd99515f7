"""What can be done to a plan: small values that say what, and not how.

Values are TOML data (text, number, date, list, table), and None stands for a key that is not there. An entry may be of
an older snapshot: its record is found again in what the files hold when the edit is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, TypeAlias

from commtui.model.record import Record
from commtui.store.snapshot import Entry
from commtui.toml import KeyPath


class Referring(Enum):
    """What becomes of the references to what is removed."""

    REFUSE = "refuse"
    UNLINK = "unlink"
    CASCADE = "cascade"


@dataclass(frozen=True, slots=True)
class SetFields:
    """Write other values into a record; a list or table is changed only where it differs.

    A changed id takes all references along. A field that decides in which file the record lives moves it there.
    """

    entry: Entry[Record]
    changes: Mapping[KeyPath, Any]


@dataclass(frozen=True, slots=True)
class ChangeList:
    """Add values to the end of a list, and take others out, whatever else is in it by then.

    What is there already is not added again. An empty list is a key that is not there.
    """

    entry: Entry[Record]
    path: KeyPath
    add: tuple[Any, ...] = ()
    remove: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class AddRecord:
    """Add a record of a kind: at the place that the format gives it, or in a file of the community."""

    kind: str
    data: Mapping[str, Any]
    file: Path | None = None
    index: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveRecord:
    """Remove a record with the comments glued to it."""

    entry: Entry[Record]
    referring: Referring = Referring.REFUSE


@dataclass(frozen=True, slots=True)
class RenameId:
    """Give a record another id, or one of its rungs; every reference follows."""

    entry: Entry[Record]
    new: str
    rung: str | None = None


@dataclass(frozen=True, slots=True)
class MoveRecord:
    """Give a record another place, 0-based, among the records of its kind in its file."""

    entry: Entry[Record]
    to: int


@dataclass(frozen=True, slots=True)
class AddMember:
    """Add a table to a list of tables in a record, such as a key result to a goal; at the end where no index is given.

    `path` leads to the list.
    """

    entry: Entry[Record]
    path: KeyPath
    data: Mapping[str, Any]
    index: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveMember:
    """Remove a member of a list in a record; `path` ends with its place."""

    entry: Entry[Record]
    path: KeyPath
    referring: Referring = Referring.REFUSE


@dataclass(frozen=True, slots=True)
class MoveMember:
    """Give a member of a list in a record another place; `path` ends with its place of now."""

    entry: Entry[Record]
    path: KeyPath
    to: int


Edit: TypeAlias = (
    SetFields | ChangeList | AddRecord | RemoveRecord | RenameId | MoveRecord | AddMember | RemoveMember | MoveMember
)


class Verb(Enum):
    """What was done to a record."""

    SET = "set"
    ADD = "add"
    REMOVE = "remove"
    RENAME = "rename"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Deed:
    """What an edit did, for words about it: to which record, and to which values in it.

    `caption` is what people called the record. `changes` has the old and the new value for each path in the record;
    of a member that was added, removed or moved, `path` leads to it. `file` is the file's name as people read it.
    """

    verb: Verb
    kind: str
    id: str | None
    caption: str
    file: str
    path: KeyPath = ()
    changes: Mapping[KeyPath, tuple[Any, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileChange:
    """What an edit makes of a file: the text before and after (None: no such file), byte order mark included."""

    name: str
    path: Path
    old: str | None
    new: str | None
