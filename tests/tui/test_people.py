"""The people: listed several ways, with what is on record of them and their way up."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from commtui import demo
from commtui.activity.progress import Progress
from commtui.insight.live import Asked, Live
from commtui.store.snapshot import Entry, Snapshot
from commtui.tui.deeds.counting import Opener
from commtui.tui.views.people import PeopleView
from tests.tui.driving import LARGE, app_of, example, hit, main_of, opened, press, screen_text, until

WIDE = (200, 50)
HIGH = (80, 100)


async def test_people_are_listed_three_ways_and_the_cursor_stays_on_its_person() -> None:
    async with opened(demo.path()) as pilot:
        assert "People by region" in await press(pilot, "7", "j")
        by_rung = await press(pilot, "f", *"by rung", "enter")
        assert "People by rung" in by_rung
        assert "▌ Dorothy Vaughan" in by_rung
        assert "/dev/1  3" in by_rung
        assert by_rung.index("/dev/2") < by_rung.index("/dev/1")
        subject = await press(pilot, "f", *"ask them", "enter")
        assert "▌ Dorothy Vaughan" in subject
        assert "your first question  1" in subject
        view = main_of(pilot).view
        assert isinstance(view, PeopleView)
        names = [each.entry.record.id for each in view.listing.rows.items]
        assert names.count("xia-peisu") == 2
        assert len(set(names)) == 24
        assert "37 entries" in subject


async def test_people_are_narrowed_and_a_link_to_someone_hidden_shows_them() -> None:
    async with opened(demo.path()) as pilot:
        narrowed = await press(pilot, "7", "f", *"west asia", "enter")
        assert "only [Region: West Asia]" in narrowed
        assert "2 of 24" in narrowed
        await hit(pilot, "f", *"by rung", "enter")
        assert "only [Region: West Asia]" in await press(pilot)
        # From the log to a person of another region, and back.
        log = await press(pilot, "5", "enter")
        assert "Pingala" in await press(pilot, "enter")
        assert main_of(pilot).view_name == "people"
        assert await press(pilot, "escape") == log


async def test_the_page_says_what_is_on_record_and_the_way_up_what_is_known_and_what_is_not() -> None:
    async with opened(demo.path(), HIGH) as pilot:
        text = await press(pilot, "7", "slash", *"keller", "enter", "enter")
        for words in (
            "Ask about      East Africa",
            "Works for      Clarke Teaching Hospital",
            "On record      since 2012-05-21",
            "Way up  Developer stages",
            "met: 11 months, 6 asked",
            "15 reviews within 6 months: not in the plan, it needs activity data",
            "one of these is enough (passes it on):",
            "missing: 1 of 3 thanks on record within 12 months, whatever for",
            "people judge",
            "Also to ask in East Africa",
        ):
            assert words in text
        assert [line for line in text.splitlines() if "/dev/3" in line and "2 met, 1 open" in line]


async def test_the_way_up_is_a_third_pane_that_leads_to_the_rung_and_ends_the_page_where_it_has_no_room() -> None:
    async with opened(demo.path(), WIDE) as pilot:
        # Ladders are not for all.
        assert "Ladders are for people, and this is a bot." in await press(pilot, "7", "G")
        assert "and this is an" in await press(pilot, "slash", *"organization", "enter")
        # From the way up to the rung, and back to the same line.
        before = await press(pilot, "escape", "g", "l", "l")
        rung = await press(pilot, "enter")
        assert main_of(pilot).view_name == "careers"
        assert "/dev/3" in rung
        assert await press(pilot, "escape") == before
        view = main_of(pilot).view
        assert isinstance(view, PeopleView)
        assert view.on_aside
        await hit(pilot, "escape")
        assert not view.on_page
        # Without the third pane.
        await hit(pilot, "h", "l", "l")
        await pilot.resize_terminal(*LARGE)
        text = await press(pilot)
        assert "─ what comes next ─" in text
        assert not view.aside.display
        assert pilot.app.focused is view.page
        await pilot.resize_terminal(*WIDE)
        assert "─ what comes next ─" not in (await press(pilot)).replace("╭─ what comes next ─", "")


async def test_what_people_did_is_counted_in_the_background_and_again_when_a_rung_asks_something_else(
    community: Path,
) -> None:
    async with opened(community, WIDE, opener=example) as pilot:
        # What is counted is shown at the same place.
        before = await press(pilot, "7", "slash", *"jazari", "enter", "l")
        assert "▌" in before
        await until(pilot, lambda: app_of(pilot).counting.tallies is not None)
        text = await press(pilot)
        for words in (
            "met: 15 reviews within 6 months in",
            "40 so far, by example",
            "Load the dashboard in parts",
            "Counted from the plan, and activity from",
        ):
            assert words in text
        assert "it needs activity data" not in text
        view = main_of(pilot).view
        assert isinstance(view, PeopleView)
        assert view.listing.key == "person:al-jazari#West Asia"
        assert view.on_page
        # A rung asks something else by now.
        ladder = community / "careers" / "developer.toml"
        plan = ladder.read_text("utf-8")
        ladder.write_text(plan.replace("within_months = 6", "within_months = 7"), "utf-8")
        await until(pilot, lambda: "15 reviews within 7 months in" in screen_text(pilot))
        # What was counted for another view is shown when one comes back.
        await hit(pilot, "6")
        counted = app_of(pilot).counting.tallies
        ladder.write_text(plan.replace("within_months = 6", "within_months = 8"), "utf-8")
        await until(pilot, lambda: app_of(pilot).counting.tallies is not counted)
        assert "15 reviews within 8 months in" in await press(pilot, "7")


async def test_a_key_result_is_judged_anew_once_it_is_counted(community: Path) -> None:
    goal = community / "goals" / "2013-Q2" / "continuous-delivery-q2.toml"
    judged = 'metric   = "contributor_absence_factor"\n'
    goal.write_text(goal.read_text("utf-8").replace(judged, f'{judged}    owners = ["grace-hopper"]\n'), "utf-8")
    async with opened(community, WIDE, opener=slow(turn := Event())) as pilot:
        page = await press(pilot, "7", "slash", *"hopper", "enter", "l")
        assert "key result  The code rests on more than four pairs" in page
        assert "100% reached" not in page
        turn.set()
        await until(pilot, lambda: app_of(pilot).counting.tallies is not None)
        assert "100% reached" in await press(pilot)


async def test_the_cursor_stays_on_its_link_when_lines_come_in_above_it() -> None:
    async with opened(demo.path(), WIDE, opener=slow(turn := Event())) as pilot:
        await hit(pilot, "7", "slash", *"keller", "enter", "l", "l", "G")
        view = main_of(pilot).view
        assert isinstance(view, PeopleView)
        target = view.aside.target
        assert isinstance(target, Entry)
        turn.set()
        await until(pilot, lambda: app_of(pilot).counting.tallies is not None)
        await hit(pilot)
        assert "4 so far, by example" in screen_text(pilot)
        assert view.aside.target is target


def slow(turn: Event) -> Opener:
    """Counts the example only once it is told to."""

    def wait(snapshot: Snapshot, asked: Asked, progress: Progress) -> Live:
        turn.wait(10)
        return example(snapshot, asked, progress)

    return wait
