"""The one owner of a community's snapshot: reads it, edits the files, and tells whoever listens."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import Any

from commtui.model.record import Record
from commtui.store.desk import Desk, Planned, with_pages
from commtui.store.edits import Edit, FileChange, SetFields
from commtui.store.errors import EditRefusedError, Reference, SaveError
from commtui.store.files import Stamp, stamp_of
from commtui.store.find import Home, own_metrics
from commtui.store.history import History, Step
from commtui.store.linking import references_to, target_of
from commtui.store.listing import Folder, list_folder, walk
from commtui.store.load import load, no_collection, refresh, shown_name
from commtui.store.locate import Mark, place_in
from commtui.store.planning import perform
from commtui.store.save import ChangedError, Write, write_all
from commtui.store.snapshot import Entry, Page, Snapshot
from commtui.store.soundness import refuse_harm
from commtui.store.turns import turn
from commtui.toml import KeyPath

Listener = Callable[[Snapshot], None]

# How often an edit begins anew because a file changed between reading and writing it.
ATTEMPTS = 5


class Workspace:
    """A community's files and the snapshot of them; may be used from several threads.

    A value is given as TOML data (text, number, date, list, table), and None stands for a key that is not there.
    What edits raise is told at `apply`.
    """

    def __init__(self, home: Home, read_only: bool = False) -> None:
        self.home = home
        self.read_only = read_only
        self._snapshot: Snapshot | None = None
        self._listeners: list[Listener] = []
        self._lock = RLock()
        self._history = History()

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
        """Write another value at a path of a record (None: delete the key); only the bytes of that value change."""
        return self.edit(entry, {path: value})

    def edit(self, entry: Entry[Record], changes: Mapping[KeyPath, Any]) -> Snapshot:
        """Write other values into a record, all of them or none."""
        return self.apply(SetFields(entry, changes))

    def apply(self, *edits: Edit) -> Snapshot:
        """Make edits, all of them or none, as one step of undo; the snapshot with them.

        A value that is the same already writes nothing. What others changed beside it since it was read is kept.

        Raises:
            EditRefusedError: The workspace is read-only, a record would not be valid or is not there any more, an id or
                a reference would break (UnknownReferenceError, DuplicateIdError, ReferredError), a value to be taken
                out is not in the list (NotAMemberError), or a text cannot hold an edit without harm.
            ConflictError: Someone else changed the same value, or what is to be removed.
            SaveError: A file cannot be read or written; all are as they were, but for those that the error names.
        """
        with self._lock:
            step, snapshot = self._write(lambda desk: _performed(desk, edits))
            if step.traces:
                self._history.note(step)
            return self._told(snapshot)

    def plan(self, *edits: Edit) -> tuple[FileChange, ...]:
        """What the edits would make of which files, in path order; nothing is written.

        Raises:
            EditError: As for `apply`, but for what only writing shows.
        """
        with self._lock, no_collection():
            desk = Desk(refresh(self.snapshot))
            _performed(desk, edits)
            planned = _sound(desk)
        return tuple(sorted(map(_file_change, planned), key=lambda each: each.path))

    @property
    def undoable(self) -> Step | None:
        """What `undo` would take back."""
        return self._history.done[-1] if self._history.done else None

    @property
    def redoable(self) -> Step | None:
        """What `redo` would do again."""
        return self._history.undone[-1] if self._history.undone else None

    def undo(self) -> Step | None:
        """Take back the last step, and only that: what others did since is kept; None where there is nothing to undo.

        Raises:
            ConflictError: Someone else changed the same values; nothing is written, and the step stays the next one.
            EditRefusedError, SaveError: As for `apply`.
        """
        return self._take_back(self._history.done, self._history.undone)

    def redo(self) -> Step | None:
        """Do again what was taken back last; None where there is nothing.

        Raises:
            ConflictError, EditRefusedError, SaveError: As for `undo`.
        """
        return self._take_back(self._history.undone, self._history.done)

    def forget_undo(self) -> None:
        """Have the step before the last one be the next to be undone, as after a conflict."""
        with self._lock:
            if self._history.done:
                self._history.done.pop()

    def references_to(self, entry: Entry[Record], rung: str | None = None) -> tuple[Reference, ...]:
        """What names a record, or a rung of it; its own references included."""
        target = target_of(entry.record.about.name, entry.data, rung)
        return references_to(self.snapshot, {target}) if target is not None else ()

    def current(self, entry: Entry[Record]) -> Entry[Record] | None:
        """The same record in the snapshot of now; None where it is gone, or not valid any more."""
        snapshot = self.snapshot
        page = next((each for each in snapshot.pages if each.file.path == entry.file.path), None)
        at = place_in(page.file.document.data, Mark.of(entry)) if page is not None else None
        if page is not None and at is not None:
            return next((each for each in page.entries if each.path == at), None)
        id_ = getattr(entry.record, "id", None)
        return snapshot.find(type(entry.record), id_) if isinstance(id_, str) else None

    def _take_back(self, steps: deque[Step], others: deque[Step]) -> Step | None:
        with self._lock:
            if not steps:
                return None
            step = steps[-1]
            back, snapshot = self._write(step.taken_back)
            steps.pop()
            others.append(back)
            self._told(snapshot)
            return step

    def _write(self, work: Callable[[Desk], Step]) -> tuple[Step, Snapshot]:
        """Do some work on what the files hold now, and write what comes of it; the step with its traces."""
        if self.read_only:
            raise EditRefusedError("opened read-only")
        name = shown_name(self.home.place, self.home)
        with no_collection(), turn(self.home.place, name):
            changed = name
            for _ in range(ATTEMPTS):
                desk = Desk(refresh(self.snapshot))
                step = work(desk)
                planned = _sound(desk)
                try:
                    stamps = self._save(planned)
                except ChangedError as error:
                    changed = str(error)
                    continue
                return step.traced(planned), self._after(desk, planned, stamps)
        raise SaveError(changed, "is being changed by something else all the time")

    def _save(self, planned: Sequence[Planned]) -> Mapping[Path, Stamp]:
        top = self.home.place.parent if self.home.is_file else self.home.place
        return write_all([_write_of(each) for each in planned], top)

    def _after(self, desk: Desk, planned: Sequence[Planned], stamps: Mapping[Path, Stamp]) -> Snapshot:
        pages = {each.path: _stamped(each.after, stamps[each.path]) if each.after else None for each in planned}
        snapshot = with_pages(desk.reread(), pages)
        if any(each.before is None or each.after is None for each in planned) and not self.home.is_file:
            return replace(snapshot, folders=tuple(walk(self.home.place)))
        return snapshot

    def _told(self, snapshot: Snapshot) -> Snapshot:
        return snapshot if snapshot is self._snapshot else self._next(snapshot)

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


def _performed(desk: Desk, edits: Sequence[Edit]) -> Step:
    maker, deeds = perform(desk, edits)
    return Step.of(deeds, maker)


def _sound(desk: Desk) -> tuple[Planned, ...]:
    """The files that would change, where that leaves the plan sound."""
    planned = desk.finish()
    before = desk.reread()
    refuse_harm(before, with_pages(before, {each.path: each.after for each in planned}), planned)
    return planned


def _write_of(planned: Planned) -> Write:
    old, new = planned.before, planned.after
    return Write(
        planned.path,
        planned.name,
        old.file.content.stamp if old is not None else None,
        _raw(old),
        _raw(new),
    )


def _raw(page: Page | None) -> bytes | None:
    return page.file.content.encode(page.file.content.text) if page is not None else None


def _stamped(page: Page, stamp: Stamp) -> Page:
    """The page of a file that was written, and has this stamp now."""
    file = replace(page.file, content=replace(page.file.content, stamp=stamp))
    return Page(
        file,
        tuple(replace(each, file=file) for each in page.entries),
        tuple(replace(each, file=file) for each in page.rejected),
    )


def _file_change(planned: Planned) -> FileChange:
    old, new = planned.before, planned.after
    return FileChange(
        planned.name,
        planned.path,
        old.file.content.text if old is not None else None,
        new.file.content.text if new is not None else None,
    )


def _same_content(before: Folder, now: Folder) -> bool:
    return replace(before, stamp=now.stamp) == now
