"""What a community wrote itself runs over the facts alone, and says where it is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from commtui.metrics import engine as module
from commtui.metrics import loading
from commtui.metrics.definition import Definition, definitions, own_definitions, parse
from commtui.metrics.engine import Engine
from commtui.metrics.errors import MetricError
from commtui.metrics.guard import run_own
from tests.metrics.small import ADA, BOB, QUARTER, commits, engine, event, issue
from tests.metrics.test_definition import OWN, write

HEADER = "-- unit: people\n-- reading: Ours.\n-- cases\n"
CASES = "SELECT 1 AS case_id, NULL AS person, NULL AS happened_at, 2 AS amount, 'x' AS title, NULL AS url"
VALUE = "SELECT count(*) AS value, count(*) AS sample FROM cases"


def own(folder: Path, cases: str = CASES, value: str = VALUE) -> Definition:
    folder.mkdir(exist_ok=True)
    write(folder, f"{HEADER}{cases}\n-- value\n{value}\n", "ours")
    return own_definitions(folder).found["ours"]


class Measured:
    """What a metric of a community's own is, over the same commits for each."""

    def __init__(self, loaded: Engine, given: dict[str, Definition]) -> None:
        self._loaded = loaded
        self._given = given

    def __call__(self, folder: Path, cases: str = CASES, value: str = VALUE) -> float | None:
        definition = own(folder / "metrics", cases, value)
        self._given["ours"] = definition
        return self._loaded.measure(definition, QUARTER).value


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Measured]:
    folder = tmp_path_factory.mktemp("shared")
    given = {"ours": own(folder / "metrics")}
    with engine(folder, given, commits=commits((ADA,), (BOB,))) as loaded:
        yield Measured(loaded, given)


def test_a_communitys_metric_is_counted_like_ours(tmp_path: Path) -> None:
    write(tmp_path, OWN.replace("LIKE '%translat%'", "LIKE '%form%'"))
    known = own_definitions(tmp_path).found
    with engine(tmp_path, known, commits=commits((ADA,), (ADA, BOB))) as loaded:
        measure = loaded.measure_all(QUARTER)["translators"]
        cases = loaded.evidence(known["translators"], QUARTER)
    assert (measure.value, measure.sample, measure.unit) == (2, 2, "people")
    assert {each.person for each in cases} == {"github:ada", "github:bob"}


def test_a_number_is_counted_once_and_what_failed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = "CASE WHEN (SELECT count(*) FROM release) = 0 THEN error('not yet') ELSE random() END"
    ours = own(tmp_path / "metrics", value=f"SELECT {chance} AS value, 1 AS sample")
    with engine(tmp_path, {"ours": ours}, commits=commits((ADA,), (BOB,))) as loaded:
        assert "not yet" in loaded.measure_all(QUARTER)["ours"].trouble
        loaded._con.execute("INSERT INTO release SELECT 'v1', 'v1', now(), NULL")
        first = loaded.measure_all(QUARTER)
        assert loaded.measure_all(QUARTER) == first
        before = loaded.measure(ours, QUARTER.shift(-1))
        assert before != first["ours"]
        assert (before.period, first["ours"].period) == (QUARTER.shift(-1), QUARTER)
        # Of whoever may not ask it is not known either.
        with pytest.raises(MetricError, match="may not run here"):
            loaded.measure(ours._replace(), QUARTER)
        # Where there is no more room, it is counted again.
        monkeypatch.setattr(module, "_MOST_KEPT", 1)
        loaded.measure(ours, QUARTER.shift(-2))
        assert loaded.measure(ours, QUARTER) != first["ours"]


def test_a_metric_that_was_not_given_never_runs(tmp_path: Path) -> None:
    stranger = own(tmp_path / "metrics")
    with engine(tmp_path) as loaded:
        assert "ours" not in loaded.measure_all(QUARTER)
        with pytest.raises(MetricError, match="may not run here"):
            loaded.measure(stranger, QUARTER)
        with pytest.raises(MetricError, match="may not run here"):
            loaded.evidence(stranger, QUARTER)


