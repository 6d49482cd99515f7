"""What the tests of the app share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from commtui import demo
from commtui.tui.settings import ABOUT
from tests.tui.driving import close_examples
from tests.tui.quiet import quiet
from tests.tui.stylesheets import parsed_once

__all__ = ["parsed_once", "quiet"]


@pytest.fixture(scope="session", autouse=True)
def examples() -> Iterator[None]:
    """Close what was kept for all tests."""
    yield
    close_examples()


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what the machine's own environment asks of colors, editors, browsers and clipboards."""
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "TERM_PROGRAM", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    for name in ("NO_COLOR", "TEXTUAL_THEME", "VISUAL", "EDITOR", *(each.variable for each in ABOUT.values())):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def community(tmp_path: Path) -> Path:
    """A copy of the demo that may be written to."""
    return demo.copy_to(tmp_path)
