"""Ids that are there twice."""

from __future__ import annotations

from collections.abc import Iterator

from commtui.checks.index import text_of
from commtui.checks.rule import Context, Finding, rule
from commtui.checks.words import quoted
from commtui.model.kinds import BY_NAME
from commtui.model.ladder import Ladder
from commtui.model.record import Record
from commtui.store.snapshot import Entry, Rejected


@rule("duplicate-id", "error", "An id is given once among the records of a kind, and among the rungs of a ladder")
def duplicate_id(context: Context) -> Iterator[Finding]:
    for kind in BY_NAME:
        yield from _duplicates(context, kind)
    for entry in context.snapshot.of(Ladder):
        yield from _duplicate_rungs(entry)


def _duplicates(context: Context, kind: str) -> Iterator[Finding]:
    found = _tables(context, kind)
    if len({id_ for id_, _ in found}) == len(found):
        return
    noun = BY_NAME[kind].about.noun
    first: dict[str, Entry[Record] | Rejected] = {}
    for id_, table in found:
        earlier = first.setdefault(id_, table)
        if earlier is not table:
            line = earlier.file.document.positions.header(earlier.path).line
            message = f"Duplicate {noun} id {quoted(id_)}: {earlier.file.name}:{line} has it already"
            yield Finding(table.file, message, "choose another id", (*table.path, "id"))


def _tables(context: Context, kind: str) -> list[tuple[str, Entry[Record] | Rejected]]:
    """The ids of a kind and the tables that have them, in path order."""
    if "id" not in BY_NAME[kind].model_fields:
        return []
    tables: list[Entry[Record] | Rejected] = list(context.snapshot.entries.get(kind, ()))
    rejected = context.index.rejected(kind)
    if rejected:
        order = context.index.order
        tables = sorted((*tables, *rejected), key=lambda each: (order[each.file.name], each.path[1:]))
    return [(id_, each) for each in tables if (id_ := text_of(each.data, "id"))]


def _duplicate_rungs(entry: Entry[Ladder]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, rung in enumerate(entry.record.rung):
        earlier = first.setdefault(rung.id, index)
        if earlier != index:
            line = entry.file.document.positions.header((*entry.path, "rung", earlier)).line
            message = f"Duplicate rung id {quoted(rung.id)}: {entry.file.name}:{line} has it already"
            yield Finding.on(entry, message, "rung", index, "id", hint="choose another id")
