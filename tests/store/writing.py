"""Files for a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Write = Callable[[dict[str, str | bytes]], Path]


def write_all(place: Path, files: dict[str, str | bytes]) -> Path:
    """Write files, by name, into a folder."""
    place.mkdir(exist_ok=True)
    for name, content in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return place
