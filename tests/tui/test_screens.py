"""What each view looks like: the words on the screen, kept beside the tests.

After a change that is meant, `COMMTUI_GOLDENS=write` writes them anew; look at the difference before it is committed.
"""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from commtui import demo
from commtui.tui.glyphs import ASCII, status_glyph
from commtui.tui.views import VIEW_IDS
from tests.trying import cases
from tests.tui.driving import LARGE, SMALL, opened, press, settled

GOLDENS = Path(__file__).parent / "goldens"
WRITE = os.environ.get("COMMTUI_GOLDENS") == "write"


def assert_golden(name: str, text: str) -> None:
    """The text is the one that is kept under this name."""
    file = GOLDENS / f"{name}.txt"
    if WRITE:
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), f"{name} looks different"


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_each_view_looks_as_it_did(size: tuple[int, int]) -> None:
    async with opened(demo.path(), size) as pilot:
        for number, name in enumerate(VIEW_IDS, 1):
            assert_golden(f"{name}-{size[0]}x{size[1]}", await press(pilot, str(number)))


async def test_the_pages_look_as_they_did_in_one_pane() -> None:
    async with opened(demo.path(), SMALL) as pilot:
        for number, name in list(enumerate(VIEW_IDS, 1))[1:]:
            assert_golden(f"{name}-page-80x24", await press(pilot, str(number), "enter"))


async def test_the_board_and_a_quarter_look_as_they_did() -> None:
    for size in (SMALL, LARGE):
        async with opened(demo.path(), size) as pilot:
            assert_golden(f"roadmap-board-{size[0]}x{size[1]}", await press(pilot, "2", "b"))
            assert_golden(f"goals-quarter-{size[0]}x{size[1]}", await press(pilot, "3", "v"))


async def test_a_narrowed_log_the_people_by_rung_and_a_definition_look_as_they_did() -> None:
    async with opened(demo.path(), SMALL) as pilot:
        assert_golden("recognition-narrowed-80x24", await press(pilot, "5", "f", *"mentoring", "enter"))
        assert_golden("recognition-facets-80x24", await press(pilot, "f"))
        assert_golden("people-by-rung-80x24", await press(pilot, "escape", "7", "f", *"by rung", "enter"))
        assert_golden("metrics-definition-80x24", await press(pilot, "6", "i"))


async def test_three_panes_look_as_they_did() -> None:
    async with opened(demo.path(), (160, 45)) as pilot:
        for number, name in ((1, "overview"), (2, "roadmap"), (3, "goals")):
            assert_golden(f"{name}-160x45", await press(pilot, str(number)))


async def test_without_picture_characters_only_ascii_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "community.toml").write_text(
        '[community]\nname = "Small"\n[[item]]\nid = "a"\ntitle = "First"\nstatus = "active"\n'
        '[[ladder]]\nid = "l"\ntitle = "Ladder"\n[[ladder.rung]]\nid = "r"\ntitle = "Rung"\n'
        '[[goal]]\nid = "g"\nquarter = "2013-Q2"\ntitle = "Goal"\nstatus = "active"\n'
    )
    async with opened(tmp_path, SMALL, ascii_only=True) as pilot:
        for number in range(1, 8):
            assert (await press(pilot, str(number))).isascii()


def _pictures(text: str) -> str:
    """Without what people wrote into the demo: letters, their marks, and spaces."""
    return "".join(each for each in text if unicodedata.category(each)[0] not in "LMZ")


@pytest.mark.parametrize("size", cases([SMALL], [LARGE]), ids=lambda size: f"{size[0]}x{size[1]}")
async def test_nor_by_long_lists_cut_texts_and_help(size: tuple[int, int]) -> None:
    async with opened(demo.path(), size, ascii_only=True) as pilot:
        for keys in (("1",), ("2",), ("3",), ("3", "l"), ("5",), ("6", "enter"), ("question_mark", "pagedown")):
            text = _pictures(await press(pilot, *keys))
            assert text.isascii(), [each for each in text if not each.isascii()]


def test_each_ascii_mark_of_a_status_is_another_one() -> None:
    marks = [status_glyph(ASCII, each) for each in ("idea", "planned", "active", "done", "missed", "moved", "dropped")]
    assert len(set(marks)) == len(marks)
    assert ASCII.ellipsis[0] not in marks
    assert not {ASCII.up, ASCII.down, ASCII.level} & {"/", "\\", "-"}


async def test_where_the_focus_is_can_be_told_without_color() -> None:
    async with opened(demo.path(), LARGE) as pilot:
        for view in ("3", "7"):
            assert "▌" in await press(pilot, view)
            assert "▏" not in await press(pilot)
            assert "▏" in await press(pilot, "enter")


async def test_on_a_small_screen_each_view_still_has_a_name() -> None:
    async with opened(demo.path(), (60, 15)) as pilot:
        text = await press(pilot, "2")
        assert " 1 Over 2 Road 3 Goals 4 Careers 5 Recog 6 Metrics 7 People" in text


async def test_a_high_screen_is_used_for_more_thanks() -> None:
    async with opened(demo.path(), (200, 50)) as pilot:
        lines = (await press(pilot, "1")).splitlines()
        assert sum("★" in each for each in lines) > 15
        assert any("★" in each for each in lines[-10:])


async def test_too_small_a_screen_says_so() -> None:
    async with opened(demo.path(), (50, 12)) as pilot:
        text = await press(pilot, "2")
        assert "commtui needs 60x15" in text
        assert "this is 50x12" in text


async def test_what_stands_on_a_border_is_cut_anew_when_the_terminal_is_resized(community: Path) -> None:
    words = "handbook" * 8
    async with opened(community, (60, 24)) as pilot:
        assert words not in await press(pilot, "2", "slash", *words, "enter")
        await pilot.resize_terminal(200, 50)
        assert words in await settled(pilot)
