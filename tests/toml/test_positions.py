"""Where things stand in a text that uses every way to write them."""

from __future__ import annotations

import pytest

from commtui.toml import Document, KeyPath, Span

PLAN = (
    """\
#:schema ../schemas/community.json
version = 1

[community]   # the one table
name    = "Analytical Engines"
links.web = "https://example.org"
links . "code of conduct" = 'conduct.md'

[ [ladder] ]
""".replace("[ [ladder] ]", "[[ ladder ]]")
    + '''\
id = "core"
nomination = { by = ["self", "peer"], decision.by = "lazy # consensus" }

  [[ladder.rung]]
  id = "reviewer"

  [[ladder.rung]]
  id = "maintainer"
  requirement = [
    { text = "one ] two", kind = "count" },  # the first
    { text = """
two
lines""", kind = "tenure" },
  ]

[[ladder]]
id = "docs"
[[ladder.rung]]
id = "writer"

[welcome.templates]
first = "Hello"

[other."1".'2'."\\u0033"]
"" = 2026-04-01 07:32:00
[other]
3 = [[1, 2], [], [3]]
'''
)


def at(span: Span) -> tuple[int, int]:
    return span.line, span.column


def said(text: str, span: Span) -> str:
    return text[span.start : span.end]


VALUES: dict[KeyPath, tuple[int, str]] = {
    ("version",): (2, "1"),
    ("community", "name"): (5, '"Analytical Engines"'),
    ("community", "links", "code of conduct"): (7, "'conduct.md'"),
    ("ladder", 0): (9, "[[ ladder ]]"),
    ("ladder",): (9, "[[ ladder ]]"),
    ("ladder", 0, "nomination", "by", 1): (11, '"peer"'),
    ("ladder", 0, "nomination", "decision", "by"): (11, '"lazy # consensus"'),
    ("ladder", 0, "rung", 1): (16, "[[ladder.rung]]"),
    ("ladder", 0, "rung", 1, "id"): (17, '"maintainer"'),
    ("ladder", 0, "rung", 1, "requirement", 1, "text"): (20, '"""\ntwo\nlines"""'),
    ("ladder", 0, "rung", 1, "requirement", 1, "kind"): (22, '"tenure"'),
    ("ladder", 1, "rung", 0, "id"): (28, '"writer"'),
    ("other", "1", "2", "3", ""): (34, "2026-04-01 07:32:00"),
    ("other", "3", 0, 1): (36, "2"),
    ("other", "3", 1): (36, "[]"),
    # What is not there, or only implied.
    ("community", "links"): (6, "links"),
    ("community", "tagline"): (4, "[community]"),
    ("ladder", 0, "rung", 7, "id"): (13, "[[ladder.rung]]"),
    ("ladder", 0, "a tag of a union", "id"): (10, '"core"'),
    ("welcome",): (30, "welcome"),
    ("other", "3", -1): (36, "[[1, 2], [], [3]]"),
    ("nothing",): (1, "#:schema ../schemas/community.json"),
}

KEYS: dict[KeyPath, tuple[int, str]] = {
    ("community",): (4, "community"),
    ("community", "links"): (6, "links"),
    ("community", "links", "code of conduct"): (7, '"code of conduct"'),
    ("ladder", 0): (9, "ladder"),
    ("ladder", 0, "nomination", "decision"): (11, "decision"),
    ("ladder", 0, "nomination", "decision", "by"): (11, "by"),
    ("ladder", 0, "rung", 1): (16, "rung"),
    ("ladder", 0, "rung", 1, "requirement", 1, "kind"): (22, "kind"),
    ("ladder", 0, "nomination", "by", 0): (11, '"self"'),
    ("other",): (35, "other"),
    ("other", "1"): (33, '"1"'),
    ("other", "1", "2", "3"): (33, '"\\u0033"'),
    ("other", "1", "2", "3", ""): (34, '""'),
    ("community", "name", "[key]"): (5, "name"),
}

