"""Random edits of hand-written files, and what came of them.

Run `python -m tests.benchmarks.fuzz_edits [EDITS] [SEED]`: counts, and for what is not right the first examples.
Each file is edited a few times, one edit upon the other.
"""

from __future__ import annotations

import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from random import Random

from commtui.store.files import BOM
from commtui.toml import Document
from tests.toml.fuzzing import Edit, some_edit, some_text
from tests.toml.judging import judge

SHOWN = 5
EDITS_OF_A_FILE = 4


def outcomes(count: int, seed: int) -> Iterator[tuple[int, Edit, str]]:
    """The edits of files that the seeds give, from this one on, and what came of each."""
    made = 0
    while made < count:
        dice = Random(seed)
        text = some_text(dice)
        for _ in range(EDITS_OF_A_FILE):
            document = Document.parse(text.removeprefix(BOM))
            edit = some_edit(dice, document.data)
            outcome = _outcome(text, edit)
            yield seed, edit, outcome
            made += 1
            if outcome != "right":
                break
            text = text[: text.startswith(BOM)] + edit.apply(document).text
        seed += 1


def _outcome(text: str, edit: Edit) -> str:
    try:
        return judge(text, edit)
    except Exception:  # noqa: BLE001 - a crash is an outcome to be counted
        return f"crash: {traceback.format_exc(limit=-2)}"


def main() -> None:
    """Print the counts by outcome."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    found: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for each, edit, outcome in outcomes(count, seed):
        found[outcome] += 1
        kinds[edit.name] += 1
        if outcome != "right" and found[outcome] <= SHOWN:
            print(f"seed {each}: {edit.name} at {edit.path}: {outcome}")
    print(", ".join(f"{number} {kind}" for kind, number in kinds.most_common()))
    for outcome, number in found.most_common():
        print(f"{number:6} {number / found.total():7.2%} {outcome}")


if __name__ == "__main__":
    main()
