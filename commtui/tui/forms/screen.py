"""The form of a record: generated from its model, checked as one types, saved as one edit.

For who opens it: `RecordForm.edit(workspace, entry)` and `RecordForm.new(workspace, model, data)`, both with `today=`,
the day that counts as today. The answer is `Saved` (`kind`, `id`, `where`), or None where nothing was written.
`unsaved` and `unsaved_text()` tell what was typed and is in no file; the forms of nested tables, which may lie above it
on the stack of screens, have both too.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any

from textual.message import Message

from commtui.model.kinds import BY_NAME
from commtui.model.record import Record
from commtui.model.words import visible
from commtui.report.refusals import reasons
from commtui.report.values import flat
from commtui.store.errors import EditError, SaveError
from commtui.store.snapshot import Entry, Snapshot
from commtui.store.workspace import Workspace
from commtui.tui.deeds.telling import with_key
from commtui.tui.forms.base import FormScreen
from commtui.tui.forms.captions import caption_of
from commtui.tui.forms.dialogs import ConflictDialog, Side
from commtui.tui.forms.draft import Base, Draft, Lost
from commtui.tui.forms.fields import FormField
from commtui.tui.forms.knowing import World
from commtui.tui.forms.member import Member, of_data, values_of
from commtui.tui.forms.saving import Saved, edits_of, saved_as

__all__ = ["RecordForm", "Saved"]

SAVED_SECONDS = 3


class RecordForm(FormScreen[Saved | None]):
    """Edits a record, or makes one."""

    class Told(Message):
        """The workspace has another snapshot."""

    def __init__(self, draft: Draft, first: str = "") -> None:
        super().__init__(draft, first)
        self.workspace = draft.world.workspace
        # What the record was before it went away, to go on from where it comes back.
        self._gone: Lost | None = None
        # While the files are written, and for good once they are.
        self._busy = False

    @classmethod
    def edit(cls, workspace: Workspace, entry: Entry[Any], *, today: date | None = None, field: str = "") -> RecordForm:
        """The form of a record that is there, with the cursor in a field."""
        model: type[Record] = type(entry.record)
        return cls(Draft(World(workspace, today), model, Base(values_of(model, entry.data), entry)), field)

    @classmethod
    def new(
        cls,
        workspace: Workspace,
        model: type[Record],
        data: Mapping[str, Any] | None = None,
        *,
        today: date | None = None,
    ) -> RecordForm:
        """The form of a new record of a kind that begins with this data, as TOML holds it."""
        return cls(Draft(World(workspace, today), model, Base({}), values_of(model, dict(data or {}))))

    def on_mount(self) -> None:
        """Listen to what others do to the files."""
        super().on_mount()
        # Told in whatever thread made the snapshot; a message may be posted from any.
        self._unsubscribe = self.workspace.subscribe(self._hear)

    def _hear(self, _: Snapshot) -> None:
        self.post_message(self.Told())

    def on_unmount(self) -> None:
        """Listen no more."""
        self._unsubscribe()

    @property
    def heading(self) -> str:
        """Of what kind it is, and what it is called."""
        entry = self._entry
        if entry is None:
            return f"New {self._noun}"
        return f"{self._noun.capitalize()}: {entry.record.caption}"

    @property
    def _entry(self) -> Entry[Any] | None:
        """The record as it was in the file last; None where there was none yet."""
        return self.draft.base.entry or (self._gone.base.entry if self._gone is not None else None)

    @property
    def place(self) -> str:
        """The file."""
        entry = self.draft.base.entry
        return entry.file.name if entry is not None else "not in a file yet"

    def on_record_form_told(self) -> None:
        """Follow what others did."""
        # What is written now, or was just before, is no news.
        if not self._busy:
            self.take()
            self._follow()

    async def act_form_save(self) -> None:
        """Write what was changed, and leave."""
        if self._busy:
            return
        if not self.unsaved and not self.draft.is_new:
            self.dismiss(None)
            return
        if self.refuse():
            return
        if self.draft.conflicts:
            self._ask_whose(next(iter(self.draft.conflicts)))
            return
        await self._write()

    def act_form_leave(self) -> None:
        """Leave; but what is being written cannot be called back."""
        if not self._busy:
            super().act_form_leave()

    async def _write(self) -> None:
        """Write beside the screen: another commtui may be at it, and is waited for."""
        names = self.draft.changed
        is_new = self.draft.is_new
        before = self.workspace.snapshot
        edits, focused = edits_of(self.draft), self.focused
        self._busy = True
        # What one would type meanwhile would be lost.
        self.set_focus(None)
        self._say_state(f"saving{self.glyphs.ellipsis}")
        try:
            snapshot = await asyncio.to_thread(self.workspace.apply, *edits)
        except EditError as error:
            if not isinstance(error, SaveError):
                await asyncio.to_thread(self.workspace.reload)
            self._busy = False
            self.set_focus(focused)
            self._after_refusal(error)
        else:
            self._leave(snapshot, before, "added to" if is_new else f"{self.draft.titles(names)} saved in")

    def _leave(self, snapshot: Snapshot, before: Snapshot, words: str) -> None:
        if snapshot is before:
            self.dismiss(None)
            return
        saved = saved_as(snapshot, self.draft, before)
        file = saved.where.rpartition(":")[0]
        what = self._noun.capitalize() + " " if self.draft.is_new else ""
        told = with_key(visible(f"{what}{words} {file}"), self._undoes, "undoes it", self.glyphs)
        self.app.notify(told, timeout=SAVED_SECONDS, markup=False)
        self.dismiss(saved)

    @property
    def _undoes(self) -> str:
        """The key of undo, where the screen below takes it: over another form it would be a letter of its text."""
        below = self.app.screen_stack[-2:-1]
        return "" if any(isinstance(each, FormScreen) for each in below) else self.key_of("undo")

    def _tell_refusal(self, error: EditError) -> None:
        told = "; ".join(f"{words} ({hint})" if hint else words for words, hint in reasons(error))
        self.tell(f"Not saved: {told}. What you typed is still here.")

    def _after_refusal(self, error: EditError) -> None:
        """Go on from what others wrote meanwhile, and ask where both did."""
        known = self.draft.base.entry
        self._follow()
        self.show()
        if isinstance(error, SaveError):
            self.tell(f"Not saved. {error}. What you typed is still here.")
        elif self.draft.conflicts:
            self._ask_whose(next(iter(self.draft.conflicts)))
        elif known is None or self.draft.base.entry is not None:
            self._tell_refusal(error)

    def _follow(self) -> None:
        """Go on from what the record is now."""
        known = self._entry
        if known is None:
            self.show()
            return
        entry = self.workspace.current(known)
        if entry is None:
            self._lose()
        elif entry is not self.draft.base.entry:
            self._go_on(entry)

    def _lose(self) -> None:
        if self._gone is not None:
            return
        self._gone = self.draft.lose()
        entry = self._gone.base.entry
        file = entry.file.name if entry is not None else ""
        self.show()
        self.note(f"This {self._noun} is not in {file} any more, or is not valid there. Saving makes it anew.")

    def _go_on(self, entry: Entry[Any]) -> None:
        if self._gone is not None:
            self.draft.regain(self._gone)
            self._gone = None
            self.note("")
        followed = self.draft.follow(entry)
        self.show_values(self.draft.fields)
        self.show()
        both = [name for name in followed.both if name in self.draft.conflicts]
        if both:
            self.tell(f"{self.draft.titles(both)} changed in the file too: saving asks whose to keep")
        elif followed.taken:
            self.tell(f"{self.draft.titles(followed.taken)} changed in the file, and so here")

    def _ask_whose(self, name: str) -> None:
        field = self.draft.fields[name]

        async def answer(side: Side | None) -> None:
            if side not in ("mine", "theirs"):
                self.tell(f"Not saved: {field.title} was changed in the file meanwhile")
                return
            self.draft.resolve(name, mine=side == "mine")
            self.show_values([name])
            await self.act_form_save()

        mine, theirs = self.draft.values().get(name), self.draft.base.values.get(name)
        before = self._shown(field, self.draft.conflicts[name])
        self.app.push_screen(
            ConflictDialog(field.title, self._shown(field, mine), self._shown(field, theirs), before), answer
        )

    def _shown(self, field: FormField, value: Any) -> str:  # noqa: ANN401 - any TOML, or members
        """A value in words: of nested tables, a line for each."""
        members = of_data(field.table, value) if field.table is not None else ()
        if isinstance(members, Member):
            members = (members,)
        if field.table is None or not isinstance(members, tuple):
            return flat(value)
        return "\n".join(caption_of(field.table, each, self.glyphs) for each in members if not each.removed)

    @property
    def _noun(self) -> str:
        return BY_NAME[self.draft.kind].about.noun

    @property
    def _nothing_changed(self) -> str:
        return "not saved" if self.draft.is_new else "nothing changed"
