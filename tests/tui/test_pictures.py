"""The pictures in the README and the docs are what the app shows of the demo.

After a change that is meant, `COMMTUI_GOLDENS=write` draws them anew; look at them before they are committed.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from commtui import demo
from tests.tui.driving import opened, press
from tests.tui.test_screens import WRITE

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
SIZE = (120, 36)
_WEB_FONT = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_WORDS = re.compile(r"<text[^>]*>([^<]*)</text>")


def words(picture: str) -> list[str]:
    """What can be read in a picture, piece by piece."""
    return [html.unescape(each) for each in _WORDS.findall(picture)]


SHOWN = [
    ("overview", "1"),
    ("roadmap", "2"),
    ("board", "2b"),
    ("goals", "3"),
    ("quarter", "3v"),
    ("careers", "4"),
    ("recognition", "5"),
    ("metrics", "6G"),
    ("people", "7jj"),
]


@pytest.mark.parametrize(("name", "keys"), SHOWN, ids=lambda each: each)
async def test_a_picture_shows_what_the_app_shows(name: str, keys: str) -> None:
    async with opened(demo.path(), SIZE) as pilot:
        await press(pilot, *keys)
        # A page that shows the picture loads no fonts from elsewhere.
        drawn = _WEB_FONT.sub("", pilot.app.export_screenshot(title="commtui demo"))
    file = PICTURES / f"{name}.svg"
    if WRITE:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(drawn, encoding="utf-8")
    assert words(drawn) == words(file.read_text(encoding="utf-8")), f"{name} looks different"
