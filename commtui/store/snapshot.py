"""A community as it was on disk at one moment: frozen, with every problem beside what could be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar, cast

from commtui.model.community import Community
from commtui.model.record import Record
from commtui.store.files import Content, Stamp
from commtui.store.find import Home
from commtui.store.listing import Folder
from commtui.toml import Document, KeyPath

R = TypeVar("R", bound=Record)
AnyRecord = TypeVar("AnyRecord", bound=Record, covariant=True)


@dataclass(frozen=True, eq=False)
class File:
    """A file that was read and is TOML; `name` is its path from the base, with forward slashes."""

    name: str
    path: Path
    content: Content
    document: Document


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A file that could not be read, or is not TOML; `text` is what it holds, where that is known.

    `is_text` says that it is text, and only its TOML is wrong. A folder that could not be listed is one too.
    """

    name: str
    path: Path
    reason: str
    hint: str = ""
    line: int = 1
    column: int = 1
    text: str = ""
    is_text: bool = False
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Entry(Generic[AnyRecord]):
    """A record, the data it was read from, and where it stands: its file, and its key path there."""

    record: AnyRecord
    data: Mapping[str, Any]
    file: File
    path: KeyPath

    @property
    def line(self) -> int:
        """The line of the record's header, 1-based."""
        return self.file.document.positions.header(self.path).line

    @property
    def where(self) -> str:
        """`FILE:LINE`, as people write it."""
        return f"{self.file.name}:{self.line}"


class Fault(NamedTuple):
    """One thing that is wrong with a value: pydantic's type and context of it, and the key path in the file."""

    type: str
    path: KeyPath
    message: str
    context: Mapping[str, Any]
    value: Any


@dataclass(frozen=True, slots=True, eq=False)
class Rejected:
    """A record that does not fit its kind, or data of no kind at all (`kind` None)."""

    kind: str | None
    data: Any
    file: File
    path: KeyPath
    faults: tuple[Fault, ...]

    @property
    def where(self) -> str:
        """`FILE:LINE` of its header, as people write it."""
        return f"{self.file.name}:{self.file.document.positions.header(self.path).line}"


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A file and what was read of it."""

    file: File
    entries: tuple[Entry[Record], ...]
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """All that was read of a community; `metrics` are the ids of those that it defines itself.

    `pages` and `folders` are the same by where it was read, from which the next snapshot is made.
    """

    home: Home
    files: tuple[File, ...] = ()
    broken: tuple[BrokenFile, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    entries: Mapping[str, tuple[Entry[Record], ...]] = field(default_factory=dict)
    metrics: frozenset[str] = frozenset()
    pages: tuple[Page, ...] = ()
    folders: tuple[Folder, ...] = ()

    def of(self, model: type[R]) -> tuple[Entry[R], ...]:
        """The valid records of a kind, in path order."""
        return cast("tuple[Entry[R], ...]", self.entries.get(model.about.name, ()))

    def records(self, model: type[R]) -> Iterator[R]:
        """The valid records of a kind, without where they stand."""
        return (entry.record for entry in self.of(model))

    def find(self, model: type[R], id_: str) -> Entry[R] | None:
        """The record of a kind by its id; of two with one id, the first."""
        return cast("Entry[R] | None", self._by_id.get(model.about.name, {}).get(id_))

    def at(self, name: str, line: int) -> Entry[Record] | Rejected | None:
        """What the line of a file belongs to: the record that begins there or last before it, or has a table there.

        The line is 1-based; a comment belongs to the record above it.
        """
        page = next((each for each in self.pages if each.file.name == name), None)
        if page is None:
            return None
        end = _end_of_line(page.file.content.text, line)
        last: tuple[int, Entry[Record] | Rejected | None] = (-1, None)
        records: tuple[Entry[Record] | Rejected, ...] = (*page.entries, *page.rejected)
        for each in records:
            begun = max((start for start in _starts(each) if start < end), default=-1)
            last = max(last, (begun, each), key=lambda found: found[0])
        return last[1]

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Entry[Record]]]:
        found: dict[str, dict[str, Entry[Record]]] = {}
        for kind, entries in self.entries.items():
            ids = found[kind] = {}
            for entry in entries:
                id_ = getattr(entry.record, "id", None)
                if isinstance(id_, str):
                    ids.setdefault(id_, entry)
        return found

    @property
    def community(self) -> Community:
        """The community's own record; a nameless one where it has none."""
        return next(self.records(Community), None) or Community(name=_name_of(self.home))

    @property
    def size(self) -> int:
        """How many records were found, the rejected ones included."""
        return sum(map(len, self.entries.values())) + sum(each.kind is not None for each in self.rejected)


def _starts(record: Entry[Record] | Rejected) -> Iterator[int]:
    """Where a record and the tables in it begin: other records may stand between them."""
    positions = record.file.document.positions
    yield positions.value(record.path).start
    tables = positions.outline.root.headed.get(str(record.path[0]))
    if tables is None:
        return
    items = getattr(tables, "items", None)
    own = items[record.path[1]] if items is not None and len(record.path) > 1 else tables
    yield from (section.header.start for section in own.sections() if section.header is not None)


def _end_of_line(text: str, line: int) -> int:
    end = -1
    for _ in range(line):
        end = text.find("\n", end + 1)
        if end < 0:
            return len(text)
    return end


def _name_of(home: Home) -> str:
    folder = home.place.parent.name
    return folder if folder.isprintable() and folder else "Community"
