"""How the tests read a repository, and look at what was kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from commtui.activity.access import Access
from commtui.activity.cache import Cache
from commtui.activity.errors import Outcome
from commtui.activity.github import read_github
from commtui.activity.github.asking import Clock
from commtui.activity.rows import set_meta
from tests.activity.github.standin import Garden, listening

TOKEN = "ghs_lettuce"
Rows = dict[str, list[tuple[Any, ...]]]
TABLES = ("thread", "event", "actor", "release", "interest")


@dataclass
class Watch:
    """A clock whose time passes only when someone sleeps."""

    now: float = 1_780_000_000.0
    slept: list[float] = field(default_factory=list)
    timeout: int = 30

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.now += seconds

    def clock(self) -> Clock:
        """For a download."""
        return Clock(lambda: self.now, self.sleep, self.timeout)


@dataclass
class Told:
    """What was told of the progress."""

    lines: list[tuple[str, int, int | None]] = field(default_factory=list)

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """Note it."""
        self.lines.append((stage, done, total))


@dataclass
class Reader:
    """One who reads a garden into a cache of its own."""

    garden: Garden
    path: Path
    watch: Watch = field(default_factory=Watch)
    told: Told = field(default_factory=Told)
    name: str | None = None
    size: int | None = None
    token: str = TOKEN

    @cached_property
    def cache(self) -> Cache:
        """Where it is kept."""
        return Cache(self.path)

    def read(self, **more: Any) -> Outcome:
        """Bring the cache up to date."""
        address = f"{self.garden.address}/graphql"
        access = Access(self.garden.address, address, "127.0.0.1", self.token)
        if self.size is not None:
            # As if more had been too much for GitHub before.
            with self.cache.writing() as connection:
                set_meta(connection, "github.size", str(self.size))
            self.size = None
        return read_github(self.cache, access, self.name or self.garden.name, self.told, self.watch.clock(), **more)

    def requests(self) -> int:
        """Bring the cache up to date; how many requests that took."""
        before = len(self.garden.asked)
        self.read()
        return len(self.garden.asked) - before

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the cache answers."""
        with self.cache.reading() as connection:
            return connection.execute(query).fetchall()

    def all_rows(self) -> Rows:
        """Everything that was kept, in the same order each time."""
        with self.cache.reading() as connection:
            found = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}
        return {name: sorted(rows, key=repr) for name, rows in found.items()}


def rows_of(garden: Garden, folder: Path) -> Rows:
    """All that is kept of a garden."""
    with listening(garden):
        reader = Reader(garden, folder / "calm.duckdb")
        reader.read()
        return reader.all_rows()
