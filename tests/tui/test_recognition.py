"""The recognition log: narrowed by facets, its year at a glance, and who is missing in it."""

from __future__ import annotations

from datetime import date
from itertools import cycle
from pathlib import Path

from commtui import demo
from commtui.tui.glyphs import ASCII, UNICODE
from commtui.tui.log import SHORT
from commtui.tui.views.recognition import RecognitionView
from commtui.tui.widgets.heat import heat_spans, months_line
from commtui.tui.widgets.virtual_list import VirtualList
from tests.tui.driving import SMALL, app_of, main_of, opened, press, screen_text, until, write

WIDE = (200, 50)


async def test_facets_are_chosen_with_counts_combined_with_a_filter_and_cleared_one_by_one() -> None:
    async with opened(demo.path()) as pilot:
        before = await press(pilot, "5")
        panel = await press(pilot, "f")
        assert "type a kind, period or person" in panel
        assert [line for line in panel.splitlines() if "▌   mentoring " in line and " 6 " in line]
        kind = await press(pilot, *"mentoring", "enter")
        assert "only [Kind: mentoring]" in kind
        assert "6 of 41   esc clears the last" in kind
        # The panel counts what is left beside the kind that is on, and says which one is.
        again = await press(pilot, "f")
        assert "● mentoring  on: choose it again to clear it" in again
        both = await press(pilot, *"2013-03", "enter")
        assert "[Kind: mentoring] [Period: 2013-03]" in both
        assert "2 of 41" in both
        filtered = await press(pilot, "slash", *"jean", "enter")
        assert "/jean  1 of 2" in filtered
        assert await press(pilot, "escape", "g") == both
        assert await press(pilot, "escape", "g") == kind
        assert await press(pilot, "escape", "g") == before


async def test_a_facet_is_taken_off_by_choosing_it_again_or_by_a_click_on_its_chip() -> None:
    async with opened(demo.path()) as pilot:
        before = await press(pilot, "5")
        await press(pilot, "f", *"mentoring", "enter", "f", *"mentoring")
        assert await press(pilot, "enter", "g") == before
        await press(pilot, "f", *"mentoring", "enter")
        await pilot.click("#view-recognition .head", offset=(10, 1))
        assert await press(pilot, "g") == before


async def test_a_record_that_the_facets_hide_is_shown_when_a_link_leads_to_it_and_esc_returns_to_them() -> None:
    async with opened(demo.path()) as pilot:
        await press(pilot, "5", "f", *"2013-01", "enter", "f", *"doc", "enter")
        before = await press(pilot, "enter", "j")
        state = app_of(pilot).state
        assert state is not None
        await main_of(pilot).go(state.recognitions[0])
        latest = await press(pilot)
        assert "Pingala" in latest
        assert "only [" not in latest
        again = await press(pilot, "escape")
        assert "only [Period: 2013-01] [Kind: doc]" in again
        assert again == before


async def test_the_strip_shows_the_year_of_the_row_under_the_cursor(tmp_path: Path) -> None:
    thanks = "".join(
        f'[[recognition]]\nperson = "ana"\nkinds = ["doc"]\ndate = {day}\n'
        for day in ("2013-05-02", "2013-05-03", "2012-01-01", "2012-12-31")
    )
    place = write(tmp_path, community=f'[community]\nname = "C"\n[[person]]\nid = "ana"\nname = "Ana"\n{thanks}')
    async with opened(place) as pilot:
        now = await press(pilot, "5")
        assert "2013 " + "·" * 17 + "█" + "·" * 34 in now
        assert "2 recognitions" in now
        before = await press(pilot, "G")
        assert "2012 █" + "·" * 50 + "█" in before


def test_the_strip_tells_much_from_little_in_ascii_too() -> None:
    for glyphs in (UNICODE, ASCII):
        spans = heat_spans([0, 1, 4, 8], glyphs)
        assert len({text for text, _ in spans}) == 4
        assert "".join(text for text, _ in spans).isascii() == glyphs.ascii_only
    assert heat_spans([0, 0], UNICODE) == ((UNICODE.gap, "faint"), (UNICODE.gap, "faint"))


def test_the_mark_of_a_day_stands_above_its_week_and_hides_no_half_of_a_month() -> None:
    text = months_line(2013, date(2013, 5, 9), UNICODE).text
    assert text.index(UNICODE.here) == 5 + 18
    assert "May" not in text
    assert "Apr" in text
    assert UNICODE.here not in months_line(2013, date(2012, 5, 9), UNICODE).text


async def test_beside_the_log_stand_its_kinds_and_people_and_who_gives_and_was_not_thanked() -> None:
    async with opened(demo.path(), WIDE) as pilot:
        text = await press(pilot, "5")
        assert "Give, and were not thanked  for 3 months: 2" in text
        assert [line for line in text.splitlines() if "Mary Kenneth Keller  /dev/" in line and "4 months ago" in line]
        await press(pilot, "l", "l", "G", "k", "k", "k", "k", "k")
        view = main_of(pilot).view
        assert isinstance(view, RecognitionView)
        assert view.on_aside
        aside = view.aside
        names = [line.text for line in aside._lines if line.target is not None]
        aside.select(next(y for y, line in enumerate(aside._lines) if "Mary Kenneth Keller" in line.text))
        before = await press(pilot)
        person = await press(pilot, "enter")
        assert main_of(pilot).view_name == "people"
        assert "Mary Kenneth Keller" in person
        assert await press(pilot, "escape") == before
        # A kind among them narrows the log, and esc goes back to where it was.
        aside.select(next(y for y, line in enumerate(aside._lines) if line.text.startswith("mentoring")))
        assert "[Kind: mentoring]" in await press(pilot, "enter")
        assert "only [" not in await press(pilot, "escape")
        assert len(names) > 10


async def test_on_a_small_screen_the_same_ends_the_page() -> None:
    async with opened(demo.path()) as pilot:
        await press(pilot, "5", "enter")
        assert "Give, and were not thanked" in await press(pilot, "G")


async def test_a_long_log_is_made_ready_in_a_worker_and_filtered_meanwhile(tmp_path: Path) -> None:
    thanks = "".join(
        f'[[recognition]]\nperson = "ana"\nkinds = ["{kind}"]\ndate = 2012-0{number % 9 + 1}-03\n'
        for number, kind in zip(range(SHORT + 1), cycle(("code", "doc")), strict=False)
    )
    place = write(tmp_path, community=f'[community]\nname = "C"\n[[person]]\nid = "ana"\nname = "Ana"\n{thanks}')
    async with opened(place, SMALL) as pilot:
        await press(pilot, "5")
        view = main_of(pilot).view
        assert isinstance(view, RecognitionView)
        log = view._log
        assert log is not None
        await until(pilot, lambda: log.ready)
        assert len(log.texts) == SHORT + 1
        await press(pilot, "slash", *"code", "enter")
        assert pilot.app.screen.query_one("#view-recognition #list", VirtualList).count == "2,001 of 4,001"
        await until(pilot, lambda: "2,001 of 4,001" in screen_text(pilot))
