"""The page of a rung: what its holders give and get, what it asks, how one comes to it, and who is there or near."""

from __future__ import annotations

from collections.abc import Sequence

from commtui.checks.reach import effective_after
from commtui.insight.shares import shares
from commtui.insight.tally import Counts
from commtui.insight.tenure import on_rung
from commtui.insight.way_up import Step, near
from commtui.model.ladder import InactivityStep, Ladder, Nomination, Requirement, Rung
from commtui.model.person import Person
from commtui.model.standing import Standing
from commtui.model.words import plural
from commtui.report.ready.words import summary
from commtui.report.values import ago, id_in_words, number
from commtui.store.snapshot import Entry
from commtui.tui.glyphs import Glyphs
from commtui.tui.pages.way_up import records_of
from commtui.tui.places import rung_spot
from commtui.tui.state import State
from commtui.tui.writer import Writer

_LINES = {"main": "a step of the way up", "side": "a role beside the way up", "transient": "held for a time"}


def write_rung(writer: Writer, state: State, ladder: Entry[Ladder], rung: Rung) -> None:
    """The whole page."""
    dot = f"  {writer.glyphs.dot}  "
    scope = f"{dot}for a {rung.scope}" if rung.scope else ""
    writer.title(rung.title, (f"{ladder.record.title}{dot}{_LINES[rung.line]}{scope}", "muted"))
    if rung.summary:
        writer.blank()
        writer.text(rung.summary)
    _write_holders(writer, state, ladder.record, rung)
    for title, texts in (("Gives", rung.responsibilities), ("Gets", rung.privileges)):
        if texts:
            writer.heading(title)
            writer.bullets(texts)
    _write_requirements(writer, ladder.record, rung)
    _write_nomination(writer, ladder.record, rung.nomination or ladder.record.nomination)
    _write_inactivity(writer, rung.inactivity or ladder.record.inactivity)
    writer.blank()
    before = effective_after(ladder.record).get(rung.id, ())
    for index, found in enumerate([found for each in before if (found := ladder.record.find(each))]):
        writer.field(
            "Comes after" if index == 0 else "or after",
            ((found.title, "link"),),
            target=rung_spot(ladder.record.id, found.id),
        )
    if rung.defined_by:
        writer.field("On record in", rung.defined_by)


def _write_holders(writer: Writer, state: State, ladder: Ladder, rung: Rung) -> None:
    holders = state.holders_of.get((ladder.id, rung.id), [])
    least = rung.minimum_holders
    note = f"{len(holders)} of at least {least}" if least is not None else str(len(holders) or "nobody yet")
    writer.heading("Held by", note)
    if least is not None and len(holders) < least:
        writer.add((f"{writer.glyphs.warning} {plural(least - len(holders), 'holder')} missing", "warn"))
    for entry in holders:
        standing = entry.record
        person = state.snapshot.find(Person, standing.person)
        since = f"since {standing.since} ({ago(standing.since, state.today)})" if standing.since else "since when?"
        scope = f"  {standing.scope}" if standing.scope else ""
        leave = "  on leave" if standing.status == "on leave" else ""
        writer.link(
            (state.name_of(standing.person), "link"),
            (scope, "muted"),
            (leave, "warn"),
            target=person or entry,
            note=since,
        )
    _write_shares(writer, state, holders, rung)


def _write_shares(writer: Writer, state: State, holders: Sequence[Entry[Standing]], rung: Rung) -> None:
    """The organizations of the holders: always those with too many, all where the rung sets a limit."""
    allowed = rung.maximum_share_per_organization
    if allowed is None or not holders:
        return
    people = [found.record for each in holders if (found := state.snapshot.find(Person, each.record.person))]
    writer.heading("Of organizations", f"at most {allowed:.0%} of the holders each")
    shared = shares(people, state.today, allowed)
    if not shared:
        writer.text("Nobody's organization is on record.", "muted")
    for share in shared:
        mark, style = (f"{writer.glyphs.warning} ", "warn") if share.too_many else ("  ", "muted")
        words = f"{share.holders} of {share.of}{': too many' if share.too_many else ''}"
        writer.spread(((mark, style), (share.organization, "text")), ((words, style),))


def _write_requirements(writer: Writer, ladder: Ladder, rung: Rung) -> None:
    if not rung.requirement:
        return
    writer.heading("Asks")
    for each in rung.requirement:
        writer.bullets((each.text,), mark=writer.glyphs.planned)
        if how := _how_judged(ladder, each, writer.glyphs):
            writer.text(how, "muted", indent=2)


def _how_judged(ladder: Ladder, asked: Requirement, glyphs: Glyphs) -> str:
    rung = ladder.find(asked.rung) if asked.rung else None
    parts = {
        "count": _count(asked),
        "tenure": f"{plural(asked.months or 0, 'month')} in the community",
        "rung": f"{plural(asked.months or 0, 'month')} as {rung.title if rung else asked.rung}",
        "checklist": "",
        "judgement": "people decide",
        "appointment": f"appointed by {asked.by}" if asked.by else "by appointment",
    }
    words = [parts[asked.kind]] if parts[asked.kind] else []
    if asked.any_of:
        words.append(f"one of {glyphs.quote}{asked.any_of}{glyphs.unquote} is enough")
    return ", ".join(words)


