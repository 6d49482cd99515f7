"""An edit of one key changes that key, and not a byte beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import tomli

from commtui.toml import Document, Draft, EditRefusedError, KeyPath, set_value
from tests.toml.edits import deleted

PLAN = '''\
# The plan of the Analytical Engines.

[community]
name       = "Engines"     # as people say it
tagline    = 'C:\\engines'
story = """
One.
Two."""
links.web = "https://example.org"

# The sprint.
[[goal]]
  id="docs"
  tags=["web", "docs"]
  key_result = [ { title = "Guide", done = false }, ]
  [goal.empty]

[[goal]]
id = "metrics"  # the last line has no end'''

SETS: list[tuple[KeyPath, Any, str, str]] = [
    (("community", "name"), 'Engines "2"', '"Engines"', '"Engines \\"2\\""'),
    (("community", "tagline"), "D:\\it", "'C:\\engines'", "'D:\\it'"),
    (("community", "tagline"), "it's", "'C:\\engines'", '"it\'s"'),
    (("community", "tagline"), "a\nb", "'C:\\engines'", "'''\na\nb'''"),
    (("community", "story"), 'One.\n"2"\n', '"""\nOne.\nTwo."""', '"""\nOne.\n"2"\n"""'),
    (("community", "story"), "One.", '"""\nOne.\nTwo."""', '"One."'),
    (("community", "name"), "a\nb", '"Engines"', '"""\na\nb"""'),
    (("community", "name"), "a\r\nb", '"Engines"', '"a\\r\\nb"'),
    (("community", "name"), "\u202e\x1b", '"Engines"', '"\u202e\\u001b"'),
    (("goal", 0, "tags"), ["docs"], '["web", "docs"]', '["docs"]'),
    (("goal", 0, "tags", 1), "x\ny", '"docs"]', '"x\\ny"]'),
    (("goal", 0, "key_result", 0, "done"), True, "false", "true"),
    (("goal", 0, "key_result", 0, "done"), 0, "false", "0"),
    (("goal", 1, "id"), date(2026, 4, 1), '"metrics"', "2026-04-01"),
]


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize(("path", "value", "old", "new"), SETS)
def test_a_value_is_replaced_in_the_style_of_the_old(path: KeyPath, value: Any, old: str, new: str, eol: str) -> None:
    document = Document.parse(PLAN.replace("\n", eol))
    edited = set_value(document, path, value)
    assert edited.text == PLAN.replace(old, new, 1).replace("\n", eol)
    assert tomli.loads(edited.text) == edited.data


ADDS: list[tuple[KeyPath, Any, str, str]] = [
    (("community", "url"), 1, "example.org\"\n", "example.org\"\nurl = 1\n"),
    (("community", "links", "chat room"), "x", 'example.org"\n', 'example.org"\nlinks."chat room" = "x"\n'),
    (("goal", 0, "why"), "a\nb", "}, ]\n", '}, ]\n  why = """\na\nb"""\n'),
    (("goal", 0, "empty", "to"), {"a b": [1]}, "[goal.empty]\n", '[goal.empty]\n  to = { "a b" = [1] }\n'),
    (("goal", 1, "score"), 0.5, "has no end", "has no end\nscore = 0.5"),
    (("version",), 1, "\n[community]", "\nversion = 1\n\n[community]"),
]  # fmt: skip


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize(("path", "value", "old", "new"), ADDS)
def test_a_key_is_added_after_the_last_of_its_table(path: KeyPath, value: Any, old: str, new: str, eol: str) -> None:
    document = Document.parse(PLAN.replace("\n", eol))
    edited = set_value(document, path, value)
    assert edited.text == PLAN.replace(old, new, 1).replace("\n", eol)
    assert tomli.loads(edited.text) == edited.data


def test_a_key_joins_the_column_of_its_neighbours() -> None:
    document = Document.parse("[person]\nid      = 1\ngithub  =   2 # login\n")
    edited = set_value(document, ("person", "url"), 3)
    assert edited.text == "[person]\nid      = 1\ngithub  =   2 # login\nurl     =   3\n"


@pytest.mark.parametrize(
    ("before", "key", "line"),
    [
        ("id    = 1\ntitle = 2\n", "url", "url   = 0\n"),
        ("id    = 1\ntitle = 2\n", "summary", "summary = 0\n"),
        ("a.id    = 1\na.title = 2\n", "x", "x       = 0\n"),
        ("title = 1\n", "id", "id = 0\n"),
        ("id    = 1\ntitle = 2\nsummary = 3\n", "url", "url = 0\n"),
        ("id    = 1\nsummary = 2\ntitle   = 3\n", "url", "url     = 0\n"),
    ],
)
def test_a_key_joins_a_column_even_where_the_last_key_fills_it(before: str, key: str, line: str) -> None:
    edited = set_value(Document.parse(f"[goal]\n{before}"), ("goal", key), 0)
    assert edited.text == f"[goal]\n{before}{line}"


def test_a_dotted_key_joins_the_column_of_its_section() -> None:
    document = Document.parse("[goal]\nid           = 1\nlinks.thread = 2\n")
    edited = set_value(document, ("goal", "links", "poll"), 3)
    assert edited.text == "[goal]\nid           = 1\nlinks.thread = 2\nlinks.poll   = 3\n"


@pytest.mark.parametrize(
    ("text", "path", "new"),
    [
        ("", ("version",), "version = 1\n"),
        ("# nothing yet", ("version",), "# nothing yet\nversion = 1"),
        ("[a.b]\n", ("a", "version"), "[a]\nversion = 1\n\n[a.b]\n"),
        (
            "[x]\n\n# of b\n  ['a'.b.c]\n",
            ("a", "b", "version"),
            "[x]\n\n  ['a'.b]\n  version = 1\n\n# of b\n  ['a'.b.c]\n",
        ),
        ("#:schema x\n[a]\n", ("version",), "#:schema x\nversion = 1\n\n[a]\n"),
        ("#:schema x\n\n# of a\n[a]\n", ("version",), "#:schema x\n\nversion = 1\n\n# of a\n[a]\n"),
        ("a.b.c = 0\na.d = 0\n", ("a", "b", "version"), "a.b.c = 0\na.b.version = 1\na.d = 0\n"),
        ("[x]\na.b.c = 0\n[x.a.e]", ("x", "a", "version"), "[x]\na.b.c = 0\na.version = 1\n[x.a.e]"),
    ],
)
def test_a_key_finds_its_place_in_a_small_text(text: str, path: KeyPath, new: str) -> None:
    assert set_value(Document.parse(text), path, 1).text == new


def test_inside_a_list_text_of_many_lines_stays_on_one() -> None:
    document = Document.parse("tags = ['web']\n")
    assert set_value(document, ("tags", 0), "a\nb").text == 'tags = ["a\\nb"]\n'


def test_a_long_list_goes_on_lines_of_its_own() -> None:
    document = Document.parse("[goal]\n  tags = [] # none\n")
    edited = set_value(document, ("goal", "tags"), ["documentation " * 4, "metrics " * 7])
    lines = edited.text.splitlines()
    assert (len(lines), lines[1], lines[-1]) == (5, "  tags = [", "  ] # none")
    assert lines[2].startswith('      "documentation ')


@pytest.mark.parametrize(
    ("old", "value"),
    [("1", 1), ('"a"', "a"), ("nan", float("nan")), ("[0x1, {a = -0.0}]", (1, {"a": -0.0}))],
)
def test_an_equal_value_is_no_edit(old: str, value: Any) -> None:
    document = Document.parse(f"a = {old}\n")
    assert set_value(document, ("a",), value) is document


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ("1", True, "true"),
        ("1", 1.0, "1.0"),
        ("0.0", -0.0, "-0.0"),
        ("2026-04-01T12:00:00+02:00", datetime(2026, 4, 1, 10, tzinfo=UTC), "2026-04-01 10:00:00+00:00"),
        ("nan", 1, "1"),
    ],
)
def test_a_value_that_only_python_finds_equal_is_an_edit(old: str, value: Any, new: str) -> None:
    document = Document.parse(f"a = {old}\nb = nan\n")
    assert set_value(document, ("a",), value).text == f"a = {new}\nb = nan\n"


REFUSED: dict[str, tuple[str, KeyPath, Any, str]] = {
    "none": (PLAN, ("community", "name"), None, "TOML has no value for NoneType"),
    "large": (PLAN, ("community", "name"), 2**63, "An integer must fit in 64 bits"),
    "surrogate": (PLAN, ("community", "name"), ["\ud800"], "Text holds half a character (a lone surrogate)"),
    "no table": (PLAN, ("goal", 0, "nothing", "x"), 1, "There is no table for this key"),
    "no record": (PLAN, ("goal", 2), {}, "There is no table for this key"),
    "past the end": (PLAN, ("goal", 0, "tags", 2), "x", "There is no table for this key"),
    "last record": (PLAN, ("goal", -1, "id"), "x", "There is no such key"),
    "whole": (PLAN, (), {}, "There is no such key"),
    "in a text": (PLAN, ("community", "name", "x"), 1, "There is no table for this key"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_set_is_refused_with_a_reason(name: str) -> None:
    text, path, value, reason = REFUSED[name]
    with pytest.raises(EditRefusedError) as caught:
        set_value(Document.parse(text), path, value)
    assert caught.value.reason == reason


def test_an_edit_beyond_the_limits_of_reading_is_refused() -> None:
    deep: Any = 1
    for _ in range(120):
        deep = [deep]
    with pytest.raises(EditRefusedError, match="Nested more than"):
        set_value(Document.parse("a = 1\n"), ("a",), deep)


DELETES: list[tuple[KeyPath, str, str]] = [
    (("community", "name"), 'name       = "Engines"     # as people say it\n', ""),
    (("community", "story"), 'story = """\nOne.\nTwo."""\n', ""),
    (("goal", 0, "id"), '  id="docs"\n', ""),
    (("goal", 0, "key_result"), '  key_result = [ { title = "Guide", done = false }, ]\n', ""),
    (("goal", 1, "id"), 'id = "metrics"  # the last line has no end', ""),
    (("community", "links"), 'links.web = "https://example.org"\n', ""),
    (("goal", 0, "empty"), "  [goal.empty]\n", ""),
    (("goal", 0, "tags", 0), '"web", ', ""),
    (("goal", 0, "key_result", 0, "done"), ", done = false", ""),
    (("community",), PLAN[PLAN.index("[community]") : PLAN.index("# The sprint")], ""),
    (("goal",), PLAN[PLAN.index("\n# The sprint") :], ""),
]


@pytest.mark.parametrize(
    ("text", "path", "left"),
    [
        ("[goal]\nid = 1\nscore = 2", ("goal", "score"), "[goal]\nid = 1\n"),
        ("id = 1\n\n[[goal]]\nid = 2", ("goal", 0), "id = 1\n"),
        ("id = 1\n\n[[goal]]\nid = 2\n\n[[goal]]\nid = 3\n", ("goal",), "id = 1\n"),
    ],
)
def test_what_stands_above_the_last_lines_keeps_its_line_end(text: str, path: KeyPath, left: str) -> None:
    assert deleted(Document.parse(text), path).text == left


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize(("path", "old", "new"), DELETES)
def test_a_deleted_key_takes_its_lines_and_its_comment(path: KeyPath, old: str, new: str, eol: str) -> None:
    document = Document.parse(PLAN.replace("\n", eol))
    assert deleted(document, path).text == PLAN.replace(old, new, 1).replace("\n", eol)


@pytest.mark.parametrize(
    ("text", "path", "new"),
    [
        ("links.web = 1 # x\n", ("links", "web"), "links = {} # x\n"),
        ("a.b . 'c'  = 1\na.d        = 2\n", ("a", "b", "c"), "a.b        = {}\na.d        = 2\n"),
        ("a = { b.c = 1 }\n", ("a", "b", "c"), "a = { b = {} }\n"),
        ("a = { b.c = 1, b.d = 2, e = 3 }\n", ("a", "b"), "a = { e = 3 }\n"),
        ("a = { b = 1 }\n", ("a", "b"), "a = {}\n"),
        ("a = {\n  b = 1, # one\n}\n", ("a", "b"), "a = {}\n"),
        ("a = {\n  # none\n\n  b = 1, # one\n}\n", ("a", "b"), "a = {\n  # none\n}\n"),
        ("[a]\nb = 1", ("a", "b"), "[a]\n"),
        ("[[a.b]]\nc = 1", ("a", "b"), "[a]"),
        ("# of b\n  [ a.b ]\nc = 1\n[x]\n", ("a", "b"), "# of b\n  [a]\n[x]\n"),
        ("[[a.b]]\n[[a.b]]\n", ("a", "b"), "[a]\n"),
        ("[a.b]\n[x]\n[a.b.c]\n[y]\n", ("a", "b"), "[a]\n[x]\n[y]\n"),
    ],
)
def test_a_table_that_is_left_empty_stays_a_table(text: str, path: KeyPath, new: str) -> None:
    assert deleted(Document.parse(text), path).text == new


@pytest.mark.parametrize("path", [("nothing",), (), ("goal", 2), ("goal", -1), ("goal", 0, "tags", 2)])
def test_what_is_not_there_cannot_be_deleted(path: KeyPath) -> None:
    with pytest.raises(EditRefusedError, match="There is no such key"):
        deleted(Document.parse(PLAN), path)


RESHAPED: list[tuple[str, KeyPath, Any, str]] = [
    ("[a]\nb = 1\n\n[x]\n", ("a",), 1, "a = 1\n\n[x]\n"),
    ("v = 1\n[a]\nb = 1\n", ("a",), [1], "v = 1\na = [1]\n"),
    ("a.b = 1 # one\na.c = 2\n", ("a",), 5, "a = 5 # one\n"),
    ("x = { a.b = 1, a.c = 2, d = 3 }\n", ("x", "a"), "y", 'x = { a = "y", d = 3 }\n'),
    ("x = { a = 1 }\n", ("x", "a"), {"b": {"c": 1}}, "x = { a = { b = { c = 1 } } }\n"),
    ("[[a]]\nb = 1\n[[a]]\n", ("a",), [], "a = []\n"),
    ("[[a]]\nb = 1\n[[a]]\n", ("a", 1), 2, "a = [{ b = 1 }, 2]\n"),
    ("a = 1 # one\n", ("a",), {"b": 1}, "a = { b = 1 } # one\n"),
    ("[g.a.b]\n[g.x]\n", ("g", "a"), 1, "[g]\na = 1\n\n[g.x]\n"),
    ("[g.a]\n", ("g", "a"), 1, "[g]\na = 1\n"),
]


@pytest.mark.parametrize(("text", "path", "value", "new"), RESHAPED)
def test_a_table_becomes_a_value_and_a_value_a_table(text: str, path: KeyPath, value: Any, new: str) -> None:
    edited = set_value(Document.parse(text), path, value)
    assert edited.text == new
    assert edited.data == tomli.loads(new)


@pytest.mark.parametrize(
    ("text", "path", "value", "new"),
    [
        ("[a]\nb = 1 # one\nc = 2 # two\n", ("a",), {"b": 1, "d": 3}, "[a]\nb = 1 # one\nd = 3\n"),
        ("a = {b=1,c=0x2}\n", ("a",), {"c": 2, "d": 3}, "a = {c=0x2,d=3}\n"),
        ("a = { b.c = 1, b.d = 0b1 }\n", ("a",), {"b": {"d": 1, "e": []}}, "a = { b.d = 0b1, b.e = [] }\n"),
        (
            "a = { # what\n  long = 1, # TOML 1.1\n  b    = 2\n}\n",
            ("a", "url"),
            "x",
            'a = { # what\n  long = 1, # TOML 1.1\n  b    = 2,\n  url  = "x"\n}\n',
        ),
        ("a = {}\n", ("a", "b c"), 1, 'a = { "b c" = 1 }\n'),
        ("a = [{ b.c = 1 }]\n", ("a", 0, "b", "d"), 1, "a = [{ b.c = 1, b.d = 1 }]\n"),
    ],
)
def test_what_is_equal_in_a_table_stays_as_it_is_written(text: str, path: KeyPath, value: Any, new: str) -> None:
    assert set_value(Document.parse(text), path, value).text == new


def test_several_edits_are_made_in_one_draft_and_checked_once() -> None:
    document = Document.parse(PLAN)
    draft = Draft(document)
    draft.set(("community", "name"), "Engine")
    draft.delete(("community", "story"))
    draft.insert(("goal", 0, "tags"), 1, "wiki")
    draft.set(("goal", 1, "id"), "numbers")
    edited = draft.done()
    assert edited.text == PLAN.replace('Engines"', 'Engine"').replace('story = """\nOne.\nTwo."""\n', "").replace(
        '"web", ', '"web", "wiki", '
    ).replace('"metrics"', '"numbers"')
    assert edited.data == tomli.loads(edited.text)


def test_a_draft_that_comes_back_to_where_it_was_is_no_edit() -> None:
    document = Document.parse(PLAN)
    draft = Draft(document)
    draft.set(("community", "name"), "Engine")
    draft.set(("community", "name"), "Engines")
    assert draft.done() is document


def test_records_that_an_edit_did_not_touch_are_the_same_objects() -> None:
    document = Document.parse(PLAN)
    edited = set_value(document, ("goal", 1, "id"), "numbers")
    assert edited.data["community"] is document.data["community"]
    assert edited.data["goal"][0] is document.data["goal"][0]
    assert document.data["goal"][1] == {"id": "metrics"}


def test_the_other_lines_of_a_text_over_several_lines_stay_as_they_are() -> None:
    old = 'why = """\n"How?" they\task.\n\\u0041 second line.\n\nThe end."""\n'
    document = Document.parse(old)
    new = set_value(document, ("why",), document.data["why"].replace("second", 'other "second"'))
    assert new.text == old.replace("\\u0041 second", 'A other "second"')
