"""Undo and redo of every edit, from everywhere; and what becomes of it where someone else edits too."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from commtui.model.goal import Goal
from commtui.model.item import Item
from commtui.store.snapshot import Entry
from commtui.store.workspace import Workspace
from commtui.tui.screens.question import Question
from tests.trying import times
from tests.tui.driving import LARGE, SMALL, app_of, hit, main_of, opened, press, until_followed
from tests.tui.files import texts_of

# A few where it is not asked for: the deepest undo is tried on the workspace itself.
MANY = times(12, 200)


def workspace_of(pilot: Pilot[None]) -> Workspace:
    workspace = app_of(pilot).edits.workspace
    assert workspace is not None
    return workspace


def item(pilot: Pilot[None], id_: str) -> Entry[Item]:
    found = workspace_of(pilot).snapshot.find(Item, id_)
    assert found is not None
    return found


def goal(pilot: Pilot[None], id_: str) -> Entry[Goal]:
    found = workspace_of(pilot).snapshot.find(Goal, id_)
    assert found is not None
    return found


async def stand_on(pilot: Pilot[None], entry: Entry[Goal] | Entry[Item]) -> None:
    """Put the cursor on a record, in the view that shows it."""
    await hit(pilot, "2" if isinstance(entry.record, Item) else "3")
    view = main_of(pilot).view
    assert view is not None
    view.point(entry)
    await pilot.pause()
    subject = main_of(pilot).subject
    assert subject is not None
    assert subject.data["id"] == entry.record.id


async def many_times(pilot: Pilot[None], action: str) -> None:
    """Do an action as often as its key could be hit, without a look at the screen each time."""
    for _ in range(MANY):
        await main_of(pilot).action_do(action)
    await hit(pilot)


async def test_an_edit_and_its_undo_are_named_with_the_key_that_turns_them(community: Path) -> None:
    before = texts_of(community)
    async with opened(community, LARGE) as pilot:
        assert "there is nothing to undo" in await press(pilot, "u")
        assert "there is nothing to redo" in await press(pilot, "ctrl+r")
        await stand_on(pilot, item(pilot, "hackathon"))
        text = await press(pilot, "s", "a")
        assert "Roadmap item “Hackathon”: planned → active · community/roadmap.toml · u undoes it" in text
        text = await press(pilot, "u")
        assert "Undone: Roadmap item “Hackathon”: active → planned · community/roadmap.toml · ctrl+r redoes it" in text
        assert texts_of(community) == before
        text = await press(pilot, "ctrl+r")
        assert "Redone: Roadmap item “Hackathon”: planned → active · community/roadmap.toml · u undoes it" in text
        await hit(pilot, "ctrl+z")
        assert texts_of(community) == before
        await hit(pilot, "ctrl+y")
        assert item(pilot, "hackathon").record.status == "active"


async def test_the_cursor_goes_to_what_was_undone_where_the_view_shows_it_and_stays_elsewhere(community: Path) -> None:
    before = texts_of(community)
    async with opened(community, LARGE) as pilot:
        # From a view that does not show it.
        await stand_on(pilot, item(pilot, "hackathon"))
        await hit(pilot, "s", "a")
        await hit(pilot, "7", "j", "j")
        here = main_of(pilot).subject
        assert here is not None
        assert "Undone: Roadmap item “Hackathon”" in await press(pilot, "u")
        await until_followed(pilot)
        there = main_of(pilot).subject
        assert there is not None
        assert there.data == here.data
        assert texts_of(community) == before
        # From the one that does.
        await stand_on(pilot, goal(pilot, "hackathon"))
        await hit(pilot, "greater_than_sign")
        assert goal(pilot, "hackathon").data["quarter"] == "2014-Q1"
        await until_followed(pilot)
        subject = main_of(pilot).subject
        assert subject is not None
        assert (subject.data["id"], subject.data["quarter"]) == ("hackathon", "2014-Q1")
        await stand_on(pilot, goal(pilot, "nonprofit-structure"))
        await hit(pilot, "u")
        await until_followed(pilot)
        subject = main_of(pilot).subject
        assert subject is not None
        assert (subject.data["id"], subject.data["quarter"]) == ("hackathon", "2013-Q4")


async def test_hundreds_of_edits_are_undone_and_done_again_from_any_view(community: Path) -> None:
    before = texts_of(community)
    async with opened(community, SMALL, toasts=False) as pilot:
        workspace = workspace_of(pilot)
        for number in range(MANY - 2):
            workspace.set_field(item(pilot, "hackathon"), ("title",), f"Hackathon {number}")
        await stand_on(pilot, item(pilot, "hackathon"))
        await hit(pilot, "s", "a")
        await stand_on(pilot, goal(pilot, "hackathon"))
        await hit(pilot, "greater_than_sign")
        after = texts_of(community)
        await hit(pilot, "5")
        await many_times(pilot, "undo")
        assert texts_of(community) == before
        assert workspace.undoable is None
        await hit(pilot, "2")
        await many_times(pilot, "redo")
        assert texts_of(community) == after


async def test_what_someone_else_wrote_meanwhile_stays_and_a_step_under_it_is_kept_until_it_is_skipped(
    community: Path,
) -> None:
    roadmap = community / "roadmap.toml"
    async with opened(community, LARGE) as pilot:
        # In the same file.
        await stand_on(pilot, item(pilot, "hackathon"))
        await hit(pilot, "s", "a")
        roadmap.write_text(roadmap.read_text() + "\n# A line of someone else.\n")
        assert "Undone: Roadmap item “Hackathon”" in await press(pilot, "u")
        assert item(pilot, "hackathon").record.status == "planned"
        assert roadmap.read_text().endswith("\n# A line of someone else.\n")
        # In the same place.
        await stand_on(pilot, item(pilot, "regional-contacts"))
        await hit(pilot, "s", "a")
        await stand_on(pilot, item(pilot, "hackathon"))
        await hit(pilot, "s", "a")
        start, mark, rest = roadmap.read_text().partition('"hackathon"')
        theirs = start + mark + rest.replace('"active"', '"dropped"', 1)
        roadmap.write_text(theirs)
        text = await press(pilot, "u")
        assert isinstance(pilot.app.screen, Question)
        assert "Hackathon" in text
        assert "someone else changed status meanwhile" in text
        await hit(pilot, "enter")
        assert roadmap.read_text() == theirs
        assert "cannot be undone" in await press(pilot, "u")
        assert "Skipped" in await press(pilot, "s")
        assert roadmap.read_text() == theirs
        assert "Undone: Roadmap item “Regional contacts”" in await press(pilot, "u")
        assert item(pilot, "hackathon").record.status == "dropped"


async def test_read_only_nothing_is_undone_and_it_says_why(community: Path) -> None:
    async with opened(community, read_only=True) as pilot:
        assert "Undo: opened read-only" in await press(pilot, "u")
        assert "Redo: opened read-only" in await press(pilot, "ctrl+r")