HEADERS: dict[KeyPath, tuple[int, str]] = {
    ("community", "tagline"): (4, "[community]"),
    ("community", "links", "web"): (4, "[community]"),
    ("ladder", 0, "id"): (9, "[[ ladder ]]"),
    ("ladder", 0, "rung", 1, "title"): (16, "[[ladder.rung]]"),
    ("ladder", 1, "rung", 0): (27, "[[ladder.rung]]"),
    ("ladder", 0, "nomination", "sponsors"): (
        11,
        'nomination = { by = ["self", "peer"], decision.by = "lazy # consensus" }',
    ),
    ("ladder", 0, "rung", 1, "requirement", 0, "by"): (19, '{ text = "one ] two", kind = "count" }'),
    ("welcome", "label"): (30, "welcome"),
    ("welcome", "templates", "second"): (30, "[welcome.templates]"),
    ("version",): (1, "#:schema ../schemas/community.json"),
    (): (1, "#:schema ../schemas/community.json"),
}


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("path", VALUES)
def test_a_value_is_found(path: KeyPath, eol: str) -> None:
    document = Document.parse(PLAN.replace("\n", eol))
    span = document.positions.value(path)
    assert (span.line, said(document.text, span).replace("\r\n", "\n")) == VALUES[path]


@pytest.mark.parametrize("path", KEYS)
def test_a_key_is_found(path: KeyPath) -> None:
    document = Document.parse(PLAN)
    span = document.positions.key(path)
    assert (span.line, said(document.text, span)) == KEYS[path]


@pytest.mark.parametrize("path", HEADERS)
def test_the_header_of_a_record_is_found(path: KeyPath) -> None:
    document = Document.parse(PLAN)
    span = document.positions.header(path)
    assert (span.line, said(document.text, span)) == HEADERS[path]


def test_nothing_is_found_that_is_not_there() -> None:
    positions = Document.parse(PLAN).positions
    absent: list[KeyPath] = [
        ("nothing",),
        ("ladder", 2),
        ("ladder", "0"),
        ("ladder", -1),
        ("community", "name", 0),
        ("community", 0),
        ("other", "3", 5),
        ("other", "3", "0"),
        ("ladder", 0, "nomination", "decision", 0),
    ]
    assert [path for path in absent if positions.find(path)] == []


def test_columns_count_characters_and_ends_are_exclusive() -> None:
    span = Document.parse('\r\n"größe" = "\U0001f389" # x\r\n').positions.value(("größe",))
    assert span == Span(start=12, end=15, line=2, column=11, end_line=2, end_column=14)


def test_a_value_of_many_lines_ends_on_the_last_of_them() -> None:
    span = Document.parse('why = """\nfirst\nlast""" # why').positions.value(("why",))
    assert (at(span), span.end_line, span.end_column) == ((1, 7), 3, 8)


def test_an_empty_text_has_a_first_line() -> None:
    assert Document.parse("").positions.header(("goal",)) == Span(0, 0, 1, 1, 1, 1)


NEWER = """\
links = {
  # TOML 1.1: lines, comments and a last comma
  web = "https://example.org", # }
  "chat room".url = 'a}b',
  times = [07:32, 2026-04-01 07:32,],
}
"""


def test_inline_tables_of_many_lines_are_followed() -> None:
    document = Document.parse(NEWER)
    found = {
        path: (at(span), said(NEWER, span))
        for path in [("links", "web"), ("links", "chat room", "url"), ("links", "times", 1)]
        for span in [document.positions.value(path)]
    }
    assert found == {
        ("links", "web"): ((3, 9), '"https://example.org"'),
        ("links", "chat room", "url"): ((4, 21), "'a}b'"),
        ("links", "times", 1): ((5, 19), "2026-04-01 07:32"),
    }


STRINGS = [
    '""""""',
    '"""a"""""',
    "''''''",
    "'''a'''''",
    r'"\\"',
    r'"\"]}#"',
    '"""\\"""\\""""',
    '"""\\\n  x"""',
    "'\\'",
    '"a" # "b"',
]


@pytest.mark.parametrize("string", STRINGS)
def test_a_string_ends_where_it_ends(string: str) -> None:
    written = string.partition(" #")[0]
    text = f"a = [{string}\n, {{b = {written}}}, 7]\nc = {string}\nd = 1\n"
    document = Document.parse(text)
    for path in [("a", 0), ("a", 1, "b"), ("c",)]:
        assert said(text, document.positions.value(path)) == written
    assert said(text, document.positions.value(("d",))) == "1"
