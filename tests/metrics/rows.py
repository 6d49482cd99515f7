"""The cache's rows as plain Python, and how they come into a cache file."""

from __future__ import annotations

import atexit
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from commtui.activity.cache import Cache
from commtui.activity.rows import put
from commtui.model.community import Community
from commtui.model.person import Person
from commtui.model.recognition import Recognition

TABLES = ("actor", "thread", "event", "commit", "commit_author", "release", "interest")


@lru_cache(maxsize=1)
def cache_beside(folder: Path) -> Cache:
    """One cache for all tests whose folders lie side by side: to begin one takes longer than to write a history."""
    return Cache(folder.parent / "histories.duckdb")


# DuckDB's binding complains of what is left at the end.
atexit.register(cache_beside.cache_clear)


@dataclass(frozen=True)
class Actor:
    """An account, or a name and address that git knows."""

    id: str
    kind: str = "user"
    login: str | None = None
    github_id: int | None = None
    name: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Event:
    """Something that happened in a thread; times are naive UTC. An actor of None was deleted."""

    kind: str
    actor: str | None
    happened_at: datetime
    hidden: bool = False
    state: str | None = None


@dataclass(frozen=True)
class Thread:
    """An issue, a pull request or a discussion with its events, in any order."""

    kind: str
    number: int
    author: str | None
    opened_at: datetime
    events: tuple[Event, ...] = ()
    closed_at: datetime | None = None
    merged_at: datetime | None = None
    draft: bool = False
    labels: tuple[str, ...] = ()
    gone: bool = False
    title: str = "The form loses what I typed"

    @property
    def id(self) -> str:
        """Unique within a history."""
        return f"T{self.number}"

    @property
    def url(self) -> str:
        """Where it is."""
        return f"https://example.org/openmrs/{self.kind}/{self.number}"

    @property
    def updated_at(self) -> datetime:
        """The time of the last event."""
        return max([self.opened_at, *(each.happened_at for each in self.events)])


@dataclass(frozen=True)
class Commit:
    """A commit; `authors[0]` is the author, the others are co-authors."""

    sha: str
    authors: tuple[str | None, ...]
    committed_at: datetime
    authored_at: datetime | None = None
    parents: int = 1
    offset: int = 0
    subject: str = "Save the form before the session ends"


@dataclass(frozen=True)
class Release:
    """A release (github) or a tag of a version (git)."""

    source: str
    name: str
    released_at: datetime


@dataclass(frozen=True)
class Interest:
    """A star, fork or watch."""

    actor: str
    kind: str
    since: datetime | None = None


@dataclass(frozen=True)
class History:
    """What a community did, and the part of its plan that metrics look at; `now` is naive UTC."""

    name: str
    now: datetime
    community: Community = field(default_factory=lambda: Community(name="OpenMRS"))
    people: tuple[Person, ...] = ()
    recognitions: tuple[Recognition, ...] = ()
    actors: tuple[Actor, ...] = ()
    threads: tuple[Thread, ...] = ()
    commits: tuple[Commit, ...] = ()
    releases: tuple[Release, ...] = ()
    interests: tuple[Interest, ...] = ()

    def write(self, cache: Cache) -> None:
        """Write the rows into a cache, instead of those that are there."""
        with cache.writing() as con:
            con.execute("".join(f"DELETE FROM {table};" for table in TABLES))
            # In one transaction no key can be deleted and come again.
            con.commit()
            con.begin()
            put(con, "actor", [(a.id, a.kind, a.login, a.github_id, a.name, a.email) for a in self.actors])
            put(con, "thread", [_thread_row(each) for each in self.threads])
            put(con, "event", [row for each in self.threads for row in _event_rows(each)])
            put(con, "commit", [_commit_row(each) for each in self.commits])
            authors = [(c.sha, place, actor) for c in self.commits for place, actor in enumerate(c.authors)]
            put(con, "commit_author", authors)
            put(
                con, "release", [(f"{r.source}:{r.name}", r.source, r.name, r.released_at, None) for r in self.releases]
            )
            put(con, "interest", [(each.actor, each.kind, each.since) for each in self.interests])


def _thread_row(thread: Thread) -> tuple[Any, ...]:
    return (
        thread.id,
        thread.kind,
        thread.number,
        thread.title,
        thread.url,
        thread.author,
        thread.opened_at,
        thread.updated_at,
        thread.closed_at,
        thread.merged_at,
        thread.draft,
        list(thread.labels),
        thread.gone,
    )


def _event_rows(thread: Thread) -> Iterable[tuple[Any, ...]]:
    for place, each in enumerate(thread.events):
        url = f"{thread.url}#event-{place}" if each.kind in {"comment", "review"} else None
        yield (
            f"{thread.id}-{place}",
            thread.id,
            each.kind,
            each.actor,
            each.happened_at,
            each.hidden,
            each.state,
            url,
        )


def _commit_row(commit: Commit) -> tuple[Any, ...]:
    authored_at = commit.authored_at or commit.committed_at
    return (
        commit.sha,
        authored_at,
        commit.offset,
        commit.committed_at,
        commit.offset,
        commit.parents,
        commit.subject,
    )
