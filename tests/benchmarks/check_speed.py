"""How long `commtui check` takes on a large community, against a bare parse of the same files.

Run `python tests/benchmarks/check_speed.py [ROUNDS]`; the two take turns, and the medians are compared.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

KINDS = ("doc", "code", "review", "translation", "mentoring")
PARSE = "import sys, tomli\nfor name in sys.argv[1:]:\n    tomli.loads(open(name, encoding='utf-8', newline='').read())"


def large_community(folder: Path) -> list[Path]:
    """Write 10,000 recognitions in year files, 500 people, 200 goals and 500 roadmap items."""
    people = "".join(
        f'[[person]]\nid = "person-{n}"\nname = "Person {n}"\nregion = "East Africa"\n\n'
        f'[[standing]]\nperson = "person-{n}"\nladder = "code"\nrung = "member"\nsince = 2016-01-{n % 28 + 1:02}\n\n'
        for n in range(500)
    )
    goals = "".join(
        f'[[goal]]\nid = "goal-{n}"\nquarter = "{2016 + n // 20}-Q{n % 4 + 1}"\ntitle = "Goal {n}"\nstatus = "done"\n'
        f'owners = ["person-{n}", "person-{n + 1}"]\n\n[[goal.key_result]]\ntitle = "Result"\nscore = 0.7\n\n'
        for n in range(200)
    )
    items = "".join(
        f'[[item]]\nid = "item-{n}"\ntitle = "Item {n}"\nstatus = "done"\nwhen = "{2016 + n // 50}-H{n % 2 + 1}"\n'
        + (f'depends_on = ["item-{n - 1}"]\n' if n % 3 else "")
        + "\n"
        for n in range(500)
    )
    texts = {
        "community.toml": '[community]\nname = "Large"\n',
        "people.toml": people,
        "goals.toml": goals,
        "roadmap.toml": items,
        "careers.toml": '[[ladder]]\nid = "code"\ntitle = "Code"\n\n[[ladder.rung]]\nid = "member"\ntitle = "Member"\n',
        **{f"recognition/{2016 + year}.toml": _recognitions(2016 + year) for year in range(10)},
    }
    for name, text in texts.items():
        path = folder / "community" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [folder / "community" / name for name in texts]


def _recognitions(year: int) -> str:
    return "".join(
        f'[[recognition]]\nperson = "person-{n % 500}"\nkinds = ["{KINDS[n % 5]}"]\n'
        f"date = {year}-{n % 12 + 1:02}-{n % 28 + 1:02}\n"
        f'reason = "Answered newcomers all week, and wrote it down — thank you №{n}"\n'
        f'links = ["https://example.org/talk/{year}/{n}"]\n\n'
        for n in range(1000)
    )


def _seconds(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    """Print both medians and their ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [str(path) for path in large_community(folder)]
        check = [sys.executable, "-m", "commtui", "--dir", str(folder / "community"), "check"]
        bare = [sys.executable, "-c", PARSE, *files]
        times = [(_seconds(check), _seconds(bare)) for _ in range(rounds)]
    checks, bares = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"check {checks * 1000:.0f} ms, bare parse {bares * 1000:.0f} ms, ratio {checks / bares:.2f}")


if __name__ == "__main__":
    main()
