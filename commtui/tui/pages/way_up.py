"""A person's way up: the next rungs, what is known of what they ask, and what is not."""

from __future__ import annotations

from commtui.insight.tally import Counts
from commtui.insight.way_up import Check, Person, Step, steps_up
from commtui.model.ladder import Ladder
from commtui.model.person import Person as PersonRecord
from commtui.model.words import one_line
from commtui.report.ready.words import VERDICTS, how, summary
from commtui.store.snapshot import Entry
from commtui.tui.lines import Span
from commtui.tui.links import Link, is_web
from commtui.tui.places import rung_spot
from commtui.tui.state import State
from commtui.tui.writer import Writer

# So many of what was counted are shown of each requirement.
PROOFS = 3


def records_of(state: State, person: str) -> Person:
    """What the plan has on record of a person."""
    return Person(state.standings_of.get(person, ()), state.thanks_of.get(person, ()), person)


def write_way_up(
    writer: Writer, state: State, entry: Entry[PersonRecord], counts: Counts | None = None, source: str = ""
) -> None:
    """The next rungs of every ladder; `counts` know what people did, by `source`."""
    ladders = state.snapshot.of(Ladder)
    if entry.record.kind != "human" or not ladders:
        writer.heading("Way up")
        nobody = f"Ladders are for people, and this is a{'n' if entry.record.kind[0] in 'aeiou' else ''}"
        writer.text("There is no ladder yet." if not ladders else f"{nobody} {entry.record.kind}.", "muted")
        return
    records = records_of(state, entry.record.id)
    for ladder in ladders:
        steps = steps_up(ladder, records, state.today, counts)
        writer.heading("Way up", ladder.record.title)
        if not ladder.record.rung:
            writer.text("This ladder has no rungs yet.", "muted")
        elif not steps:
            writer.text("Nothing comes after the rungs held here.", "muted")
        for step in steps:
            if step is not steps[0]:
                writer.blank()
            write_step(writer, step)
    writer.blank()
    counted = f"the plan, and activity from {source}" if counts is not None else "the plan alone"
    writer.text(f"Counted from {counted}. People decide who steps up.", "faint")


def write_step(writer: Writer, step: Step) -> None:
    """One rung, and how each of its requirements stands."""
    role = {"main": "", "side": "a side role", "transient": "for a time"}[step.rung.line]
    facts = [each for each in (role, "held before" if step.held_before else "") if each]
    facts_span: tuple[Span, ...] = ((f"  {', '.join(facts)}", "muted"),) if facts else ()
    target = rung_spot(step.ladder.record.id, step.rung.id)
    writer.link((step.rung.title, "link"), *facts_span, target=target, note=summary(step))
    if not step.checks:
        writer.text("asks for nothing in particular", "muted", indent=2)
    group = ""
    for check in step.checks:
        any_of = check.requirement.any_of or ""
        if any_of and any_of != group:
            writer.text(f"one of these is enough ({any_of}):", "muted", indent=2)
        group = any_of
        _write_check(writer, check, indent=4 if any_of else 2)


def _write_check(writer: Writer, check: Check, indent: int) -> None:
    glyphs = writer.glyphs
    glyph, style = {
        True: (glyphs.done, "good"),
        False: (glyphs.planned, "warn"),
        None: (glyphs.idea, "muted"),
    }[check.met]
    first, *rest = writer.wrapped(check.requirement.text, indent + 2)
    writer.add((" " * indent + f"{glyph} ", style), (first, "text"))
    for each in rest:
        writer.add((" " * (indent + 2) + each, "text"))
    writer.text(_how(check), style if check.met is not None else "muted", indent=indent + 2)
    _write_proofs(writer, check, indent)


def _write_proofs(writer: Writer, check: Check, indent: int) -> None:
    """The latest of what was counted; an address opens in the browser."""
    proofs = check.tally.proofs if check.tally is not None else ()
    for each in proofs[:PROOFS]:
        title, day = one_line(each.title), str(each.day or "")
        if each.url is not None and is_web(each.url):
            writer.link((" " * indent, "text"), (title, "link"), target=Link(title, each.url), note=day)
        else:
            writer.spread(((" " * (indent + 2), "text"), (title, "muted")), ((day, "muted"),))


def _how(check: Check) -> str:
    verdict = f"{VERDICTS[check.met]}: " if check.met is not None else ""
    return f"{verdict}{how(check)}"
