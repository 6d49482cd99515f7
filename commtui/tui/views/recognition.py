"""The recognition log: who was thanked, for what, by date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commtui.model.recognition import Recognition
from commtui.store.snapshot import Entry
from commtui.tui.lines import Line, cut_spans
from commtui.tui.pages.recognition import kinds_in_words, write_recognition
from commtui.tui.state import State, key_of
from commtui.tui.text import fit
from commtui.tui.views.base import Fresh, MasterDetail
from commtui.tui.widgets.virtual_list import Rows
from commtui.tui.writer import Writer

MONTHS = "January February March April May June July August September October November December".split()


class RecognitionView(MasterDetail[Entry[Recognition]]):
    """The log, the latest first."""

    first = Recognition

    def rows(self, state: State) -> Rows[Entry[Recognition]]:
        """The recognitions by month."""
        return Rows(
            state.recognitions,
            key=key_of,
            search=lambda each: self._searched(state, each.record),
            draw=lambda each, cells: self._draw(state, each.record, cells),
            group=lambda each: _month(each.record),
            noun="recognition",
        )

    def _searched(self, state: State, thanks: Recognition) -> str:
        kinds = kinds_in_words(state, thanks)
        return f"{state.name_of(thanks.person)} {kinds} {thanks.date or ''} {thanks.reason or ''} {thanks.award or ''}"

    def _draw(self, state: State, thanks: Recognition, cells: int) -> Sequence[Line]:
        name = 22 if cells >= 60 else 18
        spans = (
            (f"{thanks.date.day:>2}  " if thanks.date else "    ", "faint"),
            (fit(state.name_of(thanks.person), name, self.glyphs.ellipsis) + " ", "text"),
            (kinds_in_words(state, thanks), "accent"),
            (f"  {thanks.reason or ''}", "muted"),
        )
        return (Line(cut_spans(spans, cells, self.glyphs.ellipsis)),)

    def write(self, writer: Writer, state: State, item: Entry[Recognition]) -> None:
        """The page about a recognition."""
        write_recognition(writer, state, item)

    def fresh(self) -> Fresh | None:
        """Thanks of today."""
        return Fresh(Recognition, {"date": self.state.today} if self.state is not None else {})

    def key_for(self, target: Entry[Any]) -> str:
        """A recognition has its own row."""
        return key_of(target)

    def teach(self, state: State) -> tuple[str, str]:
        """What the log is for."""
        return (
            "Who was thanked, for what, and when.",
            f'[[recognition]]\nperson = "ada"\nkinds = ["doc"]\ndate = {state.today}\nreason = "For the guide."',
        )


def _month(thanks: Recognition) -> str:
    return f"{MONTHS[thanks.date.month - 1]} {thanks.date.year}" if thanks.date else "Undated"
