"""Text from files, made harmless, measured and cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commtui.model.words import one_line, pad, plural, printable, shorten, visible, width
from commtui.report.style import Style


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred", "\\u001b[31mred"),
        ("bell\x07", "bell\\u0007"),
        ("\x9b2J", "\\u009b2J"),
        ("del\x7f", "del\\u007f"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("\u2067rtl", "\\u2067rtl"),
        ("two\u2028lines", "two\\u2028lines"),
        ("byte \udcff of a name", "byte \\udcff of a name"),
        ("line\r\nend", "line\\u000d\\u000aend"),
    ],
)
def test_what_a_terminal_would_obey_is_written_as_an_escape(hostile: str, shown: str) -> None:
    assert printable(hostile) == shown


@pytest.mark.parametrize("fine", ["Karen Spärck Jones", "محمد بن موسى", "می‌خواهم", "👩‍🚀 in orbit", "夏培肃"])
def test_text_of_any_script_stays_as_it_is(fine: str) -> None:
    assert printable(fine) == fine


def test_line_ends_can_be_kept() -> None:
    assert printable("one\n\ttwo\x1b", keep="\n\t") == "one\n\ttwo\\u001b"


def test_several_lines_become_one() -> None:
    assert one_line("first,\n  then\tsecond\n") == "first, then second"


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("夏培肃", 6), ("e\u0301", 1), ("👍", 2), ("می‌خواهم", 7)])
def test_width_is_counted_in_columns_of_a_terminal(text: str, columns: int) -> None:
    assert width(text) == columns


def test_padding_counts_columns_not_characters() -> None:
    assert pad("夏培肃", 8) == "夏培肃  "


def test_cut_text_ends_in_an_ellipsis() -> None:
    assert shorten("A first contributor career path", 12) == "A first con…"
    assert shorten("夏培肃夏培肃", 6) == "夏培…"
    assert shorten("short", 12) == "short"


@given(st.text(), st.integers(min_value=1, max_value=40))
def test_cut_text_always_fits(text: str, columns: int) -> None:
    assert width(shorten(text, columns)) <= columns


@given(st.text())
def test_nothing_printable_can_be_obeyed(text: str) -> None:
    assert not {"\x1b", "\x9b", "\x07", "\r", "\n", "\u202e"} & set(printable(text))


@given(st.text())
def test_in_ascii_everything_is_ascii(text: str) -> None:
    assert Style(ascii_only=True).show(text).isascii()


@pytest.mark.parametrize("sign", "…│·✓")
def test_signs_of_our_own_have_a_likeness_in_ascii(sign: str) -> None:
    assert Style(ascii_only=True).sign(sign).isascii()
    assert Style().sign(sign) == sign


def test_what_a_terminal_would_obey_can_be_shown_as_signs_of_which_each_stands_for_one_character() -> None:
    hostile = "\x1b[31mred\x07\x7f\x9b\u202e\u2028\udcff\tend"
    assert visible(hostile) == "␛[31mred␇␡\ufffd\ufffd\ufffd\ufffd␉end"
    assert len(visible(hostile)) == len(hostile)
    assert visible("می‌خواهم 👩‍🚀") == "می‌خواهم 👩‍🚀"


def test_a_count_goes_with_its_noun() -> None:
    assert [plural(count, "person", "people") for count in (1, 0, 1200)] == ["1 person", "0 people", "1,200 people"]
    assert plural(2, "goal") == "2 goals"
