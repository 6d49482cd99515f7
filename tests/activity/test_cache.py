"""The file of a repository's activity: shared, thrown away, cut short, damaged."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from commtui.activity.cache import Cache, cache_path
from commtui.activity.errors import ActivityError
from commtui.activity.rows import meta, put, set_meta
from commtui.activity.schema import VERSION
from tests.activity.commits import rows
from tests.trying import cases, times
from tests.users import User, ordinary_user, shared_folder, small_files

__all__ = ["ordinary_user", "shared_folder"]

DAY = datetime(2026, 1, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "activity" / "github.com+openmrs+openmrs-core.duckdb"


def star(name: str) -> tuple[str, str, datetime]:
    return (name, "star", DAY)


def stars(cache: Cache) -> list[str]:
    return [row[0] for row in rows(cache, "SELECT actor FROM interest ORDER BY actor")]


def test_what_is_written_is_there_the_next_time(path: Path) -> None:
    with Cache(path).writing() as connection:
        put(connection, "interest", [star("ada")])
    assert stars(Cache(path)) == ["ada"]


def test_what_fails_midway_writes_nothing(path: Path) -> None:
    cache = Cache(path)
    with cache.writing() as connection:
        put(connection, "interest", [star("ada")])
    with contextlib.suppress(ZeroDivisionError), cache.writing() as connection:
        put(connection, "interest", [star("grace")])
        raise ZeroDivisionError
    assert stars(cache) == ["ada"]


def test_a_wrong_question_is_no_damage(path: Path) -> None:
    cache = Cache(path)
    with cache.writing() as connection:
        put(connection, "interest", [star("ada")])
    with pytest.raises(Exception, match="nowhere"), cache.writing() as connection:
        connection.execute("SELECT * FROM nowhere")
    assert stars(cache) == ["ada"]
    assert cache.notices == []


def test_who_reads_cannot_write(path: Path) -> None:
    with pytest.raises(Exception, match="read-only"), Cache(path).reading() as connection:
        connection.execute("DELETE FROM interest")


def test_deleting_it_at_any_time_is_safe(path: Path) -> None:
    cache = Cache(path)
    with cache.writing() as connection:
        put(connection, "interest", [star("ada")])
    for each in path.parent.iterdir():
        each.unlink()
    path.parent.rmdir()
    assert stars(cache) == []
    assert cache.notices == []


WRITER = """
import sys
from pathlib import Path
from commtui.activity.cache import Cache
from commtui.activity.rows import meta, put, set_meta
cache = Cache(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    with cache.writing() as connection:
        set_meta(connection, "count", str(int(meta(connection, "count") or 0) + 1))
        put(connection, "interest", [(f"{sys.argv[2]} {number}", "star", None)])
"""


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_processes_that_write_at_once_lose_nothing(path: Path) -> None:
    each, writers = times(4, 8), cases(["ada", "grace"], ["alan"])
    running = [start(WRITER, path, name, each) for name in writers]
    cache = Cache(path)
    seen = []
    while any(process.poll() is None for process in running):
        seen.append(len(stars(cache)))
    for process in running:
        assert process.communicate()[1] == ""
        assert process.returncode == 0
    assert len(stars(cache)) == len(writers) * each
    assert rows(cache, "SELECT value FROM meta WHERE key = 'count'") == [(str(len(writers) * each),)]
    assert seen == sorted(seen)


def test_threads_that_read_and_write_at_once_lose_nothing(path: Path) -> None:
    cache = Cache(path)

    def work(number: int) -> int:
        with cache.writing() as connection:
            set_meta(connection, "count", str(int(meta(connection, "count") or 0) + 1))
            put(connection, "interest", [star(str(number))])
        return len(stars(cache))

    with ThreadPoolExecutor(6) as pool:
        seen = list(pool.map(work, range(12)))
    assert max(seen) == 12
    assert rows(cache, "SELECT value FROM meta WHERE key = 'count'") == [("12",)]


KILLED = """
import sys
from pathlib import Path
from commtui.activity.cache import Cache
from commtui.activity.rows import put
cache = Cache(Path(sys.argv[1]))
with cache.writing() as connection:
    put(connection, "interest", [("whole", "star", None)])
with cache.writing() as connection:
    number = 0
    while True:
        put(connection, "interest", [(f"half {number} {place}", "star", None) for place in range(20_000)])
        number += 1
        print(number, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nobody is killed so here")
@pytest.mark.parametrize("rounds", cases([1], [3, 8]))
def test_who_is_killed_in_the_middle_leaves_the_last_whole_transaction(path: Path, rounds: int) -> None:
    running = start(KILLED, path)
    assert running.stdout is not None
    for _ in range(rounds):
        assert running.stdout.readline()
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()
    cache = Cache(path)
    assert stars(cache) == ["whole"]
    assert cache.notices == []
    with cache.writing() as connection:
        put(connection, "interest", [star("after")])
    assert stars(cache) == ["after", "whole"]


COMMITTING = """
import sys
from pathlib import Path
from commtui.activity.cache import Cache
from commtui.activity.rows import put
cache = Cache(Path(sys.argv[1]))
print("begun", flush=True)
number = 0
while True:
    with cache.writing() as connection:
        put(connection, "interest", [(f"{number} {place}", "star", None) for place in range(500)])
    number += 1
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nobody is killed so here")
def test_whenever_one_is_killed_there_are_only_whole_transactions(path: Path) -> None:
    cache = Cache(path)
    for wait in cases([0.05], [0.0, 0.11, 0.2]):
        running = start(COMMITTING, path)
        assert running.stdout is not None
        running.stdout.readline()
        time.sleep(wait)
        os.kill(running.pid, signal.SIGKILL)
        running.communicate()
        assert len(stars(cache)) % 500 == 0
        assert cache.notices == []


NAMES = [f"{number:05} {number * 7919 % 10007}" for number in range(20_000)]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A cache file of many people."""
    path = tmp_path_factory.mktemp("sound") / "activity.duckdb"
    cache = Cache(path)
    with cache.writing() as connection:
        put(connection, "interest", [star(each) for each in NAMES])
    assert stars(cache) == NAMES
    return path.read_bytes()


def test_what_is_no_database_is_made_anew_and_told(path: Path, sound: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(sound)
    cache = Cache(path)
    for content in (b"not a database at all\n" * 500, b"\0" * 50_000, b"x"):
        path.write_bytes(content)
        cache.notices.clear()
        assert stars(cache) == []
        assert cache.notices == [f"{path} was damaged: activity is read anew"]
        with cache.writing() as connection:
            put(connection, "interest", [star("ada")])
        assert stars(cache) == ["ada"]


def test_an_empty_file_is_as_none(path: Path) -> None:
    cache = Cache(path)
    path.write_bytes(b"")
    assert stars(cache) == []
    assert cache.notices == []


def test_a_damaged_page_is_never_read_as_if_it_were_whole(path: Path, sound: bytes) -> None:
    path.parent.mkdir()
    for place in range(0, len(sound), len(sound) // times(6, 12)):
        path.write_bytes(sound[:place] + bytes(255 - each for each in sound[place : place + 64]) + sound[place + 64 :])
        cache = Cache(path)
        with contextlib.suppress(ActivityError):
            assert stars(cache) in (NAMES, [])
        assert stars(cache) in (NAMES, [])


def test_a_cut_file_is_made_anew_or_whole(path: Path, sound: bytes) -> None:
    path.parent.mkdir()
    for length in (100, 4096, 12_288, len(sound) // 2, len(sound) - 1):
        path.write_bytes(sound[:length])
        cache = Cache(path)
        with contextlib.suppress(ActivityError):
            assert stars(cache) in (NAMES, [])
        assert stars(cache) in (NAMES, [])


def test_another_version_is_made_anew_and_told(path: Path) -> None:
    cache = Cache(path)
    for version in (str(VERSION + 1), "0", None):
        cache.notices.clear()
        with cache.writing() as connection:
            put(connection, "interest", [star("ada")])
            set_meta(connection, "version", version)
        assert stars(cache) == []
        assert cache.notices == [f"{path} is of another version: activity is read anew"]
    with cache.reading() as connection:
        assert meta(connection, "version") == str(VERSION)


def test_the_database_of_someone_else_is_of_another_version(path: Path) -> None:
    import duckdb

    path.parent.mkdir()
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE meta AS SELECT 1 AS something")
    cache = Cache(path)
    assert stars(cache) == []
    assert cache.notices == [f"{path} is of another version: activity is read anew"]


HOLDER = """
import sys, time
import duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.readline()
"""


def test_who_waits_too_long_for_another_program_is_told(path: Path) -> None:
    stars(Cache(path))
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdin=-1, stdout=-1, text=True)
    assert holder.stdout is not None
    holder.stdout.readline()
    cache = Cache(path, wait=0.1)
    with pytest.raises(ActivityError, match="another program uses"):
        stars(cache)
    holder.communicate("\n")
    assert stars(cache) == []
    assert cache.notices == []


def test_where_nothing_can_be_written_it_is_kept_for_a_while(shared_folder: Path, ordinary_user: User) -> None:
    folder = shared_folder / "cache"
    folder.mkdir(mode=0o555)
    with ordinary_user():
        cache = Cache(folder / "one.duckdb")
        assert cache.notices == [
            f"{folder / 'one.duckdb'} cannot be written (Permission denied): activity is read anew each time"
        ]
        with cache.writing() as connection:
            put(connection, "interest", [star("ada")])
        assert stars(cache) == ["ada"]
        held = cache.path.parent
        assert held.is_dir()
        del cache
        gc.collect()
        assert not held.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no limit for files")
@pytest.mark.parametrize("limit", [1_000, 20_000, 300_000])
def test_where_the_disk_is_full_one_sentence_says_so_and_nothing_is_lost(path: Path, limit: int) -> None:
    cache = Cache(path)
    if limit > 20_000:
        with cache.writing() as connection:
            put(connection, "interest", [star("ada")])
    refused = pytest.raises(ActivityError, match=r"cannot be written: File too large$")
    with small_files(limit), refused, cache.writing() as connection:
        put(connection, "interest", [star(each) for each in NAMES])
    assert stars(cache) == (["ada"] if limit > 20_000 else [])
    with cache.writing() as connection:
        put(connection, "interest", [star("grace")])
    assert "grace" in stars(cache)
    assert cache.notices == []


def test_where_a_file_is_in_the_way_it_is_kept_for_a_while(tmp_path: Path) -> None:
    (tmp_path / "activity").write_text("a file")
    cache = Cache(tmp_path / "activity" / "one.duckdb")
    assert len(cache.notices) == 1
    assert stars(cache) == []


def test_others_may_not_look_into_it(path: Path) -> None:
    stars(Cache(path))
    assert path.parent.stat().st_mode & 0o077 == 0


def test_each_repository_has_a_file_of_its_own(tmp_path: Path) -> None:
    names = {
        cache_path(repository, root, host)
        for repository in (
            "openmrs/openmrs-core",
            "openmrs/core",
            "open/mrs-core",
            "a/b",
            "a/..",
            "../..",
            "a/b+c",
            "ä/b",
            None,
        )
        for root in (tmp_path, tmp_path / "other")
        for host in ("github.com", "github.example.org:8443")
    }
    assert len(names) == 8 * 2 + 2
    assert len({each.parent for each in names}) == 1
    assert all(each.name.isascii() and ":" not in each.name for each in names)


def test_a_repository_is_one_in_any_case(tmp_path: Path) -> None:
    assert cache_path("OpenMRS/Core", None) == cache_path("openmrs/core", tmp_path, "GitHub.com")


def test_without_any_repository_one_sentence_says_so() -> None:
    with pytest.raises(ActivityError, match="no repository here"):
        cache_path(None, None)
