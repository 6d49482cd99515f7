"""Telling many things apart by several facets at once."""

from __future__ import annotations

from commtui.insight.facets import Facet, Facets

THANKS = [
    ("ana", ("doc", "review"), "2026-05"),
    ("bo", ("code",), "2026-05"),
    ("ana", ("doc",), "2026-04"),
    ("cleo", (), "2026-04"),
    ("ana", ("code", "code"), "2025-12"),
]
Thanks = tuple[str, tuple[str, ...], str]


def facets() -> Facets[Thanks]:
    return Facets(
        THANKS,
        [
            Facet[Thanks]("person", "Person", lambda each: (each[0],)),
            Facet[Thanks]("kind", "Kind", lambda each: each[1]),
            Facet[Thanks]("period", "Period", lambda each: (each[2], each[2][:4])),
        ],
    )


def test_without_a_choice_everything_is_left() -> None:
    assert list(facets().narrowed({})) == [0, 1, 2, 3, 4]


def test_choices_of_several_facets_must_all_hold_and_the_order_stays() -> None:
    assert list(facets().narrowed({"person": "ana", "kind": "doc"})) == [0, 2]
    assert list(facets().narrowed({"kind": "code", "period": "2026"})) == [1]
    assert list(facets().narrowed({"kind": "code"})) == [1, 4]
    assert list(facets().narrowed({"person": "bo", "kind": "doc"})) == []


def test_a_value_that_nothing_has_leaves_nothing() -> None:
    assert list(facets().narrowed({"person": "dora"})) == []


def test_each_value_is_counted_beside_what_is_chosen_of_the_others() -> None:
    assert facets().counts("kind", {}) == {"doc": 2, "review": 1, "code": 2}
    assert facets().counts("kind", {"person": "ana"}) == {"doc": 2, "review": 1, "code": 1}
    # Its own choice does not hide the other values one could go to.
    assert facets().counts("person", {"person": "ana", "period": "2026-05"}) == {"ana": 1, "bo": 1}
