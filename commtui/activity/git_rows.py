"""From the lines of `git log` to rows: DuckDB takes them apart, for it does so many times faster than we could."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Between the fields of a line, of which the last ones are co-authors, as their trailers say.
FIELD = 0x1F
FIELDS = 8
LONGEST_SUBJECT = 500
# What Python and DuckDB can both hold: the years 1 to 9999.
_FIRST, _LAST = -62_135_596_800, 253_402_300_799

_TABLES = """
CREATE TEMP TABLE fresh (
    sha VARCHAR, instant TIMESTAMP, actor VARCHAR, name VARCHAR, email VARCHAR, coauthors VARCHAR[]
);
CREATE TEMP TABLE mapped (trailer VARCHAR, name VARCHAR, email VARCHAR);
CREATE TEMP TABLE coauthor (
    sha VARCHAR, place INTEGER, instant TIMESTAMP, actor VARCHAR, name VARCHAR, email VARCHAR
);
"""


def _instant(said: str) -> str:
    """The instant of a date as in `1700000000 -0330`; the first second of 1970 where it says nothing."""
    seconds = f"coalesce(TRY_CAST(split_part({said}, ' ', 1) AS BIGINT), 0)"
    return f"make_timestamp(1000000 * greatest({_FIRST}, least({_LAST}, {seconds})))"


def _zone(said: str) -> str:
    """The minutes east of UTC of such a date; what is off by more than a day is none."""
    hours = f"coalesce(TRY_CAST(split_part({said}, ' ', 2) AS INTEGER), 0)"
    minutes = f"(abs({hours}) // 100 * 60 + abs({hours}) % 100)"
    return f"CASE WHEN abs({hours}) > 2400 THEN 0 ELSE sign({hours}) * {minutes} END"


def _actor(name: str, email: str) -> str:
    """Who that is; nobody knows who a deleted account was, and GitHub gives all of them one address."""
    return f"""CASE
        WHEN lower({email}) IN ('10137+ghost@users.noreply.github.com', 'ghost@users.noreply.github.com') THEN NULL
        WHEN {email} <> '' THEN 'git:' || lower({email})
        ELSE 'git:' || {name}
    END"""


# git leaves the words of the format as they are where a commit's author cannot be read.
_PIECE = f"""
CREATE OR REPLACE TEMP TABLE piece AS
WITH fields AS (
    SELECT string_split(line, chr({FIELD})) AS f FROM (SELECT unnest(string_split(?, chr(10))) AS line)
),
line AS (
    SELECT
        f[1] AS sha,
        (length(f[2]) + 1) // (length(f[1]) + 1) AS parents,
        f[3] AS authored,
        f[4] AS committed,
        CASE f[5] WHEN '%aN' THEN '' ELSE trim(f[5]) END AS name,
        CASE f[6] WHEN '%aE' THEN '' ELSE trim(f[6]) END AS email,
        left(f[7], {LONGEST_SUBJECT}) AS subject,
        CASE WHEN f[8] <> '' OR len(f) > {FIELDS} THEN f[{FIELDS}:] END AS coauthors
    FROM fields WHERE len(f) >= {FIELDS}
)
SELECT *, {_instant("committed")} AS instant, {_actor("name", "email")} AS actor FROM line
"""  # noqa: S608 - our own names
_OF_PIECE = (
    f"""INSERT INTO commit
    SELECT sha, {_instant("authored")}, {_zone("authored")}, instant, {_zone("committed")}, parents, subject
    FROM piece""",  # noqa: S608 - our own names
    "INSERT INTO commit_author SELECT sha, 0, actor FROM piece",
    "INSERT INTO fresh SELECT sha, instant, actor, name, email, coauthors FROM piece",
)

# Whoever is named twice, or is the author too, is counted once.
_COAUTHORS = f"""
INSERT INTO coauthor
WITH named AS (
    SELECT sha, instant, actor AS author, unnest(coauthors) AS trailer, unnest(range(1, len(coauthors) + 1)) AS place
    FROM fresh WHERE coauthors IS NOT NULL
),
known AS (
    SELECT named.*, {_actor("mapped.name", "mapped.email")} AS actor, mapped.name, mapped.email
    FROM named JOIN mapped ON mapped.trailer = named.trailer
)
SELECT sha, place, instant, actor, name, email FROM known
WHERE actor IS NULL OR author IS NULL OR actor <> author
QUALIFY actor IS NULL OR row_number() OVER (PARTITION BY sha, actor ORDER BY place) = 1
"""  # noqa: S608 - our own names

# Of the names that go with an address, the one of the last commit.
_ACTORS = """
INSERT OR REPLACE INTO actor
WITH named AS (
    SELECT actor, max(struct_pack(instant := instant, sha := sha, name := name, email := email)) AS last
    FROM (
        SELECT actor, instant, sha, name, email FROM fresh
        UNION ALL SELECT actor, instant, sha, name, email FROM coauthor
    )
    WHERE actor IS NOT NULL GROUP BY actor
),
before AS (
    SELECT commit_author.actor, max(struct_pack(instant := commit.committed_at, sha := commit.sha)) AS last
    FROM commit_author JOIN commit ON commit.sha = commit_author.sha
    WHERE ? AND commit_author.actor IN (SELECT actor FROM named) AND commit.sha NOT IN (SELECT sha FROM fresh)
    GROUP BY commit_author.actor
)
SELECT named.actor, 'git', NULL, NULL, named.last.name, named.last.email
FROM named LEFT JOIN before ON before.actor = named.actor
WHERE before.last IS NULL
OR struct_pack(instant := named.last.instant, sha := named.last.sha) > before.last
"""
_ORPHANS = """
DELETE FROM actor
WHERE kind = 'git' AND id NOT IN (SELECT actor FROM commit_author WHERE actor IS NOT NULL)
"""


def begin(connection: DuckDBPyConnection, *, anew: bool) -> None:
    """Make room for lines; of all commits if `anew`, else of some that are not known."""
    connection.execute(_TABLES)
    connection.execute(f"CREATE TEMP TABLE known AS SELECT sha FROM commit WHERE {anew}")  # noqa: S608
    if anew:
        _clear(connection)


def stage(connection: DuckDBPyConnection, lines: str) -> None:
    """Write the commits of these lines, and their authors."""
    connection.execute(_PIECE, [lines])
    for each in _OF_PIECE:
        connection.execute(each)


def trailers(connection: DuckDBPyConnection) -> list[str]:
    """All that the trailers of the lines say of co-authors."""
    asked = "SELECT DISTINCT unnest(coauthors) FROM fresh WHERE coauthors IS NOT NULL"
    return [str(each[0]) for each in connection.execute(asked).fetchall()]


def finish(connection: DuckDBPyConnection, people: Iterable[tuple[str, str, str]], *, anew: bool) -> tuple[int, int]:
    """Write who co-authored, and who all of them are; how many commits were read, and how many of them are new.

    `people` are trailers with the name and address of whom they mean.
    """
    named = list(zip(*people, strict=True))
    if named:
        lists = "unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[])"
        connection.execute(f"INSERT INTO mapped SELECT {lists}", [list(each) for each in named])
        connection.execute(_COAUTHORS)
        connection.execute("INSERT INTO commit_author SELECT sha, place, actor FROM coauthor")
    connection.execute(_ACTORS, [not anew])
    if anew and _count(connection, "SELECT count(*) FROM known"):
        connection.execute(_ORPHANS)
    new = _count(connection, "SELECT count(*) FROM fresh WHERE sha NOT IN (SELECT sha FROM known)")
    return _count(connection, "SELECT count(*) FROM fresh"), new


def forget(connection: DuckDBPyConnection) -> None:
    """No commit is known any more, and nobody who made one."""
    _clear(connection)
    connection.execute(_ORPHANS)


def strange(connection: DuckDBPyConnection, tomorrow: datetime) -> int:
    """How many commits are dated before 1980, or after tomorrow."""
    asked = "SELECT count(*) FROM commit WHERE committed_at < DATE '1980-01-01' OR committed_at > ?"
    return _count(connection, asked, tomorrow)


def count(connection: DuckDBPyConnection) -> int:
    """How many commits are known."""
    return _count(connection, "SELECT count(*) FROM commit")


def _clear(connection: DuckDBPyConnection) -> None:
    connection.execute("DELETE FROM commit")
    connection.execute("DELETE FROM commit_author")


def _count(connection: DuckDBPyConnection, asked: str, *given: datetime) -> int:
    found = connection.execute(asked, given).fetchone()
    return int(found[0]) if found else 0
