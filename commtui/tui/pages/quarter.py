"""The page of a quarter: its time, and each of its goals with the key results as bars."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from commtui.insight.quarter import QuarterProgress, progress
from commtui.model.goal import Goal
from commtui.model.person import Person
from commtui.model.when import Quarter
from commtui.model.words import plural
from commtui.report.values import day_in_words
from commtui.store.snapshot import Entry
from commtui.tui.glyphs import STATUS_STYLE, status_glyph
from commtui.tui.lines import Span
from commtui.tui.pages.key_results import write_short
from commtui.tui.places import quarter_spot
from commtui.tui.state import State
from commtui.tui.writer import Writer

BAR = 20
ROOMY = 60


def quarter_progress(state: State, quarter: Quarter) -> QuarterProgress:
    """How far a quarter is."""
    now = state.progress
    return now if quarter == now.quarter else progress(state.snapshot, state.today, quarter, state.values)


def sum_in_words(found: QuarterProgress, dot: str) -> str:
    """The quarter in a line: `3 of 14 key results reached · 42 days left`."""
    results = (
        f"{found.reached} of {plural(found.key_results, 'key result')} reached"
        if found.key_results
        else plural(len(found.goals), "goal") + ", no key results yet"
        if found.goals
        else "no goals"
    )
    return f"{results} {dot} {time_in_words(found)}"


def time_in_words(found: QuarterProgress) -> str:
    """How long a quarter has to go, in words."""
    if found.is_ahead:
        return f"begins in {plural(found.days_left - found.days, 'day')}"
    return "over" if found.is_over else f"{plural(found.days_left, 'day')} left"


def write_quarter(writer: Writer, state: State, quarter: Quarter) -> None:
    """The whole page."""
    found = quarter_progress(state, quarter)
    starts = state.fiscal_year_starts
    dot = writer.glyphs.dot
    now: tuple[Span, ...] = ((f"now  {dot}  ", "key"),) if quarter == state.progress.quarter else ()
    first, last = quarter.first_day(starts), quarter.end(starts) - timedelta(days=1)
    writer.title(str(quarter), *now, (f"{day_in_words(first)} to {day_in_words(last)}", "muted"))
    write_sum(writer, state, quarter)
    if not found.goals:
        writer.blank()
        writer.text(f"No goals for this quarter yet. {writer.way('new', 'writes the first.')}".rstrip(), "muted")
    for entry in found.goals:
        _write_goal(writer, state, entry)
    _write_neighbors(writer, state, quarter)


def write_sum(writer: Writer, state: State, quarter: Quarter) -> None:
    """The time and the key results, as bars, and how many goals stand where."""
    found = quarter_progress(state, quarter)
    writer.text(sum_in_words(found, writer.glyphs.dot))
    if not found.goals:
        return
    reached = found.reached / found.key_results if found.key_results else None
    writer.blank()
    _write_bar(writer, "Time", found.passed, f"{found.passed:.0%} over")
    unjudged = found.key_results - found.judged
    roomy = writer.cells >= ROOMY
    more = f" reached, {unjudged} not judged yet" if unjudged else " reached"
    _write_bar(writer, "Key results", reached, f"{found.reached} of {found.key_results}{more if roomy else ''}")
    statuses: list[Span] = []
    for status, count in found.by_status.items():
        style = STATUS_STYLE.get(status, "muted")
        statuses += [(f"{status_glyph(writer.glyphs, status)} {count} {status}", style), ("  ", "text")]
    writer.field("Goals", statuses)


def _write_bar(writer: Writer, label: str, share: float | None, words: str) -> None:
    writer.field(label, (*writer.bar(share, min(BAR, max(writer.cells - 45, 8))), (f"  {words}", "muted")))


def _write_goal(writer: Writer, state: State, entry: Entry[Goal]) -> None:
    goal = entry.record
    style = STATUS_STYLE.get(goal.status, "muted")
    writer.blank()
    mark = (f"{status_glyph(writer.glyphs, goal.status)} ", style)
    writer.spread((mark, (goal.title, "link")), ((goal.status, style),), target=entry)
    if goal.owners:
        writer.add(("  ", "text"), (state.names(goal.owners), "muted"))
    for result in goal.key_result:
        write_short(writer, state, goal.quarter, result)
    if not goal.key_result:
        writer.add(("  no key results yet", "faint"))


def _write_neighbors(writer: Writer, state: State, quarter: Quarter) -> None:
    writer.heading("The quarters beside it")
    for each in (quarter.shift(-1), quarter.shift(1)):
        if each.year < 1:
            continue
        words = sum_in_words(quarter_progress(state, each), writer.glyphs.dot)
        writer.link((f"{each}  ", "link"), (words, "muted"), target=quarter_spot(each))


def write_beside(writer: Writer, state: State, quarter: Quarter, shown: Entry[Goal] | None) -> None:
    """A quarter in short, for the pane beside one of its goals."""
    writer.title(str(quarter))
    write_sum(writer, state, quarter)
    goals = quarter_progress(state, quarter).goals
    for entry in goals:
        goal = entry.record
        style = STATUS_STYLE.get(goal.status, "muted")
        here = shown is not None and entry.record.id == shown.record.id
        writer.blank()
        mark = (f"{status_glyph(writer.glyphs, goal.status)} ", style)
        title: Span = (goal.title, "strong" if here else "link")
        writer.spread((mark, title), ((goal.status, style),), target=None if here else entry)
        for result in goal.key_result:
            write_short(writer, state, quarter, result)


def write_owners(writer: Writer, state: State, quarter: Quarter) -> None:
    """Who carries how many of a quarter's goals and key results, the most first."""
    goals: Counter[str] = Counter()
    results: Counter[str] = Counter()
    for entry in quarter_progress(state, quarter).goals:
        goals.update(set(entry.record.owners))
        for result in entry.record.key_result:
            results.update(set(result.owners))
    people = sorted({*goals, *results}, key=lambda each: (-goals[each], -results[each], state.name_of(each)))
    writer.title("Who carries it", (plural(len(people), "person", "people"), "muted"))
    if not people:
        writer.text("Nobody is named yet.", "muted")
    for each in people:
        counts = [plural(goals[each], "goal")] if goals[each] else []
        counts += [plural(results[each], "key result")] if results[each] else []
        target = state.snapshot.find(Person, each)
        words = ", ".join(counts)
        if target is None:
            writer.spread(((state.name_of(each), "text"),), ((words, "muted"),))
        else:
            writer.link((state.name_of(each), "link"), target=target, note=words)
