"""Records come, go and move with what is in them and with their comments; nothing beside them changes."""

from __future__ import annotations

from typing import Any

import pytest
import tomli

from commtui.toml import Document, EditRefusedError, KeyPath, set_value, take_record
from tests.toml.edits import appended, deleted, inserted, moved, pasted, with_table

HEAD = "#:schema ../schemas/goal.json\n# The goals.\n"
DOCS = '''\
# The sprint.
[[goal]]  # in autumn
id     = "docs"
owners = ["ana"]
why    = """
[[goal]]
# no comment
"""

  # Written down.
  [[goal.key_result]]
  title = "Guide"  # for newcomers

  [[goal.key_result]]
  title = "Tour"
  [goal.key_result.scope]
  area = "web"
'''
SECTION = "# ---- second half ----\n"
METRICS = """\
[[goal]]
id     = "metrics"
# score = 0.5
"""
PERSON = """\
[person.ana]
name = "Ana"
"""
EARLY = """\
# At last.
[[goal]]
id     = "early"
"""
END = "# That was it."
PLAN = "\n".join([HEAD, DOCS, SECTION, METRICS, PERSON, EARLY, END])

EOLS = pytest.mark.parametrize("eol", ["\n", "\r\n"])


def plan(*parts: str, eol: str = "\n") -> str:
    return "\n".join(parts).replace("\n", eol)


DELETED: list[tuple[KeyPath, list[str]]] = [
    (("goal", 0), [HEAD, SECTION, METRICS, PERSON, EARLY, END]),
    (("goal", 1), [HEAD, DOCS, SECTION, PERSON, EARLY, END]),
    (("goal", 2), [HEAD, DOCS, SECTION, METRICS, PERSON, END]),
    (("person",), [HEAD, DOCS, SECTION, METRICS, EARLY, END]),
    (("goal",), [HEAD, SECTION, PERSON, END]),
]


@EOLS
@pytest.mark.parametrize(("path", "left"), DELETED)
def test_a_record_goes_with_its_comments_and_one_blank_line(path: KeyPath, left: list[str], eol: str) -> None:
    document = Document.parse(PLAN.replace("\n", eol))
    assert deleted(document, path).text == plan(*left, eol=eol)


MOVED: list[tuple[int, int, list[str]]] = [
    (0, 1, [HEAD, SECTION, METRICS, DOCS, PERSON, EARLY, END]),
    (0, 2, [HEAD, SECTION, METRICS, PERSON, EARLY, DOCS, END]),
    (1, 0, [HEAD, METRICS, DOCS, SECTION, PERSON, EARLY, END]),
    (2, 0, [HEAD, EARLY, DOCS, SECTION, METRICS, PERSON, END]),
    (2, 1, [HEAD, DOCS, EARLY, SECTION, METRICS, PERSON, END]),
    (1, 1, [HEAD, DOCS, SECTION, METRICS, PERSON, EARLY, END]),
]


@EOLS
@pytest.mark.parametrize(("index", "to", "made"), MOVED)
def test_a_record_moves_as_it_is_written(index: int, to: int, made: list[str], eol: str) -> None:
    document = Document.parse(PLAN.replace("\n", eol))
    edited = moved(document, ("goal", index), to)
    assert edited.text == plan(*made, eol=eol)
    assert edited.data == tomli.loads(edited.text)


def test_a_nested_record_goes_and_moves_alone() -> None:
    document = Document.parse(PLAN)
    guide = '  # Written down.\n  [[goal.key_result]]\n  title = "Guide"  # for newcomers\n\n'
    tour = '  [[goal.key_result]]\n  title = "Tour"\n  [goal.key_result.scope]\n  area = "web"\n\n'
    assert deleted(document, ("goal", 0, "key_result", 0)).text == PLAN.replace(guide, "")
    assert deleted(document, ("goal", 0, "key_result", 1)).text == PLAN.replace(tour, "")
    assert deleted(document, ("goal", 0, "key_result")).text == PLAN.replace(guide + tour, "")
    assert moved(document, ("goal", 0, "key_result", 0), 1).text == PLAN.replace(guide + tour, tour + guide)


NEW = {"id": "new", "score": 0.5, "owners": ["ana"], "key_result": [{"title": "k"}, {"title": "l", "scope": {"of": 1}}]}
NEW_TEXT = """\
[[goal]]
id     = "new"
score  = 0.5
owners = ["ana"]

  [[goal.key_result]]
  title = "k"

  [[goal.key_result]]
  title = "l"

[goal.key_result.scope]
of = 1
""".replace("\n\n[goal.key_result.scope]\nof", "\n  [goal.key_result.scope]\n  of")


