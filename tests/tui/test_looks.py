"""What the main views look like at the sizes and in the modes that few of us use each day.

After a change that is meant, `COMMTUI_GOLDENS=write` writes them anew; look at the difference before it is committed.
"""

from __future__ import annotations

import pytest
from rich.segment import Segment
from textual.pilot import Pilot

from commtui import demo
from commtui.tui.text import width
from commtui.tui.themes import LIGHT
from commtui.tui.views import VIEW_IDS
from tests.tui.driving import SMALL, opened, press
from tests.tui.test_screens import assert_golden

VIEWS = ((1, "overview"), (3, "goals"), (4, "careers"))


@pytest.mark.parametrize("size", [(60, 15), (200, 50)], ids=["60x15", "200x50"])
async def test_the_smallest_and_a_wide_screen_look_as_they_did_and_show_head_and_foot(size: tuple[int, int]) -> None:
    async with opened(demo.path(), size) as pilot:
        for number, name in enumerate(VIEW_IDS, 1):
            text = await press(pilot, str(number))
            assert_golden(f"{name}-{size[0]}x{size[1]}", text)
            lines = text.splitlines()
            assert "OpenMRS" in lines[0]
            assert lines[-1].endswith("? Help   q Quit")
            assert all(width(line) <= size[0] for line in lines)


async def test_in_ascii_the_views_look_as_they_did() -> None:
    async with opened(demo.path(), SMALL, ascii_only=True) as pilot:
        for number, name in VIEWS:
            assert_golden(f"{name}-ascii", await press(pilot, str(number)))


@pytest.mark.parametrize(
    ("mode", "name", "value"), [("light", "COMMTUI_THEME", LIGHT.name), ("nocolor", "NO_COLOR", "1")]
)
async def test_light_and_without_color_words_and_colors_are_as_they_were(
    mode: str, name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    async with opened(demo.path(), SMALL) as pilot:
        for number, view in VIEWS[:2]:
            await press(pilot, str(number))
            assert_golden(f"{view}-{mode}", painted(pilot))


def painted(pilot: Pilot[None]) -> str:
    """The screen, each piece of a line below the line that it is on, with how it is drawn."""
    lines: list[str] = []
    for strip in pilot.app.screen._compositor.render_strips():
        lines.append(f"|{strip.text}|")
        looks: dict[str, list[str]] = {}
        for segment in Segment.simplify(strip):
            if segment.text.strip():
                looks.setdefault(look(segment), []).append(segment.text.strip())
        lines += [f"    {style}: {' / '.join(texts)}" for style, texts in looks.items()]
    return "\n".join(lines) + "\n"


def look(segment: Segment) -> str:
    """How a piece is drawn."""
    style = segment.style
    if style is None:
        return "plain"
    colors = [str(color.name) for color in (style.color, style.bgcolor) if color is not None]
    marks = [name for name in ("bold", "dim", "italic", "underline", "reverse") if getattr(style, name)]
    return " ".join([*marks, " on ".join(colors)]).strip() or "plain"
