"""Random edits of hand-written files, and what came of them.

Run `python -m tests.benchmarks.fuzz_edits [EDITS] [SEED]`: counts, and for what is not right the first examples.
"""

from __future__ import annotations

import sys
import traceback
from collections import Counter
from random import Random

from commtui.store.files import BOM
from commtui.toml import Document
from tests.toml.fuzzing import judge, some_edit, some_text

SHOWN = 5


def main() -> None:
    """Print the counts by outcome."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    outcomes: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for seed in range(first, first + count):
        dice = Random(seed)
        text = some_text(dice)
        edit = some_edit(dice, Document.parse(text.removeprefix(BOM)).data)
        try:
            outcome = judge(text, edit)
        except Exception:  # noqa: BLE001 - a crash is an outcome to be counted
            outcome = f"crash: {traceback.format_exc(limit=-2)}"
        outcomes[outcome] += 1
        kinds[edit.name] += 1
        if outcome != "right" and outcomes[outcome] <= SHOWN:
            print(f"seed {seed}: {edit.name} at {edit.path}: {outcome}")
    print(dict(kinds))
    for outcome, number in outcomes.most_common():
        print(f"{number:6} {number / count:6.2%} {outcome}")


if __name__ == "__main__":
    main()
