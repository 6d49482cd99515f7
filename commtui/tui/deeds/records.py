"""Records and problems on panels of their own, and the form of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commtui.tui.deeds.base import AppDeeds

if TYPE_CHECKING:
    from commtui.store.snapshot import Entry


class Records(AppDeeds):
    """Opens them, and does what they give back."""

    async def act_problems(self) -> None:
        """Show what is wrong in the files, first what hides the records of the view."""
        fault = next(iter(self.main.faults), None)
        await self.show_problems(fault.file if fault is not None else None)

    async def show_problems(self, file: str | None) -> None:
        """Show what is wrong in the files, at this file's first."""
        from commtui.tui.screens.problems import Problems

        if self.state is not None:
            await self.app.push_screen(Problems(self.state, file), self._after_problems)

    async def _after_problems(self, answer: tuple[str, Any] | None) -> None:
        match answer:
            case ("show", entry):
                await self.main.go(entry)
            case ("edit", finding):
                self.app.editor.open(self.app.home.base / finding.file, finding.line)

    async def show(self, entry: Entry[Any]) -> None:
        """Show a record of a kind that has no view."""
        from commtui.tui.screens.record import RecordScreen

        if self.state is not None:
            await self.app.push_screen(RecordScreen(self.state, entry), self._after_record)

    async def _after_record(self, answer: tuple[str, Any] | None) -> None:
        match answer:
            case ("follow", target):
                await self.main.go(target)
            case ("edit", entry):
                await self.edit(entry)
            case ("edit.file", entry):
                self.app.editor.open(entry.file.path, entry.line)

    async def act_edit(self) -> None:
        """Edit the record under the cursor."""
        if self.subject is not None:
            await self.edit(self.subject)

    async def edit(self, entry: Entry[Any]) -> None:
        """Open the form of a record."""
        from commtui.tui.forms.screen import RecordForm

        if self.state is not None and self.app.may_write():
            await self.app.push_screen(RecordForm.edit(self.state.workspace, entry, today=self.state.today))
