"""The report of a period: written once, not again, patched once after a change; and the same while GitHub stumbles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.action_bench.bench import REPOSITORY, GitHubStandIn, Scene, Told, require
from tests.action_bench.troubles import KINDS, LOST, USUAL, Fault, once, passes, place

ISSUES, ISSUE = "/issues$", "/issues/[0-9]+$"
WHO = place("POST", "graphql$")
NOW = "2026-06-01T12:00:00Z"
PLAN = """
[community]
name = "The Garden"

[[goal]]
id = "answers"
quarter = "2026-Q2"
title = "Nobody waits: www.example.org/@team"
status = "active"

[[goal.key_result]]
title = "Answers come soon"
metric = "time_to_first_response"
at_most = {}
"""
Write = tuple[str, str, int]


def check(scene: Scene, github: GitHubStandIn) -> None:
    """The report, the comment, and both while GitHub stumbles."""
    seed = {**scene.community(), "frozen_now": NOW}
    github.start(seed)
    workspace = scene.folder / "report"
    _try_once(scene, github, workspace)
    _try_labels(scene, github, workspace)
    scene.expect("no violation", not github.violations(), github.violations()[:3])
    _try_runner(scene, github, workspace)
    held = scene.held
    for fault, is_change in _troubles(thorough=scene.thorough):
        _try_keeping(scene, github, fault, is_change=is_change)
    print(f"ok   {scene.held - held} times something held while GitHub stumbled", flush=True)
    kinds = KINDS if scene.thorough else ()
    for fault in once(kinds, (place("POST", ISSUES),)):
        _try_under(scene, github, workspace, seed, fault, is_change=False)
    for fault in once(kinds, (place("PATCH", ISSUE), place("GET", ISSUES))):
        _try_under(scene, github, workspace, seed, fault, is_change=True)


def _try_once(scene: Scene, github: GitHubStandIn, workspace: Path) -> None:
    for name, target, day, wanted in (
        ("the first run", 2, "2026-06-01", ["POST"]),
        ("the second run", 2, "2026-06-01", []),
        ("another day, on which nothing happened", 2, "2026-06-02", []),
        ("a change", 3, "2026-06-02", ["PATCH"]),
        ("a run after the change", 3, "2026-06-02", []),
    ):
        written, told = _report(scene, github, workspace, target, day)
        scene.expect(f"{name} writes {wanted}", [each[0] for each in written] == wanted, (written, told.log))
    body = "".join(_reports(github))
    scene.expect("there is one report", len(_reports(github)) == 1)
    for part in ("### Numbers", "```mermaid", "### Goals", "### Waiting for an answer", "newcomers among them"):
        scene.expect(f"the report has {part}", part in body, body)
    scene.expect(
        "nobody is mentioned, nothing is linked by a title", "@team" not in body and "www.ex" not in body, body
    )


def _try_labels(scene: Scene, github: GitHubStandIn, workspace: Path) -> None:
    """A summary on an issue, and on a pull request with its own times."""
    state = github.control("state")
    issue = next(each["number"] for each in state["issues"] if each["state"] == "open")
    reviewed = next(each["number"] for each in state["pulls"] if each["reviews"] and each["state"] == "open")
    for kind, number, has_own in (("issues", issue, False), ("pull_request", reviewed, True)):
        payload = scene.event(f"{kind}.labeled", number, github.address) | {"label": {"name": "commtui:metrics"}}
        name = kind if kind == "issues" else "pull_request_target"
        for wanted in (["POST"], []):
            github.control("log", {})
            told = _run(scene, github, workspace, name, payload, "2026-06-01")
            written = [each[0] for each in github.writes()]
            scene.expect(f"a label on {name}: writes {wanted}", written == wanted and not told.warned, told.log)
        body = next(each["body"] for each in github.comments(number) if each["body"].startswith("<!-- commtui:metrics"))
        scene.expect(f"a label on {name}: numbers", "### The Garden in 2026-Q2" in body, body)
        own = "This pull request" in body and "usual in 2026-Q2" in body
        scene.expect(f"a label on {name}: its own times, or none", own == has_own, body)
        other = {**payload, "label": {"name": "bug"}}
        scene.expect(f"another label on {name}: nothing", scene.try_task(name, other, workspace, "") is None)


def _try_runner(scene: Scene, github: GitHubStandIn, workspace: Path) -> None:
    payload = {"schedule": "17 4 * * 1", "repository": {"full_name": REPOSITORY}}
    before = _reports(github)
    told = scene.run("schedule", payload, workspace, github.address, period="2026-Q2")
    right = told["conclusion"] == "success" and len(before) == len(_reports(github)) == 1
    scene.expect("through the runner: green, and the same issue", right, told)


def _troubles(*, thorough: bool) -> Iterator[tuple[Fault, bool]]:
    """What goes wrong, and whether it does while the report is patched, and not while it is written."""
    yield from ((fault, False) for fault in once(KINDS if thorough else USUAL, (place("POST", ISSUES),)))
    kinds = KINDS if thorough else LOST
    yield from ((fault, True) for fault in once(kinds, (place("PATCH", ISSUE), place("GET", ISSUES), WHO)))
    if thorough:
        yield from ((fault, False) for fault in once(KINDS, (place("GET", ISSUES),)))
        yield from (({"kind": kind}, is_change) for kind in KINDS for is_change in (False, True))


def _try_keeping(scene: Scene, github: GitHubStandIn, fault: Fault, *, is_change: bool) -> None:
    """The issue alone, whose text needs no counting: twice while it stumbles, and once after."""
    github.start({**scene.community(), "issues": [], "pulls": [], "discussions": [], "commits": []})
    if is_change:
        _keep(github, "before")
    github.control("faults", [{**fault}])
    said = [_keep(github, "words") for _ in range(2)]
    github.control("faults", [])
    during = len(_reports(github))
    _keep(github, "words")
    after = _reports(github)
    name = f"a report {'patched' if is_change else 'written'}, {fault}"
    scene.note(f"{name}: never doubled", during <= 1 and len(after) == 1, said)
    scene.note(f"{name}: right in the end", "words" in after[0], after)
    if passes(fault):
        scene.note(f"{name}: done all the same", not any(said), said)
    scene.note(f"{name}: no violation", not github.violations(), github.violations()[:3])


def _keep(github: GitHubStandIn, words: str) -> str:
    """Keep the report, where nobody waits; what could not be done."""
    from action.github import GitHub, GitHubError
    from action.report_issue import keep

    wire = GitHub.connect(REPOSITORY, "ghs_bench", {"GITHUB_API_URL": github.address}).wire
    wire.sleep = lambda seconds: None
    try:
        keep(GitHub(REPOSITORY, wire), "2026-Q2", "In numbers", words, "_Monday_")
    except GitHubError as error:
        return str(error)
    return ""


def _try_under(
    scene: Scene, github: GitHubStandIn, workspace: Path, seed: dict[str, Any], fault: Fault, *, is_change: bool
) -> None:
    """The whole task, twice while it stumbles, and once after: one report in the end, with what is to be told."""
    github.start(seed)
    if is_change:
        _report(scene, github, workspace, 2, "2026-06-01")
    github.control("faults", [{**fault}])
    target = 3 if is_change else 2
    told = [_report(scene, github, workspace, target, "2026-06-01")[1] for _ in range(2)]
    github.control("faults", [])
    during = len(_reports(github))
    _report(scene, github, workspace, target, "2026-06-01")
    after = _reports(github)
    log = "".join(each.log for each in told)
    right = during <= 1 and len(after) == 1 and f"at most {target} wanted" in after[0]
    name = f"the whole report, {fault['kind']} on {fault['method']}"
    scene.expect(f"{name}: never doubled, and right in the end", right, log)
    scene.note(f"{name}: no fault of ours", not any(each.is_fault for each in told), log)
    # Whoever looks at a schedule is a maintainer: what cannot be written is red, what was is green.
    if fault["kind"] in LOST:
        scene.note(f"{name}: green", not any(each.outcome.failed for each in told), log)
    scene.note(f"{name}: no violation", not github.violations(), github.violations()[:3])


def _report(scene: Scene, github: GitHubStandIn, workspace: Path, target: int, day: str) -> tuple[list[Write], Told]:
    """Run as the schedule does, with a plan that wants so much; what was written."""
    (workspace / "community").mkdir(parents=True, exist_ok=True)
    (workspace / "community" / "community.toml").write_text(PLAN.format(target), encoding="utf-8")
    payload = {"schedule": "17 4 * * 1", "repository": {"full_name": REPOSITORY}}
    before = len(github.control("log"))
    told = _run(scene, github, workspace, "schedule", payload, day)
    return github.writes(before), told


def _run(scene: Scene, github: GitHubStandIn, workspace: Path, name: str, payload: dict[str, Any], day: str) -> Told:
    return require(scene.try_task(name, payload, workspace, github.address, around={"COMMTUI_TODAY": day}))


def _reports(github: GitHubStandIn) -> list[str]:
    return [
        each["body"]
        for each in github.control("state")["issues"]
        if each["author"] == "github-actions[bot]" and each["body"].startswith("<!-- commtui:report-2026-q2 ")
    ]
