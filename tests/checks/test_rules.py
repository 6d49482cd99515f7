"""Every rule finds what breaks it, and leaves alone what does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commtui.checks.engine import all_rules
from tests.checks.examples import EXAMPLES
from tests.checks.plan import findings, of

SECOND_FILE = {
    "second-table": {"welcome.toml": '[welcome]\nlabel = "newcomer"\n'},
    "passed-over-file": {"../community.toml": '[community]\nname = "OpenMRS"\n'},
}


@pytest.mark.parametrize("rule", sorted(EXAMPLES))
def test_a_rule_finds_its_bad_example(rule: str, tmp_path: Path) -> None:
    files = {"community.toml": EXAMPLES[rule].bad, **SECOND_FILE.get(rule, {})}
    found = findings(tmp_path, files)
    assert of(rule, found)
    assert {each.severity for each in of(rule, found)} == {next(r.severity for r in all_rules() if r.id == rule)}


@pytest.mark.parametrize("rule", sorted(EXAMPLES))
def test_a_rule_leaves_its_good_example_alone(rule: str, tmp_path: Path) -> None:
    assert of(rule, findings(tmp_path, EXAMPLES[rule].good)) == []


@pytest.mark.parametrize("rule", sorted(EXAMPLES))
def test_a_good_example_has_no_errors_of_any_rule(rule: str, tmp_path: Path) -> None:
    assert [each for each in findings(tmp_path, EXAMPLES[rule].good) if each.severity == "error"] == []


def test_every_rule_has_a_bad_and_a_good_example() -> None:
    assert sorted(EXAMPLES) == [rule.id for rule in all_rules()]


def test_rules_are_told_apart_by_ids_in_kebab_case_and_say_in_a_line_what_they_are() -> None:
    rules = all_rules()
    assert len({rule.id for rule in rules}) == len(rules)
    for rule in rules:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
        assert 10 < len(rule.summary) < 110
        assert rule.summary.isprintable()
        assert not rule.summary.endswith(".")
