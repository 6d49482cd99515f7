"""Edits from the keyboard: made beside the screen, told in words, followed by the cursor, never over someone else's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from commtui.tui.deeds.base import AppDeeds

if TYPE_CHECKING:
    from commtui.store.edits import Edit
    from commtui.store.errors import ConflictError
    from commtui.store.snapshot import Entry
    from commtui.store.workspace import Workspace
    from commtui.toml import KeyPath
    from commtui.tui.app import CommtuiApp
    from commtui.tui.deeds.telling import Done
    from commtui.tui.forms.dialogs import Side
    from commtui.tui.state import State


class Edits(AppDeeds):
    """Makes edits of records: whoever wants one says which, and all of them are told and undone alike."""

    def __init__(self, app: CommtuiApp) -> None:
        super().__init__(app)
        # Where the cursor is to go once the state with it is shown, and whether another view may be shown for it.
        self._landing: tuple[Entry[Any], bool] | None = None

    @property
    def workspace(self) -> Workspace | None:
        """The files; None before they are read."""
        return self.state.workspace if self.state is not None else None

    def current(self) -> Entry[Any] | None:
        """The record under the cursor as it is by now; None where there is none any more, which is said."""
        seen = self.subject
        if seen is None or self.workspace is None:
            return None
        entry = self.workspace.current(seen)
        if entry is None:
            from commtui.tui.deeds.telling import called

            self.app.warn(
                f"The {called(seen, self.app.glyphs)} is not in {seen.file.name} any more, or has errors there"
            )
        return entry

    def current_part(self, entry: Entry[Any]) -> KeyPath | None:
        """Where in a record of now that part is which keys are about; None where it is gone, which is said.

        The screen may show an order of before; the part is known by its id.
        """
        from commtui.store.locate import value_at

        seen, path = self.subject, self.member
        if seen is None or not path:
            return path
        *around, _ = path
        id_ = value_at(seen.data, (*path, "id"))
        members = value_at(entry.data, tuple(around)) or ()
        place = next((number for number, each in enumerate(members) if each.get("id") == id_), None)
        if place is None:
            self.app.warn("It is not there any more: look at it again")
            return None
        return (*around, place)

    async def make(self, *edits: Edit, go: bool = False, stay: bool = False) -> bool:
        """Make edits as one step, say what they did, and show the record; whether they were made.

        The cursor goes to the record where the view shows it; `go` shows the view that does, `stay` keeps the place.
        """
        from commtui.store.errors import EditError

        try:
            await self._make(*edits, go=go, stay=stay)
        except EditError as error:
            self.refuse(error)
            return False
        return True

    async def set_field(self, entry: Entry[Any], name: str, value: Any) -> None:  # noqa: ANN401 - any TOML
        """Give a field another value; where someone else did so too, ask whose to keep."""
        from commtui.store.edits import SetFields
        from commtui.store.errors import ConflictError, EditError

        try:
            await self._make(SetFields(entry, {(name,): value}))
        except ConflictError as error:
            await self._ask_whose(entry, name, error)
        except EditError as error:
            self.refuse(error)

    def refuse(self, error: Exception) -> None:
        """Say why nothing was written."""
        from commtui.store.errors import EditError, SaveError
        from commtui.tui.deeds.telling import refusal

        words = refusal(error) if isinstance(error, EditError) else repr(error)
        self.app.warn(f"Nothing was written: {words}", "error" if isinstance(error, SaveError) else "warning")

    async def work(self, work: Callable[[Workspace], Done | None]) -> Done | None:
        """Do some work on the files beside the screen, after a look at what others did to them."""
        workspace = self.workspace
        if workspace is None:
            return None

        def fresh() -> Done | None:
            if workspace.has_changed():
                workspace.reload()
            return work(workspace)

        return await asyncio.to_thread(fresh)

    async def follow(self, entry: Entry[Any] | None, *, go: bool = False) -> None:
        """Have the cursor go to a record once it is shown."""
        self._landing = (entry, go) if entry is not None else None
        if self.state is not None:
            await self.shown(self.state)

    async def shown(self, state: State) -> None:
        """Go where the last edit was, now that it is shown."""
        # The pages tell which state this is: an older one may be shown while a newer one is on its way.
        if self._landing is None or state.snapshot.pages is not state.workspace.snapshot.pages:
            return
        (target, go), self._landing = self._landing, None
        entry = state.workspace.current(target)
        if entry is None:
            return
        if go and not self.main.shows(entry):
            await self.main.go(entry)
        elif self.main.view is not None:
            self.main.view.point(entry)

    def tell(self, words: str) -> None:
        """Say what was done; what was said before it is over."""
        self.app.clear_notifications()
        self.app.tell(words)

    async def _make(self, *edits: Edit, go: bool = False, stay: bool = False) -> None:
        from commtui.tui.deeds.telling import landing, told, where, with_key

        done = await self.work(lambda workspace: _made(workspace, edits))
        if done is None:
            self.tell("It is so already")
            return
        glyphs = self.app.glyphs
        words = f"{told(done, glyphs)} {glyphs.dot} {where(done)}"
        self.tell(with_key(words, self.app.key_of("undo"), "undoes it", glyphs))
        if not stay:
            await self.follow(landing(done), go=go)

    def _again(self, entry: Entry[Any]) -> Entry[Any] | None:
        """The record as the files hold it now; None where it is gone."""
        if self.workspace is None:
            return None
        self.workspace.reload()
        return self.workspace.current(entry)

    async def _ask_whose(self, entry: Entry[Any], name: str, error: ConflictError) -> None:
        from commtui.report.values import flat
        from commtui.tui.forms.dialogs import ConflictDialog

        async def answer(side: Side | None) -> None:
            if side != "mine":
                self.tell(
                    "Nothing was written: the file has their value" if side == "theirs" else "Nothing was written"
                )
                return
            now = await asyncio.to_thread(self._again, entry)
            if now is None:
                self.app.warn(f"Nothing was written: the record is not in {entry.file.name} any more")
            else:
                await self.set_field(now, name, error.mine)

        title = type(entry.record).model_fields[name].title or name
        await self.app.push_screen(
            ConflictDialog(title, flat(error.mine), flat(error.theirs), flat(error.base)), answer
        )


def _made(workspace: Workspace, edits: tuple[Edit, ...]) -> Done | None:
    """Make the edits; None where they change nothing."""
    from commtui.tui.deeds.telling import Done

    before, last = workspace.snapshot, workspace.undoable
    after = workspace.apply(*edits)
    step = workspace.undoable
    return None if step is None or step is last else Done(step, before, after)
