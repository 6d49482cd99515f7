"""The pages of a focus area, with its goals by quarter, and of a quarter of it without goals."""

from __future__ import annotations

from collections.abc import Sequence

from commtui.model.focus_area import FocusArea
from commtui.model.goal import Goal
from commtui.model.item import Item
from commtui.model.when import Quarter
from commtui.model.words import plural
from commtui.store.snapshot import Entry
from commtui.tui.empty import hint
from commtui.tui.glyphs import STATUS_STYLE, status_glyph
from commtui.tui.pages.fields import write_fields
from commtui.tui.pages.key_results import reached_in_words
from commtui.tui.pages.quarter import write_sum
from commtui.tui.state import State
from commtui.tui.writer import Writer


def write_area(
    writer: Writer, state: State, area: Entry[FocusArea] | None, title: str, goals: Sequence[Entry[Goal]]
) -> None:
    """What the area is for, its goals, and what it builds; `area` None: the goals that belong to none."""
    writer.title(title, (f"focus area  {writer.glyphs.dot}  {plural(len(goals), 'goal')}", "muted"))
    if area is not None:
        writer.blank()
        write_fields(writer, state, area.record, frozenset({"id", "title"}))
    else:
        writer.blank()
        writer.text("These goals name no focus area, or one that is not there: e gives each of them one.", "muted")
    quarter: Quarter | None = None
    for entry in sorted(goals, key=lambda each: (each.record.quarter.year, each.record.quarter.number)):
        goal = entry.record
        if goal.quarter != quarter:
            quarter = goal.quarter
            writer.heading(str(quarter))
        style = STATUS_STYLE.get(goal.status, "muted")
        mark = (f"{status_glyph(writer.glyphs, goal.status)} ", style)
        note = reached_in_words(state, goal) if goal.key_result else ""
        writer.spread((mark, (goal.title, "link")), ((note, "muted"),), target=entry)
    if area is not None:
        _write_items(writer, state, area.record.id)


def _write_items(writer: Writer, state: State, area: str) -> None:
    items = [each for each in state.snapshot.of(Item) if each.record.focus_area == area]
    if items:
        writer.heading("On the roadmap", plural(len(items), "item"))
    for entry in items:
        item = entry.record
        mark = (f"{status_glyph(writer.glyphs, item.status)} ", STATUS_STYLE.get(item.status, "muted"))
        writer.spread((mark, (item.title, "link")), ((str(item.when or item.status), "muted"),), target=entry)


def write_gap(writer: Writer, state: State, title: str, quarter: Quarter) -> None:
    """A quarter in which the area has no goal."""
    writer.title(f"{title} in {quarter}", ("no goal", "muted"))
    writer.blank()
    writer.add(*hint(writer.key_of, "new", "writes one for this area and quarter."))
    writer.blank()
    writer.heading(f"All of {quarter}")
    write_sum(writer, state, quarter)
