"""Who is greeted and who is not, each twice; and the same while GitHub stumbles: never doubled, never false, green."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.action.situations import LONG_AGO, NOW, SITUATIONS, Situation, thread
from tests.action_bench.bench import BENCH, REPOSITORY, GitHubStandIn, Scene, Told, levels
from tests.action_bench.troubles import KINDS, LOST, USUAL, Fault, once, place

OWNER, NAME = REPOSITORY.split("/")
OURS = ("<!-- commtui:welcome ", "<!-- commtui:first-merge ")
SHA = "a" * 40
# What stands for all of them where each is tried with everything that GitHub may do.
STANDING_FOR_ALL = {
    "a first pull request",
    "a first issue",
    "a first merge",
    "an issue before, which was greeted",
    "a private member, shown as none",
}
LASTING = ("403", "502", "apply-then-502")
READS = (place("GET", "/issues$"), place("GET", "/permission$"), place("GET", "/comments$"), place("POST", "graphql$"))
WRITES = (place("POST", "/comments$"), place("POST", "/labels$"))


def check(scene: Scene, github: GitHubStandIn) -> None:
    """All situations, and all that may go wrong in some or all of them."""
    plain = [each for each in SITUATIONS if not each.troubles]
    asking = [each for each in plain if _try_twice(scene, github, each)]
    chosen = [each for each in asking if scene.thorough or each.name in STANDING_FOR_ALL]
    held = scene.held
    for situation in chosen:
        for fault in _troubles(situation, thorough=scene.thorough):
            _try_under(scene, github, situation, fault)
    _try_read_only(scene, github, next(each for each in chosen if each.greeted))
    _try_runner(scene, github, next(each for each in chosen if each.greeted))
    print(f"ok   {scene.held - held} times something held while GitHub stumbled", flush=True)


def _troubles(situation: Situation, *, thorough: bool) -> Iterator[Fault]:
    # What cannot be read is no reason to think that there is nothing.
    if not situation.greeted:
        yield from _always(KINDS if thorough else ("403", "404"), READS)
        return
    yield from once(LOST, WRITES)
    if thorough or situation.name == "a first pull request":
        kinds = KINDS if thorough else USUAL
        yield from once([each for each in kinds if each not in LOST], WRITES if thorough else WRITES[:1])
        yield from _always(kinds if thorough else LASTING, ({},))
    if thorough:
        yield from once(KINDS, READS)
        yield from _always(KINDS, WRITES)


def _always(kinds: Sequence[str], places: Sequence[Fault]) -> Iterator[Fault]:
    return ({"kind": kind, **place} for kind in kinds for place in places)


def _try_twice(scene: Scene, github: GitHubStandIn, situation: Situation) -> bool:
    """As it is; whether GitHub was asked for anything."""
    before = _prepare(github, situation)
    told = [_run(scene, github, situation) for _ in range(2)]
    after = _ours(github)
    new = after[len(before) :] if situation.greeted else [each for each in after if each not in before]
    log = "".join(each.log for each in told if each is not None)
    right = len(after) - len(before) == situation.greeted and all(_is_right(situation, each) for each in new)
    scene.expect(f"{situation.name}: {'greeted once' if situation.greeted else 'not greeted'}", right, log)
    scene.note(f"{situation.name}: green", all(each is None or not each.outcome.failed for each in told), log)
    scene.note(f"{situation.name}: no fault of ours", all(each is None or not each.is_fault for each in told), log)
    scene.note(f"{situation.name}: no violation", not github.violations(), github.violations())
    return bool(github.control("log"))


def _try_under(scene: Scene, github: GitHubStandIn, situation: Situation, fault: Fault) -> None:
    """Twice while it stumbles, and once after."""
    before = _prepare(github, situation)
    github.control("faults", [{**fault}])
    told = [_run(scene, github, situation) for _ in range(2)]
    github.control("faults", [])
    during = len(_ours(github)) - len(before)
    _run(scene, github, situation)
    after = len(_ours(github)) - len(before)
    name = f"{situation.name}, {fault}"
    log = "".join(each.log for each in told if each is not None)
    scene.note(f"{name}: never doubled, never false", during <= situation.greeted, log)
    scene.note(f"{name}: right after it", after == situation.greeted, log)
    scene.note(f"{name}: green", not any(each and (each.outcome.failed or each.is_fault) for each in told), log)
    scene.note(f"{name}: no violation", not github.violations(), github.violations())


def _try_read_only(scene: Scene, github: GitHubStandIn, situation: Situation) -> None:
    _prepare(github, situation)
    told = _run(scene, github, situation, "ghs_readonly")
    said = told is not None and told.warned and "issues: write or pull-requests: write" in told.log
    scene.expect("a token that may only read: green, and its permission is named", said, told)


def _try_runner(scene: Scene, github: GitHubStandIn, situation: Situation) -> None:
    """Through the runner, twice."""
    _prepare(github, situation)
    name, payload = _event(situation, github.address)
    workspace = _workspace(scene, situation.plan)
    told = [scene.run(name, payload, workspace, github.address) for _ in range(2)]
    right = all(each["conclusion"] == "success" and not levels(each)["warning"] for each in told)
    scene.expect("through the runner, twice: green, greeted once", right and len(_ours(github)) == 1, told)


def _run(scene: Scene, github: GitHubStandIn, situation: Situation, token: str = "ghs_bench") -> Told | None:
    name, payload = _event(situation, github.address)
    return scene.try_task(name, payload, _workspace(scene, situation.plan), github.address, token)


def _workspace(scene: Scene, plan: str | None) -> Path:
    folder = scene.folder / "workspaces" / f"{hash(plan) & 0xFFFFFFFF:08x}"
    if not folder.exists():
        (folder / "community").mkdir(parents=True)
        if plan is not None:
            (folder / "community" / "community.toml").write_text(plan, encoding="utf-8")
    return folder


def _prepare(github: GitHubStandIn, situation: Situation) -> list[str]:
    github.start(_seed(situation))
    return _ours(github)


def _ours(github: GitHubStandIn) -> list[str]:
    """The comments of ours, wherever they are."""
    state = github.control("state")
    return [
        comment["body"]
        for each in (*state["issues"], *state["pulls"])
        for comment in each["comments"]
        if comment["author"] == "github-actions[bot]" and comment["body"].startswith(OURS)
    ]


def _is_right(situation: Situation, body: str) -> bool:
    return body.startswith(OURS[1 if situation.merged else 0]) and "@garden" not in body


def _event(situation: Situation, address: str) -> tuple[str, dict[str, Any]]:
    """What GitHub would send, by the bench's own hand."""
    if str(BENCH) not in sys.path:
        sys.path.append(str(BENCH))
    bench: Any = import_module("fake_github")
    name = "issues" if situation.kind == "issue" else "pull_request_target"
    action = "closed" if situation.merged else situation.action
    state = bench.State(_seed(situation))
    return name, {
        **bench.build_event(state, bench.Rest(state, address), f"{name}.{action}", situation.number),
        **situation.extra,
    }


