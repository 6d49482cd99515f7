"""From the lines of `git log` to rows: DuckDB takes them apart, for it does so many times faster than we could."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

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

# Git writes while we do, so nobody gains by a second thread here. To try what packs each column best would take longer
# than all else that reading a history does; and each commit is of no use before the last one.
_QUICKLY = """
SET threads = 1;
SET force_compression = 'uncompressed';
SET checkpoint_threshold = '1B';
"""
_TABLES = """
CREATE TEMP TABLE seen (actor VARCHAR, last STRUCT(instant TIMESTAMP, sha VARCHAR, name VARCHAR, email VARCHAR));
CREATE TEMP TABLE named (sha VARCHAR, instant TIMESTAMP, author VARCHAR, trailer VARCHAR, place INTEGER);
CREATE TEMP TABLE mapped (trailer VARCHAR, name VARCHAR, email VARCHAR);
CREATE TEMP TABLE coauthor (
    sha VARCHAR, place INTEGER, instant TIMESTAMP, actor VARCHAR, name VARCHAR, email VARCHAR
);
"""


def _instant(said: str) -> str:
    """The instant of a date as in ` 1700000000 -0330`; the first second of 1970 where it says nothing."""
    seconds = f"coalesce(TRY_CAST(split_part({said}, ' ', 2) AS BIGINT), 0)"
    return f"make_timestamp(1000000 * greatest({_FIRST}, least({_LAST}, {seconds})))"


def _zone(said: str) -> str:
    """The minutes east of UTC of such a date; what is off by more than a day is none."""
    hours = f"coalesce(TRY_CAST(split_part({said}, ' ', 3) AS INTEGER), 0)"
    minutes = f"(abs({hours}) // 100 * 60 + abs({hours}) % 100)"
    return f"CASE WHEN abs({hours}) > 2400 THEN 0 ELSE sign({hours}) * {minutes} END"


def _actor(name: str, email: str) -> str:
    """Who that is; nobody knows who a deleted account was, and GitHub gives all of them one address."""
    return f"""CASE
        WHEN lower({email}) IN ('10137+ghost@users.noreply.github.com', 'ghost@users.noreply.github.com') THEN NULL
        WHEN {email} <> '' THEN 'git:' || lower({email})
        ELSE 'git:' || {name}
    END"""


# Each field but the first begins with a space, so that none is empty. git leaves the words of the format as they are
# where a commit's author cannot be read.
_PIECE = f"""
CREATE OR REPLACE TEMP TABLE piece AS
WITH line AS (
    SELECT
        sha,
        length(parents) // (length(sha) + 1) AS parents,
        authored,
        committed,
        CASE name WHEN ' %aN' THEN '' ELSE trim(name) END AS name,
        CASE email WHEN ' %aE' THEN '' ELSE trim(email) END AS email,
        substr(subject, 2, {LONGEST_SUBJECT}) AS subject,
        CASE WHEN coauthors <> ' ' THEN string_split(substr(coauthors, 2), '{COAUTHOR}') END AS coauthors
    FROM read_csv(
        ?, columns = {{{", ".join(f"{each}: 'VARCHAR'" for each in _COLUMNS)}}}, auto_detect = false, header = false,
        delim = '{FIELD}', quote = '', escape = '', comment = '', new_line = '\\n', ignore_errors = true,
        max_line_size = ?, buffer_size = ?
    )
)
SELECT
    sha, {_instant("authored")} AS authored_at, {_zone("authored")} AS author_offset,
    {_instant("committed")} AS instant, {_zone("committed")} AS committer_offset,
    parents, subject, name, email, coauthors, {_actor("name", "email")} AS actor
