"""References and lists are completed as one types, and nothing takes the focus unasked."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.widgets import Input

from commtui.tui.forms.knowing import Candidate
from commtui.tui.forms.matches import Matches, offers_for
from commtui.tui.forms.screen import RecordForm
from tests.tui.forms.opening import Open, Opened, screen_text

PEOPLE = [
    Candidate("ada", "Ada Lovelace"),
    Candidate("grace-hopper", "Grace Hopper"),
    Candidate("grace", "Grace Lewis"),
    Candidate("mary", "Mary Keller"),
    *(Candidate(f"p{number}", f"Person {number}") for number in range(20)),
]


def offered(text: str, creates: str = "") -> list[str]:
    return [each.id or f"+{each.creates}" for each in offers_for(text, PEOPLE, creates)]


def test_matches_are_found_by_id_and_by_title_the_likeliest_first() -> None:
    assert offered("grace") == ["grace", "grace-hopper"]
    assert offered("lovel") == ["ada"]
    assert offered("hopper") == ["grace-hopper"]
    assert offered("mry") == ["mary"]
    assert offered("nobody") == []
    assert len(offered("person")) == 6


def test_the_last_match_makes_a_record_unless_there_is_one() -> None:
    assert offered("gra", "person") == ["grace", "grace-hopper", "+gra"]
    assert offered("ada", "person") == ["ada"]
    assert offered("", "person")[-1] != "+"


def focused_input(it: Opened) -> Input:
    assert isinstance(it.app.focused, Input)
    return it.app.focused


def is_open(it: Opened) -> bool:
    return any(each.is_open for each in it.form.query(Matches))


async def test_a_reference_is_taken_by_enter_or_tab_and_escape_closes_the_matches_alone(opened: Open) -> None:
    async with opened("standing") as it:
        await it.go("person")
        await it.press("end", "ctrl+u")
        assert not is_open(it)
        await it.type("hop")
        assert is_open(it)
        assert it.said("person") == ""
        assert any("> grace" in line and "Grace Hopper" in line for line in screen_text(it.app))
        await it.press("escape")
        assert it.is_open
        assert not is_open(it)
        assert (focused_input(it).value, it.said("person")) == ("hop", 'Names no person "hop"; known: ada, grace')
        await it.press("backspace", "tab")
        assert (focused_input(it).value, it.form.current, is_open(it)) == ("grace", it.form.row("person"), False)
        await it.press("tab")
        assert it.form.current is it.form.row("ladder")
        await it.go("rung")
        await it.press("alt+down", "down", "enter")
        assert it.form.row("rung").raw == "reviewer"
        await it.press("enter")
        assert it.form.current is it.form.row("since")
        await it.go("person")
        await it.press("ctrl+u")
        await it.type("ad")
        await it.pilot.click(Matches, offset=(4, 0))
        await it.pilot.pause()
        assert (it.form.row("person").raw, it.form.current) == ("ada", it.form.row("person"))


async def test_a_reference_to_what_is_not_there_yet_makes_it_in_a_form_of_its_own(opened: Open) -> None:
    async with opened("standing") as it:
        await it.go("person")
        await it.put("person", "Mary Kelle")
        await it.press("r")
        assert any('+ create new person "Mary Keller"' in line for line in screen_text(it.app))
        await it.press("down", "enter")
        outer, inner = (each for each in it.app.screen_stack if isinstance(each, RecordForm))
        assert it.form is inner
        assert (it.form.row("name").raw, it.form.row("id").raw) == ("Mary Keller", "mary-keller")
        await it.save()
        assert it.form is outer
        assert it.form.row("person").raw == "mary-keller"
        assert it.said("person") == ""
        assert it.workspace.undoable is not None
        await it.save()
        assert it.saved
        assert it.workspace.snapshot.entries["standing"][0].data["person"] == "mary-keller"


async def test_enter_takes_the_only_choice_and_tab_leaves_the_word_as_it_is(opened: Open) -> None:
    async with opened("standing") as it:
        await it.go("person")
        await it.put("person", "Mary Keller")
        await it.press("end", "backspace", "r", "tab")
        assert it.form.row("person").raw == "Mary Keller"
        assert not is_open(it)
        await it.go("person")
        await it.press("end", "backspace", "r", "enter")
        assert (it.form.row("name").raw, it.form.row("id").raw) == ("Mary Keller", "mary-keller")
        await it.save()
        assert it.form.row("person").raw == "mary-keller"


async def test_what_others_may_know_is_let_through_with_a_word_about_it(opened: Open) -> None:
    async with opened() as it:
        await it.new("measurement", period="2013-Q1", unit="people", sample=1, source="git", computed_on=None)
        await it.put("metric", "new_contributers")
        assert (
            it.said("metric")
            == '▲ "new_contributers" is no metric that is known here; did you mean "new_contributors"?'
        )
        await it.put("computed_on", "today")
        await it.save()
        assert it.saved


# Lists.


async def listed(it: Opened, name: str) -> tuple[Any, str]:
    await it.pilot.pause()
    return it.form.row(name).raw, focused_input(it).value


async def test_members_are_added_taken_back_marked_moved_and_removed(opened: Open) -> None:
    async with opened("goal") as it:
        await it.go("tags")
        await it.type("docs,wiki")
        assert await listed(it, "tags") == (("docs", "wiki"), "wiki")
        await it.press("enter")
        await it.type("a b,c")
        await it.press("enter")
        assert await listed(it, "tags") == (("docs", "wiki", "a b,c"), "")
        await it.press("backspace")
        assert await listed(it, "tags") == (("docs", "wiki", "a b,c"), "a b,c")
        await it.press("backspace")
        assert await listed(it, "tags") == (("docs", "wiki"), "")
        await it.press("left", "left", "shift+right")
        assert await listed(it, "tags") == (("wiki", "docs"), "")
        await it.press("left", "enter", "end")
        await it.type("s")
        assert await listed(it, "tags") == (("wikis", "docs"), "wikis")
        await it.press("enter", "left", "delete")
        assert await listed(it, "tags") == (("wikis",), "")
        await it.press("escape")
        assert it.is_open
        await it.press("delete")
        assert await listed(it, "tags") == ((), "")
        await it.press("enter")
        assert it.form.current is it.form.row("links")


async def test_members_are_completed_and_what_is_typed_is_added_where_one_leaves(opened: Open) -> None:
    async with opened("goal") as it:
        await it.go("owners")
        await it.type("gra")
        await it.press("enter")
        assert await listed(it, "owners") == (("ada", "grace"), "")
        await it.type("grace")
        await it.press("tab")
        assert it.form.row("owners").raw == ("ada", "grace")
        await it.go("links")
        await it.type("x")
        await it.press("tab")
        assert it.form.row("links").raw == ("x",)
        it.form.row("links").focus_editor()
        await it.pilot.pause()
        focused_input(it).post_message(events.Paste("one\ntwo words\n\n"))
        await it.pilot.pause()
        assert it.form.row("links").raw == ("x", "one", "two words")
        await it.pilot.click(it.form.query_one("#field-owners Chips"), offset=(6, 0))
        await it.pilot.pause()
        assert it.form.row("owners").raw == ("grace",)
        await it.save()
        assert it.saved
        goal = it.workspace.snapshot.entries["goal"][0].data
        assert (goal["owners"], goal["links"]) == (["grace"], ["x", "one", "two words"])


async def test_texts_by_name_have_a_line_each_and_one_more(opened: Open) -> None:
    plan = '[community]\nname = "OpenMRS"\n\n[community.links]\nchat = "https://chat.example.org" # where we talk\n'
    async with opened("community", plan, size=(80, 40)) as it:
        await it.go("links")
        await it.press("tab", "end", "x", "enter")
        await it.type("web")
        await it.press("enter")
        await it.type("https")
        assert it.form.row("links").raw == (("chat", "https://chat.example.orgx"), ("web", "https"))
        await it.press("enter")
        await it.type("lonely")
        assert it.said("links") == '"lonely" needs a value'
        await it.press(*["backspace"] * 7)
        assert it.said("links") == ""
        await it.save()
        assert it.saved
        assert it.file.read_text() == plan.replace('org"', 'orgx"') + 'web = "https"\n'
