"""Single faults in a community of several files: each is told once, at its place, and hides nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.checks.plan import findings
from tests.checks.sound import FILES


class Fault(NamedTuple):
    """A piece of a file, and what stands there instead; `^` is just before the place that the finding marks."""

    rule: str
    file: str
    old: str
    new: str


FAULTS = {
    # what is not TOML
    "a string without end": Fault("syntax", "roadmap.toml", '"Mentoring program"', '"Mentoring program^'),
    "a value left out": Fault("syntax", "people.toml", 'github = "ada-lovelace"', "github = ^"),
    "text without quotes": Fault("syntax", "careers.toml", '"Developer stages"', "^Developer stages"),
    "a key twice": Fault("syntax", "community.toml", 'kind = "primary"', 'kind = "primary"\n^kind = "primary"'),
    "a conflict left by git": Fault("syntax", "goals/2026-Q3.toml", 'id = "path-q3"', '^<<<<<<< HEAD\nid = "path-q3"'),
    # tables
    "a kind misspelled": Fault("unknown-kind", "recognition/2026.toml", "[[recognition]]", "[[^recogniton]]"),
    "one bracket for two": Fault("not-a-record", "people/katherine.toml", "[[person]]", "^[person]"),
    "two brackets for one": Fault("not-a-record", "community.toml", "[welcome]", "^[[welcome]]"),
    "a value for a table": Fault("unknown-kind", "community.toml", "[community]\n", "^version = 1\n[community]\n"),
    "a second community": Fault(
        "second-table", "people.toml", "[[standing]]", "^[community]\nname = 'A'\n[[standing]]"
    ),
    # keys
    "a key misspelled": Fault("unknown-key", "roadmap.toml", 'when = "next"', '^wen = "next"'),
    "a key in a nested table": Fault("unknown-key", "goals/2026-Q3.toml", "done = false", "^finished = false"),
    "a key of the table above": Fault("unknown-key", "goals/2026-Q3.toml", "done = false", '^why = "x"\ndone = false'),
    "a key missing": Fault("missing-field", "roadmap.toml", '[[item]]\nid = "summit"', "^[[item]]"),
    "a key missing in a nested table": Fault(
        "missing-field", "careers.toml", '[[ladder.rung]]\nid = "lead"', "^[[ladder.rung]]"
    ),
    "a key missing in an inline table": Fault(
        "missing-field", "people.toml", '{ organization = "Analytical Engines", s', "^{ s"
    ),
    # types
    "a number for text": Fault("wrong-type", "people.toml", '"Ada Lovelace"', "^5"),
    "text for a truth": Fault("wrong-type", "people.toml", "listed = true", 'listed = ^"true"'),
    "text for a date": Fault("wrong-type", "recognition/2026.toml", "2026-03-08", '^"2026-03-08"'),
    "a time for a date": Fault("wrong-type", "people.toml", "since = 2018-06-01", "since = ^2018-06-01T10:00:00"),
    "text for a list": Fault("wrong-type", "community.toml", '["Openness", "Respect"]', '^"Openness"'),
    "a number in a list of texts": Fault("wrong-type", "people.toml", '"hopper@example.org"', "^7"),
    "a fraction for a count": Fault("wrong-type", "metrics/2026-Q2.toml", "sample = 42", "sample = ^4.2"),
    "text for a number": Fault("wrong-type", "community.toml", "0.5", '^"0.5"'),
    "a number for a link": Fault("wrong-type", "community.toml", '"https://openmrs.org"', "^1"),
    "a nested table with one bracket": Fault(
        "wrong-type", "careers.toml", "[[ladder.rung.requirement]]", "^[ladder.rung.requirement]"
    ),
    # values
    "no such status": Fault("invalid-value", "roadmap.toml", '"planned"', '^"plannned"'),
    "no such way to nominate": Fault("invalid-value", "careers.toml", '"peer"', '^"pear"'),
    "no such quarter": Fault("invalid-value", "goals/2026-Q3.toml", '"2026-Q3"', '^"2026-Q5"'),
    "no such period": Fault("invalid-value", "metrics/2026-Q2.toml", '"2026-Q2"', '^"Q2"'),
    "no such horizon": Fault("invalid-value", "roadmap.toml", '"next"', '^"soon"'),
    "empty text": Fault("invalid-value", "community.toml", '"Events"', '^""'),
    "a control character": Fault("invalid-value", "people.toml", '"Ada Lovelace"', '^"Ada\\u001b[31m"'),
    "an id with a space": Fault("invalid-value", "community.toml", '"talk"', '^"the talk"'),
    "a share above one": Fault("invalid-value", "careers.toml", "organization = 0.5", "organization = ^50"),
    "a negative count": Fault("invalid-value", "metrics/2026-Q2.toml", "42", "^-42"),
    "a number that is none": Fault("invalid-value", "community.toml", "0.5", "^nan"),
    "a month that is none": Fault("invalid-value", "community.toml", "values", "fiscal_year_starts = ^13\nvalues"),
    "nothing to thank for": Fault("invalid-value", "recognition/2026.toml", '["doc", "fieldwork"]', "^[]"),
    # references
    "no such person": Fault("unknown-reference", "community.toml", 'lead = "grace"', 'lead = ^"grce"'),
    "no such person in a list": Fault("unknown-reference", "goals/2026-Q3.toml", '"ada", "grace"', '"ada", ^"grce"'),
    "no such focus area": Fault("unknown-reference", "goals/2026-Q2.toml", '"governance"', '^"government"'),
    "no such item": Fault("unknown-reference", "roadmap.toml", '["mentoring"]', '[^"mentors"]'),
    "no such goal": Fault("unknown-reference", "recognition/2026.toml", '"path-q2"', '^"path"'),
    "no such ladder": Fault(
        "unknown-reference", "people.toml", '"katherine"\nladder = "dev"', '"katherine"\nladder = ^"doc"'
    ),
    "no such rung": Fault("unknown-reference", "people.toml", 'rung = "lead"', 'rung = ^"leader"'),
    "no such rung to come after": Fault("unknown-reference", "careers.toml", '["member"]', '[^"members"]'),
    "no such rung to sponsor": Fault("unknown-reference", "careers.toml", '["lead"]', '["lead", ^"leader"]'),
    "no such rung to ask for": Fault(
        "unknown-reference", "careers.toml", "at_least = 10", 'at_least = 10\nrung = ^"novice"'
    ),
    "a target that no number reaches": Fault(
        "impossible-target", "goals/2026-Q3.toml", "at_least = 0.5", "at_least = 0.5\nat_most = ^0.4"
    ),
    "no such metric": Fault("unknown-metric", "careers.toml", '"pull_requests_merged"', '^"merged_pull_requests"'),
    "no such kind of recognition": Fault(
        "undeclared-recognition-kind", "recognition/2026.toml", '"fieldwork"', '^"field-work"'
    ),
    # records against each other
    "an id twice": Fault("duplicate-id", "roadmap.toml", 'id = "summit"', 'id = ^"mentoring"'),
    "an id twice in two files": Fault(
        "duplicate-id",
        "roadmap.toml",
        '[[item]]\nid = "summit"',
        '[[focus_area]]\nid = ^"events"\ntitle = "Events"\n\n[[item]]\nid = "summit"',
    ),
    "a rung twice": Fault(
        "duplicate-id",
        "careers.toml",
        'id = "newcomer"\ntitle = "/dev/null"\n\n[[ladder.rung]]\nid = "member"',
        'id = "member"\ntitle = "/dev/null"\n\n[[ladder.rung]]\nid = ^"member"',
    ),
    "items that wait for each other": Fault(
        "cycle", "roadmap.toml", 'when = "2026-H2"', 'when = "2026-H2"\ndepends_on = [^"summit"]'
    ),
    "goals that continue each other": Fault(
        "cycle", "goals/2026-Q2.toml", 'status = "moved"', 'status = "moved"\ncontinues = ^"path-q3"'
    ),
    "a rung after itself": Fault("cycle", "careers.toml", 'after = ["member"]', 'after = [^"lead"]'),
    # dates
    "an affiliation that ends before it begins": Fault(
        "dates-out-of-order", "people.toml", "2024-05-31", "^2014-05-31"
    ),
    "a standing that ends before it begins": Fault("dates-out-of-order", "people.toml", "2023-12-31", "^2013-12-31"),
    "thanks from the future": Fault("future-recognition", "recognition/2026.toml", "2026-03-08", "^2062-03-08"),
    "a goal whose quarter is over": Fault("stale-plan", "goals/2026-Q2.toml", 'status = "moved"', 'status = ^"active"'),
    "an item whose time is over": Fault(
        "stale-plan", "roadmap.toml", '"active"\nwhen = "2026-H2"', '^"active"\nwhen = "2025"'
    ),
    # goals
    "two ways to judge": Fault("two-ways-to-judge", "goals/2026-Q3.toml", "done = false", "score = 0.7\ndone = ^false"),
    "a target without a metric": Fault(
        "target-without-metric", "goals/2026-Q3.toml", "done = false", "done = false\nat_most = ^3"
    ),
    "a metric without a target": Fault(
        "metric-without-target", "goals/2026-Q3.toml", '"retention"\nbaseline = 0.3\nat_least', '^"retention"\nbaseline'
    ),
    "nothing to judge by": Fault(
        "nothing-to-judge-by",
        "goals/2026-Q3.toml",
        '[[goal.key_result]]\ntitle = "The path is written down"\ndone = false',
        '^[[goal.key_result]]\ntitle = "The path is written down"',
    ),
    "a goal that moved nowhere": Fault("moved-goal-not-continued", "goals/2026-Q3.toml", '"active"', '^"moved"'),
    # ladders and standings
    "two standings at a time": Fault(
        "overlapping-standings",
        "people.toml",
        '"katherine"\nladder = "dev"\nrung = "member"\nsince = 2020-01-01',
        '"ada"\nladder = "dev"\nrung = "member"\nsince = ^2023-12-01',
    ),
    "emeritus since nobody knows when": Fault(
        "emeritus-without-until",
        "people.toml",
        '[[standing]]\nperson = "grace"\nladder = "dev"\nrung = "lead"',
        '^[[standing]]\nstatus = "emeritus"\nperson = "grace"\nladder = "dev"\nrung = "lead"',
    ),
    "a sponsor too early": Fault(
        "sponsor-without-rung",
        "people.toml",
        '2019-03-01\nuntil = 2023-12-31\nsponsors = ["grace"]',
        '2018-03-01\nuntil = 2023-12-31\nsponsors = [^"grace"]',
    ),
    "sponsors of one organization": Fault(
        "sponsors-share-organization",
        "people.toml",
        'since = 2020-01-01\nsponsors = ["grace"]',
        'since = 2020-01-01\nsponsors = ["grace", ^"ada"]\n'
        '[[standing]]\nperson = "ada"\nladder = "dev"\nrung = "lead"\nsince = 2020-01-01\nuntil = 2021-01-01',
    ),
    "too few holders": Fault("too-few-holders", "careers.toml", "minimum_holders = 1", "minimum_holders = ^3"),
    "one organization too strong": Fault(
        "organization-share",
        "careers.toml",
        'title = "/dev/1"',
        'title = "/dev/1"\nmaximum_share_per_organization = ^0.5',
    ),
    "a rung that waits for a higher one": Fault(
        "unreachable-rung", "careers.toml", "at_least = 10", 'at_least = 10\nrung = ^"lead"'
    ),
    # the world outside
    "no such time zone": Fault("unknown-time-zone", "people/katherine.toml", '"America/New_York"', '^"America"'),
    "no such time zone of the community": Fault(
        "unknown-time-zone", "community.toml", '"Africa/Nairobi"', '^"../Nairobi"'
    ),
    "an address for a login": Fault("github-login", "people.toml", '"ada-lovelace"', '^"https://github.com/ada"'),
    "no such placeholder": Fault("unknown-placeholder", "community.toml", '"Welcome, @{login}!', '^"Welcome, @{user}!'),
}


def seen(folder: Path, files: dict[str, str | bytes]) -> set[tuple[str, str, int, int]]:
    return {
        (each.rule, each.file.removeprefix("community/"), each.line, each.column) for each in findings(folder, files)
    }


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_once_at_its_place(name: str, tmp_path: Path) -> None:
    rule, file, old, new = FAULTS[name]
    assert old in FILES[file]
    marked = FILES[file].replace(old, new, 1)
    before = marked[: marked.index("^")]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    known = seen(tmp_path / "sound", dict(FILES))
    found = seen(tmp_path / "faulty", {**FILES, file: marked.replace("^", "", 1)})
    assert found - known == {(rule, file, line, column)}
    assert found >= known


def test_the_community_of_this_table_has_one_finding(tmp_path: Path) -> None:
    assert seen(tmp_path, dict(FILES)) == {("undeclared-recognition-kind", "recognition/2025.toml", 3, 17)}


def test_the_table_has_forty_faults_and_more() -> None:
    assert len(set(FAULTS.values())) >= 40