@EOLS
def test_a_new_record_is_written_like_its_neighbors(eol: str) -> None:
    document = Document.parse(PLAN.replace("\n", eol))
    made = {
        0: plan(HEAD, NEW_TEXT, DOCS, SECTION, METRICS, PERSON, EARLY, END, eol=eol),
        1: plan(HEAD, DOCS, NEW_TEXT, SECTION, METRICS, PERSON, EARLY, END, eol=eol),
        2: plan(HEAD, DOCS, SECTION, METRICS, NEW_TEXT, PERSON, EARLY, END, eol=eol),
        3: plan(HEAD, DOCS, SECTION, METRICS, PERSON, EARLY, NEW_TEXT, END, eol=eol),
    }
    assert {index: inserted(document, "goal", index, NEW).text for index in made} == made
    assert appended(document, "goal", NEW).text == made[3]


def test_a_nested_record_is_written_like_those_of_other_records() -> None:
    document = Document.parse(PLAN)
    block = '  [[goal.key_result]]\n  title = "New"\n'
    at_first = appended(document, ("goal", 0, "key_result"), {"title": "New"})
    assert at_first.text == plan(HEAD, DOCS, block, SECTION, METRICS, PERSON, EARLY, END)
    at_second = appended(document, ("goal", 1, "key_result"), {"title": "New"})
    assert at_second.text == plan(HEAD, DOCS, SECTION, METRICS, block, PERSON, EARLY, END)
    assert set_value(document, ("goal", 1, "key_result"), [{"title": "New"}]).text == at_second.text


SMALL: list[tuple[str, str, str]] = [
    ("", "[[goal]]\nid = 1\n", "empty"),
    ("# Goals.", "# Goals.\n\n[[goal]]\nid = 1", "a comment"),
    ("version = 1\n", "version = 1\n\n[[goal]]\nid = 1\n", "a key"),
    ("[[goal]]", "[[goal]]\n\n[[goal]]\nid = 1", "no end"),
    ("[[goal]]\n[[goal]]\n", "[[goal]]\n[[goal]]\n[[goal]]\nid = 1\n", "no blanks"),
    ("[[goal]]\n# id\n[[goal]]\n# id\n", "[[goal]]\n# id\n[[goal]]\n# id\n\n[[goal]]\nid = 1\n", "a comment below"),
    ("[[goal]]\n\n\n[[goal]]\n", "[[goal]]\n\n\n[[goal]]\n\n\n[[goal]]\nid = 1\n", "many blanks"),
    ("[[ goal ]]\n\tid=0\n", "[[ goal ]]\n\tid=0\n\n[[ goal ]]\n\tid=1\n", "hand"),
    ("goal = []\n", "goal = [{ id = 1 }]\n", "inline"),
    ("goal = [{}]\n", "goal = [{}, { id = 1 }]\n", "one inline"),
    ("goal = [\n  { id = 0 }, # x\n]\n", "goal = [\n  { id = 0 }, # x\n  { id = 1 },\n]\n", "inline lines"),
    ("[goal.x]\n", "", "a table"),
]


@pytest.mark.parametrize(("text", "new", "name"), SMALL)
def test_a_record_finds_its_place_in_a_small_text(text: str, new: str, name: str) -> None:
    document = Document.parse(text)
    if not new:
        with pytest.raises(EditRefusedError):
            appended(document, "goal", {"id": 1})
        return
    assert appended(document, "goal", {"id": 1}).text == new


@pytest.mark.parametrize(
    ("text", "data", "lines"),
    [
        ("[[a]]\nlinks = { web = 1 }\n", {"links": {"web": 2}}, "links = { web = 2 }\n"),
        ("[[a]]\nlinks.web = 1\n", {"links": {"web": 2, "x y": 3}}, 'links.web = 2\nlinks."x y" = 3\n'),
        ("[[a]]\nr = [{ b = 1 }]\n", {"r": [{"b": 2}]}, "r = [{ b = 2 }]\n"),
        ("[[a]]\nb = 1\n", {"r": [], "t": {}, "s": [{}], "m": [1, {}]}, "r = []\nt = {}\nm = [1, {}]\n\n[[a.s]]\n"),
        ("[[a]]\nb = 1\n", {"b": "x\ny\n"}, 'b = """\nx\ny\n"""\n'),
    ],
)
def test_what_is_in_a_record_is_written_as_in_its_neighbors(text: str, data: Any, lines: str) -> None:
    edited = appended(Document.parse(text), "a", data)
    assert edited.text == f"{text}\n[[a]]\n{lines}"
    assert edited.data["a"][1] == data


