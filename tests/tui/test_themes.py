"""Colors: which theme the app begins with, and that none of them hides anything."""

from __future__ import annotations

import inspect
import re
from itertools import combinations
from math import dist
from operator import mul
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from commtui import demo
from commtui.tui.app import CommtuiApp
from commtui.tui.themes import COLORBLIND, COLORBLIND_LIGHT, DARK, LIGHT, MEANINGS, OWN, ordered
from tests.tui.driving import opened, press, screen_text

# Machado, Oliveira and Fernandes 2009, for eyes that lack one sort of cone: linear RGB to linear RGB.
EYES = {
    "all three": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TEXTS = ("foreground", "primary", "secondary", "accent", "success", "warning", "error")
# How much of the foreground the quieter styles of `app.tcss` have.
QUIET = re.compile(r"\.line--(muted|faint) \{ color: \$foreground (\d+)%; \}")
CURSOR = re.compile(r"\.line--cursor \{ background: \$primary (\d+)%; \}")


def linear(color: Color) -> tuple[float, float, float]:
    """The light that a color is, from 0 to 1."""
    parts = [each / 255 for each in color.rgb]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return red, green, blue


def contrast(one: Color, other: Color) -> float:
    """The ratio of WCAG 2, from 1 to 21."""
    lights: list[float] = sorted(sum(map(mul, (0.2126, 0.7152, 0.0722), linear(each))) for each in (one, other))
    darker, lighter = lights
    return (lighter + 0.05) / (darker + 0.05)


def seen(color: Color, eyes: str) -> tuple[float, float, float]:
    """Where such eyes see the color in CIELAB."""
    light = [min(1.0, max(0.0, sum(map(mul, row, linear(color))))) for row in EYES[eyes]]
    rows = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0178, 0.1095, 0.8727))
    x, y, z = (sum(map(mul, row, light)) for row in rows)
    x, y, z = (each ** (1 / 3) if each > 0.008856 else 7.787 * each + 16 / 116 for each in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_in_our_themes_all_text_can_be_read(theme: Theme) -> None:
    css = Path(inspect.getfile(CommtuiApp)).with_name("app.tcss").read_text(encoding="utf-8")
    background, foreground = Color.parse(theme.background or ""), Color.parse(theme.foreground or "")
    cursor = background.blend(Color.parse(theme.primary), int(CURSOR.findall(css)[0]) / 100)
    for name in TEXTS:
        color = Color.parse(getattr(theme, name))
        assert contrast(color, background) >= 4.5, name
        assert contrast(color, cursor) >= 3, name
    quiet = dict(QUIET.findall(css))
    assert set(quiet) == {"muted", "faint"}
    for name, share in quiet.items():
        assert contrast(background.blend(foreground, int(share) / 100), background) >= 3, name


@pytest.mark.parametrize("theme", [COLORBLIND, COLORBLIND_LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("eyes", EYES)
def test_good_warning_and_bad_are_told_apart_by_all_eyes(theme: Theme, eyes: str) -> None:
    colors = [Color.parse(getattr(theme, name)) for name in ("success", "warning", "error")]
    for one, other in combinations(colors, 2):
        assert dist(seen(one, eyes), seen(other, eyes)) > 20


def test_of_the_themes_ours_come_first_and_each_says_what_it_is() -> None:
    assert ordered({"nord", "ansi-dark", "dracula", LIGHT.name, DARK.name}) == [
        DARK.name,
        LIGHT.name,
        "ansi-dark",
        "dracula",
        "nord",
    ]
    assert {each.name for each in OWN} <= set(MEANINGS)


@pytest.mark.parametrize("theme", [LIGHT.name, COLORBLIND.name, "ansi-light", "textual-dark"])
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
        assert "there is no theme" in screen_text(pilot)
        assert pilot.app.theme == DARK.name
