"""Where the rules draw the line: what is left alone, and what only follows from another fault."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.checks.plan import findings, of

NAME = '[community]\nname = "OpenMRS"\n'
ADA = '[[person]]\nid = "ada"\nname = "Ada Lovelace"\n'
GRACE = '[[person]]\nid = "grace"\nname = "Grace Hopper"\n'
THANKS = '[[recognition]]\nperson = "ada"\nkinds = ["doc"]\n'
STANDING = '[[standing]]\nperson = "ada"\nladder = "dev"\nrung = "member"\n'
LADDER = '[[ladder]]\nid = "dev"\ntitle = "Developer stages"\n'


def rung(id_: str, rest: str = "") -> str:
    return f'[[ladder.rung]]\nid = "{id_}"\ntitle = "{id_.title()}"\n{rest}'


def asks_for(id_: str, group: str = "") -> str:
    any_of = f'any_of = "{group}"\n' if group else ""
    return f'[[ladder.rung.requirement]]\ntext = "Be {id_}"\nkind = "rung"\nrung = "{id_}"\n{any_of}'


ALTERNATIVE = '[[ladder.rung.requirement]]\ntext = "Be known"\nkind = "judgement"\nany_of = "or"\n'


def rules(folder: Path, files: Mapping[str, str | bytes] | str) -> list[str]:
    return [each.rule for each in findings(folder, files)]


# What cannot be read is not missing.


@pytest.mark.parametrize(
    "person",
    [
        '[[person]]\nid = "ada"\n',
        '[[person]]\nid = "ada"\nname = 5\n',
        '[person]\nid = "ada"\nname = "Ada Lovelace"\n',
        '[[persn]]\nid = "ada"\nname = "Ada Lovelace"\n',
        '[[person]]\nid = "ada"\nname = "Ada\n',
        "[[person]]\n'id' = 'ada'\nname = \n",
        'person = [{ id = "ada", name }]\n',
    ],
)
def test_a_person_with_faults_is_a_known_person(person: str, tmp_path: Path) -> None:
    assert len(findings(tmp_path, {"community.toml": NAME + THANKS, "people.toml": person})) == 1


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_people_in_a_file_that_is_not_utf_8_are_known(encoding: str, tmp_path: Path) -> None:
    people = '[[person]]\nid = "zoé"\nname = "Zoé"\n'.encode(encoding)
    thanks = '[[recognition]]\nperson = "zoé"\nkinds = ["doc"]\n'
    assert rules(tmp_path, {"community.toml": NAME + thanks, "people.toml": people}) == ["unreadable-file"]


def test_the_page_of_a_person_that_cannot_be_read_is_that_person(tmp_path: Path) -> None:
    files = {"community.toml": NAME + THANKS, "people/grace.toml": GRACE}
    folder = tmp_path / "community" / "people" / "ada.toml"
    folder.parent.mkdir(parents=True)
    folder.symlink_to("nowhere.toml")
    assert rules(tmp_path, files) == ["unreadable-file"]


def test_where_no_person_is_known_and_a_file_cannot_be_read_they_may_be_there(tmp_path: Path) -> None:
    (tmp_path / "community").mkdir()
    (tmp_path / "community" / "people.toml").symlink_to("nowhere.toml")
    assert rules(tmp_path, NAME + THANKS) == ["unreadable-file"]


def test_a_broken_file_does_not_excuse_what_it_does_not_name(tmp_path: Path) -> None:
    files = {"community.toml": NAME + THANKS, "people.toml": '[[person]]\nid = "grace"\nname = \n'}
    assert sorted(rules(tmp_path, files)) == ["syntax", "unknown-reference"]


def test_the_rungs_of_a_ladder_with_faults_are_not_missed(tmp_path: Path) -> None:
    ladder = LADDER.replace("title", "titel") + rung("newcomer")
    found = rules(tmp_path, NAME + ADA + STANDING + ladder)
    assert sorted(found) == ["missing-field", "unknown-key"]


def test_a_goal_continued_by_one_with_faults_is_continued(tmp_path: Path) -> None:
    moved = '[[goal]]\nid = "a"\nquarter = "2026-Q2"\ntitle = "A"\nstatus = "moved"\n'
    later = '[[goal]]\nid = "b"\nquarter = "2026-Q3"\ntitle = "A"\ncontinues = "a"\n'
    assert rules(tmp_path / "rejected", NAME + moved + later) == ["missing-field"]
    broken = {"community.toml": NAME + moved, "goals.toml": later + "status = \n"}
    assert rules(tmp_path / "broken", broken) == ["syntax"]


def test_holders_in_a_file_that_cannot_be_read_are_not_missed(tmp_path: Path) -> None:
    files = {
        "community.toml": NAME + LADDER + rung("member", "minimum_holders = 1\n"),
        "people.toml": f"{STANDING}since\n",
    }
    assert rules(tmp_path, files) == ["syntax"]


def test_the_fiscal_year_counts_also_where_the_community_has_a_fault(tmp_path: Path) -> None:
    goal = '[[goal]]\nid = "a"\nquarter = "2026-Q2"\ntitle = "A"\nstatus = "active"\n'
    assert rules(tmp_path / "calendar", NAME + goal) == ["stale-plan"]
    assert rules(tmp_path / "fiscal", f"{NAME}fiscal_year_starts = 4\n{goal}") == []
    assert rules(tmp_path / "fault", f"{NAME}fiscal_year_starts = 4\nmotto = 'A'\n{goal}") == ["unknown-key"]


def test_a_plan_is_stale_from_the_first_day_after_its_quarter(tmp_path: Path) -> None:
    text = f'{NAME}[[goal]]\nid = "a"\nquarter = "2026-Q2"\ntitle = "A"\nstatus = "planned"\n'
    assert findings(tmp_path, text, date(2026, 6, 30)) == []
    assert [each.rule for each in findings(tmp_path, text, date(2026, 7, 1))] == ["stale-plan"]


def test_the_last_quarter_of_time_is_no_trouble(tmp_path: Path) -> None:
    text = f'{NAME}[[goal]]\nid = "a"\nquarter = "9999-Q4"\ntitle = "A"\nstatus = "active"\n'
    assert findings(tmp_path, text, date(9999, 12, 30)) == []


# Files that are not read.


@pytest.mark.parametrize("sort", ["link", "folder", "pipe", "large"])
def test_what_is_not_a_readable_file_is_told_on_its_first_line(sort: str, tmp_path: Path) -> None:
    place = tmp_path / "community" / "goals.toml"
    place.parent.mkdir()
    make: dict[str, Callable[[], object]] = {
        "link": lambda: place.symlink_to("/etc/hostname"),
        "folder": place.mkdir,
        "pipe": lambda: os.mkfifo(place),
        "large": lambda: place.write_bytes(b"#" * (8 * 1024 * 1024 + 1)),
    }
    make[sort]()
    found = findings(tmp_path, NAME + ADA + 'github = "@ada"\n')
    assert [(each.file, each.rule, each.line, each.column) for each in found] == [
        ("community/community.toml", "github-login", 6, 10),
        ("community/goals.toml", "unreadable-file", 1, 1),
    ]


# Metrics.


def test_the_sql_files_of_a_community_are_metrics(tmp_path: Path) -> None:
    result = '[[goal]]\nid = "a"\nquarter = "2026-Q3"\ntitle = "A"\nstatus = "active"\n'
    result += '[[goal.key_result]]\ntitle = "R"\nmetric = "talk_posts"\nat_least = 3\n'
    assert rules(tmp_path, NAME + result) == ["unknown-metric"]
    assert rules(tmp_path, {"community.toml": NAME + result, "metrics/talk_posts.sql": "select 1"}) == []


# Standings and sponsors.


def test_a_handover_on_one_day_is_no_overlap(tmp_path: Path) -> None:
    people = ADA + STANDING + "until = 2025-01-31\n" + STANDING + "since = 2025-01-31\n"
    assert rules(tmp_path, NAME + LADDER + rung("member") + people) == []


def test_one_rung_in_two_scopes_is_no_overlap(tmp_path: Path) -> None:
    people = ADA + STANDING + 'scope = "docs"\n' + STANDING + 'scope = "code"\n'
    assert rules(tmp_path, NAME + LADDER + rung("member") + people) == []


def test_of_three_standings_each_that_overlaps_is_told(tmp_path: Path) -> None:
    people = ADA + STANDING + STANDING + "since = 2024-01-01\nuntil = 2024-02-01\n" + STANDING + "since = 2025-01-01\n"
    assert rules(tmp_path, NAME + LADDER + rung("member") + people) == ["overlapping-standings"] * 2


def test_an_earlier_standing_that_lasts_longest_is_the_one_that_overlaps(tmp_path: Path) -> None:
    people = (
        ADA
        + STANDING
        + "since = 2020-01-01\nuntil = 2020-12-31\n"
        + STANDING
        + "since = 2021-01-01\nuntil = 2024-01-01\n"
    )
    people += STANDING + "since = 2022-01-01\nuntil = 2022-02-01\n" + STANDING + "since = 2023-01-01\n"
    found = findings(tmp_path, NAME + LADDER + rung("member") + people)
    assert [(each.rule, each.message[-2:]) for each in found] == [("overlapping-standings", "18")] * 2


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2019-12-31", True),
        ("2020-01-01", False),
        ("2020-08-01", False),
        ("2020-12-31", False),
        ("2021-01-01", True),
        ("2022-03-01", False),
    ],
)
def test_a_sponsor_held_one_of_the_rungs_that_may_sponsor_on_that_day(day: str, told: bool, tmp_path: Path) -> None:
    ladder = LADDER + rung("member", '[ladder.rung.nomination]\nsponsor_rungs = ["lead", "chief"]\n')
    held = '[[standing]]\nperson = "grace"\nladder = "dev"\nrung = "{}"\nsince = {}\nuntil = {}\n'
    people = (
        held.format("chief", "2022-01-01", "2022-12-31")
        + held.format("lead", "2020-01-01", "2020-12-31")
        + held.format("chief", "2020-02-01", "2020-05-31")
        + held.format("member", "2010-01-01", "2022-12-31")
    )
    sponsored = f'{STANDING}since = {day}\nsponsors = ["grace"]\n'
    found = rules(tmp_path, NAME + ladder + rung("lead") + rung("chief") + ADA + GRACE + people + sponsored)
    assert found == ["sponsor-without-rung"] * told


def test_a_holder_on_a_rung_that_is_not_there_may_be_the_one_that_is_missing(tmp_path: Path) -> None:
    ladder = LADDER + rung("member", "minimum_holders = 1\n")
    standing = STANDING.replace('"member"', '"memebr"')
    assert rules(tmp_path, NAME + ladder + ADA + standing) == ["unknown-reference"]


def test_of_two_records_with_one_id_the_later_is_told_though_the_earlier_has_faults(tmp_path: Path) -> None:
    files = {
        "community.toml": NAME,
        "people/a.toml": ADA + "nme = 1\n",
        "people/b.toml": ADA,
        "people/c.toml": "nme = 1\n",
    }
    found = of("duplicate-id", findings(tmp_path, files))
    assert [each.file for each in found] == ["community/people/b.toml"]


def test_a_list_whose_members_have_faults_is_not_called_short(tmp_path: Path) -> None:
    found = findings(tmp_path, NAME + ADA + THANKS.replace('"doc"', "1, 2"))
    assert [(each.rule, each.line, each.column) for each in found] == [("wrong-type", 8, 10), ("wrong-type", 8, 13)]


def test_a_sponsor_whose_own_standing_has_a_fault_is_not_judged(tmp_path: Path) -> None:
    ladder = LADDER + '[ladder.nomination]\nsponsor_rungs = ["lead"]\n' + rung("member") + rung("lead")
    sponsored = STANDING + 'since = 2026-01-01\nsponsors = ["grace"]\n'
    lead = '[[standing]]\nperson = "grace"\nladder = "dev"\nrung = "lead"\nsince = 2020-01-01\n'
    text = NAME + ladder + ADA + GRACE + sponsored
    assert rules(tmp_path / "none", text) == ["sponsor-without-rung"]
    assert rules(tmp_path / "sound", text + lead) == []
    assert rules(tmp_path / "rejected", f"{text}{lead}place = 'Nairobi'\n") == ["unknown-key"]
    assert rules(tmp_path / "misplaced", text + lead.replace('"lead"', '"leed"')) == ["unknown-reference"]
    assert rules(tmp_path / "emeritus", f'{text}{lead}status = "emeritus"\n') == ["emeritus-without-until"]


def test_the_nomination_of_a_rung_goes_before_that_of_its_ladder(tmp_path: Path) -> None:
    ladder = LADDER + '[ladder.nomination]\nsponsor_rungs = ["lead"]\n' + rung("member", "[ladder.rung.nomination]\n")
    sponsored = STANDING + 'since = 2026-01-01\nsponsors = ["grace"]\n'
    assert rules(tmp_path, NAME + ladder + rung("lead") + ADA + GRACE + sponsored) == []


def test_one_holder_of_an_organization_is_never_too_many(tmp_path: Path) -> None:
    works = '[[person.affiliation]]\norganization = "Regenstrief"\n'
    member = rung("member", "maximum_share_per_organization = 0.3\n")
    assert rules(tmp_path, NAME + LADDER + member + ADA + works + STANDING) == []


# Rungs that nobody can reach.


@pytest.mark.parametrize(
    ("rungs", "told"),
    [
        (rung("member") + rung("lead", asks_for("member")), []),
        (rung("member", asks_for("lead")) + rung("lead"), ["member"]),
        (rung("member", asks_for("member")), ["member"]),
        (rung("member", asks_for("lead", "or") + asks_for("chief", "or")) + rung("lead") + rung("chief"), ["member"]),
        (rung("newcomer") + rung("member", asks_for("lead", "or") + asks_for("newcomer", "or")) + rung("lead"), []),
        (rung("member", asks_for("lead", "or") + ALTERNATIVE) + rung("lead"), []),
        (rung("member", 'after = ["lead"]\n') + rung("lead"), ["member"]),
        (rung("member", 'after = ["lead"]\n') + rung("lead", "after = []\n"), []),
        (rung("guide", 'line = "side"\n') + rung("member") + rung("lead"), []),
    ],
)
def test_a_rung_that_nobody_can_reach_is_told_where_the_reason_stands(
    rungs: str, told: list[str], tmp_path: Path
) -> None:
    found = of("unreachable-rung", findings(tmp_path, NAME + LADDER + rungs))
    assert [each.message.split('"')[1] for each in found] == told


def test_what_comes_after_a_circle_is_told_and_what_comes_after_that_is_not(tmp_path: Path) -> None:
    text = LADDER + rung("a", 'after = ["b"]\n') + rung("b", 'after = ["a"]\n') + rung("c") + rung("d")
    found = findings(tmp_path, NAME + text)
    assert [(each.rule, each.message.split('"')[1]) for each in found] == [
        ("cycle", "after"),
        ("unreachable-rung", "c"),
    ]


# The world outside.


@pytest.mark.parametrize(
    "zone", ["../UTC", "America", "/etc/passwd", "..", "UTC ", "x" * 5000, "tzdata.zi", "CON", "é"]
)
def test_an_odd_time_zone_is_a_finding(zone: str, tmp_path: Path) -> None:
    assert rules(tmp_path, f'{NAME}timezone = "{zone}"\n') == ["unknown-time-zone"]


@pytest.mark.parametrize("login", ["ada", "ADA-1", "a", "x" * 39, "dependabot[bot]", "ada_acme"])
def test_a_login_that_github_has_is_fine(login: str, tmp_path: Path) -> None:
    assert rules(tmp_path, f'{NAME}{ADA}github = "{login}"\n') == []


@pytest.mark.parametrize(
    "login", ["-ada", "ada-", "ada--b", "x" * 40, "ada lovelace", "ada.l", "áda", "github.com/ada"]
)
def test_a_login_that_github_would_not_have_is_told(login: str, tmp_path: Path) -> None:
    assert rules(tmp_path, f'{NAME}{ADA}github = "{login}"\n') == ["github-login"]


# Greetings.


@pytest.mark.parametrize(
    "text", ["{login} {number}", "{ }", "{}", '{"a": 1}', "{{ matrix.os }}", "{{user}}", "{a b c}"]
)
def test_braces_that_are_no_placeholder_are_text(text: str, tmp_path: Path) -> None:
    assert rules(tmp_path, f"{NAME}[welcome]\nfirst_merge = '{text}'\n") == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{Login}", "did you mean {login}?"),
        ("{ login }", "did you mean {login}?"),
        ("{{login}}", "single braces: {login}"),
        ("{first-rung}", "did you mean {first_rung}?"),
    ],
)
def test_a_placeholder_that_would_not_be_replaced_is_told(text: str, hint: str, tmp_path: Path) -> None:
    (found,) = findings(tmp_path, f"{NAME}[welcome]\nfirst_merge = 'Welcome {text}, {text}'\n")
    assert (found.rule, found.hint) == ("unknown-placeholder", hint)


# Goals.


def test_each_number_without_a_metric_is_told(tmp_path: Path) -> None:
    goal = '[[goal]]\nid = "a"\nquarter = "2026-Q3"\ntitle = "A"\nstatus = "active"\n[[goal.key_result]]\ntitle = "R"\n'
    found = findings(tmp_path, f"{NAME}{goal}at_least = 1\nat_most = 3\nbaseline = 0\nactual = 2\n")
    assert [(each.rule, each.line) for each in found] == [("target-without-metric", line) for line in range(10, 14)]


def test_a_score_at_mid_quarter_is_a_way_to_judge(tmp_path: Path) -> None:
    goal = '[[goal]]\nid = "a"\nquarter = "2026-Q3"\ntitle = "A"\nstatus = "active"\n[[goal.key_result]]\ntitle = "R"\n'
    assert rules(tmp_path / "mid", f"{NAME}{goal}mid_score = 0.3\n") == []
    assert rules(tmp_path / "both", f"{NAME}{goal}mid_score = 0.3\nscore = 0.5\n") == []
    assert rules(tmp_path / "two", f"{NAME}{goal}mid_score = 0.3\ndone = true\n") == ["two-ways-to-judge"]
