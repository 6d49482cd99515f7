"""What changed between two snapshots."""

from __future__ import annotations

from typing import Any

import pytest
import tomli
import tomli_w

from commtui import demo
from commtui.insight.changes import Changes, compare
from commtui.store.find import at
from commtui.store.load import load
from tests.insight.changing import ADA, GOAL, GRACE, LADDER, STANDING, THANKS, changes, field, fields, plan, told

# What is no change


def test_the_demo_is_the_same_as_itself() -> None:
    assert compare(load(at(demo.path())), load(at(demo.path()))) == Changes((), ())


def test_moving_every_record_to_another_file_is_no_change() -> None:
    folder = load(at(demo.path()))
    data: dict[str, Any] = {}
    for file in folder.files:
        for kind, value in file.document.data.items():
            data[kind] = [*value, *data.get(kind, [])] if isinstance(value, list) else value
    one = plan(tomli_w.dumps(data))
    assert one.size == folder.size
    assert compare(folder, one) == compare(one, folder) == Changes((), ())


@pytest.mark.parametrize(
    "same",
    [
        "\ufeff" + GOAL.replace("\n", "\r\n"),
        "# A comment.\n\n" + GOAL.replace(" = ", "=") + "\n# Another.\n",
        GOAL.replace('"first-response"', "'first-response'").replace("at_most = 1\n", "at_most = 1.0\n"),
        GOAL + "owners = []\n",
        GOAL.replace('status = "planned"\n', "").replace("[[goal]]\n", '[[goal]]\nstatus = "planned"\ntags = []\n'),
        tomli_w.dumps(tomli.loads(GOAL)),
    ],
    ids=["line ends", "comments", "quotes and numbers", "an empty list", "order and defaults", "written anew"],
)
def test_how_a_record_is_written_is_no_change(same: str) -> None:
    assert changes(GOAL, same) == changes(same, GOAL) == []


def test_a_default_that_is_spelled_out_is_no_change() -> None:
    assert changes(STANDING, STANDING + 'status = "active"\nsponsors = []\n') == []
    assert changes(ADA, ADA + 'kind = "human"\nlisted = true\n') == []


def test_equal_recognitions_are_counted() -> None:
    (change,) = changes(THANKS * 2, THANKS * 3)
    assert change.what == "added"
    assert changes(THANKS * 3, THANKS * 3) == []


# Records


def test_records_come_and_go_by_kind_in_reading_order() -> None:
    found = compare(plan(THANKS, ADA), plan(GOAL, GRACE, LADDER))
    assert told(found) == [
        ("goal", "added"),
        ("ladder", "added"),
        ("person", "added"),
        ("person", "removed"),
        ("recognition", "removed"),
    ]
    goal, *_, recognition = found.changes
    assert (goal.old, goal.now.file.name) == (None, "community/0.toml")
    assert (recognition.new, recognition.now.file.name) == (None, "community/0.toml")
    assert {each.name: (each.old, each.new) for each in goal.fields}["status"] == (None, "planned")
    assert {each.name: (each.old, each.new) for each in recognition.fields}["person"] == ("ada", None)


def test_a_record_is_known_by_its_id_in_whatever_file() -> None:
    found = compare(plan(GOAL, ADA), plan(ADA, "# empty\n", GOAL.replace("planned", "active")))
    assert told(found) == [("goal", "changed")]
    assert found.changes[0].now.file.name == "community/2.toml"


def test_of_a_kind_there_is_one_of_the_one_changed() -> None:
    base, head = '[community]\nname = "OpenMRS"\n', '[community]\nname = "OpenMRS, Inc."\ntagline = "Write code"\n'
    assert fields(base, head) == {"name": ("OpenMRS", "OpenMRS, Inc."), "tagline": (None, "Write code")}
    assert changes("", head)[0].what == "added"


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("The guide.", "The whole guide.", "reason"),
        ('["doc"]', '["doc", "review"]', "kinds"),
        ("2026-03-08", "2026-03-09", "date"),
        ('"ada"', '"grace"', "person"),
        ("date = 2026-03-08\n", "", "date"),
    ],
)
def test_a_recognition_with_one_other_field_was_changed(old: str, new: str, name: str) -> None:
    others = THANKS.replace("The guide.", "The tests.") + THANKS.replace("ada", "grace").replace("doc", "talk")
    assert list(fields(THANKS + others, others + THANKS.replace(old, new))) == [name]


