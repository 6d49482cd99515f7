"""How the holders of a rung are shared among organizations."""

from __future__ import annotations

from datetime import date

from commtui.insight.shares import Share, shares
from commtui.model.person import Person

TODAY = date(2026, 4, 15)


def person(id_: str, *organizations: str, until: date | None = None) -> Person:
    works = [{"organization": each, "until": until} for each in organizations]
    return Person.model_validate({"id": id_, "name": id_, "affiliation": works})


def test_the_largest_comes_first_and_more_than_is_allowed_is_marked() -> None:
    holders = [person("ana", "Clinic"), person("bo", "Clinic", "Guild"), person("cleo")]
    assert shares(holders, TODAY, 0.5) == (Share("Clinic", 2, 3, True), Share("Guild", 1, 3, False))
    assert not any(each.too_many for each in shares(holders, TODAY, 0.7))
    assert not any(each.too_many for each in shares(holders, TODAY))


def test_one_holder_is_always_allowed_and_twice_the_same_person_is_one() -> None:
    assert shares([person("ana", "Clinic"), person("ana", "Clinic")], TODAY, 0.1) == (Share("Clinic", 1, 1, False),)


def test_who_left_an_organization_no_longer_counts_for_it() -> None:
    assert shares([person("ana", "Clinic", until=date(2025, 1, 1))], TODAY) == ()
