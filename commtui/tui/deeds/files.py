"""The files: read them, look whether they changed, and make a state of each snapshot of them."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from textual.message import Message

from commtui.tui.deeds.base import AppDeeds

if TYPE_CHECKING:
    from commtui.store.snapshot import Snapshot
    from commtui.store.workspace import Workspace
    from commtui.tui.app import CommtuiApp
    from commtui.tui.state import State

LOOK_EVERY_SECONDS = 1.0
# So soon a worker that computes gives way to keys and screen, which take many turns: Python would let it go on longer.
TURN_SECONDS = 0.001
READING, CHECKING = "reading", "checking"


class Files(AppDeeds):
    """Has the workspace tell each of its snapshots, whoever made it: a reading, an edit, undo."""

    class Told(Message):
        """There is another snapshot."""

        def __init__(self, snapshot: Snapshot) -> None:
            super().__init__()
            self.snapshot = snapshot

    class Checked(Message):
        """There is a state of a snapshot."""

        def __init__(self, state: State) -> None:
            super().__init__()
            self.state = state

    def __init__(self, app: CommtuiApp) -> None:
        super().__init__(app)
        self._opening = Lock()
        self._workspace: Workspace | None = None
        self._latest: Snapshot | None = None

    def begin(self) -> None:
        """Read the files, and look at them again and again."""
        sys.setswitchinterval(TURN_SECONDS)
        self.read()
        self.app.set_interval(LOOK_EVERY_SECONDS, self._look)

    def read(self) -> None:
        """Read the files again."""
        self.app.run_worker(self.read_now, thread=True, group=READING, exclusive=True, exit_on_error=False)

    def read_now(self) -> None:
        """Read the files; takes a while."""
        self._opened().reload()

    def check(self, snapshot: Snapshot) -> None:
        """Make a state of a snapshot, in a worker."""
        self._latest = snapshot
        self._work(lambda: self._check(snapshot))

    def find_faults(self, state: State) -> None:
        """Have the rules look at a state that is on show already, in a worker, unless there is a newer one."""
        if self.is_latest(state):
            self._work(lambda: self._find_faults(state))

    def _work(self, work: Callable[[], None]) -> None:
        self.app.run_worker(work, thread=True, group=CHECKING, exclusive=True, exit_on_error=False)

    def is_latest(self, state: State) -> bool:
        """Whether no other snapshot was told since."""
        return state.snapshot is self._latest

    def act_reload(self) -> None:
        """Read the files again."""
        self.read()
        self.app.tell("Reading the files again")

    def _look(self) -> None:
        busy = any(each.group in {READING, CHECKING} and not each.is_finished for each in self.app.workers)
        if self.state is not None and not busy:
            self.app.run_worker(self._read_if_changed, thread=True, group=READING, exit_on_error=False)

    def _read_if_changed(self) -> None:
        if self._opened().has_changed():
            self.read_now()

    def _check(self, snapshot: Snapshot) -> None:
        from commtui.tui.state import State

        state = State.unchecked(self._opened(), snapshot, self.app.today).with_counted(self.app.counting.results)
        state.work_out()
        if self.state is not None:
            self._find_faults(state)
            return
        if not self.app.is_headless:
            # Of what was read first most stays, and however much it is, looking for garbage must not hold up a key.
            gc.freeze()
        # There is something to see before everything is looked at.
        self.app.post_message(self.Checked(state))

    def _find_faults(self, state: State) -> None:
        self.app.post_message(self.Checked(state.with_findings()))

    def _opened(self) -> Workspace:
        """The workspace; made in a worker, for its modules are loaded after the first paint."""
        from commtui.store.workspace import Workspace

        with self._opening:
            if self._workspace is None:
                self._workspace = Workspace(self.app.home, read_only=self.app.read_only)
                # Told in whatever thread made the snapshot; a message may be posted from any.
                self._workspace.subscribe(self._tell)
            return self._workspace

    def _tell(self, snapshot: Snapshot) -> None:
        self.app.post_message(self.Told(snapshot))
