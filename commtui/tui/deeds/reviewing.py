"""The review of what changed, and the commit of it; never a push."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commtui.tui.deeds.base import AppDeeds

if TYPE_CHECKING:
    from commtui.tui.app import CommtuiApp
    from commtui.tui.review import Review


class Reviewing(AppDeeds):
    """Shows the changes since the last commit, and remembers for the session how one commits."""

    def __init__(self, app: CommtuiApp) -> None:
        super().__init__(app)
        self.sign_off = False
        # A message that was typed and not committed, for the next time.
        self.typed: str | None = None

    def unsaved_text(self) -> str:
        """The message that was typed and not committed, to be kept where the app cannot go on."""
        return self.typed or ""

    async def act_review(self) -> None:
        """Show what changed since the last commit."""
        from commtui.tui.screens.review import ReviewScreen

        if self.state is not None:
            await self.app.push_screen(ReviewScreen(self.state), self._after)

    async def _after(self, answer: tuple[str, Any] | None) -> None:
        match answer:
            case ("show", entry):
                await self.main.go(entry)
            case ("problems", file):
                await self.app.records.show_problems(file)

    def quit(self) -> None:
        """Leave the app; a message that was typed and not committed is asked about first."""
        if self.typed is None:
            self.app.exit()
            return
        from commtui.tui.forms.dialogs import DiscardDialog
        from commtui.tui.screens.commit import MESSAGE

        def answer(discard: bool | None) -> None:
            if discard:
                self.app.exit()

        self.app.push_screen(DiscardDialog([MESSAGE]), answer)

    async def word(self, review: Review) -> None:
        """Ask for the words of a commit, and make it."""
        from commtui.tui.screens.commit import CommitForm

        # While it is on the form, the form keeps it.
        typed, self.typed = self.typed, None
        await self.app.push_screen(CommitForm(review, self, typed), self._committed)

    def _committed(self, done: tuple[str, str] | None) -> None:
        if done is None:
            return
        commit, subject = done
        self.app.tell(f"Committed {commit[:10]}: {subject}. Nothing was pushed" if commit else "Nothing was changed")
        follow = getattr(self.app.screen, "look", None)
        if follow is not None:
            follow()