def test_a_single_table_comes_and_goes() -> None:
    document = Document.parse("[[goal]]\nid = 1\n")
    edited = with_table(document, "community", {"name": "Engines", "links": {"web": "x"}})
    assert edited.text == '[[goal]]\nid = 1\n\n[community]\nname = "Engines"\n\n[community.links]\nweb = "x"\n'
    assert deleted(edited, ("community",)).text == document.text
    with pytest.raises(EditRefusedError, match="already there"):
        with_table(edited, "community", {})


def test_a_record_with_other_tables_between_is_deleted_and_moved_whole() -> None:
    text = "[[goal]]\nid = 1\n\n[other]\n\n# late\n[goal.links]\nweb = 2\n\n[[goal]]\nid = 3\n"
    document = Document.parse(text)
    assert deleted(document, ("goal", 0)).text == "[other]\n\n[[goal]]\nid = 3\n"
    assert moved(document, ("goal", 0), 1).text == (
        "[other]\n\n[[goal]]\nid = 3\n\n[[goal]]\nid = 1\n\n# late\n[goal.links]\nweb = 2\n"
    )


def test_a_text_of_many_lines_that_looks_like_comments_is_no_comment() -> None:
    text = "[[a]]\nb = '''\n# one\n# two'''\n[[a]]\nb = 1\n"
    document = Document.parse(text)
    assert deleted(document, ("a", 1)).text == "[[a]]\nb = '''\n# one\n# two'''\n"
    assert inserted(document, "a", 1, {"b": 2}).text == text.replace("two'''\n", "two'''\n[[a]]\nb = 2\n")


@EOLS
@pytest.mark.parametrize("start", ["# Goals of autumn.\n", ""])
def test_a_record_moves_to_another_file_as_it_is_written(start: str, eol: str) -> None:
    other = Document.parse(start.replace("\n", eol))
    left, taken = take_record(Document.parse(PLAN), ("goal", 0))
    assert left.text == plan(HEAD, SECTION, METRICS, PERSON, EARLY, END)
    placed = pasted(other, "goal", taken)
    assert placed.text == (f"{start}\n{DOCS}" if start else DOCS).replace("\n", eol if start else "\n")
    assert placed.data == {"goal": [tomli.loads(PLAN)["goal"][0]]}


def test_a_record_comes_back_from_another_file_as_it_was() -> None:
    left, taken = take_record(Document.parse(PLAN), ("goal", 0))
    placed = pasted(Document.parse("#:schema x\r\n"), "goal", taken)
    again, back = take_record(placed, ("goal", 0))
    assert again.text == "#:schema x\r\n"
    assert pasted(left, "goal", back, 0).text == plan(HEAD, SECTION, DOCS, METRICS, PERSON, EARLY, END)


PASTED: list[tuple[str, str, str]] = [
    ("# of it\n[[a]] # x\nb = 1 # y\n", "a = []\n", "a = [\n    # of it\n    # x\n    # y\n    { b = 1 }]\n"),
    ("a = [\n  # of it\n  { b = 1 }, # x\n]\n", "[[a]]\nb = 0\n", "[[a]]\nb = 0\n\n# of it\n# x\n[[a]]\nb = 1\n"),
    (
        "a = [\n  # of it\n  { b = 1 }, # x\n]\n",
        "a = [\n\t{}\n]\n",
        "a = [\n\t{},\n\t# of it\n\t{ b = 1 }  # x\n]\n",
    ),
    ("x.a = { b = 1 }\n", "", "[[a]]\nb = 1\n"),
    ("a.b = 1\n", "", "[[a]]\nb = 1\n"),
]


@pytest.mark.parametrize(("source", "target", "new"), PASTED)
def test_a_record_that_must_be_written_anew_keeps_its_comments(source: str, target: str, new: str) -> None:
    document = Document.parse("# top\n\n" + source)
    path: KeyPath = ("x", "a") if source.startswith("x") else ("a",) if source.startswith("a.") else ("a", 0)
    _, taken = take_record(document, path)
    assert pasted(Document.parse(target), "a", taken).text == new


def test_a_record_is_put_where_its_own_comments_stay_its_own() -> None:
    document = Document.parse("# The file.\n[[a]]\nb = 1\n\n# of two\n[[a]]\nb = 2\n")
    swapped = moved(document, ("a", 1), 0)
    assert swapped.text == "# The file.\n\n# of two\n[[a]]\nb = 2\n\n[[a]]\nb = 1\n"
    assert moved(swapped, ("a", 0), 1).text == "# The file.\n\n[[a]]\nb = 1\n\n# of two\n[[a]]\nb = 2\n"


