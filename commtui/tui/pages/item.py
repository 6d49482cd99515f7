"""The page of a roadmap item: what it is, what it waits for, and which goals bring it nearer."""

from __future__ import annotations

from collections.abc import Sequence

from commtui.model.goal import Goal
from commtui.model.item import Item
from commtui.store.snapshot import Entry
from commtui.tui.glyphs import STATUS_STYLE, status_glyph
from commtui.tui.pages.fields import write_fields
from commtui.tui.pages.goal import status_spans
from commtui.tui.state import State
from commtui.tui.writer import Writer

_SHOWN = frozenset({"id", "title", "status", "when", "summary", "depends_on"})


def write_item(writer: Writer, state: State, entry: Entry[Item]) -> None:
    """The whole page."""
    item = entry.record
    dot = f"  {writer.glyphs.dot}  "
    writer.title(item.title, *status_spans(writer, item.status), (f"{dot}{item.when or 'no date'}", "muted"))
    if item.summary:
        writer.blank()
        writer.text(item.summary)
    writer.blank()
    write_fields(writer, state, item, _SHOWN)
    before = [found for each in item.depends_on if (found := state.snapshot.find(Item, each))]
    missing = [each for each in item.depends_on if state.snapshot.find(Item, each) is None]
    after = [each for each in state.snapshot.of(Item) if item.id in each.record.depends_on]
    goals = [each for each in state.snapshot.of(Goal) if item.id in each.record.contributes_to]
    _write_items(writer, "Waits for", before)
    for each in missing:
        writer.add((f"  {each} ", "text"), ("(not found)", "warn"))
    _write_items(writer, "Others wait for it", after)
    if goals:
        writer.heading("Goals that bring it nearer")
        for goal in goals:
            writer.link(
                *_titled(writer, goal.record.status, goal.record.title), target=goal, note=str(goal.record.quarter)
            )


def _write_items(writer: Writer, title: str, items: Sequence[Entry[Item]]) -> None:
    if not items:
        return
    writer.heading(title)
    for each in items:
        record = each.record
        writer.link(*_titled(writer, record.status, record.title), target=each, note=str(record.when or record.status))


def _titled(writer: Writer, status: str, title: str) -> tuple[tuple[str, str], ...]:
    return ((f"{status_glyph(writer.glyphs, status)} ", STATUS_STYLE.get(status, "muted")), (title, "link"))
