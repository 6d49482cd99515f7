"""The live filter of lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commtui import demo
from commtui.tui.filter import Filter, marked
from commtui.tui.lines import Line, line
from commtui.tui.widgets.virtual_list import LONG, VirtualList
from tests.tui.driving import LARGE, main_of, opened, press, screen_text, until, write

TITLES = ["Governance handbook", "Career path", "Community metrics report", "Careful release notes"]


def found(query: str, *before: str) -> list[str]:
    each = Filter(TITLES)
    for typed in before:
        each.apply(typed)
    return [TITLES[number] for number in each.apply(query)]


def test_words_are_found_anywhere_in_any_order_and_case() -> None:
    assert found("RELEASE care") == ["Careful release notes"]


def test_a_longer_query_looks_through_what_the_shorter_one_left() -> None:
    assert found("career", "c", "ca", "car") == ["Career path"]


def test_a_shorter_query_finds_again_what_a_longer_one_left_out() -> None:
    assert found("ca", "career") == ["Career path", "Careful release notes"]


def test_a_misspelt_word_is_found_by_its_letters_in_order() -> None:
    assert found("govrnance") == ["Governance handbook"]


@pytest.mark.parametrize("query", ["zt", "cmr", "gm", "oe"])
def test_letters_from_here_and_there_find_nothing(query: str) -> None:
    assert found(query) == []


def test_a_word_that_is_there_leaves_out_what_is_only_like_it() -> None:
    assert found("care") == ["Career path", "Careful release notes"]


def test_nothing_typed_finds_everything() -> None:
    assert found("  ", "career") == TITLES


def test_what_was_found_is_set_off_in_the_line() -> None:
    assert marked(line("Career path"), ("path",)) == Line((("Career ", "text"), ("path", "match"), ("", "text")))


async def test_typing_filters_at_once_enter_keeps_it_and_esc_clears_it() -> None:
    async with opened(demo.path()) as pilot:
        # Letters typed into the filter do not switch views or quit.
        assert "/ q12e?" in await press(pilot, "2", "slash", "q", "1", "2", "e", "question_mark")
        assert pilot.app.is_running
        await press(pilot, "escape", "escape")
        # Enter keeps the filter, and esc clears it.
        before = await press(pilot, "5")
        kept = await press(pilot, "slash", *"hopper", "enter")
        assert "/hopper  2 of 41" in kept
        cleared = await press(pilot, "escape")
        assert "41 recognitions" in cleared
        assert "2 of 41" not in cleared
        assert before.splitlines()[-1] == cleared.splitlines()[-1]
        # How many match is said at once.
        text = await press(pilot, "5", "slash", *"hopper")
        assert "2 of 41" in text
        assert "Grace Hopper" in text
        assert "Kateryna Yushchenko" not in text
        await press(pilot, "escape", "escape")
        # Where nothing matches, the way out is told.
        assert "0 of 24 match - esc to clear" in await press(pilot, "7", "slash", *"zzq")
        assert "24 people" in await press(pilot, "escape")


async def test_cells_of_the_goals_are_filtered_too_and_what_matches_comes_first() -> None:
    async with opened(demo.path()) as pilot:
        # Where no goal matches, the way out is told.
        assert "0 of 21 goals match - esc to clear" in await press(pilot, "3", "slash", *"zzq")
        assert "Governance" in await press(pilot, "escape")
        await press(pilot, "escape", "g")
        # What matches comes first.
        before = await press(pilot, "3")
        after = await press(pilot, "slash", *"regular report", "enter")
        assert before.index("Field test") < before.index("A regular")
        assert after.index("A regular") < after.index("Field test")
        assert pilot.app.screen.query_one("#view-goals Matrix", VirtualList).count == "1 of 21 goals"
        await press(pilot, "escape", "g")
        # Only what matches is left.
        text = await press(pilot, "3", "slash", *"implementers", "enter")
        assert "Implementers" in text
        assert "/implementers  1 of 21 goals" in text
        assert "Governance" not in text
        assert "Implementers" not in await press(pilot, "j", "j", "escape", "g")


async def test_in_every_list_what_matches_is_counted_and_nothing_shows_the_way_out() -> None:
    async with opened(demo.path()) as pilot:
        for keys in (*((str(number),) for number in range(1, 8)), ("2", "b")):
            before = await press(pilot, *keys)
            some = await press(pilot, "slash", "e")
            assert re.search(r" \d+ of \d+( \w+)?$", some.splitlines()[-2]), keys
            none = await press(pilot, *"zzq")
            assert re.search(r"0 of \d+( \w+)? match - esc to clear", none), keys
            assert await press(pilot, "escape", "escape") == before, keys


def test_whoever_stops_looking_midway_leaves_what_was_found_before() -> None:
    each = Filter([f"Answered question {number}" for number in range(30_000)])
    each.apply("question 29999")
    next(each.looking("answered"))
    assert (each.query, list(each.matches)) == ("question 29999", [29_999])


async def test_a_long_list_finds_what_was_typed_last_and_enter_waits_for_it(tmp_path: Path) -> None:
    thanks = "".join(
        f'[[recognition]]\nperson = "ada"\nkinds = ["doc"]\ndate = 2013-05-{n % 20 + 1:02}\nreason = "Answer {n}"\n'
        for n in range(LONG + 500)
    )
    people = '[[person]]\nid = "ada"\nname = "Ada"\n[[person]]\nid = "answering"\nname = "Machine"\n'
    async with opened(write(tmp_path, people=people, log=thanks), LARGE) as pilot:
        await press(pilot, "5", "slash", *"answer 4321")
        await until(pilot, lambda: "1 of 4,500" in screen_text(pilot))
        assert "4,500 recognitions" in await press(pilot, "escape")
        await press(pilot, "colon")
        await pilot.press(*"answering", "enter")
        await until(pilot, lambda: main_of(pilot).view_name == "people")
        assert "Machine" in await press(pilot)
