"""A person's way up: the next rungs, what is known of what they ask, and what is not."""

from __future__ import annotations

from commtui.insight.way_up import Check, Person, Step, steps_up
from commtui.model.ladder import Ladder
from commtui.model.person import Person as PersonRecord
from commtui.model.words import plural
from commtui.report.values import id_in_words, number
from commtui.store.snapshot import Entry
from commtui.tui.lines import Span
from commtui.tui.places import rung_spot
from commtui.tui.state import State
from commtui.tui.writer import Writer


def records_of(state: State, person: str) -> Person:
    """What the plan has on record of a person."""
    return Person(state.standings_of.get(person, ()), state.thanks_of.get(person, ()))


def write_way_up(writer: Writer, state: State, entry: Entry[PersonRecord]) -> None:
    """The next rungs of every ladder."""
    ladders = state.snapshot.of(Ladder)
    if entry.record.kind != "human" or not ladders:
        writer.heading("Way up")
        nobody = f"Ladders are for people, and this is a{'n' if entry.record.kind[0] in 'aeiou' else ''}"
        writer.text("There is no ladder yet." if not ladders else f"{nobody} {entry.record.kind}.", "muted")
        return
    records = records_of(state, entry.record.id)
    for ladder in ladders:
        steps = steps_up(ladder, records, state.today)
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
    writer.text("Counted from the plan alone. People decide who steps up.", "faint")


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


def summary(step: Step) -> str:
    """How many of the requirements are met, missing, and not known here."""
    counts = {word: sum(each is met for each in step.verdicts) for word, met in _WORDS}
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count)


_WORDS: tuple[tuple[str, bool | None], ...] = (("met", True), ("missing", False), ("open", None))


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


def _how(check: Check) -> str:
    verdict = {True: "met: ", False: "missing: ", None: ""}[check.met]
    return f"{verdict}{_reason(check)}"


def _reason(check: Check) -> str:
    asked = check.requirement
    match check.unknown:
        case "judgement":
            return "people look whether it is done" if asked.kind == "checklist" else "people judge"
        case "appointment":
            return f"{asked.by} appoint" if asked.by else "someone appoints"
        case "activity":
            what = id_in_words(asked.metric or "activity").lower()
            need = f"{number(check.need)} " if check.need is not None else ""
            return f"{need}{what}{_within(check)}: not in the plan, it needs activity data"
        case "record":
            have = plural(int(check.have or 0), "month")
            return f"{have} of {number(check.need or 0)} on record, and it may be longer"
        case "scope":
            return f"{_thanks(check)}; which of them were for {asked.scope}, people judge"
        case _:
            return _thanks(check) if asked.kind == "count" else _months(check)


def _thanks(check: Check) -> str:
    have, need = int(check.have or 0), check.need or 0
    return f"{have:,} of {number(need)} thanks on record{_within(check)}, whatever for"


def _within(check: Check) -> str:
    months = check.requirement.within_months
    return f" within {plural(months, 'month')}" if months else ""


def _months(check: Check) -> str:
    if not check.need:
        return "held" if check.met else "not held"
    have = int(check.have or 0)
    if check.met:
        return f"{plural(have, 'month')}, {number(check.need)} asked"
    return f"{have} of {plural(int(check.need), 'month')}"
