"""What was fetched, kept in the cache together with how far that leads, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from commtui.activity.errors import ActivityError
from commtui.activity.github.questions import INTERESTS, KINDS, RELEASES
from commtui.activity.github.stories import Row, Story
from commtui.activity.github.walks import Walk
from commtui.activity.rows import meta, put, set_meta

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LISTS = (*KINDS, RELEASES, *INTERESTS)


@dataclass(slots=True)
class Batch:
    """What one answer brought; `is_all_releases`: there are no others; `forgotten`: interests to be told anew."""

    stories: list[Story] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    releases: list[Row] = field(default_factory=list)
    is_all_releases: bool = False
    interests: list[Row] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    actors: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class State:
    """How far a download is. `unfinished`: threads that were met, and are not kept yet in full; `differences`: how
    many more threads GitHub counts in each list than it shows. `began` is when this download did; `is_kept`: some of
    it is in the cache.
    """

    id: str | None = None
    name: str | None = None
    size: int | None = None
    walks: dict[str, Walk] = field(default_factory=dict)
    unfinished: dict[str, None] = field(default_factory=dict)
    differences: dict[str, int] = field(default_factory=dict)
    began: str = ""
    is_kept: bool = False


def load(connection: DuckDBPyConnection) -> State:
    """Where the last download ended."""
    notes: dict[str, str] = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    return State(
        notes.get("github.repository.id"),
        notes.get("github.repository.name"),
        int(notes["github.size"]) if "github.size" in notes else None,
        {name: Walk.from_text(notes.get(f"github.cursor.{name}")) for name in LISTS},
        dict.fromkeys(json.loads(notes.get("github.unfinished", "[]"))),
        json.loads(notes.get("github.differences", "{}")),
        is_kept="github.repository.id" in notes,
    )


def save(connection: DuckDBPyConnection, state: State, batch: Batch) -> None:
    """Keep all of it.

    Raises:
        ActivityError: What was kept before is not there any more.
    """
    if state.is_kept and meta(connection, "github.repository.id") is None:
        raise ActivityError("what was fetched so far was deleted meanwhile", "run this again")
    put(connection, "meta", _notes(state))
    put(connection, "actor", batch.actors)
    _stories(connection, batch.stories)
    if batch.gone:
        connection.execute("UPDATE thread SET gone = true WHERE id IN (SELECT unnest(?::VARCHAR[]))", [batch.gone])
    _releases(connection, batch)
    connection.execute("DELETE FROM interest WHERE kind IN (SELECT unnest(?::VARCHAR[]))", [batch.forgotten])
    put(connection, "interest", batch.interests)


def _notes(state: State) -> list[tuple[str, str]]:
    notes = {
        "github.repository.id": state.id,
        "github.repository.name": state.name,
        "github.size": str(state.size),
        "github.unfinished": json.dumps(list(state.unfinished)),
        "github.differences": json.dumps(state.differences),
        "github.cut": state.began,
    }
    walks = {f"github.cursor.{name}": walk.to_text() for name, walk in state.walks.items()}
    return [(key, value) for key, value in {**notes, **walks}.items() if value is not None]


def end(connection: DuckDBPyConnection, state: State) -> None:
    """All is there, as of when this download began."""
    set_meta(connection, "github.seen_at", state.began)
    set_meta(connection, "github.cut", None)


def forget(connection: DuckDBPyConnection) -> None:
    """Nothing of GitHub is known any more: what was kept is of another repository."""
    connection.execute("DELETE FROM thread")
    connection.execute("DELETE FROM event")
    connection.execute("DELETE FROM interest")
    connection.execute("DELETE FROM release WHERE source = 'github'")
    connection.execute("DELETE FROM meta WHERE key LIKE 'github.%'")


def kept_threads(connection: DuckDBPyConnection) -> int:
    """How many threads there are in the cache."""
    found = connection.execute("SELECT count(*) FROM thread").fetchone()
    return int(found[0]) if found else 0


def kept_by_kind(connection: DuckDBPyConnection) -> dict[str, int]:
    """How many threads of each kind were still there when last seen."""
    found = connection.execute("SELECT kind, count(*) FROM thread WHERE NOT gone GROUP BY kind").fetchall()
    return {str(kind): int(count) for kind, count in found}


def kept_interests(connection: DuckDBPyConnection) -> dict[str, int]:
    """How many people look on, by how they do."""
    found = connection.execute("SELECT kind, count(*) FROM interest GROUP BY kind").fetchall()
    return {str(kind): int(count) for kind, count in found}


def known_ids(connection: DuckDBPyConnection, kind: str) -> list[str]:
    """The threads of a kind that were still there when last seen, the oldest first."""
    found = connection.execute("SELECT id FROM thread WHERE kind = ? AND NOT gone ORDER BY number", [kind]).fetchall()
    return [str(each[0]) for each in found]


def _stories(connection: DuckDBPyConnection, stories: Sequence[Story]) -> None:
    if not stories:
        return
    found = connection.execute(
        "SELECT id, updated_at FROM thread WHERE id IN (SELECT unnest(?::VARCHAR[]))", [[s.id for s in stories]]
    ).fetchall()
    known = {str(id_): updated for id_, updated in found}
    # Another download may have kept a newer one meanwhile.
    fresh = [each for each in stories if each.id not in known or known[each.id] <= each.updated]
    ids = [each.id for each in fresh]
    _drop_namesakes(connection, [each.number for each in fresh], ids)
    connection.execute("DELETE FROM event WHERE thread IN (SELECT unnest(?::VARCHAR[]))", [ids])
    put(connection, "actor", _actors(fresh))
    put(connection, "thread", [each.row for each in fresh])
    put(connection, "event", [event for each in fresh for event in each.events])


def _drop_namesakes(connection: DuckDBPyConnection, numbers: Sequence[int], ids: Sequence[str]) -> None:
    """Numbers are never given twice: where one has another id now, GitHub writes its ids another way."""
    other = """SELECT id FROM thread
        WHERE number IN (SELECT unnest(?::BIGINT[])) AND id NOT IN (SELECT unnest(?::VARCHAR[]))"""
    found = [str(each[0]) for each in connection.execute(other, [numbers, ids]).fetchall()]
    if found:
        connection.execute("DELETE FROM event WHERE thread IN (SELECT unnest(?::VARCHAR[]))", [found])
        connection.execute("DELETE FROM thread WHERE id IN (SELECT unnest(?::VARCHAR[]))", [found])


def _actors(stories: Iterable[Story]) -> list[Row]:
    return [actor for each in stories for actor in each.actors]


def _releases(connection: DuckDBPyConnection, batch: Batch) -> None:
    if batch.is_all_releases:
        gone = "DELETE FROM release WHERE source = 'github' AND id NOT IN (SELECT unnest(?::VARCHAR[]))"
        connection.execute(gone, [[row[0] for row in batch.releases]])
    put(connection, "release", batch.releases)
