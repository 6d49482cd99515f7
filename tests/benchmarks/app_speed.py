"""The app against its floor, a Textual app of one widget, and against peers where they are installed.

Run `python -m tests.benchmarks.app_speed [ROUNDS] [--peer 'COMMAND=WORDS THAT IT SHOWS']...`: first paints, taken in
turns, memory, and the time from a key to the first change of the screen in logs of 10,000 and 100,000 recognitions.

"""

from __future__ import annotations

import argparse
import compileall
import shlex
import statistics
import sys
import tempfile
from pathlib import Path

import commtui
from commtui import demo
from tests.benchmarks.terminal import Terminal

FLOOR = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class One(App):\n    def compose(self):\n        yield Static('Ready at last')\nOne().run()\n"
)
COMMTUI = [sys.executable, "-m", "commtui"]
NAMES = ("Ada", "Grace", "Alan", "Hedy", "Xia", "Annie")


def first_paints(rounds: int, peers: dict[str, str]) -> None:
    """The first useful paint of each, in turns; "content" is the demo's overview, filled.

    `commtui demo` first copies the example's files; a copy that is there is opened as any plan is.
    """
    copy = demo.copy_to(Path(tempfile.mkdtemp(prefix="commtui-speed-")))
    opened = [*COMMTUI, "--dir", str(copy), "--today", demo.AS_OF.isoformat()]
    programs = {
        "floor": ([sys.executable, "-c", FLOOR], "Ready at last"),
        "commtui, frame": (opened, "Overview"),
        "commtui, content": (opened, "Needs attention"),
        "commtui demo, content": ([*COMMTUI, "demo"], "Needs attention"),
        **{command: (shlex.split(command), shown) for command, shown in peers.items()},
    }
    taken: dict[str, list[float]] = {name: [] for name in programs}
    memory: dict[str, float] = {}
    for _ in range(rounds):
        for name, (command, shown) in programs.items():
            with Terminal(command) as terminal:
                taken[name].append(terminal.wait_for(shown))
                terminal.settle()
                memory[name] = terminal.memory
    floor = statistics.median(taken["floor"])
    for name, times in taken.items():
        median = statistics.median(times)
        print(f"first paint, {name:<21} {median * 1000:5.0f} ms   {median / floor:.2f}x   {memory[name]:.0f} MB")


def keys(count: int) -> None:
    """How fast the log of so many recognitions answers."""
    with tempfile.TemporaryDirectory() as folder:
        _write_log(Path(folder), count)
        with Terminal([*COMMTUI, "--dir", folder]) as terminal:
            terminal.wait_for("Overview")
            terminal.press("5")
            rows = terminal.wait_for(r"Answered .*\d")
            terminal.settle()
            print(f"{count:,}: first rows after {rows:.2f} s, {terminal.memory:.0f} MB")
            for key, times in (("down", 40), ("pagedown", 30)):
                _tell(count, key, [terminal.press(key) for _ in range(times)])
            terminal.press("/")
            terminal.settle()
            typed = [terminal.press(letter) for letter in "ada gr"]
            _tell(count, "a letter of the filter", typed)
            print(f"{count:,}: after all keys {terminal.memory:.0f} MB")


def _tell(count: int, key: str, times: list[float | None]) -> None:
    seen = sorted(each * 1000 for each in times if each is not None)
    if not seen:
        print(f"{count:,}: {key}: no change")
        return
    p95 = seen[min(len(seen) - 1, round(0.95 * len(seen)))]
    print(f"{count:,}: {key}: median {statistics.median(seen):.0f} ms, p95 {p95:.0f} ms, worst {seen[-1]:.0f} ms")


def _write_log(folder: Path, count: int) -> None:
    people = "".join(f'[[person]]\nid = "{name.lower()}"\nname = "{name}"\n\n' for name in NAMES)
    (folder / "community" / "recognition").mkdir(parents=True)
    (folder / "community" / "community.toml").write_text(f'[community]\nname = "Large"\n\n{people}', encoding="utf-8")
    for part in range(0, count, 2_000):
        year = 2025 - part // 10_000
        texts = (
            f'[[recognition]]\nperson = "{NAMES[n % 6].lower()}"\nkinds = ["doc"]\n'
            f'date = {year}-{n % 12 + 1:02}-{n % 28 + 1:02}\nreason = "Answered {n} questions of newcomers"\n\n'
            for n in range(part, min(part + 2_000, count))
        )
        (folder / "community" / "recognition" / f"{year}-{part}.toml").write_text("".join(texts), encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rounds", nargs="?", type=int, default=7)
    parser.add_argument("--peer", action="append", default=[], metavar="COMMAND=WORDS")
    parser.add_argument("--counts", type=int, nargs="*", default=[10_000, 100_000])
    options = parser.parse_args()
    # As pip does when it installs: to compile it at each start would be measured too.
    compileall.compile_dir(Path(commtui.__file__).parent, quiet=1)
    first_paints(options.rounds, dict(each.rsplit("=", 1) for each in options.peer))
    for count in options.counts:
        keys(count)


if __name__ == "__main__":
    main()
