"""The pictures in the README and the docs are what the app shows of the demo.

After a change that is meant, `COMMTUI_GOLDENS=write` draws them anew; look at them before they are committed.
"""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from commtui import demo
from tests.repository import commit_all, new_repository, only_a_name_is_set
from tests.tui.driving import example, main_of, opened, press, screen_text, settled, until, until_followed
from tests.tui.test_screens import WRITE

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
SIZE = (120, 36)
_WEB_FONT = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_WORDS = re.compile(r"<text[^>]*>([^<]*)</text>")
_COMMIT = re.compile(r"(since(?:&#160;|\s))[0-9a-f]{10}")


def words(picture: str) -> list[str]:
    """What can be read in a picture, piece by piece."""
    return [html.unescape(each) for each in _WORDS.findall(picture)]


def drawn(pilot: Pilot[None]) -> str:
    """The screen; a page that shows the picture loads no fonts from elsewhere."""
    return _WEB_FONT.sub("", pilot.app.export_screenshot(title="commtui demo"))


def hold(name: str, picture: str) -> None:
    """The picture that is kept says the same."""
    file = PICTURES / f"{name}.svg"
    if WRITE:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(picture, encoding="utf-8")
    assert words(picture) == words(file.read_text(encoding="utf-8")), f"{name} looks different"


# Keys that lead to each picture, one after another in one app: what stands on a view does so from then on.
SHOWN = [
    ("overview", "1"),
    ("roadmap", "2"),
    ("goals", "3"),
    ("form", "3 e"),
    ("status", "3 s"),
    ("careers", "4"),
    ("recognition", "5"),
    ("metrics", "6 j j j"),
    ("thanks", "7 j t"),
    ("people", "7 j"),
    ("delete", "7 d"),
    ("board", "2 b"),
    ("quarter", "3 v"),
]
REVIEW = "review"
NAMES = frozenset({REVIEW, *(name for name, _ in SHOWN)})


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo in a folder of its own, where its files are called what they are called for everyone."""
    return shutil.copytree(demo.path(), tmp_path_factory.mktemp("plan") / "community")


async def test_the_pictures_show_what_the_app_shows(plan: Path) -> None:
    async with opened(plan, SIZE, opener=example) as pilot:
        for name, keys in SHOWN:
            for each in keys.split():
                await press(pilot, *each)
            hold(name, drawn(pilot))
            while pilot.app.screen is not main_of(pilot):
                await press(pilot, "escape")


async def test_the_picture_of_the_review_shows_a_morning_of_edits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_a_name_is_set(monkeypatch, tmp_path)
    root = new_repository(tmp_path / "plan")
    shutil.copytree(demo.path(), root / "community")
    commit_all(root)
    async with opened(root / "community", SIZE, toasts=False) as pilot:
        for keys in ("2jjsa", "3sd"):
            await press(pilot, *keys)
            await until_followed(pilot)
        await press(pilot, "R")
        await until(pilot, lambda: "@@" in screen_text(pilot))
        await settled(pilot)
        # What a commit is called depends on when it was made.
        hold(REVIEW, _COMMIT.sub(r"\g<1>1f0c3d5a7e", drawn(pilot)))