@pytest.mark.parametrize(
    "cases",
    [
        "SELECT * FROM read_csv('{secret}', header = false)",
        "SELECT * FROM read_text('{secret}')",
        "SELECT * FROM '{secret}'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM read_csv('https://example.org/x.csv')",
    ],
)
def test_no_file_and_no_network_can_be_reached(measured: Measured, tmp_path: Path, cases: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(MetricError):
        measured(tmp_path, cases.format(secret=secret))


@pytest.mark.parametrize(
    "more",
    [
        "SELECT 1 AS value, 1 AS sample FROM cases; DROP TABLE thread",
        "SELECT 1 AS value, 1 AS sample; SET enable_external_access = true",
        "INSERT INTO release SELECT * FROM release",
        "DELETE FROM thread",
        "",
    ],
)
def test_only_selects_run(measured: Measured, tmp_path: Path, more: str) -> None:
    with pytest.raises(MetricError):
        measured(tmp_path, value=more)


def test_what_closes_the_doors_cannot_be_undone(tmp_path: Path) -> None:
    with engine(tmp_path) as loaded:
        for statement in (
            "SET enable_external_access = true",
            "SET lock_configuration = false",
            "SET memory_limit = '1TB'",
            "RESET enable_external_access",
            "ATTACH '/tmp/x.duckdb'",
            "COPY thread TO '/tmp/x.csv'",
            "INSTALL httpfs",
        ):
            with pytest.raises(duckdb.Error):
                loaded._con.execute(statement)
        # Python's variables are no tables either.
        found = loaded._con.execute("SELECT current_setting('python_enable_replacements')").fetchone()
    assert found == (False,)


def test_the_cache_is_out_of_reach_and_only_the_facts_are_there(tmp_path: Path) -> None:
    with engine(tmp_path) as loaded:
        found = loaded._con.execute("SELECT database_name, table_name FROM duckdb_tables()").fetchall()
    assert {database for database, _ in found} == {"memory"}
    assert {name for _, name in found} == {
        "activity",
        "affiliation",
        "commit",
        "commit_organization",
        "commit_person",
        "contribution",
        "interest",
        "person",
        "recognition",
        "release",
        "scope_commit",
        "thread",
    }


def test_a_metric_that_runs_for_ever_is_stopped(tmp_path: Path) -> None:
    endless = own(
        tmp_path, value="SELECT count(*) AS value, 1 AS sample FROM range(1000000000000) AS t(n) WHERE n % 7 = 3"
    )
    with duckdb.connect() as con, pytest.raises(MetricError, match=r"longer than 0\.2 seconds"):
        run_own(con, endless, endless.sql, {}, seconds=0.2)


def test_a_metric_that_wants_all_memory_gets_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "ROOM", 1 << 26)
    greedy = own(tmp_path, value="SELECT len(list(n)) AS value, 1 AS sample FROM range(100000000) AS t(n)")
    with engine(tmp_path, {"ours": greedy}) as loaded, pytest.raises(MetricError, match="too much memory"):
        loaded.measure(greedy, QUARTER)


@pytest.mark.parametrize(
    ("cases", "value", "line", "reason"),
    [
        (f"{CASES}\nFROM nowhere", VALUE, 5, "nowhere"),
        # Of this the database names another line.
        (f"{CASES} FROM threads\nWHERE\n1 = 1", VALUE, 4, "threads"),
        (CASES, "SELECT\n  count(*) AS value,\n  oops AS sample\nFROM cases", 8, "oops"),
        (CASES, "SELECT count(*) AS value FROM cases", 1, 'no column "sample"'),
        (CASES, "SELECT 'many' AS value, 1 AS sample", 1, '"value" is no number'),
        (CASES, "SELECT 1 AS value, 1 AS sample FROM cases WHERE false", 1, "0 rows, and not one"),
        (CASES, "SELECT 1 AS value, 1 AS sample FROM range(3)", 1, "3 rows, and not one"),
    ],
)
def test_a_metric_that_fails_says_in_which_line(
    measured: Measured, tmp_path: Path, cases: str, value: str, line: int, reason: str
) -> None:
    with pytest.raises(MetricError) as caught:
        measured(tmp_path, cases, value)
    assert reason in caught.value.reason
    assert (caught.value.path, caught.value.line) == (tmp_path / "metrics" / "ours.sql", line)


