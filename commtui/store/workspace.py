"""The one owner of a community's snapshot: reads it, edits the files, and tells whoever listens."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING, Any

from commtui.model.record import Record
from commtui.store.errors import EditRefusedError, Reference
from commtui.store.files import stamp_of
from commtui.store.find import Home, own_metrics
from commtui.store.listing import Folder, list_folder
from commtui.store.load import load
from commtui.store.locate import Mark, place_in
from commtui.store.snapshot import Entry, Snapshot
from commtui.toml import KeyPath

# What only editing needs is imported when something is edited: the app reads first.
if TYPE_CHECKING:
    from commtui.store.desk import Desk
    from commtui.store.edits import Deed, Edit, FileChange
    from commtui.store.history import History, Step

Listener = Callable[[Snapshot], None]


class Workspace:
    """A community's files and the snapshot of them; may be used from several threads.

    A value is given as TOML data (text, number, date, list, table), and None stands for a key that is not there.
    What edits raise is told at `apply`.
    """

    def __init__(self, home: Home, read_only: bool = False) -> None:
        self.home = home
        self.read_only = read_only
        self._snapshot: Snapshot | None = None
        self._past: History | None = None
        self._listeners: list[Listener] = []
        self._lock = RLock()

    @property
    def snapshot(self) -> Snapshot:
        """The community as it was last read; read now where it was not yet."""
        # Who only looks does not wait for an edit that waits for its turn.
        if self._snapshot is not None:
            return self._snapshot
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
        from commtui.store.edits import SetFields

        return self.apply(SetFields(entry, changes))

    def apply(self, *edits: Edit) -> Snapshot:
        """Make edits, all of them or none, as one step of undo; the snapshot with them.

        A value that is the same already writes nothing. What others changed beside it since it was read is kept.

        Raises:
            EditRefusedError: The workspace is read-only, a record would not be valid or is not there any more, an id or
                a reference would break (UnknownReferenceError, DuplicateIdError, UncertainIdError, ReferredError), a
                value to be taken out is not in the list (NotAMemberError), or a text cannot hold an edit without harm.
            ConflictError: Someone else changed the same value, or what is to be removed.
            SaveError: A file cannot be read or written; all are as they were, but for those that the error names.
        """
        from commtui.store.planning import performed

        with self._lock:
            step, snapshot = self._write(lambda desk: performed(desk, edits))
            if step.traces:
                self._history.note(step)
            return self._told(snapshot)

    def plan(self, *edits: Edit) -> tuple[FileChange, ...]:
        """What the edits would make of which files, in path order; nothing is written.

        Raises:
            EditError: As for `apply`, but for what only writing shows.
        """
        from commtui.store.writing import file_changes

        with self._lock:
            return file_changes(self.snapshot, edits)

    def rehearse(self, *edits: Edit) -> tuple[Deed, ...]:
        """What the edits would do to which records, those included that refer to what goes; nothing is written.

        Raises:
            EditError: As for `plan`.
        """
        from commtui.store.writing import rehearsed

        with self._lock:
            return rehearsed(self.snapshot, edits)

    @property
    def undoable(self) -> Step | None:
        """What `undo` would take back."""
        return self._past.done[-1] if self._past is not None and self._past.done else None

    @property
    def redoable(self) -> Step | None:
        """What `redo` would do again."""
        return self._past.undone[-1] if self._past is not None and self._past.undone else None

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
        self._forget(self._history.done)

    def forget_redo(self) -> None:
        """Have the step after the next one be the next to be done again, as after a conflict."""
        self._forget(self._history.undone)

    def _forget(self, steps: deque[Step]) -> None:
        with self._lock:
            if steps:
                steps.pop()

    def references_to(self, entry: Entry[Record], rung: str | None = None) -> tuple[Reference, ...]:
        """What names a record, or a rung of it; its own references included."""
        from commtui.store.linking import references_to, target_of

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

    @property
    def _history(self) -> History:
        """The steps; made when one is done or wanted, for to ask whether there is one must cost nothing."""
        from commtui.store.history import History

        if self._past is None:
            self._past = History()
        return self._past

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
        from commtui.store.writing import write

        if self.read_only:
            raise EditRefusedError("opened read-only")
        return write(self.snapshot, work)

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


def _same_content(before: Folder, now: Folder) -> bool:
    return replace(before, stamp=now.stamp) == now
