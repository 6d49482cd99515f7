"""Small communities for the tests of rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from commtui.checks.diagnostic import Diagnostic
from commtui.checks.engine import check
from commtui.store.find import at
from commtui.store.load import load

TODAY = date(2026, 7, 15)


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a community's files under `community/`, and return that folder."""
    community = folder / "community"
    for name, content in files.items():
        path = community / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return community


def findings(folder: Path, files: Mapping[str, str | bytes] | str, today: date = TODAY) -> list[Diagnostic]:
    """What `check` says of a community of these files (of one file, where it is a text)."""
    texts = {"community.toml": files} if isinstance(files, str) else files
    return check(load(at(write(folder, texts))), today)


def of(rule: str, found: list[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics of one rule."""
    return [each for each in found if each.rule == rule]
