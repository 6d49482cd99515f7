"""From the lines of `git log` to rows: DuckDB takes them apart, for it does so many times faster than we could."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from commtui.activity.schema import GHOSTS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Between the fields of a line, and between the co-authors in the last field. The latter is a control character that
# no keyboard writes; whoever does, in a trailer, has only named two people in it.
FIELD = "\x1f"
COAUTHOR = "\x9f"
LONGEST_SUBJECT = 500
_COLUMNS = ("sha", "parents", "authored", "committed", "name", "email", "subject", "coauthors")
# What Python and DuckDB can both hold: the years 1 to 9999.
_FIRST, _LAST = -62_135_596_800, 253_402_300_799

# Git is at work beside us, so that a second thread gains nothing. To try how each column is packed best takes longer
# than to write it as it is.
_QUICKLY = """
SET threads = 1;
SET force_compression = 'uncompressed';
"""
_TABLES = """
CREATE TEMP TABLE line (
    sha VARCHAR, authored_at TIMESTAMP, author_offset INTEGER, instant TIMESTAMP, committer_offset INTEGER,
    parents INTEGER, subject VARCHAR, name VARCHAR, email VARCHAR, coauthors VARCHAR, actor VARCHAR
);
"""


def _said(part: str, words: str) -> str:
    """A name without the spaces around it; where git cannot read who that is, it leaves the words of the format."""
    return f"CASE {part} WHEN ' {words}' THEN '' ELSE trim({part}) END"


def _actor(name: str, address: str) -> str:
    """Who that is; nobody knows who a deleted account was, and GitHub gives all of them one address."""
    return f"""CASE
        WHEN {address} IN {GHOSTS} THEN NULL
        WHEN {address} <> '' THEN 'git:' || {address}
        ELSE 'git:' || {name}
    END"""


def _number(said: str, place: int, kind: str) -> str:
    """A number of a date as in ` 1700000000 -0330`; 0 where it says none."""
    return f"coalesce(TRY_CAST(split_part({said}, ' ', {place}) AS {kind}), 0)"


def _instant(seconds: str) -> str:
    return f"make_timestamp(1000000 * greatest({_FIRST}, least({_LAST}, {seconds})))"


def _offset(zone: str) -> str:
    """The minutes east of UTC of a zone such as -330; one that is off by more than a day is none."""
    return f"CASE WHEN {zone} BETWEEN -2400 AND 2400 THEN {zone} // 100 * 60 + {zone} % 100 ELSE 0 END"


# Each field but the first begins with a space, so that none is empty. In two steps, for DuckDB plans that sooner.
_PIECE = f"""
INSERT INTO line
WITH said AS (
    SELECT
        sha,
        length(parents) // (length(sha) + 1) AS parents,
        {_number("authored", 2, "BIGINT")} AS authored,
        {_number("authored", 3, "INTEGER")} AS author_zone,
        {_number("committed", 2, "BIGINT")} AS committed,
        {_number("committed", 3, "INTEGER")} AS committer_zone,
        name,
        email,
        lower({_said("email", "%aE")}) AS address,
        substr(subject, 2, {LONGEST_SUBJECT}) AS subject,
        coauthors
    FROM read_csv(
        ?, columns = {{{", ".join(f"{each}: 'VARCHAR'" for each in _COLUMNS)}}}, auto_detect = false, header = false,
        delim = '{FIELD}', quote = '', escape = '', comment = '', new_line = '\\n', ignore_errors = true,
        max_line_size = ?, buffer_size = ?
    )
)
SELECT
    sha, {_instant("authored")} AS authored_at, {_offset("author_zone")} AS author_offset,
    {_instant("committed")} AS instant, {_offset("committer_zone")} AS committer_offset,
    parents, subject, name, email, coauthors, {_actor(_said("name", "%aN"), "address")} AS actor
FROM said
"""  # noqa: S608 - our own names
_NAMED = f"""
CREATE TEMP TABLE named AS
SELECT sha, instant, actor AS author, unnest(string_split(substr(coauthors, 2), '{COAUTHOR}')) AS trailer,
    generate_subscripts(string_split(substr(coauthors, 2), '{COAUTHOR}'), 1) AS place
