"""The page about metrics tells of those that there are, and its example counts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from commtui.metrics.definition import PARAMETERS, Definition, definitions, own_definitions
from commtui.model.community import Community
from commtui.model.person import Person
from tests.metrics.small import ADA, QUARTER, after, engine, event, issue
from tests.written import DOCS, block, hold, quoted, rows, table

PAGE = DOCS / "metrics.md"
BETTER = {"up": "more", "down": "less", None: "neither"}


def told(known: Mapping[str, Definition]) -> str:
    """A table of definitions, those to begin with first."""
    ordered = sorted(known.values(), key=lambda each: (not each.starter, each.title))
    found = (
        (
            f"`{each.id}`",
            f"{f'[{each.title}]({each.source})' if each.source else each.title}{' ★' if each.starter else ''}",
            each.unit,
            BETTER[each.direction],
            each.reading,
        )
        for each in ordered
    )
    return table(("id", "metric", "unit", "better", "how it is read"), *found)


def test_all_metrics_stand_on_the_page_as_they_are_defined() -> None:
    hold(PAGE, "metrics", told(definitions()))
    hold(PAGE, "metrics of a person", told(definitions("person")))


def test_the_example_of_a_metric_of_ones_own_counts(tmp_path: Path) -> None:
    (tmp_path / "good_first_issues.sql").write_text(block(PAGE, "sql"), encoding="utf-8")
    own = own_definitions(tmp_path)
    assert own.errors == ()
    label = ("good first issue",)
    threads = (
        issue(1, event("comment", ADA, 2), labels=label),
        issue(2, labels=label),
        issue(3, labels=label, closed_at=after(3)),
        issue(4, labels=label, closed_at=after(100)),
        issue(5, labels=("bug",)),
    )
    with engine(tmp_path, own.found, threads=threads) as loaded:
        measure = loaded.measure_all(QUARTER)["good_first_issues"]
        cases = loaded.evidence(own.found["good_first_issues"], QUARTER)
    assert (measure.value, measure.sample, measure.details, measure.trouble) == (3, 3, {"answered": 1}, "")
    assert {each.id for each in cases} == {"T1", "T2", "T4"}


def test_the_tables_that_sql_may_read_are_those_that_there_are(tmp_path: Path) -> None:
    with engine(tmp_path) as loaded:
        found = loaded._con.execute(
            "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
            "WHERE NOT internal AND table_name <> 'scope_commit' GROUP BY table_name"
        ).fetchall()
    listed = {quoted(name)[0]: quoted(columns) for name, columns in rows(PAGE, "A metric of your own")}
    assert listed == dict(found)


def test_the_parameters_that_sql_may_name_are_those_that_there_are() -> None:
    section = PAGE.read_text("utf-8").partition("## A metric of your own")[2]
    named = {each for each in quoted(re.sub(r"```.*?```", "", section, flags=re.DOTALL)) if each.startswith("$")}
    assert named == {f"${each}" for each in PARAMETERS["community"]}


def test_what_the_page_says_of_people_and_bots_is_valid() -> None:
    text = PAGE.read_text("utf-8")
    parts = [each.partition("\n```")[0] for each in text.split("```toml\n")[1:]]
    people, community = (tomllib.loads(each) for each in parts)
    assert Person.model_validate(people["person"][0]).affiliation
    assert Community.model_validate(community["community"]).bots
