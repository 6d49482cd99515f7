"""What the files of a community hold, byte by byte."""

from __future__ import annotations

from pathlib import Path


def texts_of(folder: Path) -> dict[str, bytes]:
    """The bytes of every TOML file, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.toml"))}
