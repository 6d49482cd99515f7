"""`commtui check`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]
GOALS = "community/goals/2013-Q4.toml"


def spoil(plan: Path, old: str, new: str, name: str = GOALS) -> None:
    path = plan / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_faultless_plan_is_praised(commtui: Run, plan: Path) -> None:
    result = commtui("check", cwd=plan)
    assert (result.returncode, result.stdout) == (0, "✓ 4 files, 7 records: nothing to mend\n")


def test_a_fault_is_shown_where_it_is(commtui: Run, plan: Path) -> None:
    spoil(plan, '["grace"]', '["grcae"]')
    result = commtui("check", cwd=plan)
    assert result.returncode == 1
    first, second, source, mark, *_ = result.stdout.splitlines()
    assert first == GOALS
    assert second.split()[:2] == ["7:11", "error"]
    assert source.endswith('owners = ["grcae"]')
    assert mark[source.index('"grcae"') :] == "^" * len('"grcae"')
    assert result.stdout.endswith("1 error in 4 files, 7 records\n")
    assert 'did you mean "grace"?' in result.stdout


def test_json_says_the_same(commtui: Run, plan: Path) -> None:
    spoil(plan, '["grace"]', '["grcae"]')
    result = commtui("check", "--format", "json", cwd=plan)
    data = json.loads(result.stdout)
    assert result.returncode == 1
    assert (data["files"], data["records"]) == (4, 7)
    (found,) = data["diagnostics"]
    place = (found["file"], found["line"], found["column"], found["end_line"], found["end_column"])
    assert place == (GOALS, 7, 11, 7, 18)
    assert found["severity"] == "error"


@pytest.mark.parametrize("strict", [False, True])
def test_warnings_fail_only_when_strict(commtui: Run, plan: Path, *, strict: bool) -> None:
    assert commtui("check", *["--strict"] * strict, cwd=plan).returncode == 0
    result = commtui("check", *["--strict"] * strict, "--today", "2014-06-01", cwd=plan)
    assert "1 warning in 4 files" in result.stdout
    assert result.returncode == int(strict)


def test_a_broken_file_does_not_hide_the_others(commtui: Run, plan: Path) -> None:
    spoil(plan, "[[person]]", "[[person", "community/people/grace.toml")
    spoil(plan, '"planned"', '"plan"')
    result = commtui("check", "--format", "json", cwd=plan)
    files = {each["file"] for each in json.loads(result.stdout)["diagnostics"]}
    assert {"community/people/grace.toml", GOALS} <= files


def test_files_limit_what_is_told_and_not_what_is_read(commtui: Run, plan: Path) -> None:
    spoil(plan, '["grace"]', '["grcae"]')
    spoil(plan, 'person = "grace"', 'person = "nobody"', "community/recognition/2013/a.toml")
    for asked in (GOALS, str(plan / GOALS), "community/goals"):
        data = json.loads(commtui("check", "--format", "json", asked, cwd=plan).stdout)
        assert [each["file"] for each in data["diagnostics"]] == [GOALS]
        assert data["files"] == 4
    result = commtui("check", "community/community.toml", cwd=plan)
    assert (result.returncode, result.stdout) == (0, "✓ 1 of 4 files: nothing to mend\n")


def test_files_are_named_from_where_the_user_stands(commtui: Run, plan: Path) -> None:
    spoil(plan, '["grace"]', '["grcae"]')
    result = commtui("check", "2013-Q4.toml", cwd=plan / "community/goals")
    assert result.returncode == 1
    assert result.stdout.startswith(f"{GOALS}\n")


def test_a_hook_may_name_files_of_other_things(commtui: Run, plan: Path) -> None:
    (plan / "README.md").write_text("Hello")
    result = commtui("check", "README.md", GOALS, cwd=plan)
    assert (result.returncode, result.stdout) == (0, "✓ 1 of 4 files: nothing to mend\n")
    assert result.stderr == "commtui: not part of the community, passed over: README.md\n"


def test_where_nothing_was_checked_nothing_is_praised(commtui: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("x =")
    result = commtui("check", str(tmp_path / "x.toml"), cwd=plan)
    assert (result.returncode, result.stdout) == (
        0,
        "nothing was checked: none of the 4 files of the community was named\n",
    )
    assert "passed over" in result.stderr


def test_a_file_that_is_not_there_is_a_mistake(commtui: Run, plan: Path) -> None:
    result = commtui("check", "community/gaols.toml", cwd=plan)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "commtui: no such file: community/gaols.toml\n"


@pytest.mark.parametrize(
    ("variables", "colored"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "0"}, False),
    ],
    ids=str,
)
def test_color_is_for_terminals_and_for_those_who_ask(
    commtui: Run, plan: Path, variables: dict[str, str], *, colored: bool
) -> None:
    spoil(plan, '["grace"]', '["grcae"]')
    assert ("\x1b[" in commtui("check", cwd=plan, **variables).stdout) == colored


def test_hostile_text_reaches_no_terminal(commtui: Run, plan: Path) -> None:
    spoil(plan, "A hackathon", "\\u001b[2J\\u202e\\u009b")
    spoil(plan, '"events"', '"\\u001b]0;x\\u0007"')
    for format_ in ("text", "json", "github", "sarif"):
        result = commtui("check", "--format", format_, cwd=plan)
        assert result.returncode == 1
        assert not set("\x1b\x9b\x07\u202e") & set(result.stdout)


def test_github_gets_a_command_for_each_finding_and_nothing_else(commtui: Run, plan: Path) -> None:
    assert commtui("check", "--format", "github", cwd=plan).stdout == ""
    spoil(plan, '["grace"]', '["grcae"]')
    lines = commtui("check", "--format", "github", cwd=plan).stdout.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"::error file={GOALS},line=7,endLine=7,col=11,endColumn=18,title=")


def test_the_rules_can_be_listed(commtui: Run, tmp_path: Path) -> None:
    rules = json.loads(commtui("check", "--rules", "--format", "json", cwd=tmp_path).stdout)["rules"]
    assert rules
    assert all(set(each) == {"id", "severity", "summary"} for each in rules)
    listed = commtui("check", "--rules", cwd=tmp_path).stdout.splitlines()
    assert [line.split()[0] for line in listed] == [each["id"] for each in rules]
    assert commtui("check", "--rules", "--format", "sarif", cwd=tmp_path).returncode == 2
