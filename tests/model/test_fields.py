"""What every field of every kind must say of itself, for schema, forms and checks follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from commtui.model.kinds import BY_NAME, KINDS
from commtui.model.metric import COMMUNITY_METRICS, METRICS, PERSON_METRICS
from commtui.model.recognition import CONTRIBUTION_TYPES
from commtui.model.record import Record, Table
from commtui.model.reference import Choices, Ref


def all_tables(models: tuple[type[Table], ...]) -> Iterator[type[Table]]:
    for model in models:
        yield model
        for field in model.model_fields.values():
            nested = [part for part in parts(field.annotation) if isinstance(part, type) and issubclass(part, Table)]
            yield from all_tables(tuple(nested))


def parts(annotation: Any) -> Iterator[Any]:
    """The annotation, and everything it is made of."""
    yield annotation
    if get_origin(annotation) is Literal:
        return
    for each in get_args(annotation):
        yield from parts(each)


FIELDS = {
    f"{table.__name__}.{name}": field
    for table in dict.fromkeys(all_tables(KINDS))
    for name, field in table.model_fields.items()
}
each_field = pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS.keys())
each_kind = pytest.mark.parametrize("model", KINDS, ids=lambda model: model.about.name)


def marks(field: FieldInfo, of: type[Any]) -> list[Any]:
    return [each for each in (*field.metadata, *parts(field.annotation)) if isinstance(each, of)]


def literal(field: FieldInfo) -> tuple[str, ...]:
    return next((get_args(each) for each in parts(field.annotation) if get_origin(each) is Literal), ())


@each_field
def test_a_field_has_a_title_and_a_description(field: FieldInfo) -> None:
    assert field.title
    assert field.description
    assert field.title[0].isupper()
    assert field.description.endswith((".", "..."))


@each_field
def test_every_fixed_value_has_a_meaning(field: FieldInfo) -> None:
    choices = [each.meanings for each in marks(field, Choices)]
    values = literal(field)
    assert [tuple(each) for each in choices] == ([values] if values else [])
    assert all(meaning for each in choices for meaning in each.values())


@each_field
def test_a_reference_names_a_kind_that_there_is(field: FieldInfo) -> None:
    for ref in marks(field, Ref):
        assert ref.kind in {*BY_NAME, "rung", "metric"}
        assert ref.kind in {"rung", "metric"} or "id" in BY_NAME[ref.kind].model_fields


def test_references_are_where_the_format_has_them() -> None:
    found = {name: ref.kind for name, field in FIELDS.items() for ref in marks(field, Ref)}
    assert found == {
        "FocusArea.lead": "person",
        "Goal.focus_area": "focus_area",
        "Goal.owners": "person",
        "Goal.contributes_to": "item",
        "Goal.continues": "goal",
        "KeyResult.owners": "person",
        "KeyResult.metric": "metric",
        "Item.owners": "person",
        "Item.focus_area": "focus_area",
        "Item.depends_on": "item",
        "Rung.after": "rung",
        "Requirement.metric": "metric",
        "Requirement.rung": "rung",
        "Nomination.sponsor_rungs": "rung",
        "Standing.person": "person",
        "Standing.ladder": "ladder",
        "Standing.rung": "rung",
        "Standing.sponsors": "person",
        "Recognition.person": "person",
        "Recognition.kinds": "recognition_kind",
        "Recognition.given_by": "person",
        "Recognition.goal": "goal",
        "Measurement.metric": "metric",
    }


def test_a_rung_of_another_ladder_is_found_by_the_field_beside_it() -> None:
    for name, field in FIELDS.items():
        for ref in marks(field, Ref):
            assert ref.within == ("ladder" if name == "Standing.rung" else None)


def test_examples_are_values_that_the_field_accepts() -> None:
    for model in dict.fromkeys(all_tables(KINDS)):
        for name, field in model.model_fields.items():
            for example in field.examples or ():
                assert name not in faulty(model, {name: as_data(example)}), f"{model.__name__}.{name}: {example!r}"


def as_data(example: Any) -> Any:
    try:
        return date.fromisoformat(example)
    except (TypeError, ValueError):
        return example


def faulty(model: type[Table], data: dict[str, Any]) -> set[Any]:
    """The keys that are refused for what they hold."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        return {each["loc"][0] for each in error.errors() if each["type"] != "missing"}
    return set()


@each_kind
def test_an_unknown_key_is_refused(model: type[Record]) -> None:
    assert faulty(model, {"colour": "red"}) == {"colour"}


@each_kind
def test_a_record_is_frozen(model: type[Record]) -> None:
    record = model.model_construct()
    with pytest.raises(ValidationError, match="frozen"):
        setattr(record, next(iter(model.model_fields)), "other")


@each_kind
def test_a_field_of_the_wrong_type_is_refused(model: type[Record]) -> None:
    class Other:
        pass

    assert faulty(model, dict.fromkeys(model.model_fields, Other())) == set(model.model_fields)


@pytest.mark.parametrize(
    ("kind", "required"),
    {
        "community": "name",
        "welcome": "",
        "tui": "",
        "channel": "id name kind",
        "focus_area": "id title",
        "goal": "id quarter title status",
        "item": "id title status",
        "ladder": "id title",
        "person": "id name",
        "standing": "person ladder rung",
        "recognition": "person kinds",
        "recognition_kind": "id title",
        "measurement": "metric period unit sample source computed_on",
    }.items(),
)
def test_what_is_required_is_little(kind: str, required: str) -> None:
    fields = BY_NAME[kind].model_fields
    assert {name for name, field in fields.items() if field.is_required()} == set(required.split())


def test_the_kinds_are_those_of_the_format_and_three_of_them_are_single() -> None:
    assert [model.about.name for model in KINDS if model.about.single] == ["community", "welcome", "tui"]
    assert len(BY_NAME) == 13


def test_new_records_go_to_a_file_or_to_a_place_of_their_own() -> None:
    places = {model.about.name: (model.about.file, model.about.place) for model in KINDS}
    assert places == {
        **dict.fromkeys(
            ("community", "welcome", "tui", "channel", "focus_area", "recognition_kind"), ("community.toml", None)
        ),
        "item": ("roadmap.toml", None),
        "goal": ("goals.toml", "goals/{quarter}/{id}.toml"),
        "ladder": ("careers.toml", "careers/{id}.toml"),
        "person": ("people.toml", "people/{id}.toml"),
        "standing": ("people.toml", "people/{person}.toml"),
        "recognition": ("recognition.toml", "recognition/{year}/{date}-{person}-{suffix}.toml"),
        "measurement": ("metrics.toml", "metrics/{period}.toml"),
    }


def test_only_goals_are_kept_in_pages_too_and_by_less_than_their_own_place_says() -> None:
    pages = {model.about.name: model.about.page for model in KINDS if model.about.page}
    assert pages == {"goal": "goals/{quarter}.toml"}


def test_the_metrics_and_the_kinds_of_contribution_are_all_there() -> None:
    assert (len(COMMUNITY_METRICS), len(PERSON_METRICS), len(METRICS)) == (18, 8, 25)
    assert len(CONTRIBUTION_TYPES) == 33


def test_annotated_marks_are_found_at_any_depth() -> None:
    marked = Annotated[tuple[Annotated[str, Ref("person")], ...], "other"]
    assert [each for each in parts(marked) if isinstance(each, Ref)] == [Ref("person")]
