"""Colors: which theme the app begins with, and that none of them hides anything."""

from __future__ import annotations

import pytest

from commtui import demo
from commtui.tui.themes import DARK, LIGHT, first_theme
from tests.tui.driving import opened, press, screen_text


def test_the_environment_chooses_the_theme_and_no_color_an_ansi_one() -> None:
    assert first_theme({}) == DARK.name
    assert first_theme({"NO_COLOR": ""}) == DARK.name
    assert first_theme({"NO_COLOR": "1"}) == "ansi-dark"
    assert first_theme({"NO_COLOR": "1", "TEXTUAL_THEME": "nord"}) == "nord"


@pytest.mark.parametrize("theme", [LIGHT.name, "ansi-light", "textual-dark"])
async def test_the_words_are_the_same_in_every_theme(theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(demo.path()) as pilot:
        words = await press(pilot, "3")
    monkeypatch.setenv("TEXTUAL_THEME", theme)
    async with opened(demo.path()) as pilot:
        assert pilot.app.theme == theme
        assert await press(pilot, "3") == words


async def test_without_color_no_color_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(demo.path()) as pilot:
        await press(pilot, "2")
        strips = pilot.app.screen._compositor.render_strips()
        listing = next(strip for strip in strips if "Role descriptions" in strip.text)
        assert all(
            segment.style is None or segment.style.color is None or segment.style.color.triplet is None
            for segment in listing
        )


async def test_an_unknown_theme_is_told_and_the_app_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", "no-such-theme")
    async with opened(demo.path()) as pilot:
        assert "There is no theme" in screen_text(pilot)
        assert pilot.app.theme == DARK.name
