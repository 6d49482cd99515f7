"""The page of a recognition: who is thanked, for what, and by whom; and beside it the log as a whole."""

from __future__ import annotations

from collections.abc import Mapping

from commtui.insight.thanks import THANKS_AFTER_MONTHS, Unthanked
from commtui.model.ladder import Ladder
from commtui.model.person import Person
from commtui.model.recognition import Recognition
from commtui.model.words import plural
from commtui.report.values import ago
from commtui.store.snapshot import Entry
from commtui.tui.lines import Span
from commtui.tui.log import KIND, MONTHS, PERSON, Log
from commtui.tui.log import kinds_in_words as kinds_in_words
from commtui.tui.pages.fields import write_fields
from commtui.tui.places import thanks_spot
from commtui.tui.state import State
from commtui.tui.text import fit
from commtui.tui.writer import Writer

_SHOWN = frozenset({"person", "kinds", "date", "reason"})
OTHERS = 5
MOST_ROWS = 7
MOST_UNTHANKED = 12


def write_recognition(writer: Writer, state: State, entry: Entry[Recognition]) -> None:
    """The whole page."""
    thanks = entry.record
    when = f"{thanks.date} ({ago(thanks.date, state.today)})" if thanks.date else "undated"
    dot = f"  {writer.glyphs.dot}  "
    writer.title(state.name_of(thanks.person), (kinds_in_words(state, thanks), "accent"), (f"{dot}{when}", "muted"))
    if thanks.reason:
        writer.blank()
        writer.text(thanks.reason)
    writer.blank()
    person = state.snapshot.find(Person, thanks.person)
    if person is None:
        writer.field("Person", ((f"{thanks.person} ", "text"), ("(not found)", "warn")))
    else:
        writer.field("Person", ((person.record.name, "link"),), target=person)
    write_fields(writer, state, thanks, _SHOWN)
    _write_others(writer, state, entry)


def _write_others(writer: Writer, state: State, entry: Entry[Recognition]) -> None:
    every = state.thanks_of[entry.record.person]
    if len(every) < 2:
        return
    writer.heading("Also thanked", plural(len(every) - 1, "more time", "more times"))
    for other in [each for each in every[: OTHERS + 1] if each is not entry][:OTHERS]:
        reason = other.record.reason or kinds_in_words(state, other.record)
        writer.link((reason, "link"), target=other, note=str(other.record.date or "undated"))
    if len(every) > OTHERS + 1:
        spot = thanks_spot(**{PERSON: entry.record.person})
        writer.link((f"all {len(every):,} in the log", "link"), target=spot)


def write_log(writer: Writer, log: Log, year: int | None, chosen: Mapping[str, str]) -> None:
    """The log as a whole: the months of a year, the kinds, the people, and who is missing."""
    if year is not None:
        _write_months(writer, log, year, chosen)
    if not log.ready:
        writer.blank()
        writer.text("Counting kinds and people...", "muted")
        return
    _write_values(writer, log, KIND, "Kinds", chosen)
    _write_values(writer, log, PERSON, "Thanked most", chosen)
    _write_unthanked(writer, log)


def _write_months(writer: Writer, log: Log, year: int, chosen: Mapping[str, str]) -> None:
    found = log.year(year, chosen)
    writer.heading(f"{year}, month by month", plural(found.total, "recognition"))
    for number, count in enumerate(found.months):
        if count or number < log.state.today.month or year != log.state.today.year:
            _write_bar(writer, MONTHS[number], count, max(found.months), "muted", None)


def _write_values(writer: Writer, log: Log, facet: str, title: str, chosen: Mapping[str, str]) -> None:
    ranked = log.ranked(facet, chosen)
    if not ranked:
        return
    others = {name: value for name, value in chosen.items() if name != facet}
    writer.heading(title, plural(len(ranked), *(("kind", "kinds") if facet == KIND else ("person", "people"))))
    for value, count in ranked[:MOST_ROWS]:
        target = thanks_spot(**{**others, facet: value})
        _write_bar(writer, log.words_of(facet, value), count, ranked[0][1], "link", target)


def _write_bar(writer: Writer, words: str, count: int, most: int, style: str, target: object | None) -> None:
    label = min(24, max(writer.text_cells - 20, 8))
    room = max(min(writer.text_cells - label - 8, 24), 4)
    filled = max(round(count / most * room), 1) if count and most else 0
    bar: tuple[Span, ...] = ((writer.glyphs.bar * filled, "bar"), (" " * (room - filled), "text"))
    number = (f"{count:>5,}", "text" if count else "faint")
    writer.add((fit(words, label - 1, writer.glyphs.ellipsis) + " ", style), *bar, number, target=target)


def _write_unthanked(writer: Writer, log: Log) -> None:
    found = log.unthanked
    months = plural(THANKS_AFTER_MONTHS, "month")
    writer.heading("Give, and were not thanked", f"for {months}: {len(found)}" if found else "nobody")
    if not found:
        writer.text(f"Everyone who holds a rung or owns a goal was thanked in the last {months}.", "muted")
    for each in found[:MOST_UNTHANKED]:
        last = "never" if each.last is None else ago(each.last, log.state.today)
        writer.link(
            (each.entry.record.name, "link"), (f"  {_gives(log.state, each)}", "muted"), target=each.entry, note=last
        )
    if len(found) > MOST_UNTHANKED:
        writer.add((f"  and {len(found) - MOST_UNTHANKED:,} more", "muted"))


def _gives(state: State, person: Unthanked) -> str:
    ladders = {each.ladder: state.snapshot.find(Ladder, each.ladder) for each in person.standings}
    rungs = []
    for each in person.standings:
        ladder = ladders[each.ladder]
        rung = ladder.record.find(each.rung) if ladder else None
        rungs.append(rung.title if rung else each.rung)
    goals = [plural(len(person.goals), "goal")] if person.goals else []
    return ", ".join([*dict.fromkeys(rungs), *goals])
