"""Deleting a record: asked first, with all that refers to it and what would become of that."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, NamedTuple

from commtui.tui.deeds.base import AppDeeds

if TYPE_CHECKING:
    from commtui.model.ladder import Rung
    from commtui.store.edits import Deed, Edit, Referring
    from commtui.store.errors import Reference
    from commtui.store.snapshot import Entry
    from commtui.store.workspace import Workspace
    from commtui.toml import KeyPath


class Removal(NamedTuple):
    """What is to go: a record, or a rung of it (`path`); who names it, and what would go along where that is possible.

    `unlink` and `cascade` are what would be done then; None where it cannot be, or makes no difference.
    """

    entry: Entry[Any]
    path: KeyPath
    noun: str
    caption: str
    references: tuple[Reference, ...]
    unlink: tuple[Deed, ...] | None
    cascade: tuple[Deed, ...] | None

    def edit(self, referring: Referring) -> Edit:
        """The edit that does it."""
        return _edit(self.entry, self.path, referring)


class Removing(AppDeeds):
    """Deletes the record under the cursor, or the rung."""

    def why_not(self, action: str) -> str | None:
        """What stands against it now."""
        from commtui.model.ladder import Ladder

        if action != "careers.delete" or self.subject is None or isinstance(self.subject.record, Ladder):
            return None
        return f"the cursor is on a {self.subject.record.about.noun}"

    async def act_delete(self) -> None:
        """Ask whether to delete it."""
        await self._delete(part=True)

    async def act_careers_delete(self) -> None:
        """Ask whether to delete the whole ladder."""
        await self._delete(part=False)

    async def _delete(self, *, part: bool) -> None:
        from commtui.store.errors import EditError

        edits = self.app.edits
        entry = edits.current()
        path = edits.current_part(entry) if entry is not None and part else ()
        if entry is None or path is None or edits.workspace is None:
            return
        try:
            removal = await asyncio.to_thread(removal_of, edits.workspace, entry, path)
        except EditError as error:
            edits.refuse(error)
            return
        if removal is not None:
            await self._ask(removal)

    async def _ask(self, removal: Removal) -> None:
        from commtui.store.edits import Referring
        from commtui.tui.screens.removal import CASCADE, DELETE, UNLINK, removal_question

        how = {DELETE: Referring.REFUSE, UNLINK: Referring.UNLINK, CASCADE: Referring.CASCADE}

        async def answer(key: str | None) -> None:
            if key is not None:
                await self.app.edits.make(removal.edit(how[key]), stay=True)

        await self.app.push_screen(
            removal_question(removal, self.app.glyphs, self.app.key_of("careers.delete")), answer
        )


def removal_of(workspace: Workspace, entry: Entry[Any], path: KeyPath = ()) -> Removal | None:
    """What removing a record means, or a member of it; None where that member is not there.

    Raises:
        EditError: It cannot be removed at all.
    """
    from commtui.store.edits import Referring
    from commtui.store.errors import ReferredError

    rung = _rung(entry, path)
    if path and rung is None:
        return None
    noun = "rung" if rung is not None else entry.record.about.noun
    caption = rung.title if rung is not None else entry.record.caption
    try:
        workspace.rehearse(_edit(entry, path, Referring.REFUSE))
    except ReferredError as error:
        ways = {each: _rehearsed(workspace, _edit(entry, path, each)) for each in (Referring.UNLINK, Referring.CASCADE)}
        unlink, cascade = ways[Referring.UNLINK], ways[Referring.CASCADE]
        # Where nothing has to go along, both do the same.
        return Removal(entry, path, noun, caption, error.references, unlink, cascade if unlink is None else None)
    return Removal(entry, path, noun, caption, (), None, None)


def _rung(entry: Entry[Any], path: KeyPath) -> Rung | None:
    if len(path) != 2 or path[0] != "rung" or not isinstance(path[1], int):
        return None
    rungs: tuple[Rung, ...] = entry.record.rung
    return rungs[path[1]] if path[1] < len(rungs) else None


def _edit(entry: Entry[Any], path: KeyPath, referring: Referring) -> Edit:
    from commtui.store.edits import RemoveMember, RemoveRecord

    return RemoveMember(entry, path, referring) if path else RemoveRecord(entry, referring)


def _rehearsed(workspace: Workspace, edit: Edit) -> tuple[Deed, ...] | None:
    """What the edit would do to other records; None where it cannot be made."""
    from commtui.store.errors import EditError

    try:
        # The first deed is the removal itself.
        return workspace.rehearse(edit)[1:]
    except EditError:
        return None
