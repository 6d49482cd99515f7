"""The format as JSON Schema 2020-12, made from the models.

A schema is of a *file*: `community.schema.json` of any file of a community, `kinds/<kind>.schema.json` of one that
holds records of that kind only. `$defs` has the record alone, for tools that look at one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema

from commtui.model.kinds import BY_NAME, KINDS
from commtui.model.record import Record, Table
from commtui.model.reference import Choices, Ref
from commtui.model.references import table_at
from commtui.model.traits import is_many, trait

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def file_schema() -> JsonSchemaValue:
    """The schema of any file of a community."""
    about = "Any file of a community: records of all kinds, in any split over files."
    return _schema(KINDS, "A community's plan", about)


def kind_schema(model: type[Record]) -> JsonSchemaValue:
    """The schema of a file that holds records of one kind only."""
    about = model.about
    header = f"[{about.name}]" if about.single else f"[[{about.name}]]"
    return _schema([model], about.nouns.capitalize(), f"A file of a community that holds {header} only.")


def all_schemas() -> dict[str, JsonSchemaValue]:
    """Every schema by the name of its file."""
    kinds = {f"kinds/{model.about.name}.schema.json": kind_schema(model) for model in KINDS}
    return {"community.schema.json": file_schema(), **kinds}


def as_text(schema: JsonSchemaValue) -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _schema(models: Iterable[type[Record]], title: str, description: str) -> JsonSchemaValue:
    models = list(models)
    _, generated = models_json_schema([(model, "validation") for model in models], schema_generator=_Generator)
    return {
        "$schema": DIALECT,
        "title": title,
        "description": description,
        "type": "object",
        "properties": {model.about.name: _records(model) for model in models},
        "additionalProperties": False,
        "$defs": {name: _described(name, table) for name, table in generated["$defs"].items()},
    }


def _records(model: type[Record]) -> JsonSchemaValue:
    record = {"$ref": f"#/$defs/{model.__name__}"}
    summary = (model.__doc__ or "").partition("\n")[0]
    if model.about.single:
        return {**record, "description": summary}
    return {"description": summary, "type": "array", "items": record}


class _Generator(GenerateJsonSchema):
    """Pydantic's schemas, without what TOML does not have: null."""

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:  # noqa: ANN401 - pydantic's own
        """The schema of the value that may be left out."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> JsonSchemaValue:  # noqa: ANN401 - pydantic's own
        """The schema with its default, where that is something."""
        found = super().default_schema(schema)
        if found.get("default") in (None, [], {}):
            found.pop("default", None)
        return found


def _described(name: str, table: JsonSchemaValue) -> JsonSchemaValue:
    """The table with what pydantic does not know of: what choices mean, and which fields name records."""
    model = _tables()[name]
    properties = {key: _explained(schema, model.model_fields[key]) for key, schema in table["properties"].items()}
    return {**table, "properties": properties}


def _explained(schema: JsonSchemaValue, field: FieldInfo) -> JsonSchemaValue:
    # Pydantic leaves it out where the field is a table.
    schema = {"title": field.title, **schema}
    description = str(schema.get("description", ""))
    if choices := trait(field, Choices):
        meanings = "; ".join(f"{value}: {meaning}" for value, meaning in choices.meanings.items())
        return {**schema, "description": f"{description} {meanings[0].upper()}{meanings[1:]}."}
    ref = trait(field, Ref)
    if ref is None:
        return schema
    noun = BY_NAME[ref.kind].about.noun if ref.kind in BY_NAME else ref.kind
    meaning = f"Each is the id of a {noun}." if is_many(field) else f"The id of a {noun}."
    explained = {**schema, "description": f"{description} {meaning}"}
    if ref.builtin and "examples" not in schema:
        explained["examples"] = sorted(ref.builtin)
    return explained


def _tables() -> dict[str, type[BaseModel]]:
    """Every kind and every table nested in one, by the name pydantic gives its definition."""
    found: dict[str, type[BaseModel]] = {}
    waiting: list[type[Table]] = list(KINDS)
    while waiting:
        model = waiting.pop()
        if model.__name__ in found:
            continue
        found[model.__name__] = model
        inner = (table_at(model, (name,)) for name in model.model_fields)
        waiting += [table for table in inner if table is not None]
    return found
