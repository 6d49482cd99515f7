"""A larger stand-in for GitHub, which holds questions against GitHub's own description; it lies beside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.activity.github.reading import Reader
from tests.activity.github.standin import Garden

Json = dict[str, Any]

_BESIDE = Path(__file__).parents[4] / "shared" / "bench"
BENCH = Path(os.environ.get("COMMTUI_GITHUB_BENCH", _BESIDE))
_VENV = Path(os.environ.get("BENCH_VENV", Path(tempfile.gettempdir()) / "bench-venv"))
_PYTHON = _VENV / "bin" / "python"
TOKEN = "ghs_bench"
NAME = "octo-demo/community"


def missing() -> str:
    """Why it cannot be used here; empty where it can."""
    if not (BENCH / "fake_github.py").is_file():
        return "there is no stand-in for GitHub beside this checkout (COMMTUI_GITHUB_BENCH names another folder)"
    return "" if _PYTHON.is_file() else f"{_PYTHON} is not there; run the stand-in's setup.sh"


@dataclass
class Bench:
    """It serves `seed` at `address`."""

    seed: Json
    address: str

    def control(self, what: str, sent: object = None) -> Any:
        """Ask it about itself, or tell it what to do."""
        body = None if sent is None else json.dumps(sent).encode()
        request = urllib.request.Request(
            f"{self.address}/_control/{what}",
            body,
            {"Content-Type": "application/json"},
            method="POST" if body else "GET",
        )
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def reader(self, path: Path) -> Reader:
        """One who reads it into a cache."""
        return Reader(Garden(name=NAME, address=self.address), path, token=TOKEN)


def seed(folder: Path, issues: int, pulls: int, discussions: int) -> Json:
    """A community, with a few long timelines, drafts and onlookers added to what the generator makes."""
    path = folder / "seed.json"
    sizes = ("--issues", str(issues), "--pulls", str(pulls), "--discussions", str(discussions), "--seed", "5")
    command = [str(_PYTHON), str(BENCH / "seed_gen.py"), *sizes, "--out", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    made: Json = json.loads(path.read_text())
    # It answers this number where the list of forks is asked for.
    del made["repo"]["forks"]
    _lengthen(made)
    path.write_text(json.dumps(made))
    return made


def _lengthen(made: Json) -> None:
    comments = [each for thread in made["issues"] for each in thread["comments"]]
    for thread in (made["issues"][3], made["pulls"][2], *made["discussions"][:1]):
        first = len(thread["comments"])
        for place in range(first, first + 140):
            one = comments[place % len(comments)]
            thread["comments"].append({**one, "id": 9_000_000_000 + thread["number"] * 1000 + place, "replies": []})
    for talk in made["discussions"][:1]:
        one = talk["comments"][-1]
        one["replies"] = [{**comments[0], "id": 9_900_000_000 + place} for place in range(24)]
    pull = made["pulls"][0]
    ready = {"id": 9_990_000_001, "event": "ready_for_review", "actor": None, "created_at": pull["updated_at"]}
    pull["events"].append(ready)
    pull["reviews"].append(
        {"id": 9_990_000_002, "author": "ghost", "state": "PENDING", "submitted_at": pull["updated_at"], "comments": []}
    )


@contextmanager
def serving(folder: Path, issues: int, pulls: int, discussions: int) -> Iterator[Bench]:
    """A bench that serves a seed of these sizes."""
    made = seed(folder, issues, pulls, discussions)
    port = folder / "port"
    command = [str(_PYTHON), str(BENCH / "fake_github.py"), "serve", "--seed", str(folder / "seed.json"), "--validate"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([*command, "--port-file", str(port)], stdout=log, stderr=log)
        try:
            while not port.exists():
                assert server.poll() is None, (folder / "log").read_text()
                time.sleep(0.05)
            yield Bench(made, f"http://127.0.0.1:{port.read_text()}")
        finally:
            server.terminate()
            server.wait()
