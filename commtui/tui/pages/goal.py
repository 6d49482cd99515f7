"""The page of a goal: how far its key results are, what it is good for, and its thread through the quarters."""

from __future__ import annotations

from commtui.insight.thread import thread
from commtui.model.goal import Goal
from commtui.model.words import plural
from commtui.store.snapshot import Entry
from commtui.tui.glyphs import STATUS_STYLE, status_glyph
from commtui.tui.lines import Span
from commtui.tui.pages.fields import write_fields
from commtui.tui.pages.key_results import reached_in_words, write_key_results
from commtui.tui.pages.quarter import quarter_progress, time_in_words
from commtui.tui.places import quarter_spot
from commtui.tui.state import State
from commtui.tui.writer import Writer

_SHOWN = frozenset({"id", "title", "status", "quarter", "why", "outcome", "key_result"})
MOST_THANKS = 20


def status_spans(writer: Writer, status: str) -> tuple[Span, ...]:
    """A status as glyph and word."""
    style = STATUS_STYLE.get(status, "muted")
    return ((f"{status_glyph(writer.glyphs, status)} ", style), (status, style))


def write_goal(writer: Writer, state: State, entry: Entry[Goal]) -> None:
    """The whole page."""
    goal = entry.record
    dot = f"  {writer.glyphs.dot}  "
    time = time_in_words(quarter_progress(state, goal.quarter))
    writer.title(goal.title, *status_spans(writer, goal.status), (f"{dot}{goal.quarter}, {time}", "muted"))
    if goal.why:
        writer.blank()
        writer.text(goal.why)
    write_key_results(writer, state, goal)
    if goal.outcome:
        writer.heading("Outcome")
        writer.text(goal.outcome)
    writer.blank()
    told = thread(entry, state.snapshot.of(Goal))
    write_fields(writer, state, goal, _SHOWN | ({"continues"} if len(told) > 1 else set()))
    writer.field("Quarter", ((str(goal.quarter), "link"),), quarter_spot(goal.quarter))
    if len(told) > 1:
        _write_thread(writer, state, entry, told)
    _write_thanks(writer, state, goal)


def _write_thread(writer: Writer, state: State, here: Entry[Goal], told: tuple[Entry[Goal], ...]) -> None:
    """The goals that it carries on, and that carry it on, a line for each quarter."""
    writer.heading("Through the quarters", plural(len(told), "goal"))
    for entry in told:
        goal = entry.record
        is_here = goal.id == here.record.id
        style = STATUS_STYLE.get(goal.status, "muted")
        mark = (writer.glyphs.cursor_left if is_here else writer.glyphs.upright) + " "
        results = f", {reached_in_words(state, goal)}" if goal.key_result else ""
        writer.spread(
            (
                (mark, "key" if is_here else "track"),
                (f"{goal.quarter}  ", "strong" if is_here else "muted"),
                (f"{status_glyph(writer.glyphs, goal.status)} {goal.status:<8}", style),
                ("this goal" if is_here else goal.title, "strong" if is_here else "link"),
            ),
            (),
            target=None if is_here else entry,
        )
        if results:
            writer.add((mark, "track"), (f"         {results[2:]}", "faint"))


def _write_thanks(writer: Writer, state: State, goal: Goal) -> None:
    thanks = [each for each in state.recognitions if each.record.goal == goal.id]
    if thanks:
        writer.heading("Thanks for it", plural(len(thanks), "recognition"))
    for entry in thanks[:MOST_THANKS]:
        day = str(entry.record.date or "undated")
        writer.link((state.name_of(entry.record.person), "link"), target=entry, note=day)
    if len(thanks) > MOST_THANKS:
        writer.add((f"  and {len(thanks) - MOST_THANKS:,} more", "faint"))
