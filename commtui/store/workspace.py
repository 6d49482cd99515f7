"""The one owner of a community's snapshot: reads it, edits the files, and tells whoever listens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from threading import RLock
from typing import Any

from pydantic import ValidationError

from commtui.model.record import Record
from commtui.store.errors import ConflictError, EditRefusedError, SaveError
from commtui.store.files import stamp_of
from commtui.store.find import Home, own_metrics
from commtui.store.listing import Folder, list_folder
from commtui.store.load import assemble, faults, load, load_page, no_collection, read_page
from commtui.store.locate import same_record, value_at, with_value
from commtui.store.save import ChangedError, save
from commtui.store.snapshot import BrokenFile, Entry, Page, Snapshot
from commtui.toml import Document, KeyPath, delete_key, set_value
from commtui.toml import EditRefusedError as TextRefusedError
from commtui.toml.same import same

Listener = Callable[[Snapshot], None]
Changes = Mapping[KeyPath, Any]

# How often an edit begins anew because the file changed between reading and writing it.
ATTEMPTS = 5


class Workspace:
    """A community's files and the snapshot of them; may be used from several threads.

    A value is given as TOML data (text, number, date, list, table), and None stands for a key that is not there.
    """

    def __init__(self, home: Home, read_only: bool = False) -> None:
        self.home = home
        self.read_only = read_only
        self._snapshot: Snapshot | None = None
        self._listeners: list[Listener] = []
        self._lock = RLock()

    @property
    def snapshot(self) -> Snapshot:
        """The community as it was last read; read now where it was not yet."""
        with self._lock:
            if self._snapshot is None:
                self._snapshot = load(self.home)
            return self._snapshot

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have every next snapshot told, in the thread that made it; the answer ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def reload(self) -> Snapshot:
        """Read what changed on disk."""
        with self._lock:
            return self._next(load(self.home, self._snapshot))

    def has_changed(self) -> bool:
        """Whether the files on disk are others than were read; looks at no content, so it may be asked each second."""
        with self._lock:
            snapshot = self.snapshot
            if any(stamp_of(file.path) != file.content.stamp for file in snapshot.files):
                return True
            if any(stamp_of(each.path) != each.stamp for each in snapshot.broken):
                return True
            return self._folders_changed(snapshot) or own_metrics(self.home) != snapshot.metrics

    def set_field(self, entry: Entry[Record], path: KeyPath, value: Any) -> Snapshot:  # noqa: ANN401 - any TOML
        """Write another value at a path of a record (None: delete the key); only the bytes of that value change.

        Raises:
            EditRefusedError, ConflictError, SaveError: As for `edit`.
        """
        return self.edit(entry, {path: value})

    def edit(self, entry: Entry[Record], changes: Changes) -> Snapshot:
        """Write other values into a record, all of them or none; a value that is the same already writes nothing.

        A file that someone else changed meanwhile keeps those changes.

        Raises:
            EditRefusedError: The workspace is read-only, the record would not be valid or is not there any more, or
                the text cannot hold the value without harm to what stands around it.
            ConflictError: Someone else changed one of the same values.
            SaveError: The file cannot be read or written.
        """
        changes = {path: value for path, value in changes.items() if not same(value_at(entry.data, path), value)}
        if not changes:
            return self.snapshot
        if self.read_only:
            raise EditRefusedError("opened read-only")
        _validate(entry, entry.data, changes)
        with self._lock, no_collection():
            for _ in range(ATTEMPTS):
                try:
                    return self._next(self._with_page(self._write(entry, changes)))
                except ChangedError:
                    continue
        raise SaveError(entry.file.name, "is being changed by something else all the time")

    def current(self, entry: Entry[Record]) -> Entry[Record] | None:
        """The same record in the snapshot of now; None where it is gone, or not valid any more."""
        page = next((each for each in self.snapshot.pages if each.file.path == entry.file.path), None)
        found = same_record(entry, page) if page is not None else None
        return found if isinstance(found, Entry) else None

    def _write(self, entry: Entry[Record], changes: Changes) -> Page:
        page = self._read_again(entry)
        now = same_record(entry, page)
        if now is None:
            raise EditRefusedError(f"the record is not in {entry.file.name} any more")
        left = {path: value for path, value in changes.items() if not same(value_at(now.data, path), value)}
        for path, value in left.items():
            _refuse_conflict(entry, now.data, path, value)
        if not left:
            return page
        if page.file.content.text != entry.file.content.text:
            _validate(entry, now.data, left)
        document = _applied(page.file.document, now.path, left)
        content = page.file.content
        stamp = save(entry.file.path, content.encode(document.text), content.stamp, entry.file.name)
        return read_page(
            replace(page.file, content=replace(content, text=document.text, stamp=stamp), document=document)
        )

    def _read_again(self, entry: Entry[Record]) -> Page:
        """The entry's file as it is now."""
        known = next((each for each in self.snapshot.pages if each.file.path == entry.file.path), None)
        page = load_page(entry.file.path, self.home, known)
        if isinstance(page, BrokenFile):
            at = f" (line {page.line})" if page.is_text else ""
            raise SaveError(page.name, f"{page.reason[:1].lower()}{page.reason[1:]}{at}")
        return page

    def _with_page(self, page: Page) -> Snapshot:
        snapshot = self.snapshot
        others = [each for each in snapshot.pages if each.file.path != page.file.path]
        broken = [each for each in snapshot.broken if each.path != page.file.path]
        pages = sorted([*others, page], key=lambda each: each.file.path)
        return assemble(snapshot.home, [*broken, *pages], snapshot.metrics, snapshot.folders)

    def _next(self, snapshot: Snapshot) -> Snapshot:
        self._snapshot = snapshot
        for listener in tuple(self._listeners):
            listener(snapshot)
        return snapshot

    def _folders_changed(self, snapshot: Snapshot) -> bool:
        """Whether a folder holds other files than it did; what else changed there is forgotten."""
        changed = {each.path for each in snapshot.folders if stamp_of(each.path) != each.stamp}
        if not changed:
            return False
        folders = tuple(list_folder(each.path) if each.path in changed else each for each in snapshot.folders)
        if any(not _same_content(*pair) for pair in zip(snapshot.folders, folders, strict=True)):
            return True
        self._snapshot = replace(snapshot, folders=folders)
        return False