def test_evidence_without_its_columns_says_so(tmp_path: Path) -> None:
    definition = own(tmp_path / "metrics", "SELECT 1 AS case_id, NULL AS happened_at")
    with engine(tmp_path, {"ours": definition}) as loaded:
        assert loaded.measure(definition, QUARTER).value == 1
        with pytest.raises(MetricError, match='no column "person"'):
            loaded.evidence(definition, QUARTER)


ONE = "SELECT 1 AS case_id, {person} AS person, {at} AS happened_at, 2 AS amount, 'x' AS title, {url} AS url"


def test_a_case_is_shown_with_its_day_and_one_that_cannot_be_shown_is_told(tmp_path: Path) -> None:
    sound = {"person": "NULL", "at": "TIMESTAMP '2026-02-03 09:00:00'", "url": "'https://example.org'"}
    given = {"ours": own(tmp_path / "metrics")}
    with engine(tmp_path, given) as loaded:

        def shown(**other: str) -> datetime | None:
            given["ours"] = own(tmp_path / "metrics", ONE.format(**(sound | other)))
            (case,) = loaded.evidence(given["ours"], QUARTER)
            return case.happened_at

        def trouble(**other: str) -> str:
            with pytest.raises(MetricError) as caught:
                shown(**other)
            return caught.value.reason

        assert [shown(), shown(at="DATE '2026-02-03'")] == [datetime(2026, 2, 3, 9), datetime(2026, 2, 3)]
        troubles = [trouble(at=each) for each in ("'yesterday'", "TIMESTAMP '20000-01-01'", "DATE '0044-03-15 (BC)'")]
        assert all('"happened_at" is no time' in each for each in troubles)
        assert '"person" is no text' in trouble(person="[1]")
        assert '"url" is no text' in trouble(url="7")
        text = f"-- level: person\n{HEADER}{ONE.format(**(sound | {'person': '[1]'}))}\n-- value\n{VALUE}\n"
        given["ours"] = parse(text, tmp_path / "ours.sql", own=True)
        with pytest.raises(MetricError, match='"person" is no text'):
            loaded.count_all(given["ours"], None, None)


def test_one_metric_that_fails_leaves_the_others_their_numbers(tmp_path: Path) -> None:
    definition = own(tmp_path / "metrics", f"{CASES} FROM nowhere")
    with engine(tmp_path, {"ours": definition}, threads=(issue(1, event("comment", ADA, 1)),)) as loaded:
        found = loaded.measure_all(QUARTER)
    assert found["time_to_first_response"].value == 1
    assert (found["ours"].value, found["ours"].sample) == (None, 0)
    assert "nowhere" in found["ours"].trouble
    assert not found["time_to_first_response"].trouble


def test_a_division_by_nothing_is_no_number(measured: Measured, tmp_path: Path) -> None:
    assert measured(tmp_path, value="SELECT CAST('inf' AS DOUBLE) AS value, 1 AS sample") is None


def test_a_communitys_metric_of_persons_is_counted_for_each(tmp_path: Path) -> None:
    text = definitions("person")["commits"].path.read_text("utf-8").replace("id: commits", "id: landed")
    landed = parse(text, tmp_path / "landed.sql", own=True)
    with engine(tmp_path, {"landed": landed}, commits=commits((ADA,), (BOB,), (ADA,))) as loaded:
        assert loaded.count(landed, "github:ada", None, None).value == 2
        assert loaded.count_all(landed, None, None) == {"github:ada": 2, "github:bob": 1}
        assert "landed" not in loaded.measure_all(QUARTER)
