"""How far a download is: counts on a terminal, few plain lines elsewhere."""

from __future__ import annotations

from io import StringIO

import pytest

from commtui.cli.progress import Drawn, Narrated


class Terminal(StringIO):
    """Takes what is drawn."""

    def isatty(self) -> bool:
        return True


def drawn(*steps: tuple[str, int, int | None]) -> str:
    """What stands on the terminal after each of the steps."""
    file = Terminal()
    told = Drawn(file)
    for stage, done, total in steps:
        told.tell(stage, done, total)
    told.end()
    return file.getvalue()


def test_a_bar_shows_how_many_of_how_many() -> None:
    shown = drawn(("issues", 50, 200), ("issues", 100, 200), ("issues", 200, 200))
    assert "100/200" in shown
    assert "[############------------]" in shown


def test_where_nobody_knows_how_many_there_are_only_the_count_is_shown() -> None:
    shown = drawn(("commits", 267, None))
    assert "267" in shown
    assert "267/" not in shown


def test_a_total_that_becomes_known_or_grows_is_shown_from_then_on() -> None:
    shown = drawn(("commits", 10, None), ("commits", 20, 40), ("commits", 45, 40))
    assert "20/40" in shown
    assert "45/45" in shown


def test_plain_lines_tell_each_thousand_and_the_end_and_nothing_twice(capsys: pytest.CaptureFixture[str]) -> None:
    told = Narrated()
    for done in (0, 400, 999, 1000, 1700, 2000, 2100, 2100, 2100):
        told.tell("commits", done, 2100)
    told.tell("issues", 3, None)
    lines = [line.partition(": ")[2] for line in capsys.readouterr().err.splitlines()]
    assert lines == [
        "commits: 0 of 2,100",
        "commits: 1,000 of 2,100",
        "commits: 2,000 of 2,100",
        "commits: 2,100 of 2,100",
        "issues: 3",
    ]
