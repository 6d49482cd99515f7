"""How long reading a clone takes, against `git log` of the same fields.

Run `python -m tests.benchmarks.activity_speed [ROUNDS] [CLONE | NUMBER OF COMMITS]...`: the two take turns, and the
medians are compared. A number makes a clone of so many commits, by hundreds of authors. Processor time is told too,
for on a busy machine clocks tell little.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

# What everyone pays once, whatever they do with activity.
import duckdb  # noqa: F401

from commtui.activity.cache import Cache
from commtui.activity.git import LOG, read_git
from commtui.store.git import Repository
from tests.activity.commits import Untold
from tests.activity.large_history import write_history

Times = tuple[float, float]


def timed(work: Callable[[], object]) -> Times:
    """Seconds by the clock, and of processors."""
    before, begun = os.times(), time.perf_counter()
    work()
    taken, after = time.perf_counter() - begun, os.times()
    return taken, sum(after[:4]) - sum(before[:4])


def compare(clone: Path, rounds: int, folder: Path) -> None:
    repository = Repository.around(clone)
    command = ["git", "-C", str(clone), *LOG, "HEAD", "--"]
    logs: list[Times] = []
    reads: list[Times] = []
    again: list[Times] = []
    for number in range(rounds):
        logs.append(timed(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True)))
        cache = Cache(folder / f"{clone.name}-{number}.duckdb")
        reads.append(timed(lambda cache=cache: read_git(cache, repository, Untold())))  # type: ignore[misc]
        again.append(timed(lambda cache=cache: read_git(cache, repository, Untold())))  # type: ignore[misc]
    with cache.reading() as connection:
        found = connection.execute("SELECT count(*), (SELECT count(*) FROM actor) FROM commit").fetchone()
    assert found is not None
    print(f"{clone}: {found[0]:,} commits by {found[1]:,} people")
    for name, times in (("git log", logs), ("commtui", reads), ("commtui, nothing new", again)):
        _tell(name, times, logs)


def _tell(name: str, times: list[Times], logs: list[Times]) -> None:
    clock, processor = (statistics.median(each) for each in zip(*times, strict=True))
    least = min(each[0] for each in times)
    clock_log, processor_log = (statistics.median(each) for each in zip(*logs, strict=True))
    ratios = f"{clock / clock_log:.2f}x, processors {processor / processor_log:.2f}x"
    best = least / min(each[0] for each in logs)
    print(f"  {name:<22} {clock:6.3f} s  least {least:6.3f} s  {ratios}, least {best:.2f}x")


def main(rounds: int, named: list[str]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        for each in named:
            clone = write_history(Path(temporary) / f"history-{each}", int(each)) if each.isdigit() else Path(each)
            compare(clone, rounds, Path(temporary) / "caches")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7, sys.argv[2:] or ["20000"])
