"""Edits of one key: status, time, order; new records and copies; what stands against them."""

from __future__ import annotations

from pathlib import Path

from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Button, Static

from commtui.model.goal import Goal
from commtui.model.ladder import Ladder
from commtui.model.recognition import RecognitionKind
from commtui.model.standing import Standing
from commtui.tui.forms.dialogs import ConflictDialog
from commtui.tui.forms.screen import RecordForm
from commtui.tui.screens.choices import ChoiceMenu, with_keys
from commtui.tui.screens.question import Question
from tests.tui.driving import LARGE, hit, main_of, opened, press, settled, until, until_followed, write
from tests.tui.files import texts_of
from tests.tui.test_undo import goal, item, stand_on, workspace_of


async def test_a_status_is_chosen_from_a_menu_of_meanings_by_key_arrow_or_mouse(community: Path) -> None:
    before = texts_of(community)
    async with opened(community, LARGE) as pilot:
        await stand_on(pilot, item(pilot, "hackathon"))
        text = await press(pilot, "s")
        assert isinstance(pilot.app.screen, ChoiceMenu)
        assert "Status of Hackathon" in text
        assert "planned  agreed, not begun · now" in text
        await hit(pilot, "escape")
        assert texts_of(community) == before
        await hit(pilot, "s", "d")
        assert item(pilot, "hackathon").record.status == "done"
        await hit(pilot, "s", "up", "enter")
        assert item(pilot, "hackathon").record.status == "active"
        await hit(pilot, "s", "enter")
        assert item(pilot, "hackathon").record.status == "active"
        await hit(pilot, "s", "s")
        assert item(pilot, "hackathon").record.status == "done"
        await hit(pilot, "s")
        await pilot.click("#choices", offset=(6, 1))
        await hit(pilot)
        assert item(pilot, "hackathon").record.status == "planned"
        await hit(pilot, "s")
        await pilot.click(offset=(0, 0))
        assert pilot.app.screen_stack == [main_of(pilot)]


def test_every_choice_has_a_key_that_moves_nothing() -> None:
    values = [(each, "") for each in ("planned", "active", "done", "missed", "moved", "dropped", "sss", "j")]
    keys = [each.key for each in with_keys(values, lambda _value: ("", "text"))]
    assert keys == ["p", "a", "d", "m", "o", "r", "1", "2"]


async def test_an_item_steps_to_the_next_time_of_its_sort(community: Path) -> None:
    async with opened(community, LARGE) as pilot:
        steps = (
            ("hackathon", ">", "2013-11"),
            ("continuous-delivery", "<", "2012"),
            ("governance-handbook", ">", "2013-H2"),
        )
        for id_, way, when in steps:
            await stand_on(pilot, item(pilot, id_))
            await hit(pilot, "greater_than_sign" if way == ">" else "less_than_sign")
            assert item(pilot, id_).data["when"] == when
            await until_followed(pilot)
            subject = main_of(pilot).subject
            assert subject is not None
            assert subject.data["id"] == id_


async def test_what_has_no_next_time_says_why(tmp_path: Path) -> None:
    place = write(
        tmp_path,
        roadmap='[[item]]\nid = "stable"\ntitle = "Stable"\nstatus = "idea"\nwhen = "v2.0"\n'
        '\n[[item]]\nid = "far"\ntitle = "Far"\nstatus = "idea"\nwhen = "later"\n',
    )
    async with opened(place, LARGE) as pilot:
        await stand_on(pilot, item(pilot, "stable"))
        assert "v2.0 is a version" in await press(pilot, "greater_than_sign")
        await stand_on(pilot, item(pilot, "far"))
        assert 'there is nothing after "later"' in await press(pilot, "greater_than_sign")
        await hit(pilot, "less_than_sign", "less_than_sign")
        assert item(pilot, "far").data["when"] == "now"


async def test_a_goal_ahead_simply_moves_with_its_file_and_one_of_now_is_moved_or_carried_on(community: Path) -> None:
    before = texts_of(community)
    async with opened(community, LARGE) as pilot:
        # One ahead.
        await stand_on(pilot, goal(pilot, "hackathon"))
        await hit(pilot, "less_than_sign", "greater_than_sign", "greater_than_sign")
        assert goal(pilot, "hackathon").file.name.endswith("goals/2014-Q1/hackathon.toml")
        await hit(pilot, "u", "u", "u")
        assert texts_of(community) == before
        # One of now.
        old = goal(pilot, "governance-processes")
        await stand_on(pilot, old)
        text = await press(pilot, "greater_than_sign")
        assert "Later: how does it go on?" in text
        await hit(pilot, "enter")
        assert texts_of(community) == before
        await hit(pilot, "greater_than_sign", "m")
        assert goal(pilot, "governance-processes").data["quarter"] == "2013-Q3"
        await hit(pilot, "u")
        assert texts_of(community) == before
        await stand_on(pilot, old)
        await hit(pilot, "greater_than_sign", "c")
        assert goal(pilot, "governance-processes").record.status == "moved"
        new = goal(pilot, "governance-processes-2013-q3").record
        assert (new.continues, str(new.quarter), new.title) == (old.record.id, "2013-Q3", old.record.title)
        await until_followed(pilot)
        subject = main_of(pilot).subject
        assert subject is not None
        assert subject.data["id"] == new.id
        await hit(pilot, "u")
        assert texts_of(community) == before