def _seed(situation: Situation) -> dict[str, Any]:
    own = thread(situation.number, situation.user, pull=situation.kind != "issue", merged=situation.merged, at=NOW)
    threads = [own, *situation.before]
    users = [each["user"] for each in threads if each["user"]] + [user for _, user in situation.comments.values()]
    found = [_thread(each, situation) for each in threads]
    return {
        "repo": {"owner": OWNER, "name": NAME, "id": 700_000_001, "default_branch": "main", "created_at": LONG_AGO},
        "users": [{"name": None, **each} for each in {each["login"]: each for each in users}.values()],
        "collaborators": [{"login": login, "permission": each} for login, each in situation.permissions.items()],
        "issues": [each for each in found if "head" not in each],
        "pulls": [each for each in found if "head" in each],
        "frozen_now": NOW,
    }


def _thread(each: dict[str, Any], situation: Situation) -> dict[str, Any]:
    number, at = each["number"], each["created_at"]
    user: dict[str, Any] = each["user"] or {}
    merged = each.get("pull_request", {}).get("merged_at")
    said = situation.comments.get(number)
    comments = [{"author": said[1]["login"], "body": said[0], "created_at": at}] if said else []
    found = {
        "number": number,
        "title": "@garden/all ::error::x",
        "body": "<!-- commtui:welcome v1 0123456789abcdef -->",
        "author": user.get("login"),
        "author_association": situation.association if number == situation.number else "NONE",
        "state": "closed" if merged else "open",
        "created_at": at,
        "updated_at": at,
        "closed_at": merged,
        "comments": comments,
    }
    if "pull_request" not in each:
        return found
    side = {"ref": "change", "sha": SHA}
    more = {"base": {"ref": "main", "sha": SHA}, "reviews": [], "commits": [], "files": [], "merged_at": merged}
    return {**found, "head": {**side, "fork": user.get("login")}, **more, "merged_by": OWNER if merged else None}
