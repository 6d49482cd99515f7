"""The task comment: one comment with what check found, from a file that a stranger may have written."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from action.comment import ARTIFACT
from action.context import RESULT, Inputs
from action.event import Event
from action.sticky import LONGEST, marked
from tests.action.proposal import NUMBER, Told, try_task
from tests.action.standin import REPOSITORY, StandIn, Trouble

SHA = "a" * 40
FORK = "wangari/garden"
RUN = 99
WRITING = Inputs(token="ghs_garden")

FINDING = {
    "file": "community/goals.toml",
    "line": 12,
    "column": 1,
    "end_line": 12,
    "end_column": 9,
    "severity": "error",
    "rule": "unknown-key",
    "message": "Unknown key",
    "hint": "did you mean title?",
}
TOUCHED = {
    "goal": "Seeds for all",
    "title": "Answers come soon",
    "judged_by": "metric",
    "metric": "time_to_first_response",
    "at_least": None,
    "at_most": 2.0,
    "before": {"value": 6.0, "share": 0.5},
    "now": {"value": 4.0, "share": 0.75},
}


def result(**changed: Any) -> dict[str, Any]:
    """What check leaves."""
    return {
        "number": NUMBER,
        "head_sha": SHA,
        "check": {"diagnostics": [FINDING], "files": 3, "records": 8},
        "changes": {"base": "b" * 40, "head": None, "changes": [], "summary": ["Goal x: planned -> active."]},
        "key_results": [TOUCHED],
        **changed,
    }


def nothing_to_say(**changed: Any) -> dict[str, Any]:
    quiet = {"check": {"diagnostics": [], "files": 3, "records": 8}, "key_results": []}
    return result(**quiet, changes={"base": SHA, "summary": []}, **changed)


def zipped(content: bytes, name: str = RESULT.name, **more: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, held in {name: content, **more}.items():
            archive.writestr(each, held)
    return file.getvalue()


def pull(head: str = SHA, repository: str = FORK) -> dict[str, Any]:
    return {"number": NUMBER, "head": {"sha": head, "repo": {"full_name": repository}}, "user": {"login": "wangari"}}


def ended(**changed: Any) -> Event:
    """The event of a run that has ended."""
    ran = {
        "id": RUN,
        "event": "pull_request",
        "head_sha": SHA,
        "head_repository": {"full_name": FORK},
        "html_url": "https://example.org/run/99",
        "pull_requests": [],
        **changed,
    }
    return Event("workflow_run", {"action": "completed", "workflow_run": ran})


Comment = Callable[..., Told]


@pytest.fixture
def comment(standin: StandIn, tmp_path: Path) -> Comment:
    """Runs the task after the run of a fork that uploaded this."""

    def run(raw: bytes | dict[str, Any], event: Event | None = None, *, size: int = 100) -> Told:
        content = raw if isinstance(raw, bytes) else zipped(json.dumps(raw).encode())
        about = {"id": 5, "name": ARTIFACT, "size_in_bytes": size, "expired": False}
        standin.artifacts[5] = (about, content)
        standin.pulls.setdefault(NUMBER, pull())
        inputs = Inputs(token="ghs_garden")
        return try_task("comment", event or ended(), tmp_path, tmp_path, inputs, GITHUB_API_URL=standin.address)

    return run


def test_a_pull_request_from_a_fork_gets_one_comment(comment: Comment, standin: StandIn) -> None:
    for _ in range(2):
        assert comment(result()).annotations == []

    (said,) = standin.says(NUMBER)
    assert said.startswith("<!-- commtui:check v1 ")
    assert "### The community's plan: 1 error" in said
    assert "- Goal x: planned -&gt; active." in said
    assert "| Seeds for all | Answers come soon | time\\_to\\_first\\_response at most 2 | 6 (50%) | 4 (75%) |" in said
    assert "[community/goals.toml:12](https://example.org/octo-garden/garden/pull/7/files#diff-" in said
    assert len(standin.writes) == 1


def test_another_commit_that_changes_nothing_writes_nothing(comment: Comment, standin: StandIn) -> None:
    comment(result())
    standin.pulls[NUMBER] = pull("c" * 40)

    comment(result(head_sha="c" * 40), ended(head_sha="c" * 40, id=RUN))

    assert len(standin.writes) == 1


def test_a_plan_that_does_not_change_is_not_commented_on(comment: Comment, standin: StandIn) -> None:
    comment(nothing_to_say())

    assert standin.writes == []


def test_a_comment_that_is_there_is_told_that_all_is_mended(comment: Comment, standin: StandIn) -> None:
    comment(result())
    comment(nothing_to_say())

    (said,) = standin.says(NUMBER)
    assert "nothing to mend" in said


@pytest.mark.parametrize(
    ("event", "head", "words"),
    [
        (ended(event="push"), SHA, "was not for a pull request"),
        (ended(), "d" * 40, "has moved on since"),
    ],
)
def test_what_is_for_no_comment_is_a_notice(
    comment: Comment, standin: StandIn, event: Event, head: str, words: str
) -> None:
    standin.pulls[NUMBER] = pull(head)

    told = comment(result(), event)

    assert not told.outcome.failed
    assert told.annotations[0].startswith("::notice ")
    assert words in told.annotations[0]
    assert standin.writes == []


def test_a_run_that_uploaded_nothing_is_a_notice(standin: StandIn, tmp_path: Path) -> None:
    inputs = Inputs(token="ghs_garden")

    told = try_task("comment", ended(), tmp_path, tmp_path, inputs, GITHUB_API_URL=standin.address)

    assert "has uploaded no artifact commtui-check" in told.annotations[0]
    assert told.annotations[0].startswith("::notice ")


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"no zip", id="no zip file"),
        pytest.param(zipped(b"{}"), id="an empty table"),
        pytest.param(zipped(b"[" * 100_000), id="deep"),
        pytest.param(zipped(b"{}", "../commtui-check.json"), id="another name"),
        pytest.param(zipped(json.dumps(result()).encode(), more=b"x"), id="a second file"),
        pytest.param(zipped(b" " * (9 * 1024 * 1024) + b"{}"), id="a zip bomb"),
        pytest.param(zipped(json.dumps(result()).encode())[:-30], id="a part of a zip file"),
        *(
            pytest.param(result(**{name: value}), id=f"{name}: {str(value)[:40]}")
            for name, value in (
                ("number", "7"),
                ("number", -7),
                ("number", True),
                ("number", 7.0),
                ("number", None),
                ("number", 10**30),
                ("head_sha", "e" * 40),
                ("head_sha", ""),
                ("head_sha", ["a"]),
                ("check", None),
                ("check", {"diagnostics": "many", "files": 1, "records": 1}),
                ("check", {"diagnostics": [FINDING | {"severity": "fatal"}], "files": 1, "records": 1}),
                ("check", {"diagnostics": [FINDING | {"line": "12"}], "files": 1, "records": 1}),
                ("check", {"diagnostics": [FINDING | {"line": 0}], "files": 1, "records": 1}),
                ("check", {"diagnostics": [FINDING | {"rule": "<b>"}], "files": 1, "records": 1}),
                ("check", {"diagnostics": [["a"]], "files": 1, "records": 1}),
                ("changes", {"summary": [{"a": 1}]}),
                ("changes", {"summary": "all"}),
                ("changes", "all"),
                ("key_results", {}),
                ("key_results", [TOUCHED | {"judged_by": "luck"}]),
                ("key_results", [TOUCHED | {"now": {"value": "4"}}]),
                ("key_results", [TOUCHED | {"at_most": float("inf")}]),
                ("key_results", [TOUCHED | {"at_most": 10**400}]),
                ("key_results", [7]),
            )
        ),
    ],
)
def test_what_check_did_not_write_is_refused_and_nothing_written(
    comment: Comment, standin: StandIn, raw: bytes | dict[str, Any]
) -> None:
    told = comment(raw)

    assert not told.outcome.failed
    assert [each.split(" ")[0] for each in told.annotations] == ["::warning"]
    assert "bug" not in told.annotations[0]
    assert standin.writes == []


def test_a_number_of_someone_elses_pull_request_is_refused(comment: Comment, standin: StandIn) -> None:
    standin.pulls[NUMBER] = pull(repository="another/garden")

    told = comment(result())

    assert "another repository's pull request" in told.annotations[0]
    assert standin.writes == []


def test_an_artifact_that_is_too_large_is_not_fetched(comment: Comment, standin: StandIn) -> None:
    told = comment(result(), size=10**9)

    assert "too large" in told.annotations[0]
    assert not any(each.startswith("GET /kept") for each in standin.asked)


def test_a_strangers_text_stays_text(comment: Comment, standin: StandIn) -> None:
    wicked = "<!-- commtui:welcome v1 0000000000000000 --> @org/team [x](y) https://evil.example www.evil.example #1\n|"

    comment(
        result(
            changes={"summary": [wicked]},
            key_results=[TOUCHED | {"goal": wicked, "title": wicked}],
            check={"diagnostics": [FINDING | {"message": wicked, "file": "a|b\n"}], "files": 1, "records": 1},
        )
    )

    (said,) = standin.says(NUMBER)
    body = said.split("\n", 1)[1]
    for each in ("<!--", "@org", "[x](", "https://evil", "www.evil", "#1"):
        assert each not in body
    rows = [line for line in body.split("\n") if "evil" in line and line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {4, 6}


def test_so_much_that_no_comment_holds_it_is_cut(comment: Comment, standin: StandIn) -> None:
    comment(result(changes={"summary": ["long " * 200] * 300}))

    (said,) = standin.says(NUMBER)
    assert len(said) <= LONGEST


def test_more_findings_than_anyone_reads_are_counted(comment: Comment, standin: StandIn) -> None:
    found = [FINDING | {"line": line} for line in range(1, 101)]

    comment(result(check={"diagnostics": found, "files": 1, "records": 1}))

    assert "75 more [are told in the run](https://example.org/run/99)." in standin.says(NUMBER)[0]


def test_an_error_is_told_before_however_many_warnings(comment: Comment, standin: StandIn) -> None:
    warnings = [FINDING | {"severity": "warning", "line": line} for line in range(1, 2_100)]

    comment(result(check={"diagnostics": [*warnings, FINDING | {"file": "z.toml"}], "files": 2, "records": 1}))

    rows = [each for each in standin.says(NUMBER)[0].split("\n") if each.startswith(("| ❌", "| ⚠️"))]
    assert rows[0].startswith("| ❌ error | [z.toml:12]")
    assert len(rows) == 25


def test_a_token_that_may_only_read_is_a_warning(comment: Comment, standin: StandIn) -> None:
    standin.troubles = [Trouble("POST", "/comments", 403, {"message": "Resource not accessible by integration"})]

    told = comment(result())

    assert told.annotations[0].startswith("::warning ")
    assert "pull-requests: write" in told.annotations[0]
    assert not told.outcome.failed


def beside(
    standin: StandIn, folder: Path, repository: str, left: dict[str, Any] | None, inputs: Inputs = WRITING
) -> Told:
    """The task in the job that ran check."""
    if left is not None:
        (folder / "temp" / RESULT).parent.mkdir(parents=True, exist_ok=True)
        (folder / "temp" / RESULT).write_text(json.dumps(left))
    event = Event("pull_request", {"action": "opened", "pull_request": pull(repository=repository)})
    standin.pulls.setdefault(NUMBER, pull(repository=repository))
    return try_task("comment", event, folder, folder, inputs, GITHUB_API_URL=standin.address)


def test_a_pull_request_of_the_same_repository_is_commented_on_directly(standin: StandIn, tmp_path: Path) -> None:
    told = beside(standin, tmp_path, REPOSITORY, result())

    assert len(standin.says(NUMBER)) == 1
    assert told.outcome.outputs["url"].startswith("https://example.org/c/")


def test_a_check_that_is_run_again_after_a_push_leaves_the_newer_comment(standin: StandIn, tmp_path: Path) -> None:
    newer = standin.add(NUMBER, marked("check", "What the newer commit has."))["body"]
    standin.pulls[NUMBER] = pull("c" * 40, REPOSITORY)

    told = beside(standin, tmp_path, REPOSITORY, result())

    assert told.annotations[0].startswith("::notice ")
    assert "has moved on since" in told.annotations[0]
    assert standin.says(NUMBER) == [newer]


@pytest.mark.parametrize("token", ["", "ghs_garden"])
def test_a_dry_run_tells_the_comment_and_no_address_that_is_not_there(
    standin: StandIn, tmp_path: Path, token: str
) -> None:
    told = beside(standin, tmp_path, REPOSITORY, result(), Inputs(token=token, dry_run=True))

    assert "would send: POST" in told.log
    assert "comment created" not in told.log
    assert standin.writes == []


def test_one_from_a_fork_is_left_to_the_run_that_may_write(standin: StandIn, tmp_path: Path) -> None:
    told = beside(standin, tmp_path, FORK, result())

    assert "workflow_run" in told.annotations[0]
    assert standin.asked == []


def test_without_check_before_it_it_says_what_is_missing(standin: StandIn, tmp_path: Path) -> None:
    assert "nothing that check found" in beside(standin, tmp_path, REPOSITORY, None).annotations[0]


def test_a_result_of_another_pull_request_is_refused(standin: StandIn, tmp_path: Path) -> None:
    told = beside(standin, tmp_path, REPOSITORY, result(number=8))

    assert "about something else" in told.annotations[0]
