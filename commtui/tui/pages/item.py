"""The page of a roadmap item: what it is, what stands in its way, and which goals bring it nearer."""

from __future__ import annotations

from collections.abc import Sequence

from commtui.insight.quarter import goal_progress
from commtui.model.goal import Goal
from commtui.model.item import Item
from commtui.model.words import plural
from commtui.store.snapshot import Entry
from commtui.tui.glyphs import STATUS_STYLE, status_glyph
from commtui.tui.lines import Span
from commtui.tui.pages.fields import write_fields
from commtui.tui.pages.goal import status_spans
from commtui.tui.state import State
from commtui.tui.writer import Writer

_SHOWN = frozenset({"id", "title", "status", "when", "summary", "depends_on"})
BAR = 10
MOST_STEPS = 60


def write_item(writer: Writer, state: State, entry: Entry[Item]) -> None:
    """The whole page."""
    item = entry.record
    dot = f"  {writer.glyphs.dot}  "
    writer.title(item.title, *status_spans(writer, item.status), (f"{dot}{item.when or 'no date'}", "muted"))
    if words := in_the_way(state, entry):
        writer.text(f"{writer.glyphs.warning} {words}", "warn")
    if item.summary:
        writer.blank()
        writer.text(item.summary)
    writer.blank()
    write_fields(writer, state, item, _SHOWN)
    before = state.waiting.before(item)
    missing = [each for each in item.depends_on if state.snapshot.find(Item, each) is None]
    if before or missing:
        open_ = state.waiting.open_before(item)
        writer.heading(
            "Waits for", f"{len(open_)} of {len(before)} not done" if open_ else "all done" if before else ""
        )
    write_items(writer, before)
    for name in missing:
        writer.add((f"  {name} ", "text"), ("(not found)", "warn"))
    if after := state.waiting.behind.get(item.id, ()):
        writer.heading("Others wait for it", plural(len(after), "item"))
        write_items(writer, after)
    _write_goals(writer, state, item)


def in_the_way(state: State, entry: Entry[Item]) -> str:
    """Why it is late or cannot go on, in words; empty where nothing is."""
    item, words = entry.record, []
    if entry in state.late_items:
        words.append(f"late: {item.when} is over, and it is {item.status}")
    if state.waiting.is_blocked(item, state.today, state.fiscal_year_starts):
        names = ", ".join(each.record.title for each in state.waiting.open_before(item))
        words.append(f"blocked: waits for {names}")
    return "; ".join(words)


def write_items(writer: Writer, items: Sequence[Entry[Item]]) -> None:
    """A line for each item, with its status and time."""
    for each in items:
        record = each.record
        note = f"{record.when}  {record.status}" if record.when else record.status
        writer.link(*_titled(writer, record.status, record.title), target=each, note=note)


def _write_goals(writer: Writer, state: State, item: Item) -> None:
    goals = [each for each in state.snapshot.of(Goal) if item.id in each.record.contributes_to]
    if not goals:
        return
    writer.heading("Goals that bring it nearer", plural(len(goals), "goal"))
    for entry in goals:
        goal = entry.record
        done = goal_progress(goal, state.values)
        bar = writer.bar(done.reached / done.key_results, BAR) if done.key_results and writer.cells >= 70 else ()
        count = f"  {done.reached}/{done.key_results}" if done.key_results else ""
        left = ((f"{writer.glyphs.link} ", "faint"), *_titled(writer, goal.status, goal.title))
        writer.spread(left, (*bar, (f"{count}  {goal.quarter}", "muted")), target=entry)


def _titled(writer: Writer, status: str, title: str) -> tuple[Span, ...]:
    return ((f"{status_glyph(writer.glyphs, status)} ", STATUS_STYLE.get(status, "muted")), (title, "link"))


def write_chain(writer: Writer, state: State, entry: Entry[Item]) -> None:
    """All that an item waits for, step by step, and all that waits for it."""
    item = entry.record
    before = state.waiting.chain(item, forward=False)
    after = state.waiting.chain(item, forward=True)
    open_ = sum(each.record.status != "done" for _, each in before)
    writer.title("What it waits for", (f"{open_} of {len(before)} not done" if before else "nothing", "muted"))
    _write_steps(writer, before)
    writer.blank()
    writer.title("What waits for it", (plural(len(after), "item") if after else "nothing", "muted"))
    _write_steps(writer, after)


def _write_steps(writer: Writer, steps: Sequence[tuple[int, Entry[Item]]]) -> None:
    for depth, entry in steps[:MOST_STEPS]:
        item = entry.record
        indent = "  " * min(depth - 1, max(writer.cells // 6, 1))
        left = ((f"{indent}{writer.glyphs.link} ", "faint"), *_titled(writer, item.status, item.title))
        writer.spread(left, ((str(item.when or item.status), "muted"),), target=entry)
    if len(steps) > MOST_STEPS:
        writer.add((f"  and {len(steps) - MOST_STEPS:,} more", "faint"))
