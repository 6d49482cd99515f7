"""The recognition log: who was thanked, for what, by date; the year at a glance, and who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from textual.message import Message

from commtui.insight.facets import Facets
from commtui.model.recognition import Recognition
from commtui.model.words import plural
from commtui.store.snapshot import Entry
from commtui.tui.fresh import Fresh
from commtui.tui.lines import Line, Span, cut_spans, spread
from commtui.tui.log import MONTHS, PERIOD, Log, YearOfThanks, kinds_in_words
from commtui.tui.narrowing import Narrowed
from commtui.tui.pages.recognition import write_log, write_recognition
from commtui.tui.state import State, key_of
from commtui.tui.text import fit
from commtui.tui.views import ViewSpec
from commtui.tui.widgets.heat import LABEL, heat_spans, months_line
from commtui.tui.widgets.virtual_list import Rows
from commtui.tui.writer import Writer

LOW = 30
MAKING_READY = "making ready"


class RecognitionView(Narrowed[Entry[Recognition], Entry[Recognition]]):
    """The log, the latest first."""

    first = Recognition

    class Prepared(Message):
        """A log is ready."""

        def __init__(self, log: Log) -> None:
            super().__init__()
            self.log = log

    def __init__(self, spec: ViewSpec) -> None:
        super().__init__(spec)
        self._log: Log | None = None
        self._headed: tuple[object, ...] = ()
        # The headings, made once each: a long log asks for them very often.
        self._months: dict[tuple[int, int], str] = {}

    def log_of(self, state: State) -> Log:
        """The log of a state, made once for it."""
        if self._log is None or not self._log.state.is_of(state):
            self._log = Log(state)
        return self._log

    def facets(self, state: State) -> Facets[Entry[Recognition]]:
        """By kind, period and person."""
        return self.log_of(state).facets

    def value_words(self, state: State, facet: str, value: str) -> str:
        """A kind by its title, a person by name."""
        return self.log_of(state).words_of(facet, value)

    def sorted_values(self, state: State, facet: str, values: list[str]) -> list[str]:
        """The periods by time, the others by how often they are."""
        log = self.log_of(state)
        if facet == PERIOD:
            return log.latest_first(values)
        return [value for value, _ in log.ranked(facet, self.chosen)]

    def show(self, state: State) -> None:
        """Show this state; what takes long in a long log is made ready meanwhile."""
        super().show(state)
        log = self.log_of(state)
        if not log.ready:
            self.run_worker(
                lambda: self._prepare(log), thread=True, group=MAKING_READY, exclusive=True, exit_on_error=False
            )

    def _prepare(self, log: Log) -> None:
        log.prepare()
        self.post_message(self.Prepared(log))

    def on_recognition_view_prepared(self, event: Prepared) -> None:
        """Say what is known by now."""
        event.stop()
        if event.log is self._log:
            self._show_page(keep_place=True)

    def rows(self, state: State) -> Rows[Entry[Recognition]]:
        """The recognitions by month."""
        log, entries, numbers = self.log_of(state), state.recognitions, self.narrowed(state)
        everything = len(numbers) == len(entries)
        return Rows(
            entries if everything else [entries[number] for number in numbers],
            key=key_of,
            search=lambda each: log.text(each.record),
            prepared=lambda: log.texts if everything else [log.texts[number] for number in numbers],
            draw=lambda each, cells: self._draw(state, each.record, cells),
            group=lambda each: self._month(each.record.date),
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
        found = self.log_of(state).year(year, self.chosen)
        label = fit(str(year), LABEL, self.glyphs.ellipsis)
        strip: tuple[Span, ...] = ((label, "strong"), *heat_spans(found.weeks, self.glyphs))
        words = _year_words(found, cells - LABEL - len(found.weeks))
        lines = (Line(spread(strip, ((words, "muted"),) if words else (), cells, self.glyphs.ellipsis)),)
        return (months_line(year, day, self.glyphs), *lines) if self.app.size.height >= LOW else lines

    def _month(self, day: date | None) -> str:
        if day is None:
            return "Undated"
        key = day.year, day.month
        found = self._months.get(key)
        if found is None:
            found = self._months[key] = f"{MONTHS[day.month - 1]} {day.year}"
        return found

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


def _year_words(year: YearOfThanks, room: int) -> str:
    total = plural(year.total, "recognition")
    for words in (f"{total} of {plural(year.people, 'person', 'people')}", total, f"{year.total:,}"):
        if len(words) + 2 <= room:
            return words
    return ""