def test_other_thanks_to_the_same_person_are_others() -> None:
    other = THANKS.replace("2026-03-08", "2026-05-01").replace("The guide.", "The talk.")
    assert [each.what for each in changes(THANKS, other)] == ["added", "removed"]


def test_of_thanks_on_one_day_the_likest_are_the_same() -> None:
    second = '[[recognition]]\nperson = "ada"\nkinds = ["talk"]\ndate = 2026-03-08\nreason = "The talk."\n'
    changed = second.replace("The talk.", "The good talk.") + THANKS.replace("The guide.", "The good guide.")
    found = changes(THANKS + second, changed)
    assert [[each.name for each in change.fields] for change in found] == [["reason"], ["reason"]]


def test_a_standing_is_known_by_person_rung_and_scope() -> None:
    core, docs = STANDING + 'scope = "core"\n', STANDING + 'scope = "docs"\n'
    (change,) = changes(core + docs, docs.replace("2026-01-15", "2026-02-01") + core)
    assert change.old is not None
    assert change.old.data["scope"] == "docs"
    assert [each.name for each in change.fields] == ["since"]


def test_a_measurement_is_known_by_metric_and_period() -> None:
    base = (
        '[[measurement]]\nmetric = "commits"\nperiod = "2026-Q1"\nvalue = 10\nunit = "commits"\nsample = 10\n'
        'source = "git"\ncomputed_on = 2026-04-01\n'
    )
    other = base.replace("Q1", "Q2").replace("10", "30").replace("04-01", "07-01")
    again = base.replace("= 10", "= 12").replace("04-01", "04-05")
    assert [each.what for each in changes(base, base + other)] == ["added"]
    assert set(fields(base, again)) == {"value", "sample", "computed_on"}


# Fields


def test_a_field_has_its_old_and_its_new_value() -> None:
    head = GOAL.replace('"planned"', '"active"').replace('owners = ["ada"]\n', 'focus_area = "events"\n')
    assert fields(GOAL, head) == {
        "status": ("planned", "active"),
        "focus_area": (None, "events"),
        "owners": (["ada"], []),
    }


def test_a_default_is_the_old_value_of_what_was_not_there() -> None:
    assert fields(STANDING, STANDING + 'status = "emeritus"\n') == {"status": ("active", "emeritus")}


@pytest.mark.parametrize(
    ("old", "new", "added", "removed", "reordered"),
    [
        (["a"], ["a", "b"], ("b",), (), False),
        (["a", "b"], ["b"], (), ("a",), False),
        (["a", "b"], ["c", "a"], ("c",), ("b",), False),
        (["a", "b"], ["b", "a"], (), (), True),
        (["a", "b"], ["c", "b", "a"], ("c",), (), True),
        (["a", "a"], ["a"], (), ("a",), False),
        ([], ["a", "a"], ("a", "a"), (), False),
    ],
)
def test_of_a_list_the_members_that_came_and_went_are_told(
    old: list[str], new: list[str], added: tuple[str], removed: tuple[str], reordered: bool
) -> None:
    found = field(ADA + f"contact_for = {old}\n", ADA + f"contact_for = {new}\n")
    assert (found.old, found.new) == (old, new)
    assert (found.added, found.removed, found.reordered) == (added, removed, reordered)


def test_texts_by_name_are_told_one_by_one() -> None:
    base, head = (f'[community]\nname = "A"\nlinks = {{ {links} }}\n' for links in ('a = "1", b = "2"', 'b = "3"'))
    assert fields(base, head) == {"links.a": ("1", None), "links.b": ("2", "3")}


# Nested tables


def test_key_results_are_known_by_their_titles() -> None:
    new = '[[goal.key_result]]\ntitle = "Nobody waits for a week"\n'
    head = GOAL.replace("done = false", "done = true").replace("[[goal.key_result]]", f"{new}\n[[goal.key_result]]", 1)
    (change,) = changes(GOAL, head)
    first, second = change.fields
    assert (first.path, [each["title"] for each in first.added]) == (("key_result",), ["Nobody waits for a week"])
    assert (first.removed, first.reordered) == ((), False)
    assert (second.path, second.old, second.new) == (("key_result", "2", "done"), False, True)
    assert [(each.name, each.caption) for each in second.through] == [("key_result", "A rota is kept")]


def test_a_key_result_with_slightly_other_words_is_the_same() -> None:
    assert fields(GOAL, GOAL.replace("in a day", "within a day").replace("at_most = 1", "at_most = 2")) == {
        "key_result.0.title": ("Half are answered in a day", "Half are answered within a day"),
        "key_result.0.at_most": (1, 2),
    }


