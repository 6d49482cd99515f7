"""Elements of lists come, go and move with their comments, in the style of the list."""

from __future__ import annotations

from typing import Any

import pytest
import tomli

from commtui.toml import Document, EditRefusedError, KeyPath, set_value
from tests.toml.edits import deleted, inserted, moved

OWNERS = """\
[[goal]]
owners = [ # of the goal
  "ana",  # leads
  # stands in for Ana
  "ben",

  # newcomers, all of them

  "chidi"  # from June
  # add yours here
]
"""

INSERTED: list[tuple[str, int | None, str]] = [
    ("[]", None, "[9]"),
    ("[ ]", 0, "[ 9 ]"),
    ("[1]", None, "[1, 9]"),
    ("[1]", 0, "[9, 1]"),
    ("[ 1, 2 ]", 1, "[ 1, 9, 2 ]"),
    ("[1,2]", None, "[1,2,9]"),
    ("[1, 2, ]", None, "[1, 2, 9, ]"),
    ("[\n  1,\n]", None, "[\n  1,\n  9,\n]"),
    ("[\n  1\n]", None, "[\n  1,\n  9\n]"),
    ("[\n  1 # one\n]", None, "[\n  1, # one\n  9\n]"),
    ("[\n  1 # one\n  , 2\n]", 1, "[\n  1 # one\n  , 9, 2\n]"),
    ("[\n\t1, # one\n\n\t# two\n\t2,\n]", 1, "[\n\t1, # one\n\t9,\n\n\t# two\n\t2,\n]"),
    ("[ # none\n]", None, "[ # none\n    9,\n]"),
    ("[\n  # none yet\n]", None, "[\n  # none yet\n  9,\n]"),
    ("[1, # one\n]", None, "[1, # one\n    9,\n]"),
    ("[1 # one\n]", 0, "[9, 1 # one\n]"),
    ("[[1], [\n  2,\n]]", None, "[[1], [\n  2,\n], 9]"),
    ("[{ a = 1 }, 'x, y']", 1, "[{ a = 1 }, 9, 'x, y']"),
]


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize(("old", "index", "new"), INSERTED)
def test_an_element_is_inserted_in_the_style_of_the_list(old: str, index: int | None, new: str, eol: str) -> None:
    document = Document.parse(f"a = {old} # why\nb = 1\n".replace("\n", eol))
    edited = inserted(document, ("a",), index, 9)
    assert edited.text == f"a = {new} # why\nb = 1\n".replace("\n", eol)
    assert edited.data == tomli.loads(edited.text)


DELETED: list[tuple[str, int, str]] = [
    ("[1]", 0, "[]"),
    ("[ 1, ]", 0, "[]"),
    ("[1, 2, 3]", 0, "[2, 3]"),
    ("[1, 2, 3]", 1, "[1, 3]"),
    ("[1, 2, 3]", 2, "[1, 2]"),
    ("[1, 2, ]", 1, "[1, ]"),
    ("[\n  1, # one\n  2, # two\n]", 0, "[\n  2, # two\n]"),
    ("[\n  1, # one\n  2  # two\n]", 1, "[\n  1 # one\n]"),
    ("[\n  1, 2,\n  3, 4,\n]", 1, "[\n  1,\n  3, 4,\n]"),
    ("[\n  1, 2,\n  3, 4,\n]", 2, "[\n  1, 2,\n  4,\n]"),
    ("[\n  # of one\n  1,\n]", 0, "[]"),
    ("[\n  # all\n\n  1,\n]", 0, "[\n  # all\n]"),
    ("[\n  1,\n\n  # all\n\n  2\n]", 1, "[\n  1\n\n  # all\n]"),
    ("[1, # one\n  # two\n  2]", 0, "[\n  # two\n  2]"),
]


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize(("old", "index", "new"), DELETED)
def test_an_element_goes_with_its_comments_and_comma(old: str, index: int, new: str, eol: str) -> None:
    document = Document.parse(f"a = {old} # why\nb = 1\n".replace("\n", eol))
    edited = deleted(document, ("a", index))
    assert edited.text == f"a = {new} # why\nb = 1\n".replace("\n", eol)
    assert edited.data == tomli.loads(edited.text)


