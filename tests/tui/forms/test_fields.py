"""The form's fields come from the model, and its values are typed as people write them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from commtui.model.channel import Channel
from commtui.model.community import Community
from commtui.model.goal import Goal
from commtui.model.item import Item
from commtui.model.kinds import KINDS
from commtui.model.ladder import Rung
from commtui.model.person import Person
from commtui.model.reference import Choices, PersonRef
from commtui.model.standing import Standing
from commtui.model.text import Text
from commtui.tui.forms.fields import FormField, NotAValueError, Raw, Sort, form_fields
from commtui.tui.forms.times import Calendar


class Room(Channel):
    """A channel with some fields more, as someone may add them."""

    topic: Text | None = Field(None, title="Topic", description="What people talk about.", examples=["releases"])
    seats: int = Field(12, title="Seats", description="How many fit in.")
    quiet: bool = Field(False, title="Quiet", description="No talking.")
    recorded: bool | None = Field(None, title="Recorded", description="Whether it is kept.")
    opened: date | None = Field(None, title="Opened", description="First day.")
    host: PersonRef | None = Field(None, title="Host", description="Who looks after it.")
    size: Annotated[Literal["s", "l"], Choices({"s": "small"})] = Field("s", title="Size", description="How large.")


CALENDAR = Calendar(date(2013, 5, 20))


def fields(model: Any = Room) -> dict[str, FormField]:
    return {each.name: each for each in form_fields(model)}


def test_a_field_that_is_added_to_a_model_is_in_the_form() -> None:
    found = fields()
    sorts = {name: found[name].sort for name in Room.model_fields.keys() - Channel.model_fields.keys()}
    assert sorts == {
        "topic": Sort.LINE,
        "seats": Sort.WHOLE,
        "quiet": Sort.SWITCH,
        "recorded": Sort.CHOICE,
        "opened": Sort.DATE,
        "host": Sort.REFERENCE,
        "size": Sort.CHOICE,
    }
    topic = found["topic"]
    assert (topic.title, topic.description, topic.placeholder) == (
        "Topic",
        "What people talk about.",
        "for example releases",
    )
    assert found["seats"].placeholder == "12 (default)"
    assert found["size"].meanings == (("s", "small"), ("l", ""))


def test_every_field_of_every_kind_has_a_title_and_a_help_line() -> None:
    for kind in KINDS:
        for field in form_fields(kind):
            assert field.title, (kind, field.name)
            assert field.description.endswith("."), (kind, field.name)


def test_lists_nested_tables_and_ids_are_edited_in_their_own_ways() -> None:
    goal = {each.name: each.sort for each in form_fields(Goal)}
    assert (goal["id"], goal["owners"], goal["key_result"]) == (Sort.ID, Sort.TEXTS, Sort.TABLES)
    assert fields(Community)["links"].sort is Sort.PAIRS
    assert fields(Rung)["nomination"].sort is Sort.TABLE
    assert list(goal)[:2] == ["title", "id"]


@pytest.mark.parametrize(
    ("model", "name", "raw", "value"),
    [
        (Goal, "title", "  Docs week ", "Docs week"),
        (Goal, "title", "   ", None),
        (Goal, "why", "  - one\n\n", "  - one\n\n"),
        (Goal, "why", "\n \n", None),
        (Goal, "quarter", "2013-Q2", "2013-Q2"),
        (Goal, "status", "done", "done"),
        (Standing, "since", " 2013-01-15", date(2013, 1, 15)),
        (Standing, "since", "", None),
        (Person, "github_id", "42", 42),
        (Person, "listed", False, False),
        (Room, "recorded", "yes", True),
        (Room, "recorded", "no", False),
        (Room, "recorded", None, None),
        (Room, "host", "ada", "ada"),
        (Standing, "since", "+2w", date(2013, 6, 3)),
        (Goal, "quarter", "next", "2013-Q3"),
        (Item, "when", "next", "next"),
        (Item, "when", "this quarter", "2013-Q2"),
        (Item, "when", "v2.0", "v2.0"),
        (Goal, "owners", ("ada", "grace"), ["ada", "grace"]),
        (Goal, "owners", (), None),
        (Community, "links", (("chat", "https://chat.example.org"), ("", " ")), {"chat": "https://chat.example.org"}),
    ],
)
def test_what_is_typed_becomes_the_value_that_toml_holds(model: Any, name: str, raw: Raw, value: Any) -> None:
    found = fields(model)[name].value(raw, CALENDAR)
    assert found == value
    assert type(found) is type(value)


def capacity() -> FormField:
    from commtui.model.focus_area import FocusArea

    return fields(FocusArea)["capacity"]


@pytest.mark.parametrize(
    ("raw", "value"), [("3", 3), ("0.5", 0.5), ("-1", -1), (".5", 0.5), ("1e3", 1000.0), ("+2", 2)]
)
def test_a_number_is_whole_or_not_as_it_is_typed(raw: str, value: float) -> None:
    found = capacity().value(raw, CALENDAR)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("raw", ["x", "1,5", "nan", "inf", "1_000", "0x10", "٣", "1" * 5000, "1e9999999", "--1", "."])
def test_what_is_no_number_says_so(raw: str) -> None:
    with pytest.raises(NotAValueError, match="should be a number"):
        capacity().value(raw, CALENDAR)


@pytest.mark.parametrize("raw", ["1.5", "", "x", "٣"])
def test_what_is_no_whole_number_says_so(raw: str) -> None:
    field = fields(Person)["github_id"]
    if not raw:
        assert field.value(raw, CALENDAR) is None
        return
    with pytest.raises(NotAValueError, match="should be a whole number"):
        field.value(raw, CALENDAR)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("15.1.2013", "such as 2026-03-08"),
        ("2013-1-5", "such as"),
        ("20130115", "such as"),
        ("2013-W03-2", "such as"),
        ("2013-02-30", "2013-02-30 is none"),
        ("0000-01-01", "is none"),
    ],
)
def test_what_is_no_date_says_so(raw: str, reason: str) -> None:
    with pytest.raises(NotAValueError, match=reason):
        fields(Standing)["since"].value(raw, CALENDAR)


@pytest.mark.parametrize(
    ("model", "name", "value", "raw"),
    [
        (Person, "listed", None, True),
        (Person, "listed", False, False),
        (Person, "kind", None, "human"),
        (Goal, "why", None, ""),
        (Standing, "since", date(2013, 1, 5), "2013-01-05"),
        (Person, "github_id", 7, "7"),
        (Room, "recorded", True, "yes"),
        (Room, "recorded", None, None),
    ],
)
def test_a_value_is_shown_as_people_type_it(model: Any, name: str, value: Any, raw: Raw) -> None:
    assert fields(model)[name].raw(value) == raw


@pytest.mark.parametrize(
    ("pairs", "reason"),
    [
        ((("", "https://example.org"),), '"https://example.org" needs a name'),
        ((("chat", ""),), '"chat" needs a value'),
        ((("chat", "a"), ("chat", "b")), '"chat" is there twice'),
    ],
)
def test_texts_by_name_need_both_and_each_name_once(pairs: Raw, reason: str) -> None:
    with pytest.raises(NotAValueError, match=reason):
        fields(Community)["links"].value(pairs, CALENDAR)


def test_what_a_day_in_words_means_is_said_beside_it() -> None:
    since, quarter, when = fields(Standing)["since"], fields(Goal)["quarter"], fields(Item)["when"]
    assert since.understood("+2w", CALENDAR) == "Mon 3 Jun 2013"
    assert since.understood("2013-06-03", CALENDAR) == "Mon 3 Jun 2013"
    assert since.understood("some day", CALENDAR) == ""
    assert quarter.understood("+1q", CALENDAR) == "2013-Q3"
    assert quarter.understood("2013-Q3", CALENDAR) == ""
    assert when.understood("next", CALENDAR) == ""
