"""Saying thanks, from anywhere: to who is under the cursor, or to anyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commtui.tui.deeds.base import AppDeeds

if TYPE_CHECKING:
    from commtui.tui.app import CommtuiApp
    from commtui.tui.screens.thanks import Thanks


class Thanking(AppDeeds):
    """Writes recognitions, all of one dialog as one edit."""

    def __init__(self, app: CommtuiApp) -> None:
        super().__init__(app)
        # Who says thanks is mostly who said it last.
        self._given_by: str | None = None

    async def act_thank(self) -> None:
        """Ask whom, and for what."""
        from commtui.tui.screens.thanks import ThankDialog

        if self.state is not None:
            dialog = ThankDialog(self.state, self._whom(), self._given_by, self._write)
            await self.app.push_screen(dialog)

    def _whom(self) -> str | None:
        from commtui.model.person import Person

        found = self.subject
        if found is None:
            return None
        if isinstance(found.record, Person):
            return found.record.id
        person = found.data.get("person") if found.record.about.name == "standing" else None
        return person if isinstance(person, str) else None

    async def _write(self, thanks: Thanks) -> bool:
        """Write a recognition for each person; whether that was done."""
        from commtui.store.edits import AddRecord

        if self.state is None:
            return False
        self._given_by = thanks.given_by
        common = {
            "kinds": list(thanks.kinds),
            "date": self.state.today,
            "reason": thanks.reason or None,
            "links": list(thanks.links) or None,
            "given_by": thanks.given_by,
        }
        data = {name: value for name, value in common.items() if value is not None}
        return await self.app.edits.make(
            *(AddRecord("recognition", {"person": each, **data}) for each in thanks.people)
        )
