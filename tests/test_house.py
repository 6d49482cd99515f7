"""Rules of the house that no other tool holds."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST_LINES = 400


def test_no_file_is_too_long_to_be_read_at_once() -> None:
    files = [each for folder in ("commtui", "action", "tests") for each in (ROOT / folder).rglob("*.py")]
    lines = {each.relative_to(ROOT).as_posix(): len(each.read_text("utf-8").splitlines()) for each in files}
    assert len(lines) > 400
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}
