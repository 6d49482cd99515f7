"""The examples of events that GitHub itself publishes, each by its name: no fault of ours, no write that was not
asked for."""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.action_bench.bench import GitHubStandIn, Scene, require

NPM = Path(os.environ.get("BENCH_NPM") or Path(tempfile.gettempdir()) / "bench-npm")
EXAMPLES = NPM / "node_modules/@octokit/webhooks-examples/api.github.com/index.json"
# What may write something: a greeting, or the report.
WRITING = {"welcome", "first-merge", "metrics"}
# In none of the examples is a pull request merged.
NEVER_ASKED = {"first-merge"}


def check(scene: Scene, github: GitHubStandIn) -> None:
    """Each example."""
    empty = scene.folder / "empty"
    empty.mkdir()
    tasks = Counter(filter(None, (replay(scene, github, empty, name, payload) for name, payload in examples())))
    scene.expect("no violation", not github.violations(), github.violations()[:3])
    for name in ("check", "welcome", "first-merge", "metrics", "comment"):
        scene.expect(f"{tasks[name]} examples asked for {name}", (tasks[name] > 0) != (name in NEVER_ASKED))


def examples() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each example by its event's name; what happens to a pull request also as its target sees it."""
    for each in json.loads(EXAMPLES.read_text("utf-8")):
        for payload in each["examples"]:
            yield each["name"], payload
            if each["name"] == "pull_request":
                yield "pull_request_target", payload


def replay(scene: Scene, github: GitHubStandIn, empty: Path, name: str, payload: dict[str, Any]) -> str:
    """Run what the event asks for; the name of the task, or nothing."""
    from action.event import Event
    from action.task import choose

    action = str(payload.get("action", ""))
    task = choose("auto", Event(name, payload))
    if task is None:
        return ""
    before = len(github.control("log"))
    told = require(scene.try_task(name, payload, empty, github.address))
    written = github.writes(before)
    what = f"{name} {action}: {task.name}"
    scene.note(f"{what}: no fault of ours", not told.is_fault, told.log)
    scene.note(f"{what}: no write that was not asked for", len(written) <= (task.name in WRITING), written)
    scene.note(f"{what}: not red", not (told.outcome.failed and task.gentle), told.log)
    return task.name
