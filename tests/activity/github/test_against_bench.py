"""Questions are such as GitHub's own description takes, few enough, and the same is kept under every fault."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.activity.github import bench as benches
from tests.activity.github.bench import Bench, serving
from tests.activity.github.reading import Rows
from tests.trying import THOROUGH

Json = dict[str, Any]

pytestmark = [
    pytest.mark.skipif(not THOROUGH, reason="takes long: COMMTUI_TESTS=thorough asks for it"),
    pytest.mark.skipif(bool(benches.missing()), reason=benches.missing()),
    pytest.mark.xdist_group("github-bench"),
]
STUMBLES = ("500", "502", "503", "504", "html-502", "graphql-timeout", "drop", "truncate")
LIMITS = ("primary-limit", "primary-429", "secondary-limit", "secondary-429", "graphql-rate-limited")
ERRORS = ("graphql-errors", "graphql-partial", "apply-then-502")
FAULTS: list[Json] = [
    *({"kind": kind, "every": 3} for kind in (*STUMBLES, *LIMITS, *ERRORS)),
    *({"kind": kind, "every": 3, "retry_after": "none"} for kind in ("secondary-limit", "secondary-429")),
    {"kind": "slow", "every": 4, "delay": 0.3},
    {"kind": "502", "body": "issues\\(first: (50|25)"},
    {"kind": "graphql-partial", "error_path": ["repository", "issues", "nodes", 1, "author"], "every": 2},
]
_READ = """
import sys
from pathlib import Path
from tests.activity.github.bench import Bench
Bench({}, sys.argv[1]).reader(Path(sys.argv[2])).read()
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with serving(tmp_path_factory.mktemp("small"), 60, 40, 6) as bench:
        yield bench


@pytest.fixture(scope="module")
def calm(small: Bench, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    small.control("reset", {})
    reader = small.reader(tmp_path_factory.mktemp("calm") / "cache.duckdb")
    reader.read()
    return reader.all_rows()


def assert_well_asked(bench: Bench) -> None:
    """Nothing was asked that GitHub would not understand."""
    assert [each for each in bench.control("violations") if each["kind"] == "request"] == []
    assert {each.get("graphql_errors", 0) for each in bench.control("log")} <= {0}


def figures(what: str, counters: Json) -> None:
    """For whoever runs this by hand."""
    sys.stdout.write(f"\n{what}: {counters['total']} requests, {counters['graphql_cost']} points\n")


def login(name: str | None) -> str | None:
    return name.removesuffix("[bot]") if name else None


def told_events(thread: Json) -> list[tuple[Any, ...]]:
    """What happened to a thread, by the seed."""
    names = {"closed": "closed", "reopened": "reopened", "merged": "merged", "ready_for_review": "ready"}
    said = [*thread["comments"], *(reply for each in thread["comments"] for reply in each.get("replies", ()))]
    reviews = thread.get("reviews", ())
    events = [each for each in thread.get("events", ()) if each["event"] in names]
    return [
        *(("comment", login(c["author"]), c["created_at"], bool(c.get("minimized_reason")), None) for c in said),
        *(("review", login(r["author"]), r["submitted_at"], False, r["state"].lower()) for r in reviews),
        *((names[e["event"]], login(e["actor"]), e["created_at"], False, None) for e in events),
    ]


def test_what_is_kept_is_what_the_community_did(small: Bench, tmp_path: Path) -> None:
    small.control("reset", {})
    reader = small.reader(tmp_path / "cache.duckdb")
    outcome = reader.read()
    assert_well_asked(small)
    counters = small.control("counters")
    assert list(counters["by_route"]) == ["POST /graphql"]
    assert outcome.notices == ()
    threads = {each["number"]: each for kind in ("issues", "pulls", "discussions") for each in small.seed[kind]}
    kept = reader.rows(
        """SELECT number, login, opened_at, merged_at, draft, labels
        FROM thread LEFT JOIN actor ON actor.id = thread.author"""
    )
    assert {row[0]: row[1:] for row in kept} == {
        number: (
            login(each["author"]),
            datetime.fromisoformat(each["created_at"]).replace(tzinfo=None),
            datetime.fromisoformat(each["merged_at"]).replace(tzinfo=None) if each.get("merged_at") else None,
            bool(each.get("draft")),
            each["labels"],
        )
        for number, each in threads.items()
    }
    found: dict[int, list[tuple[Any, ...]]] = {number: [] for number in threads}
    query = """SELECT number, event.kind, login, strftime(happened_at, '%Y-%m-%dT%H:%M:%SZ'), hidden, state
        FROM event JOIN thread ON thread.id = event.thread LEFT JOIN actor ON actor.id = event.actor"""
    for number, *event in reader.rows(query):
        found[number].append(tuple(event))
    for number, each in threads.items():
        assert sorted(found[number], key=repr) == sorted(told_events(each), key=repr), number
    reader.read()
    assert small.control("counters")["total"] == counters["total"] + 1


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: "-".join(str(each) for each in fault.values())[:50])
def test_the_same_is_kept_under_every_fault(small: Bench, calm: Rows, tmp_path: Path, fault: Json) -> None:
    small.control("reset", {})
    small.control("faults", [fault])
    reader = small.reader(tmp_path / "cache.duckdb")
    reader.size = None if "body" in fault else 10
    outcome = reader.read(longest_wait=3600.0)
    assert reader.all_rows() == calm
    assert outcome.notices == ()
    small.control("faults", [])


@pytest.mark.parametrize("seconds", [0.3, 0.8, 1.5, 2.5])
def test_a_killed_download_goes_on_to_the_same(small: Bench, calm: Rows, tmp_path: Path, seconds: float) -> None:
    small.control("reset", {})
    small.control("faults", [{"kind": "slow", "delay": 0.4}])
    path = tmp_path / "cache.duckdb"
    child = subprocess.Popen(
        [sys.executable, "-c", _READ, small.address, str(path)],
        cwd=Path(__file__).parents[3],
        stderr=subprocess.DEVNULL,
    )
    while not small.control("log"):
        time.sleep(0.02)
    timer = threading.Timer(seconds, os.kill, (child.pid, signal.SIGKILL))
    timer.start()
    child.wait()
    timer.join()
    small.control("faults", [])
    reader = small.reader(path)
    reader.read()
    assert reader.all_rows() == calm


def test_five_hundred_pull_requests_and_a_thousand_issues_take_forty_requests(tmp_path: Path) -> None:
    with serving(tmp_path, 1000, 500, 20) as bench:
        reader = bench.reader(tmp_path / "cache.duckdb")
        reader.read()
        assert_well_asked(bench)
        counters = bench.control("counters")
        figures("1,000 issues and 500 pull requests", counters)
        assert counters["total"] <= 40
        before = reader.all_rows()
        reader.read()
        assert bench.control("counters")["total"] <= counters["total"] + 4
        assert reader.all_rows() == before


def test_five_thousand_pull_requests_take_less_than_an_hour_of_an_actions_token(tmp_path: Path) -> None:
    with serving(tmp_path, 20, 5000, 5) as bench:
        reader = bench.reader(tmp_path / "cache.duckdb")
        reader.read()
        counters = bench.control("counters")
        figures("5,000 pull requests", counters)
        assert counters["graphql_cost"] < 1000
        assert reader.rows("SELECT count(*) FROM thread WHERE kind = 'pull_request'") == [(5000,)]
