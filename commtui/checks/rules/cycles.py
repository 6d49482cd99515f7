"""Records that wait for each other."""

from __future__ import annotations

from collections.abc import Iterator

from commtui.checks.circles import Edges, circles, is_one_way
from commtui.checks.reach import after_edges
from commtui.checks.rule import Context, Finding, rule
from commtui.checks.words import listed, quoted
from commtui.model.goal import Goal
from commtui.model.item import Item
from commtui.model.ladder import Ladder
from commtui.store.snapshot import Entry

_MOST_NAMED = 20


@rule("cycle", "error", "depends_on, continues and after never lead back to where they began")
def cycle(context: Context) -> Iterator[Finding]:
    yield from _items(context)
    yield from _goals(context)
    for entry in context.snapshot.of(Ladder):
        yield from _rungs(entry)


def _items(context: Context) -> Iterator[Finding]:
    entries: dict[str, Entry[Item]] = {}
    for entry in context.snapshot.of(Item):
        entries.setdefault(entry.record.id, entry)
    edges = {id_: entry.record.depends_on for id_, entry in entries.items()}
    for circle in circles(edges):
        at = _index_of_next(circle, edges)
        yield Finding.on(entries[circle[0]], _message("depends_on", circle, edges), "depends_on", at, hint=_HINT)


def _goals(context: Context) -> Iterator[Finding]:
    entries: dict[str, Entry[Goal]] = {}
    for entry in context.snapshot.of(Goal):
        entries.setdefault(entry.record.id, entry)
    edges = {id_: (earlier,) for id_, entry in entries.items() if (earlier := entry.record.continues) is not None}
    for circle in circles(edges):
        yield Finding.on(entries[circle[0]], _message("continues", circle, edges), "continues", hint=_HINT)


def _rungs(entry: Entry[Ladder]) -> Iterator[Finding]:
    edges = after_edges(entry.record)
    places: dict[str, int] = {}
    for place, rung in enumerate(entry.record.rung):
        places.setdefault(rung.id, place)
    for circle in circles(edges):
        path = ("rung", places[circle[0]], "after", _index_of_next(circle, edges))
        yield Finding.on(entry, _message("after", circle, edges), *path, hint=_HINT)


_HINT = "take one of these out"


def _index_of_next(circle: list[str], edges: Edges) -> int:
    """Where the first member's list names another member."""
    members = set(circle)
    following = circle[1] if len(circle) > 1 else circle[0]
    names = edges[circle[0]]
    wanted = {following} if following in names else members
    return next(index for index, each in enumerate(names) if each in wanted)


def _message(field: str, circle: list[str], edges: Edges) -> str:
    if len(circle) <= _MOST_NAMED and is_one_way(circle, edges):
        ring = " -> ".join(quoted(each) for each in (*circle, circle[0]))
        return f'"{field}" goes in a circle: {ring}'
    return f'"{field}" goes in circles among {listed(circle, most=_MOST_NAMED)}'
