"""The page of a record of any kind, for the kinds that have no page of their own."""

from __future__ import annotations

from commtui.model.record import Record
from commtui.store.snapshot import Entry
from commtui.tui.pages.fields import write_fields
from commtui.tui.state import State
from commtui.tui.writer import Writer


def write_record(writer: Writer, state: State, entry: Entry[Record]) -> None:
    """The whole page."""
    record = entry.record
    writer.title(record.caption, (f"{record.about.noun}  {writer.glyphs.dot}  {entry.file.name}", "muted"))
    writer.blank()
    write_fields(writer, state, record)
