"""The page of a person: where they stand, what they look after, what they were thanked for; and the way up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from commtui.insight.key_result import share, verdict
from commtui.model.goal import Goal
from commtui.model.ladder import Ladder
from commtui.model.person import Affiliation, Person
from commtui.model.recognition import Recognition
from commtui.model.standing import Standing
from commtui.model.words import plural
from commtui.report.values import ago
from commtui.store.snapshot import Entry
from commtui.tui.glyphs import STATUS_STYLE, status_glyph
from commtui.tui.log import kinds_in_words
from commtui.tui.pages.fields import write_fields
from commtui.tui.pages.goal import status_spans
from commtui.tui.places import people_spot, thanks_spot
from commtui.tui.state import State
from commtui.tui.writer import Writer

_SHOWN = frozenset({"id", "name", "kind", "region", "pronouns", "listed", "affiliation", "contact_for"})
THANKS = 8
GIVEN = 3
REGION = 6


def rung_title(state: State, standing: Standing) -> str:
    """What people call the rung of a standing."""
    ladder = state.snapshot.find(Ladder, standing.ladder)
    rung = ladder.record.find(standing.rung) if ladder else None
    return rung.title if rung else standing.rung


def write_person(writer: Writer, state: State, entry: Entry[Person], given: Sequence[Entry[Recognition]] = ()) -> None:
    """The whole page; `given` are the thanks that they gave to others, the latest first."""
    person = entry.record
    dot = f"  {writer.glyphs.dot}  "
    facts = [each for each in (person.region, person.pronouns) if each]
    facts += [person.kind] if person.kind != "human" else []
    facts += ["not listed in public"] if not person.listed else []
    writer.title(person.name, (dot.join(facts) or "no region given", "muted"))
    writer.blank()
    for number, subject in enumerate(person.contact_for):
        writer.field("Ask about" if number == 0 else "", subject)
    _write_affiliations(writer, state, person.affiliation)
    since = _first_day(state, person)
    if since is not None:
        writer.field("On record", f"since {since} ({ago(since, state.today)})")
    write_fields(writer, state, person, _SHOWN)
    _write_standings(writer, state, person)
    _write_owned(writer, state, person)
    _write_thanks(writer, state, person)
    _write_given(writer, state, given)


def _write_affiliations(writer: Writer, state: State, affiliations: Sequence[Affiliation]) -> None:
    for number, each in enumerate(affiliations):
        now = each.covers(state.today)
        years = _span(writer, each.since, each.until)
        writer.field(
            "Works for" if number == 0 and now else "Worked for" if not now else "",
            ((each.organization, "text" if now else "muted"), (f"  {years}" if years else "", "muted")),
        )


def _span(writer: Writer, since: date | None, until: date | None) -> str:
    if since is None and until is None:
        return ""
    return f"{since or ''} {writer.glyphs.arrow} {until or 'today'}".strip()


def _first_day(state: State, person: Person) -> date | None:
    days = [each.record.since for each in state.standings_of.get(person.id, ()) if each.record.since is not None]
    thanks = state.thanks_of.get(person.id, ())
    dated = next((each.record.date for each in reversed(thanks) if each.record.date is not None), None)
    return min([*days, *([dated] if dated else [])], default=None)


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
        if isinstance(entry.record, Goal):
            _write_results(writer, state, entry.record, person)


def _write_results(writer: Writer, state: State, goal: Goal, person: Person) -> None:
    for result in goal.key_result:
        if person.id not in result.owners:
            continue
        now = state.values.value(result, goal.quarter)
        how_far = share(result, now)
        words = "not judged yet" if how_far is None else f"{how_far:.0%} {verdict(result, now)}"
        writer.spread((("    key result  ", "faint"), (result.title, "muted")), ((words, "muted"),))


def _write_thanks(writer: Writer, state: State, person: Person) -> None:
    thanks = state.thanks_of.get(person.id, [])
    writer.heading("Thanked", plural(len(thanks), "time") if thanks else "not yet")
    _write_reasons(writer, state, thanks[:THANKS])
    if len(thanks) > THANKS:
        writer.link((f"all {len(thanks):,} in the log", "link"), target=thanks_spot(person=person.id))


def _write_reasons(writer: Writer, state: State, thanks: Sequence[Entry[Recognition]]) -> None:
    for entry in thanks:
        reason = entry.record.reason or kinds_in_words(state, entry.record)
        writer.link((reason, "link"), target=entry, note=str(entry.record.date or "undated"))


def _write_given(writer: Writer, state: State, given: Sequence[Entry[Recognition]]) -> None:
    if not given:
        return
    writer.heading("Thanked others", plural(len(given), "time"))
    for entry in given[:GIVEN]:
        thanks = entry.record
        reason = f"  {thanks.reason or kinds_in_words(state, thanks)}"
        name = state.name_of(thanks.person)
        writer.link((name, "link"), (reason, "muted"), target=entry, note=str(thanks.date or "undated"))
    if len(given) > GIVEN:
        writer.add((f"  and {plural(len(given) - GIVEN, 'more time', 'more times')}", "muted"))


def write_region(writer: Writer, entry: Entry[Person], people: Sequence[Entry[Person]]) -> None:
    """Whom else to ask in a person's region."""
    region = entry.record.region
    others = [each for each in people if each is not entry and each.record.contact_for]
    if region is None or not others:
        return
    writer.heading(f"Also to ask in {region}", plural(len(others), "person", "people"))
    for each in others[:REGION]:
        subjects = ", ".join(each.record.contact_for)
        writer.link((each.record.name, "link"), (f"  {subjects}", "muted"), target=each)
    if len(others) > REGION:
        writer.link((f"all in {region}", "link"), target=people_spot(region=region))
