"""How long all metrics of a community take after a change of period, over a million events of ten years.

Run `python tests/benchmarks/metrics_speed.py [ROUNDS]`. Each round measures other periods than the one before.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from commtui.activity.cache import Cache
from commtui.activity.identity import People
from commtui.metrics.definition import definitions
from commtui.metrics.engine import Engine
from commtui.model.community import Community
from commtui.model.person import Affiliation, Person
from commtui.model.when import Month, Period, Quarter, Year

COMMITS, THREADS, ANSWERS, STARS = 300_000, 100_000, 500_000, 20_000
PEOPLE = 5_000
NOW = datetime(2026, 1, 1)
# Few people do most; the work grows with the years.
_HISTORY = f"""
SELECT setseed(0.5);
INSERT INTO actor SELECT 'github:' || n, 'user', 'person-' || n, n, 'Person ' || n, NULL FROM range({PEOPLE}) AS t(n);
CREATE TEMP MACRO somebody() AS 'github:' || CAST(floor(pow(random(), 3) * {PEOPLE}) AS INTEGER);
CREATE TEMP MACRO moment() AS
    TIMESTAMP '2016-01-01' + to_seconds(CAST(floor(pow(random(), 0.8) * 315532800) AS BIGINT));
INSERT INTO commit SELECT md5('commit' || n), m, 0, m, 0, 1 + CAST(n % 10 = 0 AS INTEGER), 'Save the form, part ' || n
FROM (SELECT n, moment() AS m FROM range({COMMITS}) AS t(n));
INSERT INTO commit_author SELECT md5('commit' || n), 0, somebody() FROM range({COMMITS}) AS t(n);
INSERT INTO commit_author SELECT md5('commit' || n), 1, somebody() FROM range(0, {COMMITS}, 10) AS t(n);
INSERT INTO thread
SELECT 'T' || n, CASE WHEN n % 2 = 0 THEN 'issue' ELSE 'pull_request' END, n, 'The form loses what I typed, ' || n,
    'https://example.org/openmrs/' || n, somebody(), m, m, CASE WHEN n % 10 > 1 THEN m + to_hours(n % 3000) END,
    CASE WHEN n % 2 = 1 AND n % 10 > 2 THEN m + to_hours(n % 3000) END, n % 50 = 1, ['bug', 'module'], false
FROM (SELECT n, moment() AS m FROM range({THREADS}) AS t(n));
INSERT INTO event
SELECT 'E' || n, thread.id, CASE WHEN n % 4 = 3 AND thread.kind = 'pull_request' THEN 'review' ELSE 'comment' END,
    somebody(), thread.opened_at + to_minutes(CAST(floor(pow(random(), 4) * 100000) AS BIGINT)), n % 100 = 0,
    'commented', thread.url || '#' || n
FROM range({ANSWERS}) AS t(n) JOIN thread ON thread.number = (n * 7919) % {THREADS};
INSERT INTO event
SELECT 'C' || number, id, 'closed', author, closed_at, false, NULL, NULL FROM thread WHERE closed_at IS NOT NULL;
INSERT INTO event
SELECT 'R' || number, id, 'ready', author, opened_at + to_hours(30), false, NULL, NULL FROM thread
WHERE kind = 'pull_request' AND number % 5 = 1 AND NOT draft;
INSERT INTO interest SELECT 'github:' || n % {PEOPLE}, CASE WHEN n < {PEOPLE} THEN 'star' ELSE 'fork' END, moment()
FROM range({2 * PEOPLE}) AS t(n);
INSERT INTO release SELECT 'v' || n, 'github', 'v1.' || n, moment(), NULL FROM range(200) AS t(n);
"""
PERIODS: tuple[Period, ...] = (Quarter(2025, 3), Quarter(2021, 2), Month(2025, 11), Year(2024), Quarter(2017, 1))


def million_events(cache: Cache) -> int:
    """Fill the cache; how many events there are, all kinds taken together."""
    with cache.writing() as con:
        con.execute(_HISTORY)
        found = con.execute(
            "SELECT sum(n) FROM (SELECT count(*) FROM commit UNION ALL SELECT count(*) FROM commit_author "
            "UNION ALL SELECT count(*) FROM thread UNION ALL SELECT count(*) FROM event) AS t(n)"
        ).fetchone()
    return int(found[0]) if found else 0


def main() -> None:
    """Print how long the facts take, then the median and the worst of all metrics in other periods."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    people = People(
        tuple(
            Person(
                id=f"person-{n}",
                name=f"Person {n}",
                github_id=n,
                affiliation=(Affiliation(organization=f"O {n % 40}"),),
            )
            for n in range(500)
        ),
        (),
    )
    with tempfile.TemporaryDirectory() as name:
        cache = Cache(Path(name) / "activity.duckdb")
        print(f"{million_events(cache):,} events, {PEOPLE:,} people")
        begun = time.perf_counter()
        engine = Engine.load(cache, people, Community(name="Large", timezone="Africa/Nairobi"), (), NOW)
        print(f"facts made in {time.perf_counter() - begun:.1f} s")
    with engine:
        _print_each(engine, rounds)
        for period in PERIODS:
            times = [_taken(partial(engine.measure_all, period)) for _ in range(rounds)]
            wall, busy = (statistics.median(column) for column in zip(*times, strict=True))
            print(
                f"all metrics of {period}: {wall:.0f} ms ({busy:.0f} ms of the processors), best {min(times)[0]:.0f} ms"
            )


def _print_each(engine: Engine, rounds: int) -> None:
    for definition in definitions().values():
        times = [_taken(partial(engine.measure, definition, PERIODS[0].shift(-step))) for step in range(rounds)]
        wall, busy = (statistics.median(column) for column in zip(*times, strict=True))
        print(f"  {wall:6.1f} ms ({busy:.1f})  {definition.id}")


def _taken(work: Callable[[], object]) -> tuple[float, float]:
    """How many milliseconds it takes by the clock on the wall, and how many of the processors."""
    begun, busy = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - begun) * 1000, (time.process_time() - busy) * 1000


if __name__ == "__main__":
    main()
