"""The JSON Schemas: valid, in step with the models, and true to the data."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli

from commtui import demo
from commtui.model.goal import Goal
from commtui.model.kinds import BY_NAME
from commtui.model.schema import all_schemas, as_text, file_schema, kind_schema

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "schemas"
GOAL = {"id": "career-path", "quarter": "2013-Q2", "title": "A career path", "status": "active"}


SCHEMAS = all_schemas()
OF_FILES = file_schema()


def faults(schema: dict[str, Any], data: Any) -> list[str]:
    """What is wrong with TOML data, as a schema sees it: dates as text."""
    plain = json.loads(json.dumps(data, default=date.isoformat))
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(plain)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_published_schema_is_in_step_with_the_models(name: str) -> None:
    published = (PUBLISHED / name).read_text(encoding="utf-8")
    assert published == as_text(SCHEMAS[name]), "run: commtui schema --write schemas"


def test_nothing_else_is_published() -> None:
    assert {path.relative_to(PUBLISHED).as_posix() for path in PUBLISHED.rglob("*.json")} == set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_itself(name: str) -> None:
    schema = SCHEMAS[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == jsonschema.Draft202012Validator.META_SCHEMA["$id"]


@pytest.mark.parametrize(
    "path", [*demo.path().rglob("*.toml"), *(ROOT / "tests/data").glob("*.toml")], ids=lambda path: path.name
)
def test_the_schema_of_files_accepts_real_files(path: Path) -> None:
    assert faults(OF_FILES, tomli.loads(path.read_text(encoding="utf-8"))) == []


def test_the_schema_of_a_kind_accepts_its_records_and_no_others() -> None:
    assert faults(kind_schema(Goal), {"goal": [GOAL]}) == []
    assert faults(kind_schema(Goal), {"goal": [GOAL], "item": []}) != []


@pytest.mark.parametrize(
    "change",
    [
        {"quarter": "2013-Q5"},
        {"status": "doen"},
        {"id": "-career"},
        {"id": "career path"},
        {"title": ""},
        {"title": "\x1b[2J"},
        {"title": "two\nlines"},
        {"owners": "ada"},
        {"reson": "a key that does not exist"},
        {"key_result": [{"title": "Scored", "score": 2}]},
    ],
    ids=str,
)
def test_the_schema_refuses_what_the_model_refuses(change: dict[str, Any]) -> None:
    assert faults(OF_FILES, {"goal": [GOAL]}) == []
    assert faults(OF_FILES, {"goal": [GOAL | change]}) != []


@pytest.mark.parametrize("id_", ["a", "v1.10_rc-2", "zürich", "वेलकम", "قائمة", "夏培肃", "10"])
def test_ids_of_any_script_are_accepted(id_: str) -> None:
    assert faults(OF_FILES, {"goal": [GOAL | {"id": id_}]}) == []


@pytest.mark.parametrize("kind", BY_NAME)
def test_every_field_has_a_title_and_a_description(kind: str) -> None:
    for table in kind_schema(BY_NAME[kind])["$defs"].values():
        assert table["description"]
        for field in table["properties"].values():
            assert field["title"]
            assert field["description"]


def test_choices_and_references_are_explained() -> None:
    fields = kind_schema(Goal)["$defs"]["Goal"]["properties"]
    assert "moved: goes on in a later quarter" in fields["status"]["description"]
    assert fields["status"]["enum"][0] == "planned"
    assert fields["focus_area"]["description"].endswith("The id of a focus area.")


def test_there_is_no_null_in_toml() -> None:
    assert "null" not in as_text(OF_FILES)
