"""The recognition log: who was thanked, for what, by date; the year at a glance, and who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from commtui.insight.facets import Facets
from commtui.model.recognition import Recognition
from commtui.model.words import plural
from commtui.store.snapshot import Entry
from commtui.tui.lines import Line, Span, cut_spans, spread
from commtui.tui.log import PERIOD, Log, kinds_in_words
from commtui.tui.narrowing import Narrowed
from commtui.tui.pages.recognition import words_of, write_log, write_recognition
from commtui.tui.state import State, key_of
from commtui.tui.text import fit
from commtui.tui.views import ViewSpec
from commtui.tui.views.base import Fresh
from commtui.tui.widgets.heat import LABEL, heat_spans, months_line
from commtui.tui.widgets.virtual_list import Rows
from commtui.tui.writer import Writer

MONTHS = "January February March April May June July August September October November December".split()
LOW = 30
MAKING_READY = "making ready"


class RecognitionView(Narrowed[Entry[Recognition], Entry[Recognition]]):
    """The log, the latest first."""

    first = Recognition

    def __init__(self, spec: ViewSpec) -> None:
        super().__init__(spec)
        self._log: Log | None = None
        self._headed: tuple[object, ...] = ()

    def log_of(self, state: State) -> Log:
        """The log of a state, made once for it."""
        if self._log is None or self._log.state is not state:
            self._log = Log(state)
        return self._log

    def facets(self, state: State) -> Facets[Entry[Recognition]]:
        """By kind, period and person."""
        return self.log_of(state).facets

    def value_words(self, state: State, facet: str, value: str) -> str:
        """A kind by its title, a person by name."""
        return words_of(state, facet, value)

    def sorted_values(self, state: State, facet: str, values: list[str]) -> list[str]:
        """The periods by time, the others by how often they are."""
        if facet == PERIOD:
            return self.log_of(state).latest_first(values)
        return super().sorted_values(state, facet, values)

    def show(self, state: State) -> None:
        """Show this state; what the first key of a filter will need is made ready meanwhile."""
        super().show(state)
        log = self.log_of(state)
        self.run_worker(lambda: log.texts, thread=True, group=MAKING_READY, exclusive=True, exit_on_error=False)

    def rows(self, state: State) -> Rows[Entry[Recognition]]:
        """The recognitions by month."""
        log, entries, numbers = self.log_of(state), state.recognitions, self.narrowed(state)
        everything = len(numbers) == len(entries)
        return Rows(
            entries if everything else [entries[number] for number in numbers],
            key=key_of,
            search=lambda each: log.text(state, each.record),
            prepared=lambda: log.texts if everything else [log.texts[number] for number in numbers],
            draw=lambda each, cells: self._draw(state, each.record, cells),
            group=lambda each: _month(each.record.date),
            noun="recognition",
        )

    def _draw(self, state: State, thanks: Recognition, cells: int) -> Sequence[Line]:
        name = 22 if cells >= 60 else 18
        spans = (
            (f"{thanks.date.day:>2}  " if thanks.date else "    ", "faint"),
            (fit(state.name_of(thanks.person), name, self.glyphs.ellipsis) + " ", "text"),
            (kinds_in_words(state, thanks), "accent"),
            (f"  {thanks.reason or ''}", "muted"),
        )
        return (Line(cut_spans(spans, cells, self.glyphs.ellipsis)),)

    def head_lines(self, state: State, cells: int) -> Sequence[Line]:
        """The year of the row under the cursor, week by week."""
        day = self._day
        year = day.year if day is not None else state.today.year
        if not state.recognitions:
            return ()
        log = self.log_of(state)
        weeks = log.weeks(year, self.chosen)
        strip: tuple[Span, ...] = ((fit(str(year), LABEL), "strong"), *heat_spans(weeks, self.glyphs))
        room = cells - LABEL - len(weeks)
        words = self._year_words(log, year, sum(weeks), room)
        lines = (Line(spread(strip, ((words, "muted"),) if words else (), cells, self.glyphs.ellipsis)),)
        return (months_line(year, day, self.glyphs), *lines) if self.app.size.height >= LOW else lines

    def _year_words(self, log: Log, year: int, total: int, room: int) -> str:
        people = len({each.record.person for each in log.of_year(year, self.chosen)}) if room >= 28 else 0
        long = f"{plural(total, 'recognition')} of {plural(people, 'person', 'people')}"
        for words in (long if people else "", plural(total, "recognition"), f"{total:,}"):
            if words and len(words) + 2 <= room:
                return words
        return ""

    @property
    def _day(self) -> date | None:
        entry: Entry[Recognition] | None = self.listing.item
        return entry.record.date if entry is not None else None

    def _show_page(self, *, keep_place: bool = False) -> None:
        super()._show_page(keep_place=keep_place)
        now = self.state, self._day, tuple(self.chosen.items())
        if now != self._headed:
            self._headed = now
            self.show_head()

    def write_page(self, writer: Writer, state: State, item: Entry[Recognition]) -> None:
        """The page about a recognition."""
        write_recognition(writer, state, item)

    def write_aside(self, writer: Writer, state: State, item: Entry[Recognition]) -> None:
        """The log as a whole."""
        day = item.record.date
        write_log(writer, self.log_of(state), day.year if day else None, self.chosen)

    def aside_title(self, item: Entry[Recognition]) -> str:
        """What the frame of the third pane says."""
        return "the whole log" if not self.chosen else "what is shown of the log"

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


def _month(day: date | None) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}" if day else "Undated"
