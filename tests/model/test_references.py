"""References are found from the annotations alone."""

from __future__ import annotations

from typing import Annotated, ClassVar, get_args

import pytest

from commtui.model.goal import Goal
from commtui.model.kinds import BY_NAME, KINDS
from commtui.model.ladder import Ladder
from commtui.model.recognition import Recognition
from commtui.model.record import Kind, Record, Table
from commtui.model.reference import Many, PersonRef, Ref
from commtui.model.references import field_at, ladder_of, reference_fields, references, table_at
from commtui.model.standing import Standing
from commtui.model.traits import is_list


class Seat(Table):
    holder: PersonRef
    deputies: Many[PersonRef] = ()


class Board(Record):
    about: ClassVar[Kind] = Kind("board", "board", "boards", file="boards.toml")

    chair: PersonRef | None = None
    home: Seat | None = None
    seat: Many[Seat] = ()
    ladder: str | None = None
    seconded: Annotated[str, Ref("rung", within="ladder")] | None = None


def test_a_new_field_with_a_reference_is_found_without_more_ado() -> None:
    fields = {each.path: (each.ref.kind, each.many, each.required) for each in reference_fields(Board)}
    assert fields == {
        ("chair",): ("person", False, False),
        ("home", "holder"): ("person", False, True),
        ("home", "deputies"): ("person", True, False),
        ("seat", "holder"): ("person", False, True),
        ("seat", "deputies"): ("person", True, False),
        ("seconded",): ("rung", False, False),
    }


def test_the_references_of_a_record_come_with_their_paths() -> None:
    board = Board.model_validate(
        {"chair": "ada", "home": {"holder": "grace"}, "seat": [{"holder": "mary", "deputies": ["ada", "joan"]}]}
    )
    assert [(path, value) for path, _, value in references(board)] == [
        (("chair",), "ada"),
        (("home", "holder"), "grace"),
        (("seat", 0, "holder"), "mary"),
        (("seat", 0, "deputies", 0), "ada"),
        (("seat", 0, "deputies", 1), "joan"),
    ]


@pytest.mark.parametrize("model", KINDS)
def test_every_reference_of_a_kind_names_a_kind_a_rung_or_a_metric(model: type[Record]) -> None:
    for each in reference_fields(model):
        assert each.ref.kind in {*BY_NAME, "rung", "metric"}
        assert table_at(model, each.path[:-1]) is not None
        field = field_at(model, each.path)
        assert field is not None
        assert is_list(field) == each.many


def test_the_known_references_of_some_kinds() -> None:
    assert [each.path for each in reference_fields(Recognition)] == [("person",), ("kinds",), ("given_by",), ("goal",)]
    assert ("key_result", "owners") in [each.path for each in reference_fields(Goal)]
    assert ("rung", "nomination", "sponsor_rungs") in [each.path for each in reference_fields(Ladder)]


def test_a_rung_is_looked_for_in_the_ladder_that_is_meant() -> None:
    standing = Standing(person="ada", ladder="dev", rung="member")
    assert [ladder_of(standing, path, ref) for path, ref, _ in references(standing)] == [None, None, "dev"]
    ladder = Ladder.model_validate(
        {
            "id": "docs",
            "title": "Docs",
            "rung": [{"id": "b", "title": "B", "after": ["a"], "nomination": {"sponsor_rungs": ["a"]}}],
        }
    )
    assert [ladder_of(ladder, path, ref) for path, ref, _ in references(ladder)] == ["docs", "docs"]


def test_places_in_lists_may_be_left_out_of_a_path() -> None:
    assert table_at(Ladder, ("rung", 3, "requirement", 0)) is table_at(Ladder, ("rung", "requirement"))
    assert table_at(Ladder, ("rung", "id")) is None
    assert table_at(Ladder, ("nothing", "at", "all")) is None
    assert field_at(Ladder, ("rung", 0, "nothing")) is None
    by = field_at(Ladder, ("nomination", "by", 0))
    assert by is not None
    assert get_args(by.annotation)
