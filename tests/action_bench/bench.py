"""The bench: a stand-in for GitHub and one for its runner.

Most runs are of a task alone, in this process: `try_task`. Some go through the runner: `run`.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from action.context import Outcome

ROOT = Path(__file__).parents[2]
BENCH = Path(os.environ.get("COMMTUI_BENCH") or ROOT.parent / "shared" / "bench")
REPOSITORY = "octo-demo/community"


@dataclass(frozen=True)
class GitHubStandIn:
    """A stand-in for GitHub that listens at an address."""

    address: str

    def control(self, what: str, sent: object = None) -> Any:
        """Ask it about itself, or tell it something."""
        data = None if sent is None else json.dumps(sent).encode()
        with urlopen(Request(f"{self.address}/_control/{what}", data=data), timeout=30) as answer:
            return json.loads(answer.read() or b"null")

    def writes(self, after: int = 0) -> list[tuple[str, str, int]]:
        """Method, path and status of what was to change something, after so many requests of the log."""
        return [
            (each["method"], each["path"], each["status"])
            for each in self.control("log")[after:]
            if each["method"] not in {"GET", "HEAD"} and "graphql" not in each["path"]
        ]

    def violations(self) -> list[str]:
        """What our requests did against GitHub's own description."""
        return [each["problem"] for each in self.control("violations") if each["kind"] == "request"]

    def start(self, seed: Mapping[str, Any]) -> None:
        """Begin anew with another community, and nothing that goes wrong."""
        self.control("faults", [])
        self.control("seed", seed)

    def comments(self, number: int) -> list[dict[str, Any]]:
        """The comments on an issue or pull request."""
        request = Request(f"{self.address}/repos/{REPOSITORY}/issues/{number}/comments?per_page=100")
        request.add_header("Authorization", "Bearer ghp_user")
        with urlopen(request, timeout=30) as answer:
            found: list[dict[str, Any]] = json.loads(answer.read())
        return found


@dataclass(frozen=True)
class Told:
    """What a task said and did; `slept` is for how many seconds it would have waited."""

    log: str
    outcome: Outcome
    slept: float

    @property
    def warned(self) -> bool:
        """Whether it told a warning."""
        return "::warning" in self.log

    @property
    def is_fault(self) -> bool:
        """Whether it met a fault of our own."""
        return "this is a bug" in self.log or "Traceback" in self.log


@dataclass
class Scene:
    """A folder to work in, what tasks need, the community of a seed, and what was found wrong so far.

    `thorough` asks for all that can be tried.
    """

    folder: Path
    runner: Path
    thorough: bool = False
    seed: Path = Path()
    wrong: list[str] = field(default_factory=list)
    held: int = 0

    def __post_init__(self) -> None:
        self.seed = self.folder / "seed.json"
        truth = self.folder / "truth.json"
        _program("seed_gen.py", "--issues", "60", "--pulls", "40", "--seed", "7", "--out", self.seed, "--truth", truth)

    def expect(self, what: str, holds: bool, detail: object = "") -> None:
        """Say whether something holds, and remember where it does not."""
        if self.note(what, holds, detail):
            print("ok  ", what, flush=True)

    def note(self, what: str, holds: bool, detail: object = "") -> bool:
        """The same, but for the word where it holds: for what is tried a thousand times."""
        if holds:
            self.held += 1
        else:
            print("FAIL", what, detail, flush=True)
            self.wrong.append(what)
        return holds

    def community(self) -> dict[str, Any]:
        """The community of the seed."""
        found: dict[str, Any] = json.loads(self.seed.read_text("utf-8"))
        return found

    @contextmanager
    def github(self) -> Iterator[GitHubStandIn]:
        """Have a stand-in listen, until the end of the block."""
        port = self.folder / "port"
        port.unlink(missing_ok=True)
        command = [sys.executable, BENCH / "fake_github.py", "serve", "--seed", self.seed, "--validate"]
        command += ["--content-per-minute", "0", "--port-file", port]
        said = (self.folder / "server.txt").open("wb")
        server = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=said)
        try:
            while not (port.exists() and port.read_text().strip()):
                if server.poll() is not None:
                    raise RuntimeError((self.folder / "server.txt").read_text("utf-8"))
                time.sleep(0.05)
            yield GitHubStandIn(f"http://127.0.0.1:{port.read_text().strip()}")
        finally:
            server.terminate()
            server.wait()
            said.close()

    def event(self, kind: str, number: int, address: str) -> dict[str, Any]:
        """An event such as `pull_request.opened`, as the seed has it."""
        said = _program("fake_github.py", "event", "--seed", self.seed, "--api", address, kind, number)
        found: dict[str, Any] = json.loads(said)
        return found

    def try_task(
        self,
        name: str,
        payload: Mapping[str, Any],
        workspace: Path,
        address: str,
        token: str = "ghs_bench",
        around: Mapping[str, str] | None = None,
        task: str = "auto",
    ) -> Told | None:
        """Run what an event asks for in this process, where nobody waits; None where it asks for nothing."""
        from action.context import Context, Inputs
        from action.event import Event
        from action.github import GitHub
        from action.output import Output
        from action.run import finish
        from action.task import choose

        event = Event(name, payload)
        chosen = choose(task, event)
        if chosen is None:
            return None
        log, slept = io.StringIO(), [0.0]
        environment = {"GITHUB_API_URL": address, "GITHUB_REPOSITORY": REPOSITORY, **(around or {})}
        temp = self.folder / "temp"
        temp.mkdir(exist_ok=True)
        context = Context(event, Inputs(token=token), Output(log), workspace, temp, environment)
        wire = replace(GitHub.connect(REPOSITORY, token, environment).wire, sleep=slept.append)
        context.__dict__["github"] = GitHub(REPOSITORY, wire)
        outcome = finish(chosen, context)
        return Told(log.getvalue(), outcome, sum(slept))

    def run(
        self,
        name: str,
        payload: Mapping[str, Any],
        workspace: Path,
        address: str,
        token: str = "ghs_bench",
        **inputs: str,
    ) -> dict[str, Any]:
        """Run the action on an event as a runner would; what is installed once is there the next time."""
        event, out = self.folder / "event.json", self.folder / "out.json"
        event.write_text(json.dumps(payload))
        options = [each for key, value in inputs.items() for each in ("--input", f"{key}={value}")]
        _program(
            *("run_composite.py", "--action", ROOT, "--workspace", workspace, "--event-name", name, "--event", event),
            *("--api", address, "--token", token, "--temp", self.runner, "--out", out, *options),
            may_fail=True,
        )
        found: dict[str, Any] = json.loads(out.read_text())
        return found


def require(told: Told | None) -> Told:
    """What a task said that must have run."""
    if told is None:
        raise AssertionError("the event asked for no task")
    return told


def levels(result: Mapping[str, Any]) -> dict[str, int]:
    """How many annotations of each level there are, the runner's own word on a failed step left out."""
    told = [each for each in result["annotations"] if not each["message"].startswith("Process completed")]
    return {level: sum(each["level"] == level for each in told) for level in ("error", "warning", "notice")}


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, as someone with a name."""
    command = ["git", "-C", str(folder), "-c", "user.name=bench", "-c", "user.email=bench@example.org", *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.strip()


def _program(name: str, *arguments: object, may_fail: bool = False) -> str:
    command = [sys.executable, str(BENCH / name), *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode and not may_fail:
        raise RuntimeError(f"{name} failed")
    return done.stdout
