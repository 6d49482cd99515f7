"""Small communities for the tests of what is seen in them."""

from __future__ import annotations

from pathlib import Path

from commtui.store.find import at
from commtui.store.load import load
from commtui.store.snapshot import Snapshot


def snapshot_of(folder: Path, text: str) -> Snapshot:
    """A community of one file."""
    file = folder / "community.toml"
    file.write_text(text, encoding="utf-8")
    found = load(at(file))
    assert not found.rejected, found.rejected
    assert not found.broken
    return found
