"""Many rows into a table of the cache at once, and the few words that the cache keeps about itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# The keys of the tables that have no index for them.
_KEYS = {"commit": ("sha",), "commit_author": ("sha", "place")}


def meta(connection: DuckDBPyConnection, key: str) -> str | None:
    """What is noted under this key, or None."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
    return str(found[0]) if found else None


def set_meta(connection: DuckDBPyConnection, key: str, value: str | None) -> None:
    """Note a value under this key; None forgets it."""
    if value is None:
        connection.execute("DELETE FROM meta WHERE key = ?", [key])
    else:
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, value])


def put(connection: DuckDBPyConnection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Write rows, whose values are in the order of the table's columns; one with the key of another replaces it.

    Times are naive and UTC.
    """
    given = list(rows)
    if not given:
        return
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    own = _KEYS.get(table, ())
    keys = [number for number, column in enumerate(columns) if column[5] or column[1] in own]
    # One statement cannot write a row twice: the last one counts.
    last = {tuple(row[key] for key in keys): row for row in given}
    # As one list a column: DuckDB takes those many times faster than a row at a time.
    values = [[_storable(value) for value in column] for column in zip(*last.values(), strict=True)]
    lists = ", ".join(f"unnest(?::{column[2]}[])" for column in columns)
    if not own:
        connection.execute(f"INSERT OR REPLACE INTO {table} SELECT {lists}", values)
        return
    found = ", ".join(f"unnest(?::{columns[key][2]}[])" for key in keys)
    replaced = f"DELETE FROM {table} WHERE ({', '.join(own)}) IN (SELECT {found})"  # noqa: S608 - our own names
    connection.execute(replaced, [values[key] for key in keys])
    connection.execute(f"INSERT INTO {table} SELECT {lists}", values)


def _storable(value: Any) -> Any:  # noqa: ANN401 - of any column
    """Text without the halves of characters that JSON may spell, but no database takes."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list | tuple):
        return [_storable(each) for each in value]
    return value
