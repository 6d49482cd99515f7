"""The examples of events that GitHub itself publishes, each by its name: no fault of ours, no write that was not
asked for."""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.action_bench.bench import REPOSITORY, ROOT, GitHubStandIn, Scene

if TYPE_CHECKING:
    from action.context import Context

NPM = Path(os.environ.get("BENCH_NPM") or Path(tempfile.gettempdir()) / "bench-npm")
EXAMPLES = NPM / "node_modules/@octokit/webhooks-examples/api.github.com/index.json"
# What may write something: a greeting, or the report.
WRITING = {"welcome", "first-merge", "metrics"}


def main() -> int:
    """0 where all holds."""
    sys.path.insert(0, str(ROOT))
    from action.install import install, use

    with tempfile.TemporaryDirectory() as temp:
        scene = Scene(Path(temp))
        use(install("metrics", scene.folder / "runner", os.environ))
        with scene.github() as github:
            count = sum(1 for name, payload in examples() if replay(scene, github, name, payload))
            found = github.violations()
            scene.expect("no violation", not found, found[:3])
        print(f"{count} examples asked for a task")
        return len(scene.wrong)


def examples() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each example by its event's name; what happens to a pull request also as its target sees it."""
    for each in json.loads(EXAMPLES.read_text("utf-8")):
        for payload in each["examples"]:
            yield each["name"], payload
            if each["name"] == "pull_request":
                yield "pull_request_target", payload


def replay(scene: Scene, github: GitHubStandIn, name: str, payload: dict[str, Any]) -> bool:
    """Run what the event asks for; whether it asks for anything."""
    from action.context import Context, Inputs
    from action.event import Event
    from action.output import Output
    from action.run import finish
    from action.task import choose

    event = Event(name, payload)
    task = choose("auto", event)
    if task is None or find_spec(f"action.{task.name.replace('-', '_')}") is None:
        return False
    github.control("log", {})
    log = io.StringIO()
    empty = scene.folder / "empty"
    empty.mkdir(exist_ok=True)
    around = {"GITHUB_API_URL": github.address, "GITHUB_REPOSITORY": REPOSITORY}
    context: Context = Context(event, Inputs(token="ghs_bench"), Output(log), empty, scene.folder, around)
    outcome = finish(task, context)
    written = [each for each in github.writes() if each[0] == "POST"]
    what = f"{name} {event.action}: {task.name}"
    if "this is a bug" in log.getvalue():
        scene.expect(f"{what}: no fault of ours", False, log.getvalue())
    if len(written) > (task.name in WRITING):
        scene.expect(f"{what}: no write that was not asked for", False, written)
    if outcome.failed and task.gentle:
        scene.expect(f"{what}: not red", False, log.getvalue())
    return True


if __name__ == "__main__":
    sys.exit(main())
