"""The task check on pull requests: faults on their lines, the change in words, a result for the comment."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from action.check import MOST_SHOWN
from action.context import Inputs
from action.event import Event
from tests.action.proposal import GOAL, PLAN, Proposal, check, try_task
from tests.repository import git, only_a_name_is_set

Make = Callable[..., Proposal]
DONE = PLAN[GOAL].replace("done = false", "done = true")


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    only_a_name_is_set(monkeypatch, tmp_path)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "protocol.file.allow")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "always")
    return lambda change, **more: Proposal(tmp_path, change=change, **more).make()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("check asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def faulty(count: int, kind: str = "person") -> str:
    """So many records, each with a fault in its second line."""
    return "".join(f'[[{kind}]]\nid = "no. {number} "\nname = "Somebody"\n' for number in range(count))


def lines_of(annotations: list[str]) -> list[tuple[str, int]]:
    found = (re.search("file=([^,]+),line=([0-9]+)", each) for each in annotations)
    return [(each[1], int(each[2])) for each in found if each]


def test_a_plan_without_faults_is_green_and_its_change_is_told(make: Make, no_network: None) -> None:
    told = check(make({GOAL: DONE}))

    assert not told.outcome.failed
    assert told.annotations == []
    assert {name: told.outcome.outputs[name] for name in ("errors", "warnings", "changed")} == {
        "errors": "0",
        "warnings": "0",
        "changed": "goal",
    }
    assert "nothing to mend" in told.summary
    assert "Seeds for all" in told.summary
    assert "| Seeds for all | A seed library opens | done | not done | done |" in told.summary


def test_each_fault_is_marked_on_its_line_and_turns_the_run_red(make: Make) -> None:
    told = check(make({"community/people/two.toml": faulty(2)}))

    assert told.outcome.failed
    assert lines_of(told.annotations) == [("community/people/two.toml", 2), ("community/people/two.toml", 5)]
    assert all(each.startswith("::error ") for each in told.annotations)


def test_warnings_turn_the_run_red_only_where_that_is_wanted(make: Make) -> None:
    proposal = make({"community/welcome.toml": '[welcome]\nfirst_issue = "Hello {stranger}"\n'})

    assert not check(proposal).outcome.failed
    assert check(proposal, Inputs(strict=True)).outcome.failed


def test_lines_that_the_pull_request_changes_come_first(make: Make) -> None:
    old = {f"community/people/a{number}.toml": faulty(1).replace("no.", f"{number}.") for number in range(12)}
    # The second fault of a file that was there before, in a file that comes last.
    before = {**PLAN, **old, "community/people/z.toml": faulty(1)}
    told = check(make({"community/people/z.toml": faulty(2)}, before=before))

    assert lines_of(told.annotations)[0] == ("community/people/z.toml", 5)
    assert ("community/people/z.toml", 2) not in lines_of(told.annotations)


def test_of_many_faults_nine_are_marked_and_the_others_counted(make: Make) -> None:
    told = check(make({"community/people/many.toml": faulty(25)}))

    assert len(told.annotations) == MOST_SHOWN + 1
    assert told.annotations[-1] == "::error title=commtui::16 more: see the summary of this run"
    assert sum(line.startswith("| ❌ error |") for line in told.summary.split("\n")) == 25


@pytest.mark.parametrize("depth", [0, 2])
def test_the_base_is_what_github_merged_the_change_with(make: Make, depth: int) -> None:
    told = check(make({GOAL: DONE}, depth=depth))

    assert told.outcome.outputs["changed"] == "goal"
    assert told.data["changes"]["base"] != told.data["head_sha"]


def test_a_checkout_without_the_base_is_checked_all_the_same(make: Make) -> None:
    told = check(make({GOAL: DONE, "community/people/two.toml": faulty(2)}, depth=1))

    assert told.outcome.failed
    assert len(told.annotations) == 2
    assert "is not in the checkout; give actions/checkout \\`fetch-depth: 2\\`" in told.summary
    assert "is not in the checkout; give actions/checkout `fetch-depth: 2`" in told.log
    assert told.data["changes"] is None


def test_a_push_is_compared_with_what_was_there_before(make: Make) -> None:
    proposal = make({GOAL: DONE})
    before = git(proposal.workspace, "rev-parse", "HEAD^1")

    told = try_task("check", Event("push", {"before": before}), proposal.workspace, proposal.folder)

    assert told.outcome.outputs["changed"] == "goal"


def test_where_all_of_the_history_is_there_no_deeper_one_is_asked_for(make: Make, tmp_path: Path) -> None:
    proposal = make({GOAL: DONE})
    forced = Event("push", {"before": "c" * 40})
    no_repository = tmp_path / "none" / "community"
    no_repository.mkdir(parents=True)
    (no_repository / "community.toml").write_text(PLAN["community/community.toml"])

    for workspace, words in (
        (proposal.workspace, "cccccccccccc is not in the checkout"),
        (no_repository, "is not in a git repository"),
    ):
        told = try_task("check", forced, workspace, proposal.folder)
        assert words in told.log
        assert "fetch-depth" not in told.log + told.summary


def test_a_new_branch_is_compared_with_nothing(make: Make) -> None:
    proposal = make({GOAL: DONE})

    told = try_task("check", Event("push", {"before": "0" * 40}), proposal.workspace, proposal.folder)

    assert told.outcome.outputs["changed"] == ""
    assert "What changes" not in told.summary


def test_a_checkout_without_a_community_says_so(tmp_path: Path) -> None:
    told = try_task("check", Event("push", {}), tmp_path, tmp_path)

    assert told.outcome.failed
    assert told.annotations[0].startswith("::error title=commtui::check: there is no community in the checkout")


def test_a_community_elsewhere_is_found_by_the_input(make: Make) -> None:
    proposal = make({"docs/plan/community.toml": '[community]\nname = "Another"\n', "docs/plan/people.toml": faulty(1)})

    told = check(proposal, Inputs(directory="docs/plan"))

    assert lines_of(told.annotations) == [("docs/plan/people.toml", 2)]


def test_text_from_files_is_no_command_and_no_markup(make: Make) -> None:
    wicked = '[[goal]]\nid = "x"\nquarter = "2026-Q4"\nstatus = "active"\ntitle = "::error::@org/team ##[error] <b>"\n'
    told = check(make({"community/goals/x.toml": wicked, "community/people/::error::a.toml": "what?\n"}))

    assert all(each.startswith("::error file=community/people/%3A%3Aerror") for each in told.annotations)
    assert len(told.annotations) == 1
    assert "##[" not in told.log
    assert "@org" not in told.summary
    assert "<b>" not in told.summary


def test_who_is_not_listed_is_not_named_in_the_summary(make: Make) -> None:
    people = PLAN["community/people.toml"].replace("Quiet One", "Quiet Person")

    told = check(make({"community/people.toml": people}))

    assert "Quiet" not in told.summary
    assert "1 change about people who are not listed is not told here" in told.summary


def test_a_measurement_moves_the_key_results_that_it_judges(make: Make) -> None:
    measured = (
        '[[measurement]]\nmetric = "time_to_first_response"\nperiod = "2026-10"\nvalue = 6\nunit = "days"\n'
        'sample = 12\nsource = "github"\ncomputed_on = 2026-11-01\n'
    )
    told = check(make({"community/metrics.toml": measured}))

    row = next(each for each in told.summary.split("\n") if "Answers come soon" in each)
    assert row.endswith("| not known | 6 (50%) |")


def test_the_result_is_what_the_comment_reads(make: Make) -> None:
    proposal = make({GOAL: DONE, "community/people/two.toml": faulty(1)})

    told = check(proposal)

    assert told.outcome.outputs["result"] == str(told.result)
    assert list(told.data) == ["number", "head_sha", "check", "changes", "key_results"]
    assert (told.data["number"], told.data["head_sha"]) == (7, proposal.head)
    assert told.data["check"]["diagnostics"][0]["line"] == 2
    assert told.data["changes"]["summary"]


def test_a_summary_that_would_be_too_long_is_cut_at_a_row(make: Make) -> None:
    # Names as long as those of files and folders can be: each row tells its file, and so fewer rows are too long.
    name = "long-" * 45
    long = {f"community/people/{name}/{name}/{name}{number}.toml": faulty(60) for number in range(9)}

    told = check(make(long))

    assert len(told.summary.encode()) < 900 * 1024
    rows = [each for each in told.summary.split("\n") if each.startswith("| ")]
    assert all(each.endswith(" |") for each in rows)
    assert "The rest was cut" in told.summary
