"""The numbers of the community and of its people: counted in a worker, period by period, and read anew when asked."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

from textual.message import Message

from commtui.activity.progress import Stopped
from commtui.tui.deeds.base import AppDeeds

if TYPE_CHECKING:
    from commtui.activity.progress import Progress
    from commtui.insight.counted import Counted
    from commtui.insight.counted_values import Results
    from commtui.insight.live import Asked, Live
    from commtui.insight.tallies import Tallies
    from commtui.model.when import Period
    from commtui.store.snapshot import Snapshot
    from commtui.tui.app import CommtuiApp

COUNTING = "counting"
Opener: TypeAlias = "Callable[[Snapshot, Asked, Counting], Live]"


def example(snapshot: Snapshot, asked: Asked, progress: Progress) -> Live:
    """Opens the example's activity, whatever was asked."""
    from commtui.demo.live import open_example

    return open_example(snapshot)


class Counting(AppDeeds):
    """Keeps an engine open between two looks at the numbers; what it counted is frozen, and told."""

    class Told(Message):
        """What was counted, where it is new; what is going on, or went wrong."""

        def __init__(self, counted: Counted | None = None, doing: str = "", trouble: str = "") -> None:
            super().__init__()
            self.counted = counted
            self.doing = doing
            self.trouble = trouble

    def __init__(self, app: CommtuiApp, opener: Opener | None) -> None:
        super().__init__(app)
        self.counted: Counted | None = None
        self.period: Period | None = None
        # What is going on, or went wrong, in a few words.
        self.doing = ""
        self.trouble = ""
        self._opener = opener
        self._live: Live | None = None
        self._plan: tuple[object, ...] = ()
        self._turn = Lock()
        self._begun = False
        self._closed = False

    @property
    def is_able(self) -> bool:
        """Whether anything can be counted here."""
        return self._opener is not None

    @property
    def tallies(self) -> Tallies | None:
        """What people did of what the rungs ask, if it was counted."""
        return self.counted.tallies if self.counted is not None else None

    @property
    def results(self) -> Results:
        """What key results are judged by, as far as it was counted."""
        return self.counted.results if self.counted is not None else {}

    def take(self, opener: Opener) -> None:
        """Count from another source from now on."""
        self._opener = opener

    def begin(self) -> None:
        """Count what is known, once the numbers are looked at; again where the plan asks for other ones by now."""
        state = self.state
        if not self.is_able or state is None:
            return
        if not self._begun or (self.tallies is not None and not self.tallies.covers(state.snapshot, state.today)):
            self._begun = True
            self._work(anew=False)

    def read(self) -> None:
        """Ask the source for what is new."""
        if self.is_able and self.state is not None:
            self._begun = True
            self._work(anew=True)

    def shift(self, steps: int) -> None:
        """Count another period; none that has not begun."""
        state = self.state
        if not self.is_able or state is None:
            return
        from commtui.model.when import Quarter

        now = Quarter.containing(state.today, state.fiscal_year_starts)
        period = (self.period or now).shift(steps)
        if period.first_day(state.fiscal_year_starts) > state.today:
            self.app.tell(f"{period} has not begun: {period.shift(-1)} is the last that can be counted")
            return
        self.period = period
        self._work(anew=False)

    def heed(self, told: Told) -> None:
        """Keep what a worker told."""
        self.counted = told.counted or self.counted
        self.doing, self.trouble = told.doing, told.trouble

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """How far the source is, from the worker.

        Raises:
            Stopped: The app was closed.
        """
        if self._closed:
            raise Stopped
        far = f"{done:,} of {total:,}" if total else f"{done:,}"
        self.app.post_message(self.Told(doing=f"{stage}: {far}"))

    def close(self) -> None:
        """Forget what was loaded; a worker that is at it stops as soon as it tells how far it is."""
        self._closed = True
        if self._turn.acquire(blocking=False):
            self._forget()
            self._turn.release()

    def _forget(self) -> None:
        if self._live is not None:
            self._live.close()
            self._live = None

    def _work(self, *, anew: bool) -> None:
        self.app.run_worker(
            lambda: self._count(anew=anew), thread=True, group=COUNTING, exclusive=True, exit_on_error=False
        )

    def _count(self, *, anew: bool) -> None:
        from commtui.activity.errors import ActivityError
        from commtui.insight.counted import count
        from commtui.metrics.errors import MetricError
        from commtui.model.when import Quarter

        self.app.post_message(self.Told(doing="counting"))
        with self._turn:
            # Those who waited for their turn look at what is wanted now: who comes last is not who asked last.
            state = self.state
            if state is None or self._closed:
                return
            period = self.period or Quarter.containing(state.today, state.fiscal_year_starts)
            try:
                live = self._opened(state.snapshot, anew=anew)
                told = self.Told(count(live, period, state.snapshot, state.today))
            except (ActivityError, MetricError) as error:
                told = self.Told(trouble=str(error))
            except Stopped:
                return
            finally:
                if self._closed:
                    self._forget()
            self.app.post_message(told)

    def _opened(self, snapshot: Snapshot, *, anew: bool) -> Live:
        from commtui.activity.errors import ActivityError
        from commtui.model.person import Person
        from commtui.model.recognition import Recognition

        if self._opener is None:
            raise ActivityError("nothing can be counted here")
        # Who is who, who is a bot, and what time it is there: the facts are made by it.
        plan = (snapshot.community, tuple(snapshot.records(Person)), tuple(snapshot.records(Recognition)))
        if self._live is not None and not anew and plan == self._plan and not self._live.is_behind():
            return self._live
        live = self._read(self._opener, snapshot, anew=anew)
        self._forget()
        self._live, self._plan = live, plan
        return live

    def _read(self, opener: Opener, snapshot: Snapshot, *, anew: bool) -> Live:
        from commtui.activity.errors import ActivityError
        from commtui.insight.live import Asked

        try:
            return opener(snapshot, Asked(refresh=anew), self)
        except ActivityError:
            if anew:
                raise
        try:
            # Nothing is kept yet: what git knows is read in a moment, and nothing leaves this machine.
            return opener(snapshot, Asked("git"), self)
        except ActivityError as error:
            key = self.app.key_of("reload")
            raise ActivityError(error.reason, f"{key} asks GitHub" if key else error.hint) from error
