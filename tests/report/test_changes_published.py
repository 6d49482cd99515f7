"""Changes as Markdown and JSON, which others publish and read."""

from __future__ import annotations

import re

import pytest

from commtui.insight.changes import compare
from commtui.report.changes import markdown
from commtui.report.changes.comparison import Comparison, SideOf
from commtui.report.style import Style
from tests.report.telling import GOAL, LADDER, PEOPLE, THANKS, compared, data, marked, said

# Markdown


HOSTILE = "<b>|@grace #7 GH-7 [x](http://x) `a` ![i](j) $m$ &lt; **b** ~~s~~ _e_ https://x/@y"


@pytest.mark.parametrize(
    "toml",
    [
        GOAL.replace("First response", HOSTILE),
        GOAL.replace("A rota is kept", HOSTILE),
        GOAL + f'[[goal.key_result]]\ntitle = "{HOSTILE}"\nscope = "{HOSTILE}"\n',
        GOAL.replace("id =", f'why = """\n{HOSTILE}\n\n# {HOSTILE}\n- {HOSTILE}"""\nid ='),
        GOAL.replace("id =", f'tags = ["{HOSTILE}"]\nowners = ["{HOSTILE}"]\nid ='),
        GOAL.replace("id =", f'"{HOSTILE}" = 1\nid ='),
        f'[community]\nname = "A"\nlinks = {{ "{HOSTILE}" = "{HOSTILE}" }}\n',
        f'[[recognition]]\nperson = "{HOSTILE}"\nkinds = ["{HOSTILE}"]\naward = "{HOSTILE}"\n',
        f'[[standing]]\nperson = "{HOSTILE}"\nladder = "{HOSTILE}"\nrung = "{HOSTILE}"\n',
        GOAL.replace("planned", HOSTILE).replace("2026-Q4", HOSTILE),
    ],
)
def test_markdown_cannot_be_misused(toml: str) -> None:
    for base, head in ((GOAL, toml), (toml, GOAL), ("", toml), (toml, "")):
        shown = marked(base, head)
        for bad in ("<", "@grace", "@y", "#7", "GH-7"):
            assert bad not in shown
        for sign in "[]`|$~":
            assert not re.search(rf"(?<!\\)\{sign}", shown)
        assert all(line.startswith("- ") for line in shown.splitlines())


def test_markdown_names_nobody_who_is_not_listed() -> None:
    shy = [
        THANKS.replace("ada", "shy"),
        '[[standing]]\nperson = "shy"\nladder = "code"\nrung = "reviewer"\n',
        '[[person]]\nid = "shyer"\nname = "Shyer Person"\nlisted = false\n',
        '[[person]]\nid = "shyest"\nname = "Shyest Person"\nlisted = "false"\n',
    ]
    goal = GOAL.replace("id =", 'owners = ["shy", "ada"]\nid =')
    thanks = THANKS + 'given_by = "shy"\n'
    base, head = GOAL + THANKS + LADDER, goal + thanks + LADDER + "".join(shy)
    for one, other, owner in ((base, head, "+"), (head, base, "-")):
        for shown in (marked(one, other), "\n".join(data(one, other)["summary"])):
            assert "shy" not in shown.lower()
            assert f"owners {owner}Ada Lovelace" in shown
            assert "5 changes about people who are not listed are not told here" in shown
        assert "Shy Person" in "".join(said(one, other))


def test_someone_who_is_listed_from_now_on_is_not_named_yet() -> None:
    sides = compared("", ""), compared("", "", PEOPLE.replace("listed = false", "listed = true"))
    base, head = (each.head.snapshot for each in sides)
    found = Comparison(SideOf("a", None, base), SideOf("b", None, head), compare(base, head))
    assert markdown.render(found, Style()) == "- 1 change about people who are not listed is not told here"


def test_a_comment_never_gets_too_long() -> None:
    record = "".join(
        f'[[{kind}]]\nid = "i{n}"\ntitle = "{"<" * 80}{n}"\n' for kind in ("goal", "item") for n in range(9)
    )
    fields = "".join(f'"{n}{"&" * 2000}" = "{"&" * 2000}"\n' for n in range(30))
    shown = marked(record, record.replace("title", f"{fields}title"))
    assert len(shown) < 60_000
    assert re.search(r"\n- and \d+ more$", shown)


# JSON


def test_json_has_the_shape_that_it_documents() -> None:
    head = (
        GOAL.replace("planned", "active").replace("id =", 'owners = ["ada"]\nid =')
        + "[[goal.key_result]]\ntitle='New'\n"
    )
    found = data(GOAL, head)
    assert list(found) == ["base", "head", "changes", "summary", "problems"]
    assert (found["base"], found["head"], found["problems"]) == ("1" * 40, None, [])
    (change,) = found["changes"]
    fields = change.pop("fields")
    assert change == {
        "kind": "goal",
        "id": "first-response",
        "title": "First response",
        "change": "changed",
        "file": "community/a.toml",
        "line": 14,
    }
    assert fields == [
        {"field": "status", "title": "Status", "old": "planned", "new": "active", "added": [], "removed": []},
        {"field": "owners", "title": "Owners", "old": [], "new": ["ada"], "added": ["ada"], "removed": []},
        {
            "field": "key_result",
            "title": "Key results",
            "old": None,
            "new": None,
            "added": [{"title": "New"}],
            "removed": [],
        },
    ]
    assert found["summary"] == [
        'Goal "First response" 2026-Q4: planned -> active; +1 key result "New"; owners +Ada Lovelace.'
    ]


def test_json_of_what_came_and_went_has_all_it_said() -> None:
    (new,) = data("", THANKS)["changes"]
    assert (new["change"], new["id"], new["title"]) == ("added", None, "2026-03-08 Ada Lovelace")
    assert {each["field"]: each["new"] for each in new["fields"]} == {
        "person": "ada",
        "kinds": ["doc"],
        "date": "2026-03-08",
    }
    (gone,) = data(LADDER, "")["changes"]
    assert (gone["change"], gone["line"]) == ("removed", 14)
    (rungs,) = [each for each in gone["fields"] if each["field"] == "rung"]
    assert rungs["removed"][0]["nomination"] == {"sponsors": 1}


def test_json_says_where_a_nested_field_is() -> None:
    (change,) = data(LADDER, LADDER.replace("sponsors = 1", "sponsors = 2"))["changes"]
    assert [(each["field"], each["title"]) for each in change["fields"]] == [
        ("rung.reviewer.nomination.sponsors", 'Rung "Reviewer": nomination: Sponsors')
    ]


def test_json_can_hold_what_a_record_with_errors_says() -> None:
    odd = "1979-05-27T07:32:00Z, 07:32:00, nan, -inf, { a = [nan] }, true, 9007199254740993"
    (change,) = data("", f'[[goal]]\nid = 07:32:00\ntitle = "\\u001b[31m"\nowners = [{odd}]\n')["changes"]
    assert change["id"] == "07:32:00"
    (owners,) = [each["new"] for each in change["fields"] if each["field"] == "owners"]
    assert owners == [
        "1979-05-27T07:32:00+00:00",
        "07:32:00",
        "nan",
        "-inf",
        {"a": ["nan"]},
        True,
        9007199254740993,
    ]


def test_json_tells_what_could_not_be_compared() -> None:
    assert data(GOAL, "[[goal")["problems"] == [
        {
            "side": "head",
            "file": "community/a.toml",
            "line": 14,
            "column": 7,
            "reason": "Expected the end of the header",
        }
    ]
