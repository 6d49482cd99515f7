"""Rows into the tables of the cache: one of each key, and any text."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from commtui.activity.cache import Cache
from commtui.activity.rows import put
from tests.activity.commits import rows

DAY = datetime(2026, 1, 1)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "activity.duckdb")


def test_rows_replace_those_of_the_same_key_and_the_last_of_several_counts(cache: Cache) -> None:
    with cache.writing() as connection:
        put(connection, "interest", [("ada", "star", DAY), ("ada", "fork", None)])
        put(connection, "interest", [("ada", "star", None), ("ada", "star", datetime(2026, 2, 2))])
        put(connection, "commit_author", [("a1", 0, "git:x"), ("a1", 1, None), ("a1", 0, "git:y")])
        put(connection, "commit_author", [("a1", 1, "git:z"), ("b2", 0, "git:z")])
        put(connection, "interest", [])
    assert rows(cache, "SELECT * FROM interest ORDER BY kind") == [
        ("ada", "fork", None),
        ("ada", "star", datetime(2026, 2, 2)),
    ]
    assert rows(cache, "SELECT * FROM commit_author ORDER BY sha, place") == [
        ("a1", 0, "git:y"),
        ("a1", 1, "git:z"),
        ("b2", 0, "git:z"),
    ]


def test_any_text_can_be_kept(cache: Cache) -> None:
    odd = ["half a \ud83d character", "zero \0 byte", "👩‍🔬", "'; DROP TABLE meta; --", "\x1b[31m"]
    labels = ["good \udc00 first", "b"]
    with cache.writing() as connection:
        put(
            connection,
            "thread",
            [
                (f"t{n}", "issue", n, title, "u", None, DAY, DAY, None, None, False, labels, False)
                for n, title in enumerate(odd)
            ],
        )
    found = rows(cache, "SELECT title, labels FROM thread ORDER BY number")
    assert [row[0] for row in found] == ["half a ? character", *odd[1:]]
    assert found[0][1] == ["good ? first", "b"]
