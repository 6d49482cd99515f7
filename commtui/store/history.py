"""What was done, to be taken back and done again.

A step knows of each file only the piece of text that it changed, so that hundreds of them are small.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from commtui.store.desk import Desk, Planned
from commtui.store.edits import Deed
from commtui.store.maker import Maker
from commtui.store.ops import Op
from commtui.store.snapshot import Page
from commtui.toml import Document, Draft

MOST_STEPS = 1_000


@dataclass(frozen=True, slots=True)
class Trace:
    """How a file was changed: where, what text was there, and what is there since.

    `was` and `now` tell the whole file (None: no such file), and `bom` whether it begins with a mark.
    """

    path: Path
    was: bytes | None
    now: bytes | None
    start: int
    removed: str
    inserted: str
    bom: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that someone did, with what it did to files; `deeds` are for words about it."""

    deeds: tuple[Deed, ...]
    traces: tuple[Trace, ...]
    done: tuple[Op, ...]
    back: tuple[Op, ...]
    moved: Mapping[Path, frozenset[Path]]

    @classmethod
    def of(cls, deeds: tuple[Deed, ...], maker: Maker) -> Step:
        """The step that a maker made on its desk, where nothing is written yet."""
        return cls(deeds, (), tuple(maker.done), tuple(maker.back), dict(maker.desk.moved))

    def traced(self, planned: Sequence[Planned]) -> Step:
        """The step with what it did to files."""
        return replace(self, traces=tuple(map(_trace, planned)))

    def taken_back(self, desk: Desk) -> Step:
        """Take the step back on a desk; the step of taking that back again.

        A file that is as this step left it gets its old bytes. Where one is not, all is done to the records instead.

        Raises:
            ConflictError: Someone changed the same values since.
            EditRefusedError: It cannot be taken back any more.
            SaveError: A file cannot be read.
        """
        if all(_digest(desk.sheet(each.path).before) == each.now for each in self.traces):
            for each in self.traces:
                _restore(desk, each)
            return replace(self, done=self.back, back=self.done)
        maker = Maker(desk)
        desk.moved.update(self.moved)
        for op in self.back:
            maker.run(op)
        maker.settle()
        return Step.of(self.deeds, maker)


@dataclass
class History:
    """The steps that can be taken back, and those that were; the last of each is the next."""

    done: deque[Step] = field(default_factory=lambda: deque(maxlen=MOST_STEPS))
    undone: deque[Step] = field(default_factory=lambda: deque(maxlen=MOST_STEPS))

    def note(self, step: Step) -> None:
        """Take a new step; what was taken back before cannot be done again."""
        self.done.append(step)
        self.undone.clear()


def _trace(planned: Planned) -> Trace:
    old, new = _text(planned.before), _text(planned.after)
    start = _common_start(old, new)
    end = _common_start(old[start:], new[start:], backwards=True)
    page = planned.after or planned.before
    bom = page is not None and page.file.content.bom
    removed, inserted = old[start : len(old) - end], new[start : len(new) - end]
    return Trace(planned.path, _digest(planned.before), _digest(planned.after), start, removed, inserted, bom)


def _restore(desk: Desk, trace: Trace) -> None:
    sheet = desk.sheet(trace.path)
    if trace.was is None:
        sheet.draft = None
        return
    text = _text(sheet.before)
    text = text[: trace.start] + trace.removed + text[trace.start + len(trace.inserted) :]
    sheet.draft, sheet.bom = Draft(Document.parse(text)), trace.bom


def _text(page: Page | None) -> str:
    return page.file.content.text if page is not None else ""


def _digest(page: Page | None) -> bytes | None:
    if page is None:
        return None
    content = page.file.content
    return hashlib.sha256(content.encode(content.text)).digest()


def _common_start(one: str, other: str, backwards: bool = False) -> int:
    """How many characters both begin with, or end with; found by halving, for texts may be large."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        equal = one[-middle:] == other[-middle:] if backwards else one[:middle] == other[:middle]
        low, high = (middle, high) if equal else (low, middle - 1)
    return low
