"""The workflows that run the Action: those that communities get, and this repository's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from commtui.report.automating import workflows

OWN = Path(__file__).parents[2] / ".github" / "workflows"
SHIPPED = workflows("gardeners/commtui@" + "a" * 40)
MINE = {name: (OWN / name).read_text("utf-8") for name in SHIPPED}
ALL = [
    *((f"shipped {name}", text) for name, text in SHIPPED.items()),
    *((f"own {n}", text) for n, text in MINE.items()),
]
DEFAULT_BRANCH = "ref: ${{ github.event.repository.default_branch }}"


def checkouts(text: str) -> Iterator[str]:
    """The steps that check something out."""
    return (each for each in re.split(r"\n(?=      - )", text) if "actions/checkout@" in each)


@pytest.mark.parametrize("text", [each for _, each in ALL], ids=[name for name, _ in ALL])
def test_a_workflow_gives_each_job_what_it_needs_and_pins_what_it_uses(text: str) -> None:
    jobs = text.partition("\njobs:\n")[2]
    assert "\npermissions: {}\n" in text
    assert len(re.findall(r"^  [a-z-]+:$", jobs, re.MULTILINE)) == jobs.count("\n    permissions:\n")
    assert "\nconcurrency:\n" in text
    for used in re.findall(r"uses: (\S+)", text):
        assert used == "./" or re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", used)


@pytest.mark.parametrize("text", [each for _, each in ALL], ids=[name for name, _ in ALL])
def test_where_a_token_may_write_only_the_default_branch_is_checked_out(text: str) -> None:
    if "pull_request_target:" in text or "workflow_run:" in text:
        assert "It is safe" in text
        assert all(DEFAULT_BRANCH in each for each in checkouts(text))
    for job in re.split(r"\n(?=  [a-z-]+:\n)", text.partition("\njobs:\n")[2]):
        if "write #" in job:
            assert all(DEFAULT_BRANCH in each for each in checkouts(job))
    assert all("persist-credentials: false" in each for each in checkouts(text))


@pytest.mark.parametrize("workflows_of", [SHIPPED, MINE], ids=["shipped", "own"])
def test_a_run_that_was_cancelled_tells_nothing_and_cancels_no_greeting(workflows_of: dict[str, str]) -> None:
    check, welcome = (workflows_of[f"commtui-{name}.yml"] for name in ("check", "welcome"))
    assert "always()" not in check
    assert check.count("${{ !cancelled() && ") == 2
    (group,) = re.findall(r"^  group: (.+)$", welcome, re.MULTILINE)
    assert group.endswith("-${{ github.event.issue.number || github.event.pull_request.number }}")
    assert "cancel-in-progress" not in welcome


@pytest.mark.parametrize("name", SHIPPED)
def test_this_repository_uses_its_own_action_and_what_others_are_given(name: str) -> None:
    theirs, mine = (re.findall(r"uses: (\S+@\S+)", each[name]) for each in (SHIPPED, MINE))
    assert MINE[name].count("uses: ./\n") == SHIPPED[name].count("uses: gardeners/commtui@")
    assert {each for each in theirs if not each.startswith("gardeners/")} <= set(mine)
