"""Key results as bars with words: how far each is, by what, and who answers for it."""

from __future__ import annotations

from commtui.insight.key_result import Verdict, share, verdict
from commtui.insight.quarter import goal_progress
from commtui.model.goal import Goal, KeyResult
from commtui.model.when import Quarter
from commtui.report.values import id_in_words, number
from commtui.tui.state import State
from commtui.tui.writer import Writer

BAR = 16
SHORT_BAR, SHORTEST_BAR = 10, 6
ROOMY = 60


def reached_in_words(state: State, goal: Goal) -> str:
    """How many of its key results are reached, and how many nobody can judge yet."""
    done = goal_progress(goal, state.values)
    if not done.key_results:
        return "no key results yet"
    unjudged = done.key_results - done.judged
    return f"{done.reached} of {done.key_results} reached" + (f", {unjudged} not judged yet" if unjudged else "")


def write_key_results(writer: Writer, state: State, goal: Goal) -> None:
    """Each key result: its words, a bar to its target, and what it is judged by."""
    if not goal.key_result:
        writer.heading("Key results", "none yet")
        writer.text(f"What would show that the goal is reached? {writer.way('edit', 'adds it.')}".rstrip(), "muted")
        return
    writer.heading("Key results", reached_in_words(state, goal))
    for result in goal.key_result:
        if result is not goal.key_result[0]:
            writer.blank()
        _write(writer, state, goal.quarter, result)


def _write(writer: Writer, state: State, quarter: Quarter, result: KeyResult) -> None:
    now = state.values.value(result, quarter)
    how_far = share(result, now)
    glyph, style, word = _judged(writer, state, quarter, verdict(result, now))
    writer.bullets((result.title,), glyph, style)
    percent = word if how_far is None else f"{how_far:.0%} {word}"
    writer.add(("  ", "text"), *writer.bar(how_far, BAR), (f"  {percent}", style))
    for each in (_measure(writer, state, quarter, result), state.names(result.owners)):
        if each:
            writer.text(each, "muted", indent=2)


def write_short(writer: Writer, state: State, quarter: Quarter, result: KeyResult) -> None:
    """A key result in one line."""
    now = state.values.value(result, quarter)
    how_far = share(result, now)
    glyph, style, word = _judged(writer, state, quarter, verdict(result, now))
    roomy = writer.text_cells >= ROOMY
    bar = writer.bar(how_far, SHORT_BAR if roomy else SHORTEST_BAR)
    percent = f"{how_far:>5.0%}" if how_far is not None else f"{writer.glyphs.gap:>5}"
    words = f" {word:<{len('not reached')}}" if roomy else ""
    writer.spread(((f"  {glyph} ", style), (result.title, "text")), (*bar, (percent + words, style)))


def _judged(writer: Writer, state: State, quarter: Quarter, found: Verdict) -> tuple[str, str, str]:
    """Glyph, style and word of a verdict; what is open in a quarter that is over was not reached."""
    if found == "reached":
        return writer.glyphs.done, "good", "reached"
    if found == "unjudged":
        return writer.glyphs.planned, "muted", "not judged"
    if quarter.end(state.fiscal_year_starts) <= state.today:
        return writer.glyphs.missed, "bad", "not reached"
    return writer.glyphs.active, "accent", "open"


def _measure(writer: Writer, state: State, quarter: Quarter, result: KeyResult) -> str:
    """What it is judged by, and for a metric where it was, is and should be."""
    if result.metric is None:
        return _by_people(result)
    arrow = f" {writer.glyphs.arrow} "
    steps = [f"baseline {number(result.baseline)}"] if result.baseline is not None else []
    counted = state.values.counted(result, quarter)
    found = state.measured.of_result(result, quarter)
    if result.actual is not None:
        steps.append(f"{number(result.actual)} at the end")
    elif counted is not None:
        so_far = "" if quarter.end(state.fiscal_year_starts) <= state.today else " so far"
        steps.append(f"{number(counted)} counted{so_far}")
    elif found is not None and found.record.value is not None:
        steps.append(f"{number(found.record.value)} measured in {found.record.period}")
    else:
        steps.append(f"not measured for {result.scope} alone" if result.scope else "not measured yet")
    targets = [
        f"{sign} {number(target)}"
        for sign, target in (("at least", result.at_least), ("at most", result.at_most))
        if target is not None
    ]
    steps += [" and ".join(targets)] if targets else []
    return f"{id_in_words(result.metric)}: {arrow.join(steps)}"


def _by_people(result: KeyResult) -> str:
    if result.score is not None:
        return "scored at the end of the quarter"
    return "scored at mid-quarter" if result.mid_score is not None else ""
