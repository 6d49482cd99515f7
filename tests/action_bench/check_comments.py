"""The comment on a pull request: once, patched once after a change, and never doubled, whatever GitHub does."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.action_bench.bench import REPOSITORY, GitHubStandIn, Scene, git, levels

NUMBER = 27
GOAL = '[[goal]]\nid = "seeds"\nquarter = "2026-Q4"\ntitle = "Seeds"\nstatus = "{}"\n'
COMMENTS = f"/issues/{NUMBER}/comments"
# What GitHub may do, how many comments there are after two runs, and whether a warning is told.
TROUBLES: list[tuple[str, list[dict[str, Any]], int, bool]] = [
    ("reading stumbles", [{"kind": "502", "method": "GET", "times": 2}], 1, False),
    ("reading is cut", [{"kind": "truncate", "method": "GET", "times": 1}], 1, False),
    ("the connection drops", [{"kind": "drop", "method": "GET", "times": 1}], 1, False),
    ("HTML instead of JSON", [{"kind": "html-502", "method": "GET", "times": 1}], 1, False),
    ("a secondary limit", [{"kind": "secondary-limit", "method": "POST", "path": COMMENTS, "times": 1}], 1, False),
    ("a secondary limit, 429", [{"kind": "secondary-429", "times": 1}], 1, False),
    ("a primary limit", [{"kind": "primary-limit", "times": 1}], 1, False),
    (
        "an answer lost after the write",
        [{"kind": "apply-then-502", "method": "POST", "path": COMMENTS, "times": 1}],
        1,
        False,
    ),
    ("an answer lost before the write", [{"kind": "502", "method": "POST", "path": COMMENTS, "times": 1}], 1, False),
    ("a write whose connection drops", [{"kind": "drop", "method": "POST", "path": COMMENTS, "times": 1}], 1, False),
    ("a write whose answer is cut", [{"kind": "truncate", "method": "POST", "path": COMMENTS, "times": 1}], 1, False),
    *((f"all is {status}", [{"kind": status}], 0, True) for status in ("401", "403", "404", "410", "422", "500")),
]


def main() -> int:
    """0 where all holds."""
    with tempfile.TemporaryDirectory() as temp:
        scene = Scene(Path(temp))
        workspace = scene.folder / "checkout"
        with scene.github() as github:
            payload = proposal(scene, workspace, github, "planned", "active")
            try_once(scene, github, workspace, payload)
            try_troubles(scene, github, workspace, payload)
            try_read_only(scene, github, workspace, payload)
        return len(scene.wrong)


def try_once(scene: Scene, github: GitHubStandIn, workspace: Path, payload: dict[str, Any]) -> None:
    """Two runs write once; a change is one patch."""
    for turn, wanted in enumerate((["POST"], []), 1):
        written = comment(scene, github, workspace, payload)
        scene.expect(f"run {turn} writes {wanted}", [each[0] for each in written] == wanted, written)
    changed = proposal(scene, workspace, github, "planned", "done")
    written = comment(scene, github, workspace, changed)
    scene.expect("a change is one patch", [each[0] for each in written] == ["PATCH"], written)
    scene.expect("there is one comment", len(ours(github)) == 1, ours(github))
    check_violations(scene, github, "in all of it")


def try_troubles(scene: Scene, github: GitHubStandIn, workspace: Path, payload: dict[str, Any]) -> None:
    """Each trouble, and a run after it."""
    scene.run("pull_request", payload, workspace, github.address)
    for name, faults, count, warns in TROUBLES:
        github.control("reset", {})
        github.control("faults", faults)
        told = run(scene, github, workspace, payload)
        run(scene, github, workspace, payload)
        github.control("faults", [])
        scene.expect(f"{name}: {count} after two runs", len(ours(github)) == count, ours(github))
        scene.expect(f"{name}: the run is green", told["conclusion"] == "success", told["annotations"])
        scene.expect(f"{name}: a warning, or none", bool(levels(told)["warning"]) == warns, told["annotations"])
        check_violations(scene, github, name)


def try_read_only(scene: Scene, github: GitHubStandIn, workspace: Path, payload: dict[str, Any]) -> None:
    """A token that may only read is told what it needs."""
    github.control("reset", {})
    told = run(scene, github, workspace, payload, "ghs_readonly")
    (warning,) = [each["message"] for each in told["annotations"] if each["level"] == "warning"]
    scene.expect("a token that may only read: its permission is named", "pull-requests: write" in warning, warning)
    scene.expect("a token that may only read: the run is green", told["conclusion"] == "success")


def comment(
    scene: Scene, github: GitHubStandIn, workspace: Path, payload: dict[str, Any]
) -> list[tuple[str, str, int]]:
    """Check and comment, and what that wrote."""
    scene.run("pull_request", payload, workspace, github.address)
    github.control("log", {})
    run(scene, github, workspace, payload)
    return github.writes()


def run(
    scene: Scene, github: GitHubStandIn, workspace: Path, payload: dict[str, Any], token: str = "ghs_bench"
) -> dict[str, Any]:
    """Comment, in the job in which check has run."""
    return scene.run("pull_request", payload, workspace, github.address, token, task="comment")


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
    payload["pull_request"]["head"] |= {"sha": git(workspace, "rev-parse", "HEAD"), "repo": {"full_name": REPOSITORY}}
    payload["pull_request"]["base"]["sha"] = base
    return payload


def put(workspace: Path, text: str) -> None:
    """Write the plan, and stage it."""
    (workspace / "community.toml").write_text(text, encoding="utf-8")
    git(workspace, "add", "-A")


def ours(github: GitHubStandIn) -> list[str]:
    """Our comments on the pull request."""
    return [each["body"] for each in github.comments(NUMBER) if each["body"].startswith("<!-- commtui:check ")]


def check_violations(scene: Scene, github: GitHubStandIn, where: str) -> None:
    """See that GitHub's own description allows all that was asked."""
    found = github.violations()
    scene.expect(f"{where}: no violation", not found, found[:3])


if __name__ == "__main__":
    sys.exit(main())
