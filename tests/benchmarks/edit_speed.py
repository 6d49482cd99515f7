"""How long one checked edit takes in a file of 10,000 records, against reading that file.

Run `python -m tests.benchmarks.edit_speed [ROUNDS]`; reading is a bare parse, the validation of every record, and the
snapshot. The two take turns, and the medians are compared. The edited document is one that was just read.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import tomli

from commtui.store.files import NO_STAMP, content_of
from commtui.store.find import Home
from commtui.store.load import assemble, read_page
from commtui.store.snapshot import File
from commtui.toml import Document, set_value
from tests.toml.edits import appended, deleted, inserted, moved

RECORDS = 10_000
KINDS = ("doc", "code", "review", "translation", "mentoring")
NEW = {"person": "person-1", "kinds": ["doc"], "reason": "Wrote the guide"}
MIDDLE = RECORDS // 2

EDITS: dict[str, Callable[[Document], Document]] = {
    "set a field": lambda it: set_value(it, ("recognition", MIDDLE, "reason"), "Answered newcomers"),
    "add to a list": lambda it: inserted(it, ("recognition", MIDDLE, "kinds"), None, "talk"),
    "append a record": lambda it: appended(it, "recognition", NEW),
    "insert a record": lambda it: inserted(it, "recognition", MIDDLE, NEW),
    "delete a record": lambda it: deleted(it, ("recognition", MIDDLE)),
    "move a record": lambda it: moved(it, ("recognition", 1), RECORDS - 1),
}


def large_text() -> str:
    """10,000 recognitions, as people write them."""
    return "# Whom we thank.\n" + "".join(
        f'\n# from the talk of week {n}\n[[recognition]]\nperson = "person-{n % 500}"\nkinds = ["{KINDS[n % 5]}"]\n'
        f"date = {2016 + n // 1000}-{n % 12 + 1:02}-{n % 28 + 1:02}\n"
        f'reason = "Answered newcomers all week, and wrote it down — thank you №{n}"  # really\n'
        f'links = ["https://example.org/talk/{n}"]\n'
        for n in range(RECORDS)
    )


def read(text: str) -> None:
    """A bare parse, and all that makes records of it."""
    content = content_of(text.encode(), NO_STAMP)
    path = Path("community.toml").resolve()
    home = Home(path, path.parent)
    assemble(home, [read_page(File("community.toml", path, content, Document(text, tomli.loads(text))))])


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Print the median of each edit, and its ratio to reading."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    text = large_text()
    data = tomli.loads(text)
    for name, edit in EDITS.items():
        times = [(_seconds(partial(edit, Document(text, data))), _seconds(partial(read, text))) for _ in range(rounds)]
        edits, reads = (statistics.median(column) for column in zip(*times, strict=True))
        print(f"{name}: {edits * 1000:.0f} ms, reading {reads * 1000:.0f} ms, ratio {edits / reads:.2f}")


if __name__ == "__main__":
    main()
