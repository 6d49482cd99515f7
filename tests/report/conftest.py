"""A community on disk, read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from commtui.store.find import at
from commtui.store.load import load
from commtui.store.snapshot import Snapshot

Read = Callable[[dict[str, str]], Snapshot]


@pytest.fixture
def community(tmp_path: Path) -> Read:
    """Writes files, by name, into a repository's `community` folder, and reads them."""
    (tmp_path / ".git").mkdir()

    def write(files: dict[str, str]) -> Snapshot:
        for name, text in files.items():
            path = tmp_path / "community" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        return load(at(tmp_path / "community"))

    return write
