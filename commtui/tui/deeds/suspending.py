"""Back to the shell for a while: the app waits in the background until `fg`."""

from __future__ import annotations

from commtui.tui.deeds.base import AppDeeds


class Suspending(AppDeeds):
    """Suspends the process, where there is a shell to go back to."""

    def act_suspend(self) -> None:
        """Give the terminal back to the shell."""
        self.app.action_suspend_process()

    def why_not(self, action: str) -> str | None:
        """What stands against it now."""
        if action != "suspend" or self.app.can_suspend:
            return None
        return "there is no shell behind this terminal"
