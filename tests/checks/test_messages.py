"""What findings say: plainly, with a hint where one helps, on one line, and never with what a terminal would obey."""

from __future__ import annotations

from pathlib import Path

import pytest

from commtui.checks.diagnostic import Diagnostic
from commtui.checks.nearest import MOST_COMPARISONS, Nearest
from commtui.checks.words import described, listed, quoted
from commtui.model.words import printable
from tests.checks.plan import findings, of

NAME = '[community]\nname = "OpenMRS"\n'
ADA = '[[person]]\nid = "ada"\nname = "Ada Lovelace"\n'
LADDER = '[[ladder]]\nid = "dev"\ntitle = "Developer stages"\n[[ladder.rung]]\nid = "member"\ntitle = "Member"\n'


def only(folder: Path, text: str) -> Diagnostic:
    found = findings(folder, text)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (ADA + "listed = 'no'\n", '"listed" should be true or false, not text', ""),
        (ADA + "listed = 'true'\n", '"listed" should be true or false, not text', "without quotes: true"),
        (ADA + "emails = 'a@example.org'\n", '"emails" should be a list, not text', 'in brackets: ["a@example.org"]'),
        (ADA + "emails = ['a@b.c', 7]\n", 'Member 2 of "emails" should be text, not a number', "in quotes"),
        (ADA + "github_id = -1\n", '"github_id" should not be negative, not -1', ""),
        (ADA + "github_id = 9223372036854775808\n", '"github_id" should fit in 64 bits, not so large a number', ""),
        (ADA + "region = ''\n", '"region" should not be empty', ""),
        (ADA + "nme = 'Ada'\n", 'Unknown key "nme" in person "ada"', 'did you mean "name"?'),
        (
            ADA + "kind = 'organisation'\n",
            '"kind" should be "human", "bot" or "organization", not "organisation"',
            'did you mean "organization"?',
        ),
        (
            ADA + "affiliation = 'Regenstrief'\n",
            '"affiliation" should be tables written as [[person.affiliation]], not text',
            "",
        ),
        (
            ADA + "[[person.affiliation]]\norganization = 'A'\nregion = 'B'\n",
            'Unknown key "region" in this [[person.affiliation]]',
            "it belongs to [[person]]: put it above the tables within",
        ),
        (ADA + "[[person.affiliation]]\n", 'This [[person.affiliation]] needs "organization"', None),
        ("[[goals]]\n", 'Unknown kind "goals"', "did you mean [[goal]]?"),
        ("[[people]]\n", 'Unknown kind "people"', "did you mean [[person]]?"),
        ("[links]\n", 'Unknown kind "links"', None),
        ("[channel]\nid = 'talk'\n", "[channel] should be [[channel]]", "two brackets: there can be several"),
        ("channel = ['talk']\n", 'Member 1 of "channel" should be a table, not text', "write [[channel]]"),
        ("channel = 'talk'\n", '"channel" should be a table, not text', "write [[channel]]"),
        (
            "[[channel]]\nid='talk'\nname='Talk'\n",
            'Channel "talk" needs "kind"',
            'one of "primary", "asynchronous" or "synchronous"',
        ),
        ("[community.links]\n'' = 'x'\n", 'The key "" should not be empty', ""),
    ],
)  # fmt: skip
def test_a_fault_is_told_in_plain_words(text: str, message: str, hint: str | None, tmp_path: Path) -> None:
    found = only(tmp_path, text + NAME)
    assert found.message == message
    assert hint is None or found.hint == hint


def test_the_nearest_id_is_named(tmp_path: Path) -> None:
    found = only(tmp_path, f'{NAME}{ADA}[[item]]\nid = "api"\ntitle = "API"\nstatus = "idea"\nowners = ["adda"]\n')
    assert (found.message, found.hint) == ('Unknown person "adda"', 'did you mean "ada"?')


def test_where_few_are_known_they_are_named(tmp_path: Path) -> None:
    found = only(tmp_path, f'{NAME}{ADA}{LADDER}[[standing]]\nperson = "ada"\nladder = "dev"\nrung = "chief"\n')
    assert (found.message, found.hint) == ('Unknown rung "chief" of the ladder "dev"', 'known: "member"')


def test_of_a_cycle_all_members_are_named(tmp_path: Path) -> None:
    item = '[[item]]\nid = "{}"\ntitle = "Item"\nstatus = "idea"\ndepends_on = ["{}"]\n'
    found = only(tmp_path, NAME + item.format("api", "docs") + item.format("docs", "spec") + item.format("spec", "api"))
    assert found.message == '"depends_on" goes in a circle: "api" -> "docs" -> "spec" -> "api"'