def _count(asked: Requirement) -> str:
    metric = id_in_words(asked.metric or "").lower()
    least = f"at least {number(asked.at_least)} " if asked.at_least is not None else ""
    within = f" within {plural(asked.within_months, 'month')}" if asked.within_months else ""
    return f"{least}{metric}{within}"


def _write_nomination(writer: Writer, ladder: Ladder, nomination: Nomination | None) -> None:
    if nomination is None:
        return
    writer.heading("How one comes to it")
    if nomination.by:
        writer.field("Nominated by", " or ".join(nomination.by))
    if nomination.sponsors:
        rungs = [found.title for each in nomination.sponsor_rungs if (found := ladder.find(each))]
        apart = ", from different organizations" if nomination.distinct_organizations else ""
        writer.field("Sponsors", f"{nomination.sponsors} {'of ' + ', '.join(rungs) if rungs else ''}{apart}".strip())
    if nomination.decision:
        writer.field("Decided by", nomination.decision)
    if nomination.objection_days:
        writer.field("Objections", f"within {plural(nomination.objection_days, 'day')}")
    if nomination.url:
        writer.field("Where", nomination.url)


def _write_inactivity(writer: Writer, steps: tuple[InactivityStep, ...]) -> None:
    if not steps:
        return
    writer.heading("When someone is away")
    consequence = {"notify": "is asked", "emeritus": "becomes emeritus", "removed": "steps down"}
    for step in steps:
        counts = f" (what counts: {', '.join(step.counts)})" if step.counts else ""
        writer.bullets((f"after {plural(step.months, 'month')}: {consequence[step.consequence]}{counts}",))


def write_ladder(writer: Writer, entry: Entry[Ladder]) -> None:
    """The page of a ladder that has no rungs yet."""
    writer.title(entry.record.title, ("no rungs yet", "muted"))
    if entry.record.summary:
        writer.blank()
        writer.text(entry.record.summary)


def write_near(
    writer: Writer, state: State, ladder: Entry[Ladder], rung: Rung | None, counts: Counts | None = None
) -> None:
    """Who stands before a rung and may come to it, by the plan and by `counts`; and the ladder as a whole."""
    if rung is not None:
        _write_near(writer, state, ladder, rung, counts)
        writer.heading(ladder.record.title, plural(len(ladder.record.rung), "rung"))
        if ladder.record.summary:
            writer.text(ladder.record.summary, "muted")
    _write_totals(writer, state, ladder.record)


def _write_near(writer: Writer, state: State, ladder: Entry[Ladder], rung: Rung, counts: Counts | None) -> None:
    before = effective_after(ladder.record).get(rung.id, ())
    people = {
        each.record.person: records_of(state, each.record.person)
        for name in before
        for each in state.holders_of.get((ladder.record.id, name), ())
    }
    found = near(ladder, rung, state.holders_of, people, state.today, counts)
    writer.heading("Near", plural(len(found), "person", "people") if before else "")
    if not before:
        writer.text("Nothing comes before it: anyone may begin here.", "muted")
    elif not found:
        writer.text("Nobody stands on the rung before it.", "muted")
    for entry, step in found:
        _write_near_person(writer, state, ladder.record, entry, step)
    if found:
        unknown = "the plan cannot tell: activity" if counts is None else "nobody could count"
        writer.text(f"Open is what {unknown}, and what people judge.", "faint")


def _write_near_person(writer: Writer, state: State, ladder: Ladder, entry: Entry[Standing], step: Step) -> None:
    standing = entry.record
    own = [each.record for each in state.standings_of.get(standing.person, ()) if each.record.ladder == ladder.id]
    tenure = on_rung((each for each in own if each.rung == standing.rung), state.today)
    rung = ladder.find(standing.rung)
    title = rung.title if rung else standing.rung
    how_long = f"for {plural(tenure.months, 'month')}" if not tenure.open_ended else "nobody wrote since when"
    person = state.snapshot.find(Person, standing.person)
    writer.link((state.name_of(standing.person), "link"), target=person or entry, note=summary(step))
    writer.text(f"{title} {how_long}", "muted", indent=2)


def _write_totals(writer: Writer, state: State, ladder: Ladder) -> None:
    held = {rung.id: len(state.holders_of.get((ladder.id, rung.id), ())) for rung in ladder.rung}
    people = {each.record.person for rung in ladder.rung for each in state.holders_of.get((ladder.id, rung.id), ())}
    short = [each for each in ladder.rung if held[each.id] < (each.minimum_holders or 0)]
    writer.blank()
    writer.text(f"{plural(len(people), 'person', 'people')} on it today.", "muted")
    for each in short:
        missing = plural((each.minimum_holders or 0) - held[each.id], "holder")
        writer.link(
            (f"{writer.glyphs.warning} ", "warn"),
            (each.title, "link"),
            target=rung_spot(ladder.id, each.id),
            note=f"{missing} missing",
        )