async def test_what_stands_on_pages_and_panels_is_edited_there_and_what_cannot_be_says_so(community: Path) -> None:
    before = texts_of(community)
    async with opened(community, LARGE) as pilot:
        # A record on a panel.
        kinds = [each.id for each in workspace_of(pilot).snapshot.records(RecognitionKind)]
        entry = workspace_of(pilot).snapshot.find(RecognitionKind, kinds[0])
        assert entry is not None
        await main_of(pilot).go(entry)
        panel = pilot.app.screen
        await hit(pilot, "J")
        after = [each.id for each in workspace_of(pilot).snapshot.records(RecognitionKind)]
        assert after[:2] == [kinds[1], kinds[0]]
        assert pilot.app.screen is panel
        await hit(pilot, "u")
        assert texts_of(community) == before
        await hit(pilot, "escape")
        # A standing, on the page of its person.
        await hit(pilot, "7", "enter")
        while not isinstance(main_of(pilot).subject.record, Standing):  # type: ignore[union-attr]
            await hit(pilot, "j")
        text = await press(pilot, "s", "o")
        assert "active → on leave" in text
        on_leave = [each for each in workspace_of(pilot).snapshot.records(Standing) if each.status == "on leave"]
        assert "annie-easley" in {each.person for each in on_leave}
        # What has no status, no time and no order.
        await hit(pilot, "5")
        assert "A recognition has no status" in await press(pilot, "s")
        assert "A recognition has no quarter or other time to step through" in await press(pilot, "greater_than_sign")
        assert "Recognitions are not shown in the order of their file" in await press(pilot, "J")
        # Where the view is of all kinds, new asks for one.
        assert "what shall it be?" in await press(pilot, "1", "n")
        await hit(pilot, *"channel", "enter")
        assert "New channel" in await press(pilot)


async def test_items_of_a_time_and_rungs_change_places_as_they_are_seen(community: Path) -> None:
    before = texts_of(community)
    async with opened(community, LARGE) as pilot:
        await stand_on(pilot, item(pilot, "implementers-meeting"))
        await hit(pilot, "J")
        texts = (community / "roadmap.toml").read_text()
        assert texts.index('"hackathon"') < texts.index('"implementers-meeting"')
        assert "It is the last of" in await press(pilot, "J")
        await hit(pilot, "4")
        top = main_of(pilot).member
        await hit(pilot, "J")
        await until_followed(pilot)
        ladder = workspace_of(pilot).snapshot.of(Ladder)[0].record
        assert main_of(pilot).member == ("rung", int(top[1]) - 1)
        assert ladder.rung[int(top[1])].line == "main"
        # Keys that come before the screen shows what the last one did are about the same rung.
        rung = ladder.rung[int(top[1]) - 1].id
        for key in ("J", "J", "d"):
            pilot.app.post_message(Key(key, key))
        await until(pilot, lambda: isinstance(pilot.app.screen, Question))
        now = workspace_of(pilot).snapshot.of(Ladder)[0].record
        assert [each.id for each in now.rung].index(rung) == int(top[1]) - 3
        assert "Delete the rung?" in await settled(pilot)
        assert ladder.rung[int(top[1]) - 1].title in [str(each.render()) for each in pilot.app.screen.query(Static)]
        await hit(pilot, "escape", *"uuuu")
        assert texts_of(community) == before


async def test_a_new_record_and_a_copy_begin_with_what_is_here(community: Path) -> None:
    async with opened(community, LARGE) as pilot:
        await stand_on(pilot, goal(pilot, "hackathon"))
        text = await press(pilot, "n")
        assert isinstance(pilot.app.screen, RecordForm)
        assert "2013-Q4" in text
        await hit(pilot, *"Barn raising", "ctrl+s")
        await until_followed(pilot)
        subject = main_of(pilot).subject
        assert subject is not None
        assert (subject.record.title, subject.data["quarter"]) == ("Barn raising", "2013-Q4")
        text = await press(pilot, "c")
        assert isinstance(pilot.app.screen, RecordForm)
        assert "Barn raising" in text
        await hit(pilot, *" two", "ctrl+s")
        titles = [each.title for each in workspace_of(pilot).snapshot.records(Goal)]
        assert "Barn raising two" in titles


async def test_a_value_that_someone_else_changed_meanwhile_is_asked_for(community: Path) -> None:
    async with opened(community, LARGE) as pilot:
        await stand_on(pilot, item(pilot, "hackathon"))
        for side, status in (("Take theirs", "dropped"), ("Keep mine", "active")):
            await hit(pilot, "s")
            change_status(pilot, community, "dropped" if status == "dropped" else "idea")
            text = await press(pilot, "a")
            assert isinstance(pilot.app.screen, ConflictDialog)
            assert "Before" in text
            button = next(each for each in pilot.app.screen.query(Button) if side in str(each.label))
            await pilot.click(button)
            await hit(pilot)
            assert item(pilot, "hackathon").record.status == status


def change_status(pilot: Pilot[None], community: Path, status: str) -> None:
    """Write another status for the hackathon, as someone else's editor does."""
    roadmap = community / "roadmap.toml"
    now = item(pilot, "hackathon").record.status
    start, mark, rest = roadmap.read_text().partition('"hackathon"')
    roadmap.write_text(start + mark + rest.replace(f'"{now}"', f'"{status}"', 1))


async def test_nothing_is_done_to_a_record_that_goes_while_it_is_asked_about(community: Path) -> None:
    async with opened(community, LARGE) as pilot:
        entry = goal(pilot, "governance-processes")
        text = entry.file.path.read_text()
        for keys in (("s", "d"), ("d", "u"), ("greater_than_sign", "m")):
            await stand_on(pilot, entry)
            await hit(pilot, keys[0])
            entry.file.path.unlink()
            before = texts_of(community)
            assert "Nothing was written" in await press(pilot, keys[1])
            assert texts_of(community) == before
            entry.file.path.write_text(text)
            workspace_of(pilot).reload()
            await until_followed(pilot)
