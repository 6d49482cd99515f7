"""The files that define the metrics, ours and a community's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from commtui.metrics.definition import PARAMETERS, SHIPPED, Definition, definitions, own_definitions, parse
from commtui.metrics.errors import MetricError
from commtui.model.metric import COMMUNITY_METRICS, PERSON_METRICS

ALL = [*definitions().values(), *definitions("person").values()]
OWN = """\
-- id: translators
-- title: Translators
-- unit: people
-- direction: up
-- reading: People with a commit in the period
--   that touched a translation.
-- cases
SELECT person AS case_id, person, max(happened_at) AS happened_at, count(*) AS amount, person AS title, NULL AS url
FROM contribution
WHERE title LIKE '%translat%' AND happened_at >= $period_start AND happened_at < $period_end
GROUP BY person
-- value
SELECT count(*) AS value, count(*) AS sample FROM cases
"""


def write(folder: Path, text: str, name: str = "translators") -> Path:
    path = folder / f"{name}.sql"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_metric_that_a_plan_may_name_is_defined() -> None:
    assert set(definitions()) == COMMUNITY_METRICS
    assert set(definitions("person")) == PERSON_METRICS


@pytest.mark.parametrize("definition", ALL, ids=lambda each: f"{each.level}-{each.id}")
def test_a_definition_says_what_it_is(definition: Definition) -> None:
    assert definition.title
    assert definition.unit
    assert definition.counted
    assert definition.grain
    assert definition.reading.endswith(".")
    assert definition.path.stem == definition.id
    assert definition.source.startswith("https://chaoss.community/") == bool(definition.chaoss)
    assert definition.parameters <= PARAMETERS[definition.level]
    assert not definition.own


def test_the_starter_set_is_that_of_chaoss() -> None:
    assert {each.id for each in ALL if each.starter} == {
        "time_to_first_response",
        "change_request_closure_ratio",
        "contributor_absence_factor",
        "release_frequency",
    }


def test_what_chaoss_does_not_know_is_said_to_be_ours() -> None:
    ours = [each for each in definitions().values() if not each.chaoss]
    assert {each.id for each in ours} == {"retention", "engagement_distribution"}
    assert all("CHAOSS has no page of this name" in each.reading for each in ours)


def test_files_of_definitions_are_no_wider_than_code() -> None:
    lines = [line for path in SHIPPED.parent.rglob("*.sql") for line in path.read_text("utf-8").splitlines()]
    assert max(map(len, lines)) <= 120


def test_definitions_are_read_without_a_database() -> None:
    code = (
        "import sys; from commtui.metrics.definition import definitions; definitions(); print('duckdb' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_a_communitys_own_metric_is_read_from_its_folder(tmp_path: Path) -> None:
    write(tmp_path, OWN)
    write(tmp_path, "not a metric", ".hidden")
    (found,) = own_definitions(tmp_path).found.values()
    assert (found.id, found.title, found.unit, found.direction, found.own) == (
        "translators",
        "Translators",
        "people",
        "up",
        True,
    )
    assert found.reading == "People with a commit in the period that touched a translation."


def test_no_folder_is_no_metrics(tmp_path: Path) -> None:
    assert own_definitions(tmp_path / "metrics").found == {}
    assert own_definitions(tmp_path / "metrics").errors == ()


def test_one_broken_metric_never_hides_the_others(tmp_path: Path) -> None:
    write(tmp_path, OWN)
    write(tmp_path, "SELECT 1\n", "broken")
    found = own_definitions(tmp_path)
    assert set(found.found) == {"translators"}
    assert [each.path for each in found.errors] == [tmp_path / "broken.sql"]


@pytest.mark.parametrize(
    ("before", "after", "line", "reason"),
    [
        ("-- cases\n", "", 11, '"-- cases" comes once'),
        ("-- value\n", "", 12, 'there is no line "-- value"'),
        ("-- value\n", "-- value\n-- value\n", 13, "comes once"),
        ("-- unit: people\n", "", 1, 'no "unit"'),
        ("-- unit: people\n", "-- unit:\n", 3, 'no "unit"'),
        ("-- direction: up", "-- direction: left", 4, "up, down or none"),
        ("-- id: translators", "-- id: others", 1, "the id must be the file's name"),
        ("-- title", "--   title", 1, "the id must be the file's name"),
        ("-- id", "--   id", 1, "goes on where nothing began"),
        ("-- title: Translators\n", "SELECT 1;\n", 2, "only a header"),
        ("$period_start", "$start", 10, "$start is no parameter"),
        ("AS value", "AS value, $person AS p", 13, "$person is no parameter"),
        ("-- direction: up", "-- level: galaxy", 4, "community or person"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, before: str, after: str, line: int, reason: str) -> None:
    assert before in OWN
    path = tmp_path / "translators.sql"
    with pytest.raises(MetricError) as caught:
        parse(OWN.replace(before, after), path, own=True)
    assert reason in caught.value.reason
    assert (caught.value.path, caught.value.line) == (path, line)
    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_a_parameter_in_a_string_or_a_comment_is_none(tmp_path: Path) -> None:
    text = OWN.replace("GROUP BY", "-- it costs $nothing\nAND title <> 'it''s $five' /* or $six\n$seven */ GROUP BY")
    assert parse(text, tmp_path / "translators.sql").parameters == {"period_start", "period_end"}


def test_a_metric_of_commtuis_own_cannot_be_replaced(tmp_path: Path) -> None:
    write(tmp_path, OWN.replace("translators", "commits"), "commits")
    (error,) = own_definitions(tmp_path).errors
    assert "commtui's own" in error.reason


def test_what_is_no_text_or_far_too_long_is_told(tmp_path: Path) -> None:
    (tmp_path / "binary.sql").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "long.sql").write_text("-" * 200_000, encoding="utf-8")
    (tmp_path / "folder.sql").mkdir()
    reasons = [each.reason for each in own_definitions(tmp_path).errors]
    assert "it is not UTF-8" in reasons[0]
    assert "cannot be read" in reasons[1]
    assert "more than 100,000 characters" in reasons[2]
