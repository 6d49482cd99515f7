"""The page of a person: where they stand, what they were thanked for, and what they look after."""

from __future__ import annotations

from commtui.model.ladder import Ladder
from commtui.model.person import Person
from commtui.model.standing import Standing
from commtui.model.words import plural
from commtui.store.snapshot import Entry
from commtui.tui.glyphs import STATUS_STYLE, status_glyph
from commtui.tui.pages.fields import write_fields
from commtui.tui.pages.goal import status_spans
from commtui.tui.state import State
from commtui.tui.writer import Writer

_SHOWN = frozenset({"id", "name", "kind", "region", "pronouns", "listed", "affiliation"})
THANKS = 12


def rung_title(state: State, standing: Standing) -> str:
    """What people call the rung of a standing."""
    ladder = state.snapshot.find(Ladder, standing.ladder)
    rung = ladder.record.find(standing.rung) if ladder else None
    return rung.title if rung else standing.rung


def write_person(writer: Writer, state: State, entry: Entry[Person]) -> None:
    """The whole page."""
    person = entry.record
    dot = f"  {writer.glyphs.dot}  "
    facts = [each for each in (person.region, person.pronouns) if each]
    facts += [person.kind] if person.kind != "human" else []
    facts += ["not listed in public"] if not person.listed else []
    writer.title(person.name, (dot.join(facts) or "no region given", "muted"))
    writer.blank()
    for number, each in enumerate(person.affiliation):
        years = (
            f"  {each.since or ''} {writer.glyphs.arrow} {each.until or 'today'}" if each.since or each.until else ""
        )
        writer.field("Works for" if number == 0 else "", ((each.organization, "text"), (years, "muted")))
    write_fields(writer, state, person, _SHOWN)
    _write_standings(writer, state, person)
    _write_owned(writer, state, person)
    _write_thanks(writer, state, person)


def _write_standings(writer: Writer, state: State, person: Person) -> None:
    standings = state.standings_of.get(person.id, [])
    writer.heading("Rungs", "" if standings else "none yet")
    for entry in standings:
        record = entry.record
        style = STATUS_STYLE.get(record.status, "good")
        glyph = writer.glyphs.done if record.status == "active" else status_glyph(writer.glyphs, record.status)
        if record.until is not None and record.until < state.today and record.status == "active":
            glyph, style, status = writer.glyphs.star, "muted", "ended"
        else:
            status = record.status
        scope = f" ({record.scope})" if record.scope else ""
        years = f"{record.since or ''} {writer.glyphs.arrow} {record.until or 'today'}"
        writer.link(
            (f"{glyph} ", "good" if status == "active" else style),
            (f"{rung_title(state, record)}{scope}", "link"),
            (f"  {status}", "muted"),
            target=entry,
            note=years,
        )


def _write_owned(writer: Writer, state: State, person: Person) -> None:
    owned = state.owned_by.get(person.id, [])
    if not owned:
        return
    writer.heading("Looks after", plural(len(owned), "goal or item", "goals and items"))
    for entry in owned:
        glyph, _ = status_spans(writer, entry.record.status)
        when = getattr(entry.record, "quarter", None) or getattr(entry.record, "when", None)
        writer.link(glyph, (entry.record.title, "link"), target=entry, note=str(when or ""))


def _write_thanks(writer: Writer, state: State, person: Person) -> None:
    thanks = state.thanks_of.get(person.id, [])
    writer.heading("Thanked", plural(len(thanks), "time") if thanks else "not yet")
    for entry in thanks[:THANKS]:
        reason = entry.record.reason or ", ".join(entry.record.kinds)
        writer.link((reason, "link"), target=entry, note=str(entry.record.date or "undated"))
    if len(thanks) > THANKS:
        writer.add((f"  and {len(thanks) - THANKS:,} more in the recognition log", "muted"))
