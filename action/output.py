"""How a task speaks to the runner: the log, annotations, outputs and the job's summary."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TextIO

from commtui.model.words import printable
from commtui.report.workflow_commands import command, plain

Level = Literal["error", "warning", "notice"]

# GitHub shows so many annotations of a level and step, and drops the others without a word.
MOST_ANNOTATIONS = 10
# GitHub drops the whole summary of a step where it has more than 1,024 KiB.
MOST_SUMMARY_BYTES = 900 * 1024
_CUT = "_The rest was cut: it was too long for a summary. The log has all of it._\n"


@dataclass
class Output:
    """Where a task writes to; without files for outputs and summary, the log gets those too."""

    log: TextIO = field(default_factory=lambda: sys.stdout)
    outputs: Path | None = None
    summary: Path | None = None
    annotations: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, environment: Mapping[str, str], log: TextIO) -> Output:
        """The output that the runner's variables name."""
        names = ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")
        outputs, summary = (Path(found) if (found := environment.get(name)) else None for name in names)
        return cls(log, outputs, summary)

    def say(self, text: str) -> None:
        """A line, or several, in the log; whatever they hold, none of them is a command."""
        self._write(plain(text))

    def annotate(self, level: str, line: str) -> None:
        """Write a command that annotates, as a line of the log only where GitHub would show no more of its level."""
        count = self.annotations.get(level, 0)
        self.annotations[level] = count + 1
        self._write(line if count < MOST_ANNOTATIONS else plain(line))

    def tell(self, level: Level, message: str) -> None:
        """An annotation without a place."""
        self.annotate(level, command(level, message, {"title": "commtui"}))

    def set(self, values: Mapping[str, str]) -> None:
        """Give the step's outputs these values."""
        for name, value in values.items():
            if self.outputs is None:
                self.say(f"output {name}: {value}")
                continue
            # Nobody can guess the mark, and so end the value before its end.
            mark = f"end-{secrets.token_hex(16)}"
            with self.outputs.open("a", encoding="utf-8", newline="\n") as file:
                file.write(f"{name}<<{mark}\n{printable(value, keep=chr(10))}\n{mark}\n")

    def summarize(self, markdown: str) -> None:
        """Add to the job's summary, cut at a whole line where it would be too long."""
        text = fitted(markdown.rstrip("\n").split("\n"), MOST_SUMMARY_BYTES)
        if self.summary is None:
            self.say(text)
            return
        with self.summary.open("a", encoding="utf-8", newline="\n", errors="backslashreplace") as file:
            file.write(text)

    def _write(self, text: str) -> None:
        self.log.write(f"{text}\n")
        self.log.flush()


def fitted(lines: Iterable[str], most: int) -> str:
    """The lines in so many bytes at most; where some are left out, a last one says so."""
    kept: list[str] = []
    room = most - len(_CUT.encode()) - 1
    for line in lines:
        room -= len(line.encode("utf-8", "backslashreplace")) + 1
        if room < 0:
            return "\n".join([*kept, "", _CUT])
        kept.append(line)
    return "\n".join([*kept, ""])
