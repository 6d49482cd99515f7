"""The form of a nested table: the same rows, opened from the form that it stands in, which alone is saved."""

from __future__ import annotations

from commtui.tui.forms.base import FormScreen
from commtui.tui.forms.captions import name_of, noun_of
from commtui.tui.forms.draft import Draft
from commtui.tui.forms.member import Member


class TableForm(FormScreen[Member | None]):
    """Edits a nested table; the answer is what it is to hold, or None where nothing was changed."""

    def __init__(self, draft: Draft, above: str) -> None:
        super().__init__(draft)
        self._above = above

    @property
    def heading(self) -> str:
        """The way to it."""
        name = name_of(self.draft.model, Member(self.draft.base.values))
        called = name or f"{'' if self.draft.base.values else 'new '}{noun_of(self.draft.model)}"
        return f"{self._above} {self.glyphs.link} {called}"

    @property
    def place(self) -> str:
        """What it belongs to."""
        return f"part of the {self.draft.kind.replace('_', ' ')}"

    def act_form_save(self) -> None:
        """Give it back to the form above, which writes it with all else."""
        if not self.unsaved and self.draft.base.values:
            self.dismiss(None)
        elif not self.refuse():
            self.dismiss(Member(self.draft.values()))

    def _title_of(self, action: str) -> str:
        return "Done" if action == "form.save" else ""
