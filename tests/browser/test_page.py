"""The page in a browser, by its keyboard."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.chromium import PROGRAM, chromium
from tests.browser.conftest import NAME
from tests.browser.serving import Served

pytestmark = pytest.mark.skipif(PROGRAM is None or os.name == "nt", reason="there is no Chromium here")


async def test_the_app_is_drawn_and_takes_keys_without_a_click_and_asks_no_other_host(
    served: Served, tmp_path: Path
) -> None:
    async with chromium(tmp_path / "profile") as tab:
        # The library's script asks the address that `ping` names: here one that is not ours.
        await tab.open(f"{served.url}?ping=http://192.0.2.7/&delay=1")
        await tab.until_drawn("Needs attention")
        assert await tab.value("document.title") == f"{NAME} · commtui"
        before = await tab.picture()

        await tab.press("3")
        await tab.until_drawn("Governance")
        await tab.press("ArrowDown")
        await tab.until_drawn("A first")
        assert await tab.picture() != before

        await tab.press("e")
        await tab.until_drawn("Edit: opened read-only")

        await tab.press("q")
        await tab.until_true("document.body.innerText.includes('The session has ended')")
        await tab.press("Enter")
        await tab.until_asked(f"ws://{served.host}/ws", times=2)

        assert {urlsplit(each).netloc for each in tab.asked} == {served.host}
        assert tab.errors == []
