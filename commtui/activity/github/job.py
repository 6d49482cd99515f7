"""One download: what it works with, and what it found so far."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from commtui.activity.cache import Cache
from commtui.activity.errors import ActivityError
from commtui.activity.github.answers import Fault, plain
from commtui.activity.github.asking import Asker
from commtui.activity.github.questions import Repository
from commtui.activity.github.saving import Batch, State, save
from commtui.activity.github.stories import Story, list_of, story
from commtui.activity.progress import Progress

STAGE = "issues and pull requests"
# A thread is fetched again alone; where that fails too, it is left to the next time.
_FAILURES = 2


@dataclass(slots=True)
class Job:
    """`open`: threads of which a part is fetched; `totals`: how many GitHub counts in each list; `skipped`: lists
    that it does not show; `unlisted`: such as are switched off, so that nothing follows from what is not in them;
    `shrunk`: such as lost something while they were read.
    """

    cache: Cache
    asker: Asker
    progress: Progress
    repository: Repository
    state: State
    kept_before: int = 0
    open: dict[str, Story] = field(default_factory=dict)
    failures: dict[str, int] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    unlisted: set[str] = field(default_factory=set)
    shrunk: set[str] = field(default_factory=set)
    notices: dict[str, None] = field(default_factory=dict)
    lights: int = 0
    done: int = 0
    total: int | None = None

    def tell(self, notice: str) -> None:
        """Something for the user, once."""
        self.notices[notice] = None

    def keep(self, batch: Batch) -> None:
        """Write what was fetched, and how far that leads."""
        self.state.size = self.asker.size.now
        with self.cache.writing() as connection:
            save(connection, self.state, batch)
        self.state.is_kept = True
        self.progress.tell(STAGE, self.done, None if self.total is None else max(self.total, self.done))

    def meet(self, name: str, raw: dict[str, Any], batch: Batch) -> None:
        """Take a thread of a list: into the batch where all of it is there, else aside until it is."""
        met = story(name, raw)
        self.done += 1
        self.open.pop(met.id, None)
        if met.is_complete:
            self.finish(met, batch)
            return
        self.open[met.id] = met
        self.state.unfinished[met.id] = None

    def meet_any(self, raw: dict[str, Any], batch: Batch) -> None:
        """Take a thread that was fetched by its id."""
        self.meet(list_of(raw), raw, batch)

    def finish(self, met: Story, batch: Batch) -> None:
        """All of a thread is there."""
        self.open.pop(met.id, None)
        self.state.unfinished.pop(met.id, None)
        batch.stories.append(met)

    def lose(self, id_: str, batch: Batch) -> None:
        """A thread is not there any more."""
        self.open.pop(id_, None)
        self.state.unfinished.pop(id_, None)
        batch.gone.append(id_)

    def fail(self, id_: str) -> None:
        """A thread could not be fetched."""
        self.failures[id_] = self.failures.get(id_, 0) + 1
        if self.is_given_up(id_):
            self.open.pop(id_, None)
            given_up = sum(map(self.is_given_up, self.failures))
            self.notices = {each: None for each in self.notices if not each.startswith("GitHub fails to tell")}
            self.tell(f"GitHub fails to tell of {given_up} of the threads; next time they are asked for again")

    def is_given_up(self, id_: str) -> bool:
        """Whether it is left to the next time."""
        return self.failures.get(id_, 0) >= _FAILURES


@contextmanager
def understood() -> Iterator[None]:
    """While an answer is taken apart.

    Raises:
        ActivityError: It is not as we know it.
    """
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        why = f"{type(error).__name__}: {plain(str(error))}"
        raise ActivityError(f"GitHub's answer is not as we know it ({why})") from error


def mendable(faults: list[Fault]) -> bool:
    """Whether something is missing that asking again may bring."""
    return any(not each.is_refusal for each in faults)