def test_rungs_are_known_by_their_ids_and_their_order_counts() -> None:
    data = tomli.loads(LADDER)
    data["ladder"][0]["rung"].reverse()
    found = field(LADDER, tomli_w.dumps(data))
    assert (found.path, found.added, found.removed, found.reordered) == (("rung",), (), (), True)


def test_what_is_nested_deeply_has_its_whole_path() -> None:
    head = LADDER.replace("At least 10", "At least 20").replace("at_least = 10", "at_least = 20")
    (change,) = changes(LADDER, head.replace("sponsors = 1", "sponsors = 2"))
    assert {".".join(each.path): (each.old, each.new) for each in change.fields} == {
        "rung.reviewer.requirement.0.text": ("At least 10 tickets closed", "At least 20 tickets closed"),
        "rung.reviewer.requirement.0.at_least": (10, 20),
        "rung.reviewer.nomination.sponsors": (1, 2),
    }
    assert [each.caption for each in change.fields[0].through] == ["Reviewer", "At least 20 tickets closed"]


# Other ids


def test_a_record_that_only_got_another_id_was_renamed() -> None:
    (change,) = changes(GOAL, GOAL.replace("first-response", "answers"))
    assert change.what == "renamed"
    assert [(each.path, each.old, each.new) for each in change.fields] == [(("id",), "first-response", "answers")]


def test_a_renamed_record_may_be_nearly_the_same() -> None:
    nearly = GOAL.replace("first-response", "answers").replace("First response", "First responses")
    (change,) = changes(GOAL, nearly)
    assert change.what == "renamed"


@pytest.mark.parametrize(
    "other",
    [
        GRACE.replace('"grace"', '"ada"').replace("Grace Hopper", "Ada Lovelace"),
        ADA,
    ],
    ids=["the same name and little else", "nothing the same"],
)
def test_another_record_is_not_a_renamed_one(other: str) -> None:
    assert {each.what for each in changes(GRACE, other)} == {"added", "removed"}


def test_references_that_follow_a_new_id_are_counted_and_are_no_changes() -> None:
    person, other = GRACE, GRACE.replace('id = "grace"', 'id = "grace-hopper"')
    rest = [GOAL, THANKS, STANDING + 'sponsors = ["ada", "lin"]\n']
    base = plan(person, *(each.replace('"ada"', '"grace"') for each in rest))
    head = plan(other, *(each.replace('"ada"', '"grace-hopper"') for each in rest))
    (change,) = compare(base, head).changes
    assert (change.what, change.followed) == ("renamed", 4)


def test_references_in_records_with_faults_follow_a_new_id_too() -> None:
    other = GRACE.replace('id = "grace"', 'id = "grace-hopper"')
    goal = GOAL.replace('["ada"]', '["ada", "grace"]').replace("planned", "someday")
    base, head = plan(GRACE, goal), plan(other, goal.replace('"grace"', '"grace-hopper"'))
    (change,) = compare(base, head).changes
    assert (change.what, change.followed) == ("renamed", 1)


def test_a_reference_that_did_not_follow_is_no_change_either() -> None:
    other = GRACE.replace('id = "grace"', 'id = "grace-hopper"')
    goal = GOAL.replace('"ada"', '"grace"')
    base, head = plan(GRACE, goal), plan(other, goal.replace("planned", "active"))
    goal_change, person_change = compare(base, head).changes
    assert [each.path for each in goal_change.fields] == [("status",)]
    assert person_change.followed == 0


def test_a_reference_that_was_dropped_with_the_old_id_is_told_by_that() -> None:
    goal = GOAL.replace('"ada"', '"ada", "grace"')
    base, head = plan(GRACE, goal), plan(GRACE.replace('id = "grace"', 'id = "grace-hopper"'), GOAL)
    goal_change, _ = compare(base, head).changes
    assert [each.removed for each in goal_change.fields] == [("grace",)]


def test_standings_follow_a_rung_to_its_new_id() -> None:
    base = plan(LADDER, STANDING, LADDER.replace('"code"', '"docs"'))
    head = plan(
        LADDER.replace('"reviewer"', '"steward"'),
        STANDING.replace('"reviewer"', '"steward"'),
        LADDER.replace('"code"', '"docs"'),
    )
    (change,) = compare(base, head).changes
    assert [(each.path, each.new) for each in change.fields] == [(("rung", "steward", "id"), "steward")]