def _same_content(before: Folder, now: Folder) -> bool:
    return replace(before, stamp=now.stamp) == now


def _validate(entry: Entry[Record], data: Mapping[str, Any], changes: Changes) -> None:
    """Refuse changes that would leave data which is no record of its kind."""
    new: Any = dict(data)
    try:
        for path, value in changes.items():
            new = with_value(new, path, value)
    except LookupError as error:
        raise EditRefusedError("there is no such place in the record") from error
    try:
        type(entry.record).model_validate(new)
    except ValidationError as error:
        raise EditRefusedError("the record would not be valid", tuple(faults(error))) from error


def _refuse_conflict(entry: Entry[Record], now: Mapping[str, Any], path: KeyPath, mine: Any) -> None:  # noqa: ANN401
    # A place in a list may mean another member by now, so that member must be the same as a whole.
    depth = next((index + 1 for index, step in enumerate(path) if isinstance(step, int)), len(path))
    if same(value_at(entry.data, path[:depth]), value_at(now, path[:depth])):
        return
    raise ConflictError(path, mine, value_at(now, path), value_at(entry.data, path))


def _applied(document: Document, at: KeyPath, changes: Changes) -> Document:
    """The document with the values; the text refuses what would harm what stands around them."""
    try:
        for path, value in changes.items():
            document = delete_key(document, at + path) if value is None else set_value(document, at + path, value)
    except TextRefusedError as error:
        raise EditRefusedError(str(error)) from error
    return document
