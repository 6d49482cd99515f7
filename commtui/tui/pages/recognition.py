"""The page of a recognition: who is thanked, for what, and by whom."""

from __future__ import annotations

from commtui.model.person import Person
from commtui.model.recognition import Recognition
from commtui.model.words import plural
from commtui.report.values import ago
from commtui.store.snapshot import Entry
from commtui.tui.pages.fields import write_fields
from commtui.tui.state import State
from commtui.tui.writer import Writer

_SHOWN = frozenset({"person", "kinds", "date", "reason"})


def kinds_in_words(state: State, recognition: Recognition) -> str:
    """The kinds of contribution, with the community's own by their titles."""
    return ", ".join(state.kind_titles.get(each, each) for each in recognition.kinds)


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
    total = plural(len(state.thanks_of[thanks.person]), "time")
    if person is None:
        writer.field("Person", ((f"{thanks.person} ", "text"), ("(not found)", "warn")))
    else:
        writer.field("Person", ((person.record.name, "link"), (f"  thanked {total}", "muted")), target=person)
    write_fields(writer, state, thanks, _SHOWN)
