"""New records: with the form, from what the place of the cursor says, or as a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commtui.tui.deeds.base import AppDeeds

if TYPE_CHECKING:
    from commtui.store.snapshot import Entry
    from commtui.tui.forms.saving import Saved
    from commtui.tui.fresh import Fresh

# What says what became of a record is not true of a copy of it.
NOT_COPIED = frozenset({"id", "outcome", "continues"})


class Making(AppDeeds):
    """Opens the form of a record that is not there yet, and goes to it once it is."""

    async def act_new(self) -> None:
        """Make a new record of what the view shows."""
        fresh = self.main.view.fresh() if self.main.view is not None else None
        if fresh is not None:
            await self._begin(fresh)
            return
        from commtui.tui.screens.kinds import kind_panel

        async def take(fresh: Fresh | None) -> None:
            if fresh is not None:
                await self._begin(fresh)

        if self.state is not None:
            await self.app.push_screen(kind_panel(self.state, self.app.glyphs), take)

    async def act_duplicate(self) -> None:
        """Make a new record that begins as a copy of the one under the cursor."""
        from commtui.tui.fresh import Fresh

        entry = self.app.edits.current()
        if entry is None:
            return
        if entry.record.about.single:
            self.app.tell(f"There is one {entry.record.about.noun} only")
            return
        await self._begin(Fresh(type(entry.record), copied(entry)))

    async def _begin(self, fresh: Fresh) -> None:
        from commtui.tui.forms.screen import RecordForm

        if self.state is None:
            return
        form = RecordForm.new(self.state.workspace, fresh.model, fresh.data, today=self.state.today)
        await self.app.push_screen(form, self.show_saved)

    async def show_saved(self, saved: Saved | None) -> None:
        """Go to the record that a form wrote."""
        workspace = self.app.edits.workspace
        if saved is None or workspace is None:
            return
        entries = workspace.snapshot.entries.get(saved.kind, ())
        entry = next((each for each in entries if _is(each, saved)), None)
        await self.app.edits.follow(entry, go=True)


def copied(entry: Entry[Any]) -> dict[str, Any]:
    """What a copy of a record begins with."""
    return {name: value for name, value in entry.data.items() if name not in NOT_COPIED}


def _is(entry: Entry[Any], saved: Saved) -> bool:
    return entry.data.get("id") == saved.id if saved.id is not None else entry.where == saved.where
