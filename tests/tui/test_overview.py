"""The overview: every line says what to do, and leads to what it is about."""

from __future__ import annotations

import re
from pathlib import Path

from textual.pilot import Pilot

from commtui import demo
from commtui.model.goal import Goal
from commtui.model.standing import Standing
from commtui.tui.cards.card import Card
from commtui.tui.views.overview import OverviewView
from tests.tui.driving import LARGE, app_of, example, main_of, opened, press, screen_text, until, write

WELL = """
[community]
name = "OpenMRS"
[[person]]
id = "ada"
name = "Ada Lovelace"
[[item]]
id = "handbook"
title = "Handbook"
status = "idea"
[[goal]]
id = "path"
quarter = "2013-Q2"
title = "A first career path"
status = "active"
owners = ["ada"]
"""


def view_of(pilot: Pilot[None]) -> OverviewView:
    found = main_of(pilot).view
    assert isinstance(found, OverviewView)
    return found


def cards(pilot: Pilot[None], pane: str = "now") -> list[Card]:
    return list(view_of(pilot).pane(pane).rows.items)


async def test_each_line_that_needs_attention_names_a_key_and_what_it_does() -> None:
    async with opened(demo.path()) as pilot:
        lines = screen_text(pilot).splitlines()
        for title, remedy in (
            ("Role descriptions", "> later"),
            ("/dev/5", "n holder"),
            ("Field test", "e owner"),
            ("Mary Kenneth Keller", "t thank"),
        ):
            assert [each for each in lines if title in each and remedy in each], title
        assert "At risk: 17% of the way, 54% of the time over" in lines[-3]
        assert "enter opens it · > moves it on in time" in lines[-2]
        text = await press(pilot, "j")
        assert "> moves it on in time · s gives it another status" in text


async def test_what_cannot_be_done_read_only_is_not_offered() -> None:
    async with opened(demo.path(), read_only=True) as pilot:
        text = await press(pilot, "j")
        assert "Role descriptions" in text
        assert "enter look" in text
        assert "> later" not in text
        assert "s gives" not in text


async def test_a_trend_says_whether_it_was_saved_or_counted_and_for_when_and_is_what_the_metrics_say() -> None:
    async with opened(demo.path(), LARGE, opener=example) as pilot:
        text = screen_text(pilot)
        assert re.search(r"Trends, saved for 2013-Q1.*Active contributors .* 47 people", text, re.DOTALL)
        await press(pilot, "6")
        await until(pilot, lambda: app_of(pilot).counting.counted is not None)
        counted = app_of(pilot).counting.counted
        assert counted is not None
        value = counted.figures["active_contributors"].now.value
        text = await press(pilot, "1")
        assert re.search(rf"Trends, counted for 2013-Q2.*Active contributors .* {value:g} people", text, re.DOTALL)
        assert "saved for" not in text
        assert "Active contributors: 47 people in 2013-Q1" not in " ".join(
            card.says for card in cards(pilot, "quarter")
        )
        # Another period is counted while one looks.
        app_of(pilot).counting.shift(-1)
        await until(pilot, lambda: "Trends, counted for 2013-Q1" in screen_text(pilot))


async def test_a_line_knows_what_a_new_record_is_there() -> None:
    async with opened(demo.path()) as pilot:
        await press(pilot, "j", "j")
        fresh = view_of(pilot).fresh()
        assert fresh is not None
        assert fresh.model is Standing
        assert fresh.data["rung"] == "dev-5"
        await press(pilot, *"jjjj")
        fresh = view_of(pilot).fresh()
        assert fresh is not None
        assert (fresh.model, fresh.data["quarter"]) == (Goal, "2013-Q2")


async def test_a_rung_and_a_quarter_are_opened_where_they_are() -> None:
    async with opened(demo.path()) as pilot:
        before = await press(pilot, "j", "j")
        assert "1 of at least 2" in await press(pilot, "enter")
        assert main_of(pilot).view_name == "careers"
        assert await press(pilot, "escape") == before
        await press(pilot, *"jjjj")
        assert "3 of 14 key results reached · 42 days left" in await press(pilot, "enter")
        assert main_of(pilot).view_name == "goals"
        assert "▌ Time" in await press(pilot, "escape")


async def test_one_column_shows_a_few_and_the_others_on_demand(tmp_path: Path) -> None:
    goals = "".join(
        f'[[goal]]\nid = "g{n}"\nquarter = "2012-Q1"\ntitle = "Goal {n}"\nstatus = "active"\n' for n in range(9)
    )
    async with opened(write(tmp_path, community=WELL, goals=goals)) as pilot:
        assert "4 more" in screen_text(pilot)
        await press(pilot, *"jjjjj", "enter")
        assert len(cards(pilot)) > 9
        assert "4 more" not in screen_text(pilot)


async def test_where_all_is_well_it_is_said_kindly(tmp_path: Path) -> None:
    async with opened(write(tmp_path, community=WELL)) as pilot:
        text = screen_text(pilot)
        assert "All is well: everything is looked after" in text
        assert "A good day to thank someone" in text
        assert "Nobody was thanked yet" in text
        assert "t thanks someone" in text


async def test_the_filter_looks_through_all_columns_and_counts_them() -> None:
    async with opened(demo.path(), (160, 45)) as pilot:
        text = await press(pilot, "slash", *"hopper")
        assert "/ hopper" in text
        assert "Wrote the developer stages" in text
        assert "Mary Kenneth Keller" not in text
        assert re.search(r" [1-9] of \d\d$", text.splitlines()[-2])
        assert "0 of" in await press(pilot, *"zzq")
        assert "Mary Kenneth Keller" in await press(pilot, "escape")
