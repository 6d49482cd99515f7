"""Undo and redo, of every edit and from everywhere; a step that cannot be taken back can be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commtui.tui.deeds.base import AppDeeds

if TYPE_CHECKING:
    from commtui.store.errors import EditError
    from commtui.store.workspace import Workspace
    from commtui.tui.deeds.telling import Done


class History(AppDeeds):
    """Takes back what was done, and does it again."""

    def why_not(self, action: str) -> str | None:
        """What stands against it now."""
        if action not in {"undo", "redo"}:
            return None
        workspace = self.app.edits.workspace
        step = workspace and (workspace.undoable if action == "undo" else workspace.redoable)
        return f"there is nothing to {action}" if step is None else None

    async def act_undo(self) -> None:
        """Take back the last edit."""
        await self._turn(is_undo=True)

    async def act_redo(self) -> None:
        """Do again what was taken back last."""
        await self._turn(is_undo=False)

    async def _turn(self, *, is_undo: bool) -> None:
        from commtui.store.errors import EditError
        from commtui.tui.deeds.telling import landing, told, where, with_key

        try:
            done = await self.app.edits.work(_undone if is_undo else _redone)
        except EditError as error:
            await self._offer_to_skip(error, is_undo=is_undo)
            return
        if done is None:
            self.app.tell(f"There is nothing to {'undo' if is_undo else 'redo'}")
            return
        glyphs = self.app.glyphs
        words = f"{'Undone' if is_undo else 'Redone'}: {told(done, glyphs, is_undo=is_undo)}"
        words = f"{words} {glyphs.dot} {where(done)}"
        other, what = ("redo", "redoes it") if is_undo else ("undo", "undoes it")
        self.app.edits.tell(with_key(words, self.app.key_of(other), what, glyphs))
        await self.app.edits.follow(landing(done))

    async def _offer_to_skip(self, error: EditError, *, is_undo: bool) -> None:
        from commtui.tui.deeds.telling import deed_in_words, refusal
        from commtui.tui.screens.skipping import SKIP, skip_question

        workspace = self.app.edits.workspace
        step = workspace and (workspace.undoable if is_undo else workspace.redoable)
        if workspace is None or not step:
            self.app.edits.refuse(error)
            return
        what = "; ".join(deed_in_words(each, self.app.glyphs) for each in step.deeds[:1])

        def answer(key: str | None) -> None:
            if key == SKIP:
                (workspace.forget_undo if is_undo else workspace.forget_redo)()
                self.app.edits.tell(f"Skipped: {what}. It stays as it is")
                self.main.refresh_foot()

        await self.app.push_screen(skip_question(what, refusal(error), is_undo=is_undo), answer)


def _undone(workspace: Workspace) -> Done | None:
    from commtui.tui.deeds.telling import Done

    before = workspace.snapshot
    step = workspace.undo()
    return Done(step, before, workspace.snapshot) if step is not None else None


def _redone(workspace: Workspace) -> Done | None:
    from commtui.tui.deeds.telling import Done

    before = workspace.snapshot
    step = workspace.redo()
    return Done(step, before, workspace.snapshot) if step is not None else None
