"""The page of a goal: how far its key results are, what it is good for, and what came of it."""

from __future__ import annotations

from commtui.insight.key_result import share, verdict
from commtui.model.goal import Goal, KeyResult
from commtui.model.words import plural
from commtui.report.values import id_in_words, number
from commtui.store.snapshot import Entry
from commtui.tui.glyphs import STATUS_STYLE, status_glyph
from commtui.tui.lines import Span
from commtui.tui.pages.fields import write_fields
from commtui.tui.state import State
from commtui.tui.writer import Writer

_SHOWN = frozenset({"id", "title", "status", "quarter", "why", "outcome", "key_result"})
BAR = 16


def status_spans(writer: Writer, status: str) -> tuple[Span, ...]:
    """A status as glyph and word."""
    style = STATUS_STYLE.get(status, "muted")
    return ((f"{status_glyph(writer.glyphs, status)} ", style), (status, style))


def write_goal(writer: Writer, state: State, entry: Entry[Goal]) -> None:
    """The whole page."""
    goal = entry.record
    dot = f"  {writer.glyphs.dot}  "
    writer.title(goal.title, *status_spans(writer, goal.status), (f"{dot}{goal.quarter}", "muted"))
    if goal.why:
        writer.blank()
        writer.text(goal.why)
    write_key_results(writer, state, goal)
    if goal.outcome:
        writer.heading("Outcome")
        writer.text(goal.outcome)
    writer.blank()
    write_fields(writer, state, goal, _SHOWN)
    _write_followers(writer, state, goal)


def write_key_results(writer: Writer, state: State, goal: Goal) -> None:
    """Each key result: its words, and a bar to its target."""
    if not goal.key_result:
        writer.heading("Key results", "none yet")
        return
    reached = sum(verdict(each, state.metric_now(each.metric)) == "reached" for each in goal.key_result)
    writer.heading("Key results", f"{reached} of {len(goal.key_result)} reached")
    for result in goal.key_result:
        if result is not goal.key_result[0]:
            writer.blank()
        _write_result(writer, state, result)


def _write_result(writer: Writer, state: State, result: KeyResult) -> None:
    now = state.metric_now(result.metric)
    judged, how_far = verdict(result, now), share(result, now)
    glyph, style = {
        "reached": (writer.glyphs.done, "good"),
        "open": (writer.glyphs.active, "accent"),
        "unjudged": (writer.glyphs.planned, "muted"),
    }[judged]
    writer.bullets((result.title,), glyph, style)
    percent = "not judged yet" if how_far is None else f"{how_far:.0%} {judged}"
    writer.add(("  ", "text"), *writer.bar(how_far, BAR), (f"  {percent}", style))
    about = [each for each in (_measure(result, now), state.names(result.owners)) if each]
    for each in about:
        writer.text(each, "muted", indent=2)


def _measure(result: KeyResult, now: float | None) -> str:
    if result.score is not None or result.mid_score is not None:
        return "scored" if result.score is not None else "scored at mid-quarter"
    if result.metric is None:
        return ""
    target = result.at_least if result.at_least is not None else result.at_most
    sign = "at least" if result.at_least is not None else "at most"
    value = result.actual if result.actual is not None else now
    parts = [id_in_words(result.metric).lower()]
    if value is not None:
        parts.append(f"{number(value)} now" if result.actual is None else number(value))
    if target is not None:
        parts.append(f"{sign} {number(target)}")
    return ", ".join(parts)


def _write_followers(writer: Writer, state: State, goal: Goal) -> None:
    followers = [each for each in state.snapshot.of(Goal) if each.record.continues == goal.id]
    for each in followers:
        writer.field("Continued by", ((f"{each.record.title}  ", "link"), (str(each.record.quarter), "muted")), each)
    thanks = [each for each in state.recognitions if each.record.goal == goal.id]
    if thanks:
        writer.heading("Thanks for it", plural(len(thanks), "recognition"))
        for entry in thanks[:20]:
            writer.link(
                (state.name_of(entry.record.person), "link"), target=entry, note=str(entry.record.date or "undated")
            )
