"""Runs what a community wrote itself: one SELECT, over the facts alone, and not for ever."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING, Any

from commtui.metrics.definition import Definition
from commtui.metrics.errors import MetricError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, Statement

SECONDS = 10.0
MOST_ROWS = 100_000

_line = re.compile(r"^LINE (\d+): (.*)", re.MULTILINE)
_named = re.compile(r'"([^"]+)"|with name (\S+) does not exist')


def run_own(
    con: DuckDBPyConnection, definition: Definition, sql: str, given: Mapping[str, Any], seconds: float = SECONDS
) -> list[dict[str, Any]]:
    """The rows of a community's own definition, over facts whose doors are closed: a hundred thousand at most.

    Raises:
        MetricError: It is more than one SELECT, does not fit the facts, or takes too long or too much memory.
    """
    import duckdb

    try:
        statement = _select(con, definition, sql)
        with _no_longer_than(con, seconds):
            found = con.execute(statement, given)
            names = [column[0] for column in found.description or ()]
            rows = found.fetchmany(MOST_ROWS)
    except duckdb.InterruptException as error:
        raise MetricError(f"the metric takes longer than {seconds:g} seconds", definition.path) from error
    except duckdb.OutOfMemoryException as error:
        raise MetricError("the metric takes too much memory", definition.path) from error
    except duckdb.Error as error:
        raise _told(definition, sql, error) from error
    return [dict(zip(names, row, strict=True)) for row in rows]


def _select(con: DuckDBPyConnection, definition: Definition, sql: str) -> Statement:
    import duckdb

    statements = con.extract_statements(sql)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise MetricError("the metric must be SELECTs, and nothing else", definition.path)
    return statements[0]


@contextmanager
def _no_longer_than(con: DuckDBPyConnection, seconds: float) -> Iterator[None]:
    timer = Timer(seconds, con.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _told(definition: Definition, sql: str, error: Exception) -> MetricError:
    """The first line of what the database says, at the line of the file that it means."""
    text = str(error)
    reason = text.splitlines()[0] if text else "the metric fails"
    lines = sql.splitlines()
    said = _line.search(text)
    # Of what is wrong within the cases it may name another place, and count from there.
    if said and int(said[1]) <= len(lines) and said[2].strip(" .") in lines[int(said[1]) - 1]:
        return MetricError(reason, definition.path, int(said[1]))
    return MetricError(reason, definition.path, _line_with(lines, _named.search(reason)))


def _line_with(lines: list[str], named: re.Match[str] | None) -> int:
    """Where a name that the database complains about stands, if it says no line that can be."""
    if named is None:
        return 1
    word = re.compile(rf"\b{re.escape(named[1] or named[2])}\b")
    found = (number for number, line in enumerate(lines, 1) if not line.startswith("--") and word.search(line))
    return next(found, 1)