MOVED: list[tuple[str, int, int, str]] = [
    ("[1, 2, 3]", 0, 2, "[2, 3, 1]"),
    ("[1, 2, 3]", 2, 0, "[3, 1, 2]"),
    ("[1, 2]", 1, 1, "[1, 2]"),
    ("[\n  1, # one\n  # of two\n  2 # two\n]", 1, 0, "[\n  # of two\n  2, # two\n  1 # one\n]"),
    ("[\n  1,\n  # of two\n  2,\n]", 0, 1, "[\n  # of two\n  2,\n  1,\n]"),
    ("[1, 2, # two\n]", 1, 0, "[2, # two\n    1,\n]"),
]


@pytest.mark.parametrize(("old", "index", "to", "new"), MOVED)
def test_an_element_moves_with_its_comments(old: str, index: int, to: int, new: str) -> None:
    assert moved(Document.parse(f"a = {old}\n"), ("a", index), to).text == f"a = {new}\n"


def test_in_a_long_list_each_comment_stays_where_it_belongs() -> None:
    document = Document.parse(OWNERS)
    assert set_value(document, ("goal", 0, "owners"), ["dana", "chidi", "ana"]).text == (
        '[[goal]]\nowners = [ # of the goal\n  "dana",\n  "chidi",  # from June\n  "ana"  # leads\n\n'
        "  # newcomers, all of them\n  # add yours here\n]\n"
    )
    assert set_value(document, ("goal", 0, "owners"), ["ana", "eve", "chidi"]).text == OWNERS.replace('"ben"', '"eve"')
    assert set_value(document, ("goal", 0, "owners", 2), "eve").text == OWNERS.replace('"chidi"', '"eve"')


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ('["a", \'b\', "c"]', ["b", "c"], "['b', \"c\"]"),
        ("[0x1, 0x2, 0x3]", [3, 1, 2], "[0x3, 0x1, 0x2]"),
        ("[0x1, 0x1]", [1], "[0x1]"),
        ("[0x1]", [], "[]"),
        ("[1, 2]", [1, True, 2.0], "[1, true, 2.0]"),
        ("[[0x1, 0x2], [0x3]]", [[1, 2, 3], [3]], "[[0x1, 0x2, 3], [0x3]]"),
        ("[{ a = 0x1, b = 2 }, 0x3]", [{"a": 1, "b": 3}, 3], "[{ a = 0x1, b = 3 }, 0x3]"),
        ("[nan, 0x1]", [float("nan"), 2], "[nan, 2]"),
        ("[\n  0x1, # one\n  2,\n]", [1], "[\n  0x1, # one\n]"),
        ("[\n  # none\n]", ["x"], '[\n  # none\n  "x",\n]'),
    ],
)
def test_equal_elements_of_another_list_stay_as_they_are_written(old: str, value: Any, new: str) -> None:
    assert set_value(Document.parse(f"a = {old}\n"), ("a",), value).text == f"a = {new}\n"


def test_a_list_is_spread_when_it_does_not_fit_on_its_line_any_more() -> None:
    document = Document.parse(f'  a = ["{"x" * 60}", "y"]\nb = [{{ c = ["{"x" * 60}"] }}]\n')
    long = "z" * 40
    assert inserted(document, ("a",), None, long).text.startswith(
        f'  a = [\n      "{"x" * 60}",\n      "y",\n      "{long}",\n  ]\nb ='
    )
    inside = inserted(document, ("b", 0, "c"), None, long)
    assert inside.text.endswith(f'b = [{{ c = ["{"x" * 60}", "{long}"] }}]\n')


def test_a_list_that_was_too_long_for_its_line_already_stays_there() -> None:
    document = Document.parse(f'a = ["{"x" * 120}"]\n')
    assert inserted(document, ("a",), None, 1).text == f'a = ["{"x" * 120}", 1]\n'


@pytest.mark.parametrize(
    ("path", "index"),
    [(("a",), 3), (("a",), -1), (("b",), 0), ((), 0), (("a", 7), 0), (("b", "x"), 0)],
)
def test_there_is_no_place_in_what_is_no_list(path: KeyPath, index: int) -> None:
    with pytest.raises(EditRefusedError):
        inserted(Document.parse("a = [1, 2]\nb = 1\n"), path, index, 9)


@pytest.mark.parametrize(("path", "to"), [(("a", 0), 2), (("a", 0), -1), (("a", 2), 0), (("b",), 0), ((), 0)])
def test_what_is_no_element_does_not_move(path: KeyPath, to: int) -> None:
    with pytest.raises(EditRefusedError, match="no such place"):
        moved(Document.parse("a = [1, 2]\nb = 1\n"), path, to)
