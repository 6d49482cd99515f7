"""A pull request to a community of gardeners: its checkout as GitHub merges it, its event, and a task run on it."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from action.context import Context, Inputs, Outcome
from action.event import Event
from action.output import Output
from action.run import finish
from action.task import TASKS
from tests.action.standin import REPOSITORY
from tests.repository import commit_all, git, new_repository, put

NUMBER = 7
GOAL = "community/goals/2026-Q4.toml"
PLAN = {
    "community/community.toml": '[community]\nname = "The Garden"\ntimezone = "Africa/Nairobi"\n',
    GOAL: (
        '[[goal]]\nid = "seeds"\nquarter = "2026-Q4"\ntitle = "Seeds for all"\nstatus = "active"\n\n'
        '[[goal.key_result]]\ntitle = "A seed library opens"\ndone = false\n\n'
        '[[goal.key_result]]\ntitle = "Answers come soon"\nmetric = "time_to_first_response"\nbaseline = 10\n'
        "at_most = 2\n"
    ),
    "community/people.toml": (
        '[[person]]\nid = "wangari"\nname = "Wangari"\n\n[[person]]\nid = "quiet"\nname = "Quiet One"\nlisted = false\n'
    ),
}


@dataclass
class Proposal:
    """A pull request from `change` to a plan; `depth` is how much of the history the checkout has (0: all)."""

    folder: Path
    before: Mapping[str, str] = field(default_factory=lambda: PLAN)
    change: Mapping[str, str | None] = field(default_factory=dict)
    depth: int = 0
    head_repository: str = "wangari/garden"
    head: str = ""
    workspace: Path = Path()

    def make(self) -> Proposal:
        """Make the repository, with the change merged as GitHub does it to try it, and check that out."""
        source = new_repository(self.folder / "source")
        put(source, self.before)
        commit_all(source, "The plan")
        git(source, "branch", "--move", "main")
        git(source, "checkout", "--quiet", "-b", "change")
        for name, text in self.change.items():
            (source / name).unlink() if text is None else put(source, {name: text})
        self.head = commit_all(source, "The change")
        git(source, "checkout", "--quiet", "main")
        # Others go on: what they do is no part of the change.
        put(source, {"community/areas.toml": '[[focus_area]]\nid = "events"\ntitle = "Events"\n'})
        commit_all(source, "Meanwhile")
        git(source, "merge", "--quiet", "--no-ff", "-m", "Merge", "change")
        self.workspace = self.folder / "workspace"
        depth = [f"--depth={self.depth}"] if self.depth else []
        git(self.folder, "clone", "--quiet", *depth, f"file://{source}", str(self.workspace))
        return self

    @property
    def payload(self) -> dict[str, Any]:
        """What GitHub says happened."""
        base = git(self.folder / "source", "rev-list", "--max-parents=0", "HEAD")
        return {
            "action": "synchronize",
            "number": NUMBER,
            "pull_request": {
                "number": NUMBER,
                "user": {"login": "wangari", "type": "User"},
                "head": {"sha": self.head, "repo": {"full_name": self.head_repository}},
                "base": {"sha": base, "ref": "main"},
            },
            "repository": {"full_name": REPOSITORY},
        }


@dataclass
class Told:
    """What a task wrote."""

    outcome: Outcome
    log: str
    summary: str
    result: Path

    @property
    def annotations(self) -> list[str]:
        """The commands that annotate."""
        return [each for each in self.log.split("\n") if each.startswith(("::error", "::warning", "::notice"))]

    @property
    def data(self) -> Any:
        """What was left for the task comment."""
        return json.loads(self.result.read_text("utf-8"))


def try_task(
    name: str, event: Event, workspace: Path, folder: Path, inputs: Inputs | None = None, **environment: str
) -> Told:
    """Run a task as the runner would, without installing anything."""
    log, summary = io.StringIO(), folder / "summary.md"
    summary.unlink(missing_ok=True)
    around = {
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_SERVER_URL": "https://example.org",
        "GITHUB_REF": f"refs/pull/{NUMBER}/merge",
        "GITHUB_RUN_ID": "99",
        "COMMTUI_TODAY": "2026-11-22",
        **environment,
    }
    output = Output(log, folder / "outputs", summary)
    context = Context(event, inputs or Inputs(), output, workspace, folder / "temp", around)
    outcome = finish(TASKS[name], context)
    said = summary.read_text("utf-8") if summary.exists() else ""
    return Told(outcome, log.getvalue(), said, context.result)


def check(proposal: Proposal, inputs: Inputs | None = None, **environment: str) -> Told:
    """Run check on a pull request."""
    event = Event("pull_request", proposal.payload)
    return try_task("check", event, proposal.workspace, proposal.folder, inputs, **environment)
