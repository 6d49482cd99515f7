"""How long an edit takes from the keyboard to the disk and back, in one file of 10,000 records and in 10,000 files.

Run `python -m tests.benchmarks.workspace_speed [ROUNDS]`; reading is a bare parse, the validation of every record, and
the snapshot of the one file. Edits and readings take turns, and medians are told. Locks lie in a folder of its own.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

from commtui.model.person import Person
from commtui.model.recognition import Recognition
from commtui.store.edits import AddRecord, RemoveRecord, RenameId
from commtui.store.find import at
from commtui.store.snapshot import Entry
from commtui.store.workspace import Workspace
from tests.benchmarks.edit_speed import RECORDS, large_text, read

THANKS = {"person": "person-1", "kinds": ["doc"], "date": date(2026, 1, 1)}
PEOPLE = "\n".join(f'[[person]]\nid = "person-{n}"\nname = "Person {n}"\n' for n in range(500))


def one_file(folder: Path) -> Workspace:
    """A community with all recognitions in one file."""
    (folder / "people.toml").write_text(PEOPLE)
    (folder / "recognition.toml").write_text(large_text())
    return Workspace(at(folder))


def many_files(folder: Path) -> Workspace:
    """A community with a file for each recognition."""
    (folder / "people.toml").write_text(PEOPLE)
    for number, text in enumerate(large_text().split("\n\n")[1:]):
        year = folder / "recognition" / str(2016 + number // 1000)
        year.mkdir(parents=True, exist_ok=True)
        (year / f"{number}.toml").write_text(text + "\n")
    return Workspace(at(folder))


def edits(workspace: Workspace) -> dict[str, Callable[[], object]]:
    """What people do, by name."""
    number = count()

    def entry() -> Entry[Recognition]:
        return workspace.snapshot.of(Recognition)[RECORDS // 2]

    def person() -> RenameId:
        found = workspace.snapshot.of(Person)[next(number)]
        return RenameId(found, f"{found.record.id}-x")

    return {
        "set a field": lambda: workspace.set_field(entry(), ("reason",), f"Because {next(number)}"),
        "add a record": lambda: workspace.apply(AddRecord("recognition", THANKS)),
        "remove a record": lambda: workspace.apply(RemoveRecord(entry())),
        "undo": workspace.undo,
        "redo": workspace.redo,
        "rename a person whom 20 records name": lambda: workspace.apply(person()),
    }


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Print the median of each edit, and its ratio to reading."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    text = large_text()
    for make in (one_file, many_files):
        with tempfile.TemporaryDirectory() as name:
            os.environ["XDG_CACHE_HOME"] = f"{name}/cache"
            folder = Path(name) / "community"
            folder.mkdir()
            workspace = make(folder)
            print(f"{make.__name__}: {workspace.snapshot.size} records")
            for what, edit in edits(workspace).items():
                times = [(seconds(edit), seconds(lambda: read(text))) for _ in range(rounds)]
                edited, reading = (statistics.median(column) for column in zip(*times, strict=True))
                print(f"  {what}: {edited * 1000:.0f} ms, reading {reading * 1000:.0f} ms, {edited / reading:.2f}")


if __name__ == "__main__":
    main()
