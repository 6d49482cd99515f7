"""The roadmap as a timeline and as a board."""

from __future__ import annotations

from pathlib import Path

from commtui import demo
from commtui.model.item import Item
from commtui.tui.views.roadmap import RoadmapView
from tests.tui.driving import app_of, main_of, opened, press, screen_text, until, write

CHAIN = """
[community]
name = "OpenMRS"
[[item]]
id = "tests"
title = "Automated tests"
status = "planned"
when = "2013-Q1"
[[item]]
id = "delivery"
title = "Continuous delivery"
status = "active"
when = "2013-H2"
depends_on = ["tests"]
[[item]]
id = "modules"
title = "Modules follow"
status = "planned"
when = "2014"
depends_on = ["delivery"]
"""


def row(text: str, title: str) -> str:
    return next(each for each in text.splitlines() if title in each)


async def test_what_is_blocked_late_or_waiting_is_said_in_words(tmp_path: Path) -> None:
    async with opened(write(tmp_path, community=CHAIN)) as pilot:
        text = await press(pilot, "2")
        assert "1 waits for it  ▲ late" in row(text, "Automated tests")
        assert "1 waits for it  ▲ blocked by 1" in row(text, "Continuous delivery")
        assert "waits for 1" in row(text, "Modules follow")
        page = await press(pilot, "j", "enter")
        assert "▲ blocked: waits for Automated tests" in page
        assert "Waits for  1 of 1 not done" in page
        assert "Others wait for it  1 item" in page


async def test_the_third_pane_follows_the_whole_chain(tmp_path: Path) -> None:
    async with opened(write(tmp_path, community=CHAIN), (160, 40)) as pilot:
        text = await press(pilot, "2", "G")
        assert "2 of 2 not done" in text
        assert "› ◐ Continuous delivery" in text
        assert "  › ○ Automated tests" in text


async def test_b_shows_the_board_at_the_same_item_and_the_timeline_again() -> None:
    async with opened(demo.path()) as pilot:
        before = await press(pilot, "2")
        board = await press(pilot, "b")
        assert "Roadmap by status" in board
        assert "▌Role descriptions" in board
        assert "20 items" in board
        assert await press(pilot, "b") == before


async def test_on_the_board_one_goes_between_columns_and_within_them() -> None:
    async with opened(demo.path()) as pilot:
        text = await press(pilot, "2", "g", "b")
        assert "▌Project and non-profit" in text
        assert "‹ 2  ◐ active 5" in await press(pilot, "l")
        text = await press(pilot, *"hh")
        assert "▌Contributor career" in text
        assert "‹ 1  ○ planned 9" in text
        assert "1 ›" in text
        assert "▌Community metrics" in await press(pilot, "j")
        assert "▌Welcome desk" in await press(pilot, "G")
        assert "◌ idea 3" in await press(pilot, *"hhh")
        assert "4 below" in screen_text(pilot)
        assert "above" in await press(pilot, "l", "G")
        assert "roadmap item" in await press(pilot, "enter")
        assert "A mentor for whoever" in await press(pilot, "escape")


async def test_the_board_is_filtered_and_counts() -> None:
    async with opened(demo.path()) as pilot:
        text = await press(pilot, "2", "b", "slash", *"community", "enter")
        assert "/community  " in text
        assert " of 20" in text
        assert "Welcome desk" not in text
        assert "0 of 20 match - esc to clear" in await press(pilot, "slash", *"zzq")
        assert "20 items" in await press(pilot, "escape")


async def test_an_empty_column_can_be_entered_and_left(tmp_path: Path) -> None:
    async with opened(write(tmp_path, community=CHAIN), (120, 36)) as pilot:
        await press(pilot, "2", "b", "h", "h")
        view = main_of(pilot).view
        assert isinstance(view, RoadmapView)
        assert view.subject is None
        fresh = view.fresh()
        assert fresh is not None
        assert fresh.data == {"status": "idea"}
        assert "Automated tests" in await press(pilot, "l")
        assert view.subject is not None


async def test_a_card_that_gets_another_status_keeps_the_cursor(community: Path) -> None:
    async with opened(community) as pilot:
        await press(pilot, "2", "b")
        state = app_of(pilot).state
        assert state is not None
        entry = state.snapshot.find(Item, "role-descriptions")
        assert entry is not None
        text = entry.file.path.read_text(encoding="utf-8")
        at = text.index('"Role descriptions"')
        changed = text[:at] + text[at:].replace('"planned"', '"done"', 1)
        entry.file.path.write_text(changed, encoding="utf-8")
        await press(pilot, "r")
        await until(pilot, lambda: "● done 3" in screen_text(pilot))
        assert "▌Role descriptions" in screen_text(pilot)
