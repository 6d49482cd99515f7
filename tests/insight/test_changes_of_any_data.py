"""Changes where a side has errors, odd data, or very much of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from commtui.insight.changes import compare
from commtui.store.find import Home
from commtui.store.load import load_given
from tests.insight.changing import ADA, GOAL, GRACE, THANKS, changes, fields, plan, told

# What is wrong on a side


def test_a_broken_file_hides_its_records_and_claims_nothing_of_them() -> None:
    whole, broken = plan(GOAL, people=ADA + GRACE), plan(GOAL.replace("planned", "active"), people="[[person")
    for base, head, side in ((whole, broken, "head"), (broken, whole, "base")):
        found = compare(base, head)
        assert told(found) == [("goal", "changed")]
        assert [(each.side, each.file, each.line) for each in found.problems] == [(side, "community/people.toml", 1)]


def test_a_community_that_is_one_broken_file_was_not_removed() -> None:
    place = Path("/plan/community.toml")
    head = load_given(Home(place, Path("/plan")), {place: b"[[goal"})
    found = compare(plan(GOAL, ADA), head)
    assert (found.changes, len(found.problems)) == ((), 1)


def test_a_record_with_an_error_is_compared_as_it_is_written() -> None:
    head = GOAL.replace('"planned"', '"activ"').replace("owners", "owner")
    assert fields(GOAL, head) == {"status": ("planned", "activ"), "owners": (["ada"], []), "owner": (None, ["ada"])}
    assert fields(head, GOAL)["status"] == ("activ", "planned")
    assert changes(head, head + "# A comment.\n") == []


@pytest.mark.parametrize("odd", ["1", "[1]", "[[1], [2]]", "{ a = 1 }", "1979-05-27T07:32:00Z", "nan", "true", "''"])
def test_data_of_any_type_can_be_compared(odd: str) -> None:
    head = f"[[goal]]\nid = {odd}\nowners = {odd}\nkey_result = {odd}\nwhat = {odd}\n"
    thanks = f"[[recognition]]\nperson = {odd}\ndate = {odd}\nkinds = {odd}\n"
    assert [each.what for each in changes(GOAL, head)] == ["added", "removed"]
    assert changes(THANKS + head, head + thanks) != []
    assert changes(head + thanks, thanks + head) == []


def test_a_wrong_type_is_a_change_though_python_calls_it_equal() -> None:
    assert fields(ADA + "listed = false\n", ADA + "listed = 0\n") == {"listed": (False, 0)}


def test_what_is_no_record_of_any_kind_is_a_problem() -> None:
    found = compare(plan(GOAL), plan(GOAL, '\n[[gaol]]\nid = "a"\n', "goal = [1]\n"))
    assert found.changes == ()
    assert [(each.side, each.file, each.line, each.reason) for each in found.problems] == [
        ("head", "community/1.toml", 2, "gaol: not a record of any kind"),
        ("head", "community/2.toml", 1, "goal: not a record of any kind"),
    ]


def test_two_records_with_one_id_are_two_records() -> None:
    twin = GOAL.replace("First response", "Another")
    assert [each.what for each in changes(GOAL, GOAL + twin)] == ["added"]
    assert [each.what for each in changes(GOAL + twin, twin.replace("planned", "active") + GOAL)] == ["changed"]


# Many


def test_thousands_of_records_that_are_nearly_alike_are_compared_in_time() -> None:
    def thanks(count: int, award: str) -> str:
        return "".join(
            f'[[recognition]]\nperson = "p{number % 7}"\nkinds = ["doc"]\nreason = "{award} {number}"\n'
            for number in range(count)
        )

    found = compare(plan(thanks(4_000, "Thanks")), plan(thanks(4_000, "Many thanks")))
    assert {each.what for each in found.changes} <= {"added", "removed", "changed"}


def test_many_renamed_at_once_are_all_found() -> None:
    people = "".join(f'[[person]]\nid = "p{n}"\nname = "Person {n}"\n' for n in range(2_000))
    found = changes(people, people.replace('id = "p', 'id = "person-'))
    assert {each.what for each in found} == {"renamed"}
    assert len(found) == 2_000