def test_circles_that_share_members_are_one_finding(tmp_path: Path) -> None:
    item = '[[item]]\nid = "{}"\ntitle = "Item"\nstatus = "idea"\ndepends_on = [{}]\n'
    text = item.format("api", '"docs", "spec"') + item.format("docs", '"api"') + item.format("spec", '"api"')
    assert only(tmp_path, NAME + text).message == '"depends_on" goes in circles among "api", "docs" and "spec"'


def test_a_duplicate_names_the_earlier_one_by_file_and_line(tmp_path: Path) -> None:
    files = {"community.toml": NAME, "people/ada.toml": ADA, "people/zoe.toml": "\n" + ADA}
    (found,) = findings(tmp_path, files)
    assert (found.file, found.line) == ("community/people/zoe.toml", 3)
    assert found.message == 'Duplicate person id "ada": community/people/ada.toml:1 has it already'


def test_a_second_community_names_the_first(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, {"a.toml": f"\n{NAME}", "b.toml": NAME})
    assert found.message == "A second [community]: the community has one already, at community/a.toml:2"


def test_a_conflict_left_by_git_is_recognized(tmp_path: Path) -> None:
    found = only(tmp_path, f"{NAME}<<<<<<< HEAD\ntagline = 'a'\n=======\ntagline = 'b'\n>>>>>>> main\n")
    assert (found.rule, found.line, found.column) == ("syntax", 3, 1)
    assert found.hint == "git left a conflict here: keep one side, and remove the marks"


HOSTILE = "\x1b[31m‮a⁦\u2028\x85\x9b\x00"


def test_hostile_names_are_shown_harmlessly(tmp_path: Path) -> None:
    escaped = "".join(f"\\u{ord(each):04x}" for each in HOSTILE)
    texts = [
        f'"{escaped}" = 1\n',
        f'[community]\nname = "{escaped}"\n"{escaped}" = 1\n',
        f'[["{escaped}"]]\nid = "{escaped}"\n',
        f'{NAME}{ADA}[community.links]\n"{escaped}" = 1\n',
        f'[[person]]\nid = "{escaped}"\nname = "x"\nkind = "{escaped}"\nwhat = 1\n',
        f'[[goal]]\nid = "g"\nquarter = "{escaped}"\n',
    ]
    for number, text in enumerate(texts):
        found = findings(tmp_path / str(number), text)
        assert found
        for each in found:
            assert printable(each.message + each.hint) == each.message + each.hint


def test_long_values_are_cut(tmp_path: Path) -> None:
    text = f'{NAME}{ADA}kind = "{"x" * 5000}"\n"{"y" * 5000}" = 1\n'
    for each in findings(tmp_path, text):
        assert len(each.message) < 250


def test_words() -> None:
    assert printable("a\x1b\u202eb") == "a\\u001b\\u202eb"
    assert quoted("می‌خواهم 👩🏽‍💻") == '"می‌خواهم 👩🏽‍💻"'
    assert quoted("x" * 100) == '"' + "x" * 59 + '…"'
    assert listed(["a"]) == '"a"'
    assert listed(["a", "b", "c"], "or") == '"a", "b" or "c"'
    assert listed(map(str, range(1003)), most=3) == '"0", "1", "2" and 1,000 more'
    values: list[object] = [True, 1, float("inf"), "", [], {}]
    assert [described(each) for each in values] == [
        *("true or false", "a number", "inf", "empty text", "a list", "a table"),
    ]


def test_after_many_comparisons_names_get_no_hints() -> None:
    known = {f"person-{number}" for number in range(500)}
    nearest = Nearest()
    found = [nearest.to(f"persn-{number}", "person", known) for number in range(100)]
    assert found[0] == "person-0"
    assert sum(each is not None for each in found) == MOST_COMPARISONS // len(known)
    assert nearest.to("persn-0", "person", known) == "person-0"


def test_what_is_written_in_other_case_is_near() -> None:
    assert Nearest().to("ADA", "person", ["ad", "ada", "adam"]) == "ada"


def test_findings_beyond_the_limit_are_counted(tmp_path: Path) -> None:
    text = f"{NAME}{ADA}emails = [{'1, ' * 5000}]\n"
    found = findings(tmp_path, text)
    assert len(found) == 1001
    assert [each.message for each in found if "more" in each.message] == ["At least 4,000 more like this in this file"]
    assert of("wrong-type", found) == found
