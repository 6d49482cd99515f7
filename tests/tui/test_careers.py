"""The ladders: a mountain at every size, and rungs that say who is there and who is near."""

from __future__ import annotations

from pathlib import Path

import pytest

from commtui import demo
from commtui.tui.glyphs import ASCII, UNICODE, Glyphs
from commtui.tui.widgets.mountain import slope
from tests.tui.driving import SMALL, app_of, example, main_of, opened, press, until, write

WIDE = (200, 50)
PLAN = """
[community]
name = "C"
[[person]]
id = "ana"
name = "Ana"
affiliation = [{ organization = "Clinic" }]
[[person]]
id = "bo"
name = "Bo"
affiliation = [{ organization = "Clinic" }]
[[person]]
id = "cleo"
name = "Cleo"
[[ladder]]
id = "code"
title = "Code"
[[ladder.rung]]
id = "newcomer"
title = "Newcomer"
[[ladder.rung]]
id = "reviewer"
title = "Reviewer"
minimum_holders = 3
maximum_share_per_organization = 0.5
requirement = [{ text = "Half a year as newcomer", kind = "rung", rung = "newcomer", months = 6 }]
[[ladder]]
id = "docs"
title = "Docs"
[[ladder.rung]]
id = "writer"
title = "Writer"
[[standing]]
person = "ana"
ladder = "code"
rung = "reviewer"
[[standing]]
person = "bo"
ladder = "code"
rung = "reviewer"
since = 2012-01-01
[[standing]]
person = "cleo"
ladder = "code"
rung = "newcomer"
since = 2013-01-01
"""


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize(("lines", "half"), [(1, 1), (2, 2), (12, 7), (12, 12), (18, 14), (4, 9)])
def test_a_mountain_is_as_wide_as_it_should_be_grows_downward_and_stands_even(
    lines: int, half: int, glyphs: Glyphs
) -> None:
    drawn = ["".join(text for text, _ in slope(number, lines, half, glyphs)) for number in range(lines)]
    widths = [len(each.strip()) for each in drawn]
    assert all(len(each) == 2 * half for each in drawn)
    assert widths == sorted(widths)
    assert widths[-1] == 2 * half
    assert all(each.index(each.strip()) == len(each) - len(each.rstrip()) for each in drawn)
    assert "".join(drawn).isascii() == glyphs.ascii_only


def test_there_is_snow_on_the_top_only() -> None:
    looks = [{look for _, look in slope(number, 12, 12, UNICODE)} - {"text"} for number in range(12)]
    assert looks[0] <= {"snow", "snow-shade"}
    assert all(each <= {"rock", "shade"} for each in looks[4:])


async def test_a_rung_says_who_is_missing_who_has_too_much_and_who_is_near(tmp_path: Path) -> None:
    async with opened(write(tmp_path, community=PLAN), WIDE) as pilot:
        text = await press(pilot, "4")
        for words in (
            "●●○ ▲ 2 of 3 holders",
            "1 holder missing",
            "since when?",
            "Of organizations  at most 50% of the holders each",
            "▲ Clinic",
            "2 of 2: too many",
            "Near  1 person",
            "Newcomer for 4 months",
            "3 people on it today.",
        ):
            assert words in text
        assert [line for line in text.splitlines() if "Cleo" in line and "1 missing" in line]
        first = await press(pilot, "j")
        assert "anyone may begin here" in first
        assert "nobody yet" in await press(pilot, "j")
        assert "Docs" in first


async def test_enter_on_a_holder_opens_the_person_and_esc_returns_to_the_line() -> None:
    async with opened(demo.path(), SMALL) as pilot:
        page = await press(pilot, "4", "j", "enter", "j")
        assert "Grace Hopper" in await press(pilot, "enter")
        assert main_of(pilot).view_name == "people"
        assert await press(pilot, "escape") == page


async def test_the_rungs_take_the_height_that_there_is() -> None:
    async with opened(demo.path(), WIDE) as pilot:
        assert "You have arrived." in await press(pilot, "4", "slash", *"null", "escape")
        await pilot.resize_terminal(*SMALL)
        small = await press(pilot)
        assert "You have arrived." not in small
        assert "Seymour Papert" in small


async def test_no_title_of_a_rung_is_cut_at_any_size() -> None:
    async with opened(demo.path(), SMALL) as pilot:
        await press(pilot, "4")
        for size in ((60, 15), SMALL, (120, 36), WIDE):
            await pilot.resize_terminal(*size)
            text = await press(pilot)
            for title in ("/dev/5", "/dev/4", "/dev/3"):
                assert title in text, size


async def test_who_is_near_a_rung_is_told_by_what_they_did_once_it_is_counted() -> None:
    async with opened(demo.path(), (200, 50), opener=example) as pilot:
        await press(pilot, "4", "slash", *"dev/3", "enter")
        await until(pilot, lambda: app_of(pilot).counting.tallies is not None)
        text = await press(pilot)
        near = text.partition("Near")[2]
        # He has done what can be counted; she lacks reviews.
        assert near.index("al-Jazari") < near.index("Mary Kenneth Keller")
        assert "Open is what nobody could count" in text
