"""Tries the Action on the bench: `python -m tests.action_bench [--all] [faults] [comments] [greetings] ...`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from tests.action_bench.bench import ROOT, Scene

PARTS = ("faults", "comments", "greetings", "report", "replay")


def main() -> int:
    """0 where all holds."""
    parser = argparse.ArgumentParser(prog="action-bench", description="Try the Action on a stand-in for GitHub.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(PARTS)}; all of them if none")
    parser.add_argument("--all", action="store_true", help="try all that can go wrong, each with all; takes minutes")
    asked = parser.parse_args()
    unknown = [each for each in asked.parts if each not in PARTS]
    if unknown:
        parser.error(f"there is no part {unknown[0]}")
    thorough = asked.all or os.environ.get("COMMTUI_TESTS") == "thorough"
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as temp:
        os.environ["XDG_CACHE_HOME"] = str(Path(temp) / "cache")
        runner = Path(os.environ.get("COMMTUI_BENCH_RUNNER") or Path(temp) / "runner")
        return len(_tried(Scene(Path(temp), runner, thorough), asked.parts or PARTS).wrong)


def _tried(scene: Scene, parts: list[str] | tuple[str, ...]) -> Scene:
    from action.install import install, use

    use(install("metrics", scene.runner, os.environ))
    with scene.github() as github:
        for part in parts:
            began = time.monotonic()
            github.start(scene.community())
            print(f"\n-- {part}", flush=True)
            import_module(f"tests.action_bench.check_{part}").check(scene, github)
            print(f"   {time.monotonic() - began:.0f} s", flush=True)
    print(f"\n{scene.held} things hold, {len(scene.wrong)} do not", flush=True)
    return scene


if __name__ == "__main__":
    sys.exit(min(main(), 1))
