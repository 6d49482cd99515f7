"""Moving about: in lists, into pages, along links and back."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.events import Key
from textual.widgets import Input

from commtui import demo
from commtui.tui.widgets.virtual_list import VirtualList
from tests.tui.driving import LARGE, main_of, opened, press, screen_text, until


async def test_pages_links_ends_and_views_are_reached_and_left_again() -> None:
    async with opened(demo.path()) as pilot:
        # Enter opens the page, and esc comes back to the same row.
        listed = await press(pilot, "2")
        assert "▌ ○ planned  Role descriptions" in listed
        page = await press(pilot, "enter")
        assert "roadmap item" in page
        assert "Role descriptions" in page
        assert await press(pilot, "escape") == listed
        # Esc never quits, nor leaves the view.
        before = await press(pilot, "5")
        assert await press(pilot, "escape", "escape", "escape") == before
        assert pilot.app.is_running
        # A link leads to another view, and esc to the page it came from.
        page = await press(pilot, "7", "enter")
        assert "person" in page
        await press(pilot, "enter")
        assert main_of(pilot).view_name == "careers"
        assert "rung" in await press(pilot)
        assert await press(pilot, "escape") == page
        # The first and the last row.
        first = await press(pilot, "5")
        last = await press(pilot, "G")
        assert last != first
        assert await press(pilot, "g") == first
        # Brackets go round the views.
        await press(pilot, "1", "left_square_bracket")
        assert main_of(pilot).view_name == "people"
        await press(pilot, "right_square_bracket", "right_square_bracket")
        assert main_of(pilot).view_name == "roadmap"


async def test_two_panes_go_together_and_a_view_that_is_chosen_begins_at_its_list() -> None:
    async with opened(demo.path(), LARGE) as pilot:
        # The page follows the cursor.
        assert "A public log of thanks" in await press(pilot, "2", "g", "j")
        assert "A public log of thanks" not in await press(pilot, "j")
        # Between the panes.
        await press(pilot, "7", "l")
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "page"
        await press(pilot, "h")
        assert pilot.app.focused.id == "list"
        # A view that is chosen begins at its list.
        for keys in (("4",), ("7", "enter", "4"), ("l", "7", "4")):
            await press(pilot, *keys)
            assert pilot.app.focused is not None
            assert (pilot.app.focused.id, main_of(pilot).view_name) == ("list", "careers")
        before = main_of(pilot).view
        assert before is not None
        key = before.place().key
        await press(pilot, "j", "j")
        assert before.place().key != key


async def test_the_roadmap_goes_by_what_ends_first_and_marks_now_once_and_what_is_late() -> None:
    async with opened(demo.path(), LARGE) as pilot:
        text = await press(pilot, "2", "g")
        sections = ["2013-03", "2013-Q1", "2013-06", "2013-H1", "2013-Q3", "2013-10", "2013-Q4", "2013-H2", "2013"]
        places = [text.index(f"  {each}  until") for each in sections]
        assert places == sorted(places)
        assert text.count("· now") == 1
        assert "2013-Q2 · now  until 30 Jun 2013" in text
        assert [each for each in text.splitlines() if "▲ late" in each and "Role descriptions" in each]
        assert text.count("▲ late") == 1


async def test_the_cells_of_the_goals_and_each_goal_in_them_are_reached_and_opened() -> None:
    async with opened(demo.path()) as pilot:
        # In all four directions.
        start = await press(pilot, "3")
        assert "▌◐ How technical" in start
        assert "▌○ Membership" in await press(pilot, "l")
        assert "2013-Q4" in await press(pilot, "l")
        assert await press(pilot, "h", "h", "j", "k") != ""
        assert "▌◐ How technical" in await press(pilot)
        # Each goal of a cell.
        assert "▌○ Field test" in await press(pilot, "3", "j", "j")
        assert "▌◐ A regular" in await press(pilot, "j")
        assert "▌○ A" in await press(pilot, "j")
        page = await press(pilot, "k", "enter")
        assert "A regular report" in page
        assert "Key results" in page
        assert "▌◐ A regular" in await press(pilot, "escape")
        # The quarter of a goal, and back.
        before = await press(pilot, "l")
        assert "2013-Q3" in (await press(pilot, "v")).splitlines()[4]
        assert await press(pilot, "escape") == before
        assert "key results reached" in await press(pilot, "h", "v")
        assert "▌◐ A regular" in await press(pilot, "v")


async def test_the_titles_of_quarters_and_areas_are_reached_and_opened() -> None:
    async with opened(demo.path()) as pilot:
        assert "▌2013-Q2 · now" in await press(pilot, "3", "k")
        quarter = await press(pilot, "enter")
        assert "3 of 14 key results reached · 42 days left" in quarter
        assert "Each stage has been tried" in quarter
        goal = await press(pilot, "enter")
        assert "A first contributor career path" in goal.splitlines()[4]
        assert await press(pilot, "escape") == quarter
        assert "▌Governance" in await press(pilot, "escape", "j", *"hhhh")
        assert "focus area" in await press(pilot, "enter")
        assert "2013-Q1" in await press(pilot, "escape", "l", "enter", "h")


async def test_every_line_of_the_overview_leads_somewhere() -> None:
    async with opened(demo.path()) as pilot:
        here = main_of(pilot).view
        assert here is not None
        cards = here.query_one("#now", VirtualList).rows.items
        assert cards
        assert all(card.target is not None for card in cards)


async def test_rows_tabs_and_foot_can_be_clicked() -> None:
    async with opened(demo.path()) as pilot:
        # A click selects, a double click opens.
        await press(pilot, "7")
        await pilot.click("#view-people #list", offset=(10, 3))
        assert "▌ Dorothy Vaughan" in await press(pilot)
        await pilot.click("#view-people #list", offset=(10, 4), times=2)
        assert "Mary Kenneth Keller" in await press(pilot)
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "page"
        # Tabs and foot.
        await pilot.click("#top", offset=(15, 1))
        assert main_of(pilot).view_name == "roadmap"
        await press(pilot)
        await pilot.click("#foot", offset=(2, 0))
        await press(pilot)
        assert pilot.app.focused is not None
        await until(pilot, lambda: pilot.app.focused is not None and pilot.app.focused.id == "page")


async def test_keys_typed_faster_than_a_view_appears_go_to_that_view() -> None:
    async with opened(demo.path()) as pilot:
        for key in ("2", "j", "7", "j", "j", "enter"):
            pilot.app.simulate_key(key)
        await until(pilot, lambda: main_of(pilot).view_name == "people")
        assert "Mary Kenneth Keller" in await press(pilot)
        assert "▌ ○ planned  Documentation sprint" in await press(pilot, "2")


async def test_what_is_typed_while_a_panel_appears_goes_into_it() -> None:
    async with opened(demo.path()) as pilot:
        pilot.app.post_message(Key("colon", ":"))
        await asyncio.sleep(0.01)
        for letter in "lovelace":
            pilot.app.post_message(Key(letter, letter))
        await until(pilot, lambda: "Ada Lovelace" in screen_text(pilot))
        assert pilot.app.screen.query_one(Input).value == "lovelace"


async def test_an_edit_on_the_page_of_a_quarter_stays_there(community: Path) -> None:
    async with opened(community) as pilot:
        assert "◐ A first contributor career path" in await press(pilot, "3", "v")
        await press(pilot, "less_than_sign")
        await until(pilot, lambda: "2 of 11 key results reached" in screen_text(pilot))
        text = await press(pilot)
        assert text.splitlines()[4].startswith("│  2013-Q2")
        assert "◐ A first contributor career path" not in text
