"""Findings as text, JSON, workflow commands and SARIF."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from commtui.checks.diagnostic import Diagnostic, Severity
from commtui.checks.engine import all_rules
from commtui.report.diagnostics import github, sarif, text
from commtui.report.diagnostics import json as as_json
from commtui.report.diagnostics.checked import Checked
from commtui.report.style import Style
from commtui.store.snapshot import Snapshot

PLAIN = Style()
Make = Callable[..., Checked]
GOALS = """[[goal]]
id = "career-path"
quarter = "2013-Q2"
title = "夏培肃 tries it"
status = "doen"
owners = ["anna"]
"""
RULE = all_rules()[0].id


def found(
    line: int,
    column: int,
    end: int,
    severity: Severity = "error",
    message: str = "is wrong",
    hint: str = "",
    **more: Any,
) -> Diagnostic:
    values: dict[str, Any] = {"file": "community/goals.toml", "end_line": line, "rule": RULE} | more
    return Diagnostic(line=line, column=column, end_column=end, severity=severity, message=message, hint=hint, **values)


@pytest.fixture
def checked(community: Callable[[dict[str, str]], Snapshot]) -> Make:
    snapshot = community({"goals.toml": GOALS, "people.toml": '[[person]]\nid = "ana"\nname = "Ana"\n'})
    return lambda *diagnostics, asked=None: Checked(snapshot, diagnostics, asked)


def test_text_shows_where_what_and_how_to_mend_it(checked: Make) -> None:
    output = text.render(
        checked(
            found(5, 10, 16, message='status should be "done"', hint='did you mean "done"?'),
            found(6, 11, 17, "warning", 'there is no person "anna"'),
        ),
        PLAIN,
    )
    assert output == (
        "community/goals.toml\n"
        f'  5:10  error    status should be "done"  [{RULE}]\n'
        '        │ status = "doen"\n'
        "        │          ^^^^^^\n"
        '        │ did you mean "done"?\n'
        f'  6:11  warning  there is no person "anna"  [{RULE}]\n'
        '        │ owners = ["anna"]\n'
        "        │           ^^^^^^\n"
        "\n"
        "1 error, 1 warning in 2 files, 2 records"
    )


def test_text_says_so_when_there_is_nothing_to_mend(checked: Make) -> None:
    assert text.render(checked(), PLAIN) == "✓ 2 files, 2 records: nothing to mend"
    asked = frozenset({"community/goals.toml"})
    assert text.render(checked(asked=asked), PLAIN) == "✓ 1 of 2 files: nothing to mend"


def test_text_in_ascii_is_ascii(checked: Make) -> None:
    assert text.render(checked(found(4, 10, 13)), Style(ascii_only=True)).isascii()


def test_text_has_color_only_where_it_is_wanted(checked: Make) -> None:
    assert "\x1b[31m" in text.render(checked(found(5, 10, 16)), Style(color=True))
    assert "\x1b" not in text.render(checked(found(5, 10, 16)), PLAIN)


def test_a_message_cannot_move_the_cursor(checked: Make) -> None:
    hostile = checked(found(5, 10, 16, message="\x1b[2J", hint="\x9b2J", file="a\x1bb.toml"))
    assert not re.search("[\x1b\x9b]", text.render(hostile, PLAIN))
    assert not re.search("[\x1b\x9b]", github.render(hostile, PLAIN))
    assert not re.search("[\x1b\x9b]", as_json.render(hostile, PLAIN))


def test_a_fault_over_several_lines_is_marked_to_the_end_of_the_first(checked: Make) -> None:
    output = text.render(checked(found(5, 10, 3, end_line=6)), PLAIN)
    assert "          ^^^^^^\n" in output + "\n"


def test_a_place_that_is_not_in_the_text_is_told_without_it(checked: Make) -> None:
    output = text.render(checked(found(99, 1, 2), found(1, 1, 2, file="community/gone.toml")), PLAIN)
    assert "99:1" in output
    assert "^" not in output


def test_json_has_the_agreed_keys_and_order(checked: Make) -> None:
    data = json.loads(as_json.render(checked(found(5, 10, 16, hint="so")), PLAIN))
    assert data == {
        "diagnostics": [
            {
                "file": "community/goals.toml",
                "line": 5,
                "column": 10,
                "end_line": 5,
                "end_column": 16,
                "severity": "error",
                "rule": RULE,
                "message": "is wrong",
                "hint": "so",
            }
        ],
        "files": 2,
        "records": 2,
    }


def test_a_workflow_command_names_the_place(checked: Make) -> None:
    assert github.render(checked(found(5, 10, 16, hint="so")), PLAIN) == (
        f"::error file=community/goals.toml,line=5,endLine=5,col=10,endColumn=16,title={RULE}::is wrong%0Aso"
    )


def test_a_workflow_command_has_no_columns_where_the_fault_spans_lines(checked: Make) -> None:
    command = github.render(checked(found(5, 10, 3, "info", end_line=6)), PLAIN)
    assert command == f"::notice file=community/goals.toml,line=5,endLine=6,title={RULE}::is wrong"


def test_a_file_cannot_smuggle_in_a_workflow_command(checked: Make) -> None:
    hostile = found(1, 1, 2, message="100%\r\n::stop-commands::x", file="a,line=9::b\n::error::c.toml")
    output = github.render(checked(hostile), PLAIN)
    assert "\n" not in output
    assert "\r" not in output
    assert output.startswith("::error file=a%2Cline=9%3A%3Ab%0A%3A%3Aerror%3A%3Ac.toml,line=1,")
    assert output.endswith("::100%25%0D%0A::stop-commands::x")


def test_errors_come_first_for_github_shows_ten_of_a_level(checked: Make) -> None:
    output = github.render(checked(found(1, 1, 2, "warning"), found(5, 1, 2)), PLAIN)
    assert [line.split()[0] for line in output.splitlines()] == ["::error", "::warning"]


def test_sarif_has_rules_results_and_regions(checked: Make) -> None:
    log = json.loads(sarif.render(checked(found(5, 10, 16, "info", file="community/a b#é.toml")), PLAIN))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == [each.id for each in all_rules()]
    (result,) = run["results"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == RULE
    assert result["level"] == "note"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "community/a%20b%23%C3%A9.toml", "uriBaseId": "SRCROOT"}
    assert place["region"] == {"startLine": 5, "startColumn": 10, "endLine": 5, "endColumn": 16}
    assert "SRCROOT" in run["originalUriBaseIds"]