FROM line
"""  # noqa: S608 - our own names
_OF_PIECE = (
    "INSERT INTO commit_author SELECT sha, 0, actor FROM piece",
    """INSERT INTO seen
    SELECT actor, max(struct_pack(instant := instant, sha := sha, name := name, email := email))
    FROM piece WHERE actor IS NOT NULL GROUP BY actor""",
    """INSERT INTO named
    SELECT sha, instant, actor, unnest(coauthors), unnest(range(1, len(coauthors) + 1))
    FROM piece WHERE coauthors IS NOT NULL""",
    """INSERT INTO commit
    SELECT sha, authored_at, author_offset, instant, committer_offset, parents, subject FROM piece""",
)

# Whoever is named twice, or is the author too, is counted once.
_COAUTHORS = f"""
INSERT INTO coauthor
WITH person AS (SELECT *, {_actor("name", "email")} AS actor FROM mapped)
SELECT sha, place, instant, actor, name, email FROM named JOIN person ON person.trailer = named.trailer
WHERE actor IS NULL OR author IS NULL OR actor <> author
QUALIFY actor IS NULL OR row_number() OVER (PARTITION BY sha, actor ORDER BY place) = 1
"""  # noqa: S608 - our own names

# Of the names that go with an address, the one of the last commit, whether that was read now or before.
_ACTORS = """
INSERT OR REPLACE INTO actor
WITH each AS (
    FROM seen
    UNION ALL
    SELECT actor, struct_pack(instant := instant, sha := sha, name := name, email := email) FROM coauthor
    WHERE actor IS NOT NULL
),
now AS (SELECT actor, max(last) AS last FROM each GROUP BY actor),
ever AS (
    SELECT commit_author.actor, max(struct_pack(instant := commit.committed_at, sha := commit.sha)) AS last
    FROM commit_author JOIN commit ON commit.sha = commit_author.sha
    WHERE ? AND commit_author.actor IN (SELECT actor FROM now)
    GROUP BY commit_author.actor
)
SELECT now.actor, 'git', NULL, NULL, now.last.name, now.last.email
FROM now LEFT JOIN ever ON ever.actor = now.actor
WHERE ever.last IS NULL OR struct_pack(instant := now.last.instant, sha := now.last.sha) = ever.last
"""
_ORPHANS = """
DELETE FROM actor
WHERE kind = 'git' AND id NOT IN (SELECT actor FROM commit_author WHERE actor IS NOT NULL)
"""


def begin(connection: DuckDBPyConnection, *, anew: bool) -> None:
    """Make room for lines; of all commits if `anew`, else of some that are not known."""
    connection.execute(_QUICKLY)
    connection.execute(_TABLES)
    connection.execute(f"CREATE TEMP TABLE known AS SELECT sha FROM commit WHERE {anew}")  # noqa: S608
    if anew:
        _clear(connection)


def stage(connection: DuckDBPyConnection, piece: Path) -> int:
    """Write the commits of the lines in this file, and their authors; how many there are."""
    size = piece.stat().st_size + 1
    connection.execute(_PIECE, [str(piece), size, size])
    for each in _OF_PIECE:
        connection.execute(each)
    return _count(connection, "SELECT count(*) FROM piece")


def trailers(connection: DuckDBPyConnection) -> list[str]:
    """All that the trailers of the lines say of co-authors."""
    return [str(each[0]) for each in connection.execute("SELECT DISTINCT trailer FROM named").fetchall()]


def finish(connection: DuckDBPyConnection, people: Iterable[tuple[str, str, str]], *, anew: bool) -> int:
    """Write who co-authored, and who all of them are; how many of the commits are not new.

    `people` are trailers with the name and address of whom they mean.
    """
    named = list(zip(*people, strict=True))
    if named:
        lists = "unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[])"
        connection.execute(f"INSERT INTO mapped SELECT {lists}", [list(each) for each in named])
        connection.execute(_COAUTHORS)
        connection.execute("INSERT INTO commit_author SELECT sha, place, actor FROM coauthor")
    connection.execute(_ACTORS, [not anew])
    if not anew or not _count(connection, "SELECT count(*) FROM known"):
        return 0
    connection.execute(_ORPHANS)
    return _count(connection, "SELECT count(*) FROM commit WHERE sha IN (SELECT sha FROM known)")


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