FROM line WHERE coauthors <> ' '
"""  # noqa: S608 - our own names
# Whoever is named twice, or is the author too, is counted once.
_COAUTHORS = f"""
CREATE TEMP TABLE coauthor AS
WITH mapped AS (
    SELECT unnest(?::VARCHAR[]) AS trailer, unnest(?::VARCHAR[]) AS name, unnest(?::VARCHAR[]) AS email
),
person AS (SELECT trailer, name, email, {_actor("name", "lower(email)")} AS actor FROM mapped)
SELECT
    sha, min(place) AS place, any_value(instant) AS instant, actor,
    arg_min(name, place) AS name, arg_min(email, place) AS email
FROM named JOIN person ON person.trailer = named.trailer
WHERE actor IS NULL OR author IS NULL OR actor <> author
GROUP BY sha, actor, CASE WHEN actor IS NULL THEN place END
"""  # noqa: S608 - our own names
_COMMITS = (
    """INSERT INTO commit
    SELECT sha, authored_at, author_offset, instant, committer_offset, parents, subject FROM line""",
    """INSERT INTO commit_author
    SELECT sha, 0, actor FROM line UNION ALL SELECT sha, place, actor FROM coauthor""",
)

# Of the names that go with an address, the one of the last commit.
_NOW = f"""
WITH author AS (
    SELECT actor, max(struct_pack(instant := instant, sha := sha, name := name, email := email)) AS last
    FROM line WHERE actor IS NOT NULL GROUP BY actor
),
each AS (
    SELECT actor, struct_pack(
        instant := last.instant, sha := last.sha,
        name := {_said("last.name", "%aN")}, email := {_said("last.email", "%aE")}
    ) AS last
    FROM author
    UNION ALL
    SELECT actor, struct_pack(instant := instant, sha := sha, name := name, email := email) FROM coauthor
    WHERE actor IS NOT NULL
),
now AS (SELECT actor, max(last) AS last FROM each GROUP BY actor)
"""  # noqa: S608 - our own names
_ACTORS = f"""
INTO actor {_NOW}
SELECT actor, 'git', NULL, NULL, last.name, last.email FROM now
"""  # noqa: S608 - our own names
# Where that commit may be one that was read before.
_MORE_ACTORS = f"""
INTO actor {_NOW},
ever AS (
    SELECT commit_author.actor, max(struct_pack(instant := commit.committed_at, sha := commit.sha)) AS last
    FROM commit_author JOIN commit ON commit.sha = commit_author.sha
    WHERE commit_author.actor IN (SELECT actor FROM now)
    GROUP BY commit_author.actor
)
SELECT now.actor, 'git', NULL, NULL, now.last.name, now.last.email
FROM now JOIN ever ON ever.actor = now.actor
WHERE struct_pack(instant := now.last.instant, sha := now.last.sha) = ever.last
"""  # noqa: S608 - our own names
_ORPHANS = """
DELETE FROM actor
WHERE kind = 'git' AND id NOT IN (SELECT actor FROM commit_author WHERE actor IS NOT NULL)
"""


def begin(connection: DuckDBPyConnection, *, anew: bool) -> None:
    """Make room for lines; of all commits if `anew`, else of some that are not known."""
    connection.execute(_QUICKLY)
    connection.execute(_TABLES)
    if anew:
        _clear(connection)


def stage(connection: DuckDBPyConnection, piece: Path) -> int:
    """Take the lines in this file apart; how many could be read."""
    size = piece.stat().st_size + 1
    return _count(connection, _PIECE, escape(str(piece)), size, size)


def trailers(connection: DuckDBPyConnection) -> list[str]:
    """All that the trailers of the lines say of co-authors."""
    connection.execute(_NAMED)
    return [str(each[0]) for each in connection.execute("SELECT DISTINCT trailer FROM named").fetchall()]


def finish(connection: DuckDBPyConnection, people: Iterable[tuple[str, str, str]], *, anew: bool) -> None:
    """Write the commits of all lines, and who made them.

    `people` are trailers with the name and address of whom they mean.
    """
    mapped = list(zip(*people, strict=True)) or [(), (), ()]
    connection.execute(_COAUTHORS, [list(each) for each in mapped])
    for each in _COMMITS:
        connection.execute(each)
    # To look for what is replaced takes as long as all else here.
    are_first = not _count(connection, "SELECT count(*) FROM actor")
    connection.execute(f"INSERT {'' if are_first else 'OR REPLACE'} {_ACTORS if anew else _MORE_ACTORS}")
    if anew and not are_first:
        connection.execute(_ORPHANS)


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
    connection.execute("DELETE FROM address")


def _count(connection: DuckDBPyConnection, asked: str, *given: datetime | str | int) -> int:
    found = connection.execute(asked, given).fetchone()
    return int(found[0]) if found else 0
