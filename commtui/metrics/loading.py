"""Makes the facts that the definitions read: from what the cache holds, who is who, and the community's plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commtui.activity.actors import actors
from commtui.activity.cache import Cache
from commtui.activity.identity import Identity, People
from commtui.metrics.span import clock, midnight, naive
from commtui.model.community import Community
from commtui.model.recognition import Recognition
from commtui.model.when import Month

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FACTS = Path(__file__).parent / "facts"
# What a query may take besides the facts themselves.
ROOM = 1 << 30

_temporary = re.compile(r"^CREATE TEMP TABLE (\w+)", re.MULTILINE).findall
_repository_of = re.compile(r"(https?://[^/]+/[^/]+/[^/]+)/(?:issues|pull|discussions)/\d+").match


@dataclass(frozen=True, slots=True)
class Sources:
    """What the facts come from: naive UTC times at which git and GitHub were last asked, None where never.

    `shallow` says that the clone has not all commits, `cut` that a download from GitHub was cut off and not finished.
    """

    repository: str | None = None
    git_seen_at: datetime | None = None
    github_seen_at: datetime | None = None
    shallow: bool = False
    cut: bool = False


def load_facts(
    into: DuckDBPyConnection,
    cache: Cache,
    people: People,
    community: Community,
    recognitions: Iterable[Recognition],
    now: datetime,
) -> Sources:
    """Make the facts in an empty database in memory, and close its doors behind them; `now` is naive UTC.

    Raises:
        ActivityError: The cache cannot be read.
    """
    with cache.reading() as con:
        identities = people.resolve(actors(con))
        sources = _sources(con)
        into.execute(f"ATTACH '{_quoted(str(cache.path))}' AS cache (READ_ONLY)")
        _set_zone(into, community)
        made = _make(into, "spans", "given")
        _give(into, identities, people, community, recognitions)
        into.execute("INSERT INTO moment VALUES (?, ?)", [now, _commit_url(con, sources.repository)])
        _insert(into, "calendar", _calendar(into, community))
        made += _make(into, "actors", "threads", "contributions")
        into.execute("DETACH cache")
        # To ask the database which tables are temporary takes longer than to drop them.
        into.execute("".join(f"DROP TABLE temp.{name};" for name in _temporary(made)))
    _close_doors(into)
    return sources


# Git takes any date; Python knows none beyond its calendar.
_MONTHS = """
SELECT DISTINCT
    CAST(date_trunc('month', least(greatest(happened_at, DATE '0002-01-01'), DATE '9998-01-01')) AS DATE)
FROM (
    SELECT CAST(committed_at AS DATE) AS happened_at FROM cache.commit
    UNION ALL SELECT CAST(opened_at AS DATE) FROM cache.thread
    UNION ALL SELECT CAST(happened_at AS DATE) FROM cache.event
) AS done
"""


def _make(into: DuckDBPyConnection, *names: str) -> str:
    """Run these files, and return what they say."""
    sql = "".join((FACTS / f"{name}.sql").read_text("utf-8") for name in names)
    into.execute(sql)
    return sql


def _give(
    into: DuckDBPyConnection,
    identities: Mapping[str, Identity],
    people: People,
    community: Community,
    recognitions: Iterable[Recognition],
) -> None:
    """Write what Python knows: who is who, who worked for whom, and who was thanked."""
    who = [(actor, each.person, each.name, each.bot, each.listed, each.known) for actor, each in identities.items()]
    _insert(into, "identity", who)
    affiliations = [
        (person.id, each.organization, each.since, each.until)
        for person in people.persons
        for each in person.affiliation
    ]
    _insert(into, "affiliation", affiliations)
    zone = clock(community)
    thanks = [
        (
            f"recognition:{place}",
            each.person,
            None if each.date is None else midnight(each.date, zone),
            each.reason or ", ".join(each.kinds),
            next(iter(each.links), None),
            list(each.kinds),
        )
        for place, each in enumerate(recognitions)
    ]
    _insert(into, "recognition", thanks)


def _calendar(into: DuckDBPyConnection, community: Community) -> list[tuple[date, datetime]]:
    """The months in which anything was done, by when they begin, and those beside them: zones differ from UTC."""
    zone = clock(community)
    found = [Month.containing(first) for (first,) in into.execute(_MONTHS).fetchall()]
    days = sorted({each.shift(by).first_day() for each in found for by in (-1, 0, 1)})
    return [(day, midnight(day, zone)) for day in days]


def _insert(into: DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    if not rows:
        return
    types = [column[2] for column in into.execute(f"PRAGMA table_info({table})").fetchall()]
    # As one list a column: DuckDB takes those many times faster than a row at a time.
    lists = ", ".join(f"unnest(?::{type_}[])" for type_ in types)
    columns = [list(column) for column in zip(*rows, strict=True)]
    into.execute(f"INSERT INTO {table} SELECT {lists}", columns)


def _set_zone(into: DuckDBPyConnection, community: Community) -> None:
    name = str(clock(community))
    known = into.execute("SELECT count(*) FROM pg_timezone_names() WHERE name = ?", [name]).fetchone()
    into.execute(f"SET VARIABLE zone = '{_quoted(name if known and known[0] else 'UTC')}'")


def _close_doors(into: DuckDBPyConnection) -> None:
    """Let no query reach a file or the network, take all memory, or change that."""
    used = into.execute("SELECT coalesce(sum(memory_usage_bytes), 0) FROM duckdb_memory()").fetchone()
    into.execute(f"SET memory_limit = '{(int(used[0]) if used else 0) + ROOM}B'")
    into.execute("SET temp_directory = ''")
    # What a metric looks at is little: to hand it to another thread takes longer than to count it.
    into.execute("SET threads = 1")
    # Else a table that is not there would be looked for among Python's variables.
    into.execute("SET python_enable_replacements = false")
    into.execute("SET enable_external_access = false")
    into.execute("SET lock_configuration = true")


def _sources(con: DuckDBPyConnection) -> Sources:
    meta = dict(con.execute("SELECT key, value FROM meta").fetchall())
    return Sources(
        meta.get("github.repository.name") or meta.get("repository"),
        _time(meta.get("git.seen_at")),
        _time(meta.get("github.seen_at")),
        meta.get("git.shallow") == "yes",
        meta.get("github.cut") is not None,
    )


def _time(text: str | None) -> datetime | None:
    with suppress(ValueError):
        return None if text is None else naive(datetime.fromisoformat(text))
    return None


def _commit_url(con: DuckDBPyConnection, repository: str | None) -> str | None:
    """What stands before the sha in a commit's address: beside the threads, or on github.com."""
    found = con.execute("SELECT url FROM thread WHERE NOT gone ORDER BY number DESC LIMIT 1").fetchone()
    if found and (match := _repository_of(found[0])):
        return f"{match[1]}/commit/"
    return f"https://github.com/{repository}/commit/" if repository and repository.count("/") == 1 else None


def _quoted(text: str) -> str:
    return text.replace("'", "''")
