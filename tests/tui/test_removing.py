"""Whatever destroys something asks first, harmlessly, and can be undone to the last byte."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Button

from commtui.model.channel import Channel
from commtui.model.ladder import Ladder
from commtui.model.person import Person
from commtui.model.recognition import Recognition
from commtui.tui.screens.question import Question
from tests.tui.driving import LARGE, hit, main_of, opened, press, until_followed
from tests.tui.files import texts_of
from tests.tui.test_undo import workspace_of


@dataclass(frozen=True)
class Way:
    """A way to delete something: the keys that lead to it, the key that asks, and the one that confirms."""

    name: str
    there: tuple[str, ...]
    confirm: str
    told: str
    trigger: str = "d"


WAYS = (
    Way("a recognition that nobody names", ("5",), "y", "Recognition: 1 removed"),
    Way("a goal that recognitions name", ("3",), "u", "Goal “"),
    Way("a person with all that is theirs", ("7",), "c", "Person “Annie Easley”: removed"),
    Way("a rung that others come after", ("4",), "c", "Ladder “"),
    Way("a ladder with all its rungs", ("4",), "c", "Ladder “", "D"),
)


async def test_deleting_asks_first_and_can_be_undone(community: Path) -> None:
    before = texts_of(community)
    async with opened(community, LARGE) as pilot:
        for way in WAYS:
            await deletes(pilot, community, before, way)


async def deletes(pilot: Pilot[None], community: Path, before: dict[str, bytes], way: Way) -> None:
    """Go there, ask, leave it, delete it, and take that back."""
    await hit(pilot, *way.there)
    text = await press(pilot, way.trigger)
    assert isinstance(pilot.app.screen, Question), way.name
    subject = main_of(pilot).subject
    assert subject is not None
    assert subject.file.name in text
    assert way.confirm not in {way.trigger, "enter"}
    await has_cancel_focused(pilot)
    # The question is one and the same: what leaves it anyhow is tried once.
    for harmless in ("enter", way.trigger) if way is not WAYS[0] else ("enter", "escape", way.trigger, "space"):
        assert isinstance(pilot.app.screen, Question), (way.name, harmless)
        await hit(pilot, harmless)
        assert texts_of(community) == before, (way.name, harmless)
        if isinstance(pilot.app.screen, Question):
            await hit(pilot, "escape")
        await hit(pilot, way.trigger)
    text = await press(pilot, way.confirm)
    assert way.told in text
    assert "u undoes it" in " ".join(text.replace("▌", " ").replace("╯", " ").replace("─", " ").split())
    after = texts_of(community)
    assert after != before
    await hit(pilot, "u")
    assert texts_of(community) == before, way.name
    await hit(pilot, "ctrl+r")
    assert texts_of(community) == after, way.name
    await hit(pilot, "u")
    await until_followed(pilot)


async def has_cancel_focused(pilot: Pilot[None]) -> None:
    """No answer that destroys anything can have the focus."""
    for _ in range(3):
        focused = pilot.app.focused
        assert isinstance(focused, Button)
        assert focused.id == "cancel"
        await hit(pilot, "tab")


async def test_who_names_it_is_listed_and_each_answer_by_key_or_mouse_does_what_it_says(community: Path) -> None:
    async with opened(community, LARGE) as pilot:
        text = await press(pilot, "7", "d")
        assert "Delete the person?" in text
        assert "6 records name this person:" in text
        assert "goal Recognition programs for contributors  in owners" in text
        assert "takes the name out of 1 record" in text
        assert "(2 standings, 3" in text
        assert "y  deletes" not in text
        assert "u  deletes" not in text
        assert await press(pilot, "y", "u") == text
        await hit(pilot, "c")
        assert workspace_of(pilot).snapshot.find(Person, "annie-easley") is None
        assert all(each.person != "annie-easley" for each in workspace_of(pilot).snapshot.records(Recognition))
        # A rung goes, and its ladder stays.
        ladder = workspace_of(pilot).snapshot.of(Ladder)[0].record
        assert "Delete the rung?" in await press(pilot, "4", "d")
        await hit(pilot, "c")
        left = workspace_of(pilot).snapshot.of(Ladder)[0].record
        assert len(left.rung) == len(ladder.rung) - 1
        # By the mouse; and the cursor stays where it was.
        await hit(pilot, "5", "j", "j")
        await until_followed(pilot)
        view = main_of(pilot).view
        assert view is not None
        place = view.query_one("#list").cursor  # type: ignore[attr-defined]
        count = len(workspace_of(pilot).snapshot.of(Recognition))
        await hit(pilot, "d")
        await pilot.click("#cancel")
        assert len(workspace_of(pilot).snapshot.of(Recognition)) == count
        await hit(pilot, "d")
        await pilot.click("#answer-y")
        await until_followed(pilot)
        assert len(workspace_of(pilot).snapshot.of(Recognition)) == count - 1
        assert view.query_one("#list").cursor == place  # type: ignore[attr-defined]
        # What is on a panel goes, and the panel with it.
        entry = workspace_of(pilot).snapshot.of(Channel)[0]
        await main_of(pilot).go(entry)
        await hit(pilot, "d", "y")
        await until_followed(pilot)
        assert pilot.app.screen_stack == [main_of(pilot)]
        assert workspace_of(pilot).snapshot.find(Channel, entry.record.id) is None


async def test_on_a_small_screen_a_long_list_leaves_room_for_the_answers(community: Path) -> None:
    async with opened(community, (60, 15)) as pilot:
        text = await press(pilot, "7", "d")
        assert "Annie Easley" in text
        for _ in range(8):
            assert "c Cascade     ▌ esc Cancel" in text
            before, text = text, await press(pilot, "j")
            assert "all back" in text or before != text
        assert "all back" in text


async def test_read_only_nothing_is_asked_and_it_says_why(community: Path) -> None:
    async with opened(community, LARGE, read_only=True) as pilot:
        await press(pilot, "3")
        told = {"d": "Delete", "s": "Status", "t": "Thank", "n": "New", "c": "Duplicate", "J": "Move down"}
        for key, title in told.items():
            assert f"{title}: opened read-only" in await press(pilot, key)
            assert pilot.app.screen is main_of(pilot)
