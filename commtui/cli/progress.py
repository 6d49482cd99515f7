"""How far a download is: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, TextIO

import click

from commtui.cli.terminal import narrate

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_BETWEEN_LINES = 1000


class Narrated:
    """Tells a stage by lines: when it begins, after every thousand, and when it is done."""

    def __init__(self) -> None:
        self._stage = ""
        self._told = 0

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """Say how far a stage is."""
        is_new = stage != self._stage
        if not is_new and done == self._told:
            return
        if not is_new and done != total and done - self._told < _BETWEEN_LINES:
            return
        self._stage, self._told = stage, done
        narrate(f"{stage}: {done:,}" + (f" of {total:,}" if total is not None else ""))


class Drawn:
    """Draws a bar with counts and the time left."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._stage = ""
        self._bar: ProgressBar[int] | None = None

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """Say how far a stage is."""
        if stage != self._stage:
            self.end()
            self._stage = stage
            # Without end, until one is known.
            self._bar = click.progressbar(
                count(), length=total, label=stage, show_pos=True, show_eta=True, file=self._file, width=24
            )
        bar = self._bar
        if bar is None:
            return
        if total is not None:
            bar.length = max(total, done)
        bar.update(done - bar.pos)

    def end(self) -> None:
        """Leave the last bar as it is, and the line to what follows."""
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None


@contextmanager
def progress() -> Iterator[Narrated | Drawn]:
    """What tells how far it is on stderr."""
    if not sys.stderr.isatty():
        yield Narrated()
        return
    drawn = Drawn(sys.stderr)
    try:
        yield drawn
    finally:
        drawn.end()
