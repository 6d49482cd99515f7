"""From work on a desk to files on disk: checked, in turn with other processes, and all or none."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from commtui.store.desk import Desk, Planned, with_pages
from commtui.store.edits import Deed, Edit, FileChange
from commtui.store.errors import SaveError
from commtui.store.files import Stamp
from commtui.store.history import Step
from commtui.store.listing import walk
from commtui.store.load import no_collection, refresh, shown_name
from commtui.store.planning import performed
from commtui.store.save import ChangedError, Write, write_all
from commtui.store.snapshot import Page, Snapshot
from commtui.store.soundness import refuse_harm
from commtui.store.turns import turn

# How often an edit begins anew because a file changed between reading and writing it.
ATTEMPTS = 5


def write(snapshot: Snapshot, work: Callable[[Desk], Step]) -> tuple[Step, Snapshot]:
    """Do some work on what the files hold now, and write what comes of it; the step, and the snapshot after it.

    Raises:
        EditError: It was not done; the files are as they were, but for those that a SaveError names.
    """
    home = snapshot.home
    changed = shown_name(home.place, home)
    if not os.path.lexists(home.place):
        raise SaveError(changed, f"cannot be read: {os.strerror(errno.ENOENT)}")
    with no_collection(), turn(home.place, changed):
        for _ in range(ATTEMPTS):
            desk = Desk(refresh(snapshot))
            step = work(desk)
            planned = _sound(desk)
            try:
                stamps = write_all([_write(each) for each in planned], _top(snapshot))
            except ChangedError as error:
                changed = str(error)
                continue
            return step.traced(planned), _after(desk, planned, stamps)
    raise SaveError(changed, "is being changed by something else all the time")


def file_changes(snapshot: Snapshot, edits: Sequence[Edit]) -> tuple[FileChange, ...]:
    """What the edits would make of which files, in path order."""
    with no_collection():
        desk = Desk(refresh(snapshot))
        performed(desk, edits)
        planned = sorted(_sound(desk), key=lambda each: each.path)
    return tuple(FileChange(each.name, each.path, _text(each.before), _text(each.after)) for each in planned)


def rehearsed(snapshot: Snapshot, edits: Sequence[Edit]) -> tuple[Deed, ...]:
    """What the edits would do to which records, as far as can be seen without writing."""
    with no_collection():
        desk = Desk(refresh(snapshot))
        deeds = performed(desk, edits).deeds
        _sound(desk)
    return deeds


def _sound(desk: Desk) -> tuple[Planned, ...]:
    """The files that would change, where that leaves the plan sound."""
    planned = desk.finish()
    before = desk.reread()
    refuse_harm(before, with_pages(before, {each.path: each.after for each in planned}), planned)
    return planned


def _write(planned: Planned) -> Write:
    read = planned.before.file.content.stamp if planned.before is not None else None
    return Write(planned.path, planned.name, read, _raw(planned.before), _raw(planned.after))


def _after(desk: Desk, planned: Sequence[Planned], stamps: Mapping[Path, Stamp]) -> Snapshot:
    pages = {each.path: _stamped(each.after, stamps[each.path]) if each.after else None for each in planned}
    snapshot = with_pages(desk.reread(), pages)
    home = snapshot.home
    if home.is_file or all(each.before is not None and each.after is not None for each in planned):
        return snapshot
    return replace(snapshot, folders=tuple(walk(home.place)))


def _top(snapshot: Snapshot) -> Path:
    home = snapshot.home
    return home.place.parent if home.is_file else home.place


def _stamped(page: Page, stamp: Stamp) -> Page:
    """The page of a file that was written, and has this stamp now."""
    file = replace(page.file, content=replace(page.file.content, stamp=stamp))
    entries = tuple(replace(each, file=file) for each in page.entries)
    return Page(file, entries, tuple(replace(each, file=file) for each in page.rejected))


def _text(page: Page | None) -> str | None:
    raw = _raw(page)
    return raw.decode() if raw is not None else None


def _raw(page: Page | None) -> bytes | None:
    return page.file.content.encode(page.file.content.text) if page is not None else None
