"""The comment on a pull request: once, patched once after a change, and never doubled, whatever GitHub does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.action_bench.bench import REPOSITORY, GitHubStandIn, Scene, Told, git, levels, require
from tests.action_bench.troubles import KINDS, REFUSALS, STUMBLES, USUAL, Fault, once, passes, place

NUMBER = 27
GOAL = '[[goal]]\nid = "seeds"\nquarter = "2026-Q4"\ntitle = "Seeds"\nstatus = "{}"\n'
COMMENTS = f"/issues/{NUMBER}/comments"
# What GitHub may do on the way, for one request alone.
PLACES = (place("POST", COMMENTS), place("GET", COMMENTS))


def check(scene: Scene, github: GitHubStandIn) -> None:
    """The comment, and the comment while GitHub stumbles."""
    workspace = scene.folder / "comments"
    payload = proposal(scene, workspace, github, "planned", "active")
    try_once(scene, github, workspace, payload)
    run(scene, github, workspace, payload, task="check")
    held = scene.held
    for fault in troubles(thorough=scene.thorough):
        try_under(scene, github, workspace, payload, fault)
    print(f"ok   {scene.held - held} times something held while GitHub stumbled", flush=True)
    try_read_only(scene, github, workspace, payload)
    try_runner(scene, github, workspace, payload)


def try_once(scene: Scene, github: GitHubStandIn, workspace: Path, payload: dict[str, Any]) -> None:
    """Two runs write once; a change is one patch."""
    for turn, wanted in enumerate((["POST"], []), 1):
        written = comment(scene, github, workspace, payload)
        scene.expect(f"run {turn} writes {wanted}", [each[0] for each in written] == wanted, written)
    changed = proposal(scene, workspace, github, "planned", "done")
    written = comment(scene, github, workspace, changed)
    scene.expect("a change is one patch", [each[0] for each in written] == ["PATCH"], written)
    scene.expect("there is one comment", len(ours(github)) == 1, ours(github))
    scene.expect("no violation", not github.violations(), github.violations()[:3])


def troubles(*, thorough: bool) -> Iterator[Fault]:
    """What goes wrong: for one request, and for all of them."""
    yield from once(KINDS if thorough else USUAL, PLACES if thorough else PLACES[:1])
    stumbles = STUMBLES if thorough else ("502",)
    yield from ({"kind": kind, "method": "GET", "times": 2} for kind in (*stumbles, "drop", "truncate"))
    yield from ({"kind": kind} for kind in (*(REFUSALS if thorough else ("401", "403")), *stumbles))


def try_under(scene: Scene, github: GitHubStandIn, workspace: Path, payload: dict[str, Any], fault: Fault) -> None:
    """Twice while it stumbles, and once after."""
    github.start(scene.community())
    github.control("faults", [{**fault}])
    told = [run(scene, github, workspace, payload) for _ in range(2)]
    github.control("faults", [])
    during = len(ours(github))
    run(scene, github, workspace, payload)
    log = "".join(each.log for each in told)
    # What only stumbles once is done all the same, and nobody is told.
    is_done = passes(fault)
    name = f"a comment, {fault}"
    scene.note(f"{name}: never doubled", during <= 1 and (during == 1 or not is_done), ours(github))
    scene.note(f"{name}: there after it", len(ours(github)) == 1, ours(github))
    scene.note(f"{name}: green", not any(each.outcome.failed or each.is_fault for each in told), log)
    scene.note(f"{name}: a warning, or none", any(each.warned for each in told) != is_done, log)
    scene.note(f"{name}: no violation", not github.violations(), github.violations()[:3])


def try_read_only(scene: Scene, github: GitHubStandIn, workspace: Path, payload: dict[str, Any]) -> None:
    """A token that may only read is told what it needs."""
    github.start(scene.community())
    told = run(scene, github, workspace, payload, token="ghs_readonly")
    said = told.warned and "pull-requests: write" in told.log and not told.outcome.failed
    scene.expect("a token that may only read: green, and its permission is named", said, told.log)


def try_runner(scene: Scene, github: GitHubStandIn, workspace: Path, payload: dict[str, Any]) -> None:
    """Through the runner, in a job in which check has run."""
    scene.run("pull_request", payload, workspace, github.address)
    told = scene.run("pull_request", payload, workspace, github.address, task="comment")
    right = told["conclusion"] == "success" and not levels(told)["warning"] and bool(told["outputs"]["url"])
    scene.expect("through the runner: written once, green, no warning", right and len(ours(github)) == 1, told)


def comment(
    scene: Scene, github: GitHubStandIn, workspace: Path, payload: dict[str, Any]
) -> list[tuple[str, str, int]]:
    """Check and comment, and what that wrote."""
    run(scene, github, workspace, payload, task="check")
    before = len(github.control("log"))
    run(scene, github, workspace, payload)
    return github.writes(before)


def run(
    scene: Scene,
    github: GitHubStandIn,
    workspace: Path,
    payload: dict[str, Any],
    *,
    task: str = "comment",
    token: str = "ghs_bench",
) -> Told:
    """Run a task; the comment is of what the check before it found."""
    return require(scene.try_task("pull_request", payload, workspace, github.address, token, task=task))


def proposal(scene: Scene, workspace: Path, github: GitHubStandIn, was: str, now: str) -> dict[str, Any]:
    """A pull request of this repository that changes a goal's status, and its event."""
    if not workspace.exists():
        workspace.mkdir()
        git(workspace, "init", "--quiet", "-b", "main")
        put(workspace, '[community]\nname = "The Garden"\n\n' + GOAL.format(was))
        git(workspace, "commit", "--quiet", "-m", "The plan")
    base = git(workspace, "rev-parse", "main")
    git(workspace, "checkout", "--quiet", "-B", "change")
    put(workspace, '[community]\nname = "The Garden"\n\n' + GOAL.format(now))
    git(workspace, "commit", "--quiet", "-m", "The change")
    payload = scene.event("pull_request.opened", NUMBER, github.address)
    # Its commit stays the one that the stand-in has, which is asked whether it still is the newest.
    payload["pull_request"]["head"] |= {"repo": {"full_name": REPOSITORY}}
    payload["pull_request"]["base"]["sha"] = base
    return payload


def put(workspace: Path, text: str) -> None:
    """Write the plan, and stage it."""
    (workspace / "community.toml").write_text(text, encoding="utf-8")
    git(workspace, "add", "-A")


def ours(github: GitHubStandIn) -> list[str]:
    """Our comments on the pull request."""
    return [each["body"] for each in github.comments(NUMBER) if each["body"].startswith("<!-- commtui:check ")]
