"""The source line under a finding, and the mark under its fault."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commtui.model.words import width
from commtui.report.diagnostics.excerpt import excerpt
from commtui.report.style import Style

PLAIN = Style()


def marked(line: str, fault: str, columns: int = 80, style: Style = PLAIN) -> tuple[str, str]:
    start = line.index(fault)
    return excerpt(line, start, start + len(fault), columns, style)


def under(shown: str, mark: str) -> str:
    """The characters of `shown` that stand above the mark, by columns of a terminal."""
    first, last = len(mark) - len(mark.lstrip()), len(mark)
    found, column = "", 0
    for character in shown:
        if first <= column < last:
            found += character
        column += width(character)
    return found


def test_the_mark_stands_under_the_fault() -> None:
    assert marked('status = "doen"', '"doen"') == ('status = "doen"', "         ^^^^^^")


@pytest.mark.parametrize(
    "line",
    [
        'title = "夏培肃", owner = "anna"',
        'title = "e\u0301te\u0301 👍", owner = "anna"',
        '\t\ttitle = "x",\towner = "anna"',
        'title = "\x1b[2J\u202e", owner = "anna"',
        'title = "می‌خواهم", owner = "anna"',
    ],
)
def test_wide_joined_hidden_characters_and_tabs_do_not_move_the_mark(line: str) -> None:
    shown, mark = marked(line, '"anna"')
    assert under(shown, mark) == '"anna"'
    assert "\x1b" not in shown
    assert "\t" not in shown


def test_a_wide_fault_gets_a_wide_mark() -> None:
    assert marked('name = "夏培肃"', "夏培肃")[1] == " " * 8 + "^" * 6


@pytest.mark.parametrize("before", [0, 5, 200, 100_000])
@pytest.mark.parametrize("after", [0, 5, 200, 100_000])
def test_a_long_line_is_cut_around_the_fault(before: int, after: int) -> None:
    shown, mark = marked("a" * before + "FAULT" + "b" * after, "FAULT", columns=60)
    assert under(shown, mark) == "FAULT"
    assert width(shown) <= 60
    assert shown.startswith("…") == (before > 60)
    assert shown.endswith("…") == (after > 60)


def test_a_fault_longer_than_the_screen_is_cut_too() -> None:
    shown, mark = marked("x = " + "F" * 500, "F" * 500, columns=60)
    assert width(shown) <= 60
    assert "F" in under(shown, mark)


def test_a_fault_without_length_gets_a_mark_of_one() -> None:
    assert excerpt("owner =", 7, 7, 80, PLAIN) == ("owner =", "       ^")
    assert excerpt("", 0, 0, 80, PLAIN) == ("", "^")
    assert excerpt("short", 99, 120, 80, PLAIN) == ("short", "     ^")


def test_in_ascii_the_mark_still_stands_under_the_fault() -> None:
    shown, mark = marked('name = "夏培肃", owner = "anna"', '"anna"', style=Style(ascii_only=True))
    assert shown.isascii()
    assert under(shown, mark) == '"anna"'


@given(st.text(max_size=200), st.integers(0, 220), st.integers(0, 220), st.integers(20, 100))
def test_an_excerpt_always_fits(line: str, start: int, length: int, columns: int) -> None:
    shown, mark = excerpt(line, start, start + length, columns, PLAIN)
    assert width(shown) <= columns
    assert len(mark) <= columns + 1
    assert "^" in mark
