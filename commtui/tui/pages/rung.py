"""The page of a rung: what its holders give and get, what it asks, how one comes to it, and who is there."""

from __future__ import annotations

from commtui.model.ladder import InactivityStep, Ladder, Nomination, Requirement, Rung
from commtui.model.person import Person
from commtui.model.words import plural
from commtui.report.values import ago, id_in_words, number
from commtui.store.snapshot import Entry
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
    after = [found.title for each in rung.after if (found := ladder.record.find(each))]
    if after:
        writer.field("Comes after", ", ".join(after))
    if rung.defined_by:
        writer.field("On record in", rung.defined_by)
    if rung.maximum_share_per_organization is not None:
        writer.field("One employer", f"at most {rung.maximum_share_per_organization:.0%} of the holders")


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
        since = f"since {standing.since} ({ago(standing.since, state.today)})" if standing.since else ""
        scope = f"  {standing.scope}" if standing.scope else ""
        leave = "  on leave" if standing.status == "on leave" else ""
        writer.link(
            (state.name_of(standing.person), "link"),
            (scope, "muted"),
            (leave, "warn"),
            target=person or entry,
            note=since,
        )


def _write_requirements(writer: Writer, ladder: Ladder, rung: Rung) -> None:
    if not rung.requirement:
        return
    writer.heading("Asks")
    for each in rung.requirement:
        writer.bullets((each.text,), mark=writer.glyphs.planned)
        if how := _how_judged(ladder, each):
            writer.text(how, "muted", indent=2)


def _how_judged(ladder: Ladder, asked: Requirement) -> str:
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
        words.append(f"one of “{asked.any_of}” is enough")
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
