"""Small histories of a few people, and an engine over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from commtui.activity.identity import People
from commtui.metrics.definition import Definition, definitions
from commtui.metrics.engine import Engine
from commtui.metrics.measure import Measure
from commtui.model.community import Community
from commtui.model.when import Quarter
from tests.metrics.rows import Actor, Commit, Event, History, Thread, cache_beside

NOW = datetime(2026, 6, 1)
# A Tuesday morning in the quarter that the tests look at.
TUESDAY = datetime(2026, 2, 3, 9)
QUARTER = Quarter(2026, 1)
NAMES = ("ada", "bob", "bobby", "grace", "k8s-ci-robot", "renovate[bot]", "claude")
ACTORS = tuple(
    Actor(f"github:{name}", "bot" if name.endswith("[bot]") else "user", name, 100 + place, name.capitalize())
    for place, name in enumerate(NAMES)
)
ADA, BOB, BOBBY, GRACE, ROBOT, RENOVATE, CLAUDE = (each.id for each in ACTORS)
COMMUNITY = Community(name="OpenMRS", bots=("*-ci-robot",))


def after(days: float, since: datetime = TUESDAY) -> datetime:
    """So many days later."""
    return since + timedelta(days=days)


def event(kind: str, actor: str | None, days: float, **more: Any) -> Event:
    """Something that happened so many days after that Tuesday."""
    return Event(kind, actor, after(days), **{"state": "commented" if kind == "review" else None, **more})


def issue(number: int, *events: Event, author: str | None = BOB, **more: Any) -> Thread:
    """An issue of that Tuesday."""
    return Thread("issue", number, author, more.pop("opened_at", TUESDAY), events, **more)


def pull(number: int, *events: Event, author: str | None = BOB, **more: Any) -> Thread:
    """A pull request of that Tuesday."""
    return Thread("pull_request", number, author, more.pop("opened_at", TUESDAY), events, **more)


def commits(*authors: tuple[str | None, ...], at: datetime = TUESDAY) -> tuple[Commit, ...]:
    """A commit for each, with its author and its co-authors, a minute after the other."""
    return tuple(Commit(f"{place:040x}", people, at + timedelta(minutes=place)) for place, people in enumerate(authors))


def history(**given: Any) -> History:
    """A history of the people above."""
    return History("small", **{"now": NOW, "community": COMMUNITY, "actors": ACTORS, **given})


@contextmanager
def engine(folder: Path, own: Mapping[str, Definition] | None = None, **given: Any) -> Iterator[Engine]:
    """An engine over such a history."""
    made = history(**given)
    cache = cache_beside(folder)
    made.write(cache)
    people = People(made.people, made.community.bots)
    with Engine.load(cache, people, made.community, made.recognitions, made.now, own=own) as loaded:
        yield loaded


def measured(folder: Path, metric: str, **given: Any) -> Measure:
    """One metric of that quarter."""
    with engine(folder, **given) as loaded:
        return loaded.measure(definitions()[metric], QUARTER)
