"""The activity of the example: alive, of a piece with the example's measurements, and plainly made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from commtui import demo
from commtui.activity.cache import Cache
from commtui.activity.identity import People
from commtui.activity.rows import meta
from commtui.demo import activity
from commtui.demo.story import CAST
from commtui.metrics.definition import definitions
from commtui.metrics.engine import Engine
from commtui.model.measurement import Measurement
from commtui.model.recognition import Recognition
from commtui.model.when import Quarter
from commtui.store.find import at
from commtui.store.load import load
from commtui.store.snapshot import Snapshot

TABLES = ("actor", "thread", "event", "commit", "commit_author", "release", "interest", "meta")
QUARTERS = [Quarter(2011, 1).shift(steps) for steps in range(10)]
# Changes came as patches before, and a first quarter has none before it.
FIRST_PULLS = Quarter(2012, 2)


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return load(at(demo.path()))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    made = Cache(tmp_path_factory.mktemp("demo") / "activity.duckdb")
    activity.fill(made)
    return made


@pytest.fixture(scope="module")
def engine(cache: Cache, snapshot: Snapshot) -> Iterator[Engine]:
    now = datetime.combine(demo.AS_OF, datetime.max.time(), UTC)
    people, community = People.of(snapshot), snapshot.community
    with Engine.load(cache, people, community, tuple(snapshot.records(Recognition)), now) as engine:
        yield engine


def rows(cache: Cache, table: str) -> list[tuple[Any, ...]]:
    with cache.reading() as con:
        return con.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall()


@pytest.mark.parametrize("quarter", QUARTERS, ids=str)
def test_every_metric_of_the_example_is_alive(engine: Engine, quarter: Quarter) -> None:
    without = {metric for metric, measure in engine.measure_all(quarter).items() if measure.value is None}
    wanted = {each for each in definitions() if each.startswith("change_request")} if quarter < FIRST_PULLS else set()
    assert without == wanted | ({"retention"} if quarter == QUARTERS[0] else set())


def test_what_happened_is_what_the_example_measured(engine: Engine, snapshot: Snapshot) -> None:
    measured = [each for each in snapshot.records(Measurement) if each.value is not None]
    compared = 0
    for each in measured:
        now = engine.measure(definitions()[each.metric], each.period)
        if now.value is None:
            # The example tells a closure ratio from before there were pull requests.
            assert (each.metric, str(each.period)) == ("change_request_closure_ratio", "2012-Q1")
            continue
        assert now.value == pytest.approx(each.value, rel=0.05 if each.unit in {"days", "ratio"} else 0), each.caption
        compared += 1
    assert compared == len(measured) - 1


def test_newcomers_are_answered_sooner_from_quarter_to_quarter(engine: Engine) -> None:
    metric = definitions()["time_to_first_response"]
    waits = [engine.measure(metric, quarter).value or 0 for quarter in QUARTERS]
    assert waits[0] > waits[4] > waits[7] > waits[8] > waits[9] > 2


def test_people_of_the_plan_are_found_and_its_program_is_not(engine: Engine) -> None:
    person = definitions("person")
    assert engine.count(person["issues_opened"], "ada-lovelace", None, None).value
    for metric in ("commits", "pull_requests_merged", "reviews", "comments", "months_active", "recognitions"):
        assert engine.count(person[metric], "grace-hopper", None, None).value, metric
        assert not engine.count(person[metric], "difference-engine", None, None).value, metric


@pytest.mark.parametrize(
    ("who", "metric", "months", "wanted"),
    [("annie-easley", "pull_requests_merged", 12, 10), ("al-jazari", "reviews", 6, 15)],
)
def test_some_have_done_what_the_next_rung_asks(
    engine: Engine, who: str, metric: str, months: int, wanted: int
) -> None:
    # By the id of the plan, or by the login where the plan tells none.
    ids = (who, f"github:not-a-real-account-{CAST[who][0]}")
    year, month = divmod(demo.AS_OF.year * 12 + demo.AS_OF.month - 1 - months, 12)
    since = datetime(year, month + 1, demo.AS_OF.day)
    done = [engine.count(definitions("person")[metric], each, since, None).value or 0 for each in ids]
    assert max(done) >= wanted


def test_it_is_plainly_made_up(cache: Cache) -> None:
    assert activity.SOURCE == "example"
    assert (activity.__doc__ or "").startswith("Made up: an example.")
    with cache.reading() as con:
        assert meta(con, "source") == "example"
        urls = con.execute("SELECT url FROM thread UNION ALL SELECT url FROM event UNION ALL SELECT url FROM release")
        assert all(url is None or url.startswith("https://example.org/") for (url,) in urls.fetchall())
        actors = con.execute("SELECT login, name, email, github_id FROM actor").fetchall()
    assert all(login.startswith("not-a-real-account-") for login, *_ in actors)
    assert all(name is None or name.startswith("Example ") for _, name, *_ in actors)
    assert all((email, number) == (None, None) for *_, email, number in actors)


def test_evidence_leads_nowhere_real(engine: Engine) -> None:
    (case,) = engine.evidence(definitions()["commits"], QUARTERS[8], limit=1)
    assert (case.url or "").startswith("https://example.org/")


def test_it_is_small_and_ends_before_the_day_of_the_example(cache: Cache) -> None:
    assert 300 <= len(rows(cache, "thread")) <= 600
    assert 1_300 <= len(rows(cache, "commit")) <= 1_700
    with cache.reading() as con:
        moments = "SELECT happened_at FROM event UNION ALL SELECT committed_at FROM commit"
        found = con.execute(f"SELECT min(happened_at), max(happened_at) FROM ({moments})").fetchone()
    assert found is not None
    assert (found[0].year, found[1].date() <= demo.AS_OF) == (2011, True)


def test_it_is_the_same_each_time(cache: Cache, tmp_path: Path) -> None:
    again = Cache(tmp_path / "again.duckdb")
    activity.fill(again)
    for table in TABLES:
        assert rows(again, table) == rows(cache, table), table
