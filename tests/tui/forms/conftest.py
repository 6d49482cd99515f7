"""Forms over a file of the test's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.tui.forms.opening import Open, open_form
from tests.users import ordinary_user, shared_folder

__all__ = ["opened", "ordinary_user", "shared_folder"]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Opens the form of the first record of a kind."""

    def open_(kind: str = "", *args: Any, file: Path | None = None, **options: Any) -> Any:
        return open_form(file or tmp_path / "community.toml", kind, *args, **options)

    return open_