@pytest.mark.parametrize("path", [("nothing",), ("goal", 7), (), ("goal", 0, "id")])
def test_what_is_no_record_cannot_be_taken(path: KeyPath) -> None:
    with pytest.raises(EditRefusedError, match="no such record"):
        take_record(Document.parse(PLAN), path)


@pytest.mark.parametrize(
    ("kind", "data"), [("person", {"id": 1}), (("goal", 9, "key_result"), {}), ((), {}), ("goal", {"id": None})]
)
def test_what_has_no_place_is_refused(kind: Any, data: Any) -> None:
    with pytest.raises(EditRefusedError):
        appended(Document.parse(PLAN), kind, data)


def test_a_record_sets_off_its_keys_as_far_as_the_first_of_its_neighbor_where_some_are_longer() -> None:
    text = '[[rung]]\nid      = "dev-1"\nsummary = "Tried it"\nresponsibilities = ["Ask"]\n'
    record = {"id": "dev-0", "title": "zero", "privileges": ["Read"]}
    new = '\n[[rung]]\nid      = "dev-0"\ntitle   = "zero"\nprivileges = ["Read"]\n'
    assert appended(Document.parse(text), "rung", record).text == text + new


NESTED = """\
[[goal]]
id = "g2"

  [[goal.key_result]]
  title = "Guide"
  # end of kr
"""
NEXT = """\
# comment for g3
# in two lines
[[goal]]
id = "g3"
"""


@EOLS
def test_a_comment_that_is_indented_deeper_than_a_record_belongs_to_the_one_above(eol: str) -> None:
    text = (NESTED + NEXT).replace("\n", eol)
    document = Document.parse(text)
    assert deleted(document, ("goal", 1)).text == NESTED.replace("\n", eol)
    assert deleted(document, ("goal", 0)).text == NEXT.replace("\n", eol)
    more = '\n  [[goal.key_result]]\n  title = "Tour"\n\n'
    added = appended(document, ("goal", 0, "key_result"), {"title": "Tour"})
    assert added.text == (NESTED + more + NEXT).replace("\n", eol)
    _, taken = take_record(document, ("goal", 1))
    assert taken.text == NEXT.rstrip("\n")


@pytest.mark.parametrize(
    ("comments", "own"),
    [
        ("# of the table\n", "# of the table\n"),
        ("# of the page\n  # of the table\n", "  # of the table\n"),
        ("  # of the table\n\t# of the page above\n  # of the table\n", "  # of the table\n"),
        ("\t# of the page\n", ""),
    ],
)
def test_comments_glued_to_an_indented_table_are_indented_alike(comments: str, own: str) -> None:
    head, table = '[[goal]]\nid = "g1"\n', '  [[goal.key_result]]\n  title = "Guide"'
    _, taken = take_record(Document.parse(f"{head}{comments}{table}\n"), ("goal", 0, "key_result", 0))
    assert taken.text == own + table


BEGUN = """\
name = "OpenMRS"

# The goals.
#
# [[goal]]
# id = "docs"

# Thanks.
#
# [[thanks]]
# person = "ada"

# That was it.
"""
DOCS_GOAL = '[[goal]]\nid = "docs"\n'


@pytest.mark.parametrize(
    ("kind", "above"),
    [("goal", '# id = "docs"\n'), ("thanks", '# person = "ada"\n'), ("item", '# person = "ada"\n')],
)
def test_the_first_of_a_kind_goes_below_its_commented_heading_or_below_all_of_them(kind: str, above: str) -> None:
    head, tail = BEGUN.split(above)
    text = '[x]\ny = """\n# [[goal]]\n"""\n\n' + head + above
    record = DOCS_GOAL.replace("goal", kind)
    edited = appended(Document.parse(text + tail), kind, {"id": "docs"})
    assert edited.text == f"{text}\n{record}{tail}"


@pytest.mark.parametrize(
    "text",
    [
        "[x]\n# [[goal]]\n# id = 1\ny = 1\n",
        '[x]\n\n# [[goal]]\n# id = "docs"\n[y]\n',
        "[x]\n# see [[goal]]\n\n# [[goal]] is next\n",
    ],
    ids=["within a section", "glued to another", "in words"],
)
def test_a_comment_that_is_no_heading_says_nothing_of_where_a_record_goes(text: str) -> None:
    edited = appended(Document.parse(text + "\n[z]\n"), "goal", {"id": "docs"})
    assert edited.text == f"{text}\n[z]\n\n{DOCS_GOAL}"
