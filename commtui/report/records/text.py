"""Records for people in a terminal: a list per kind, or one record in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic.fields import FieldInfo

from commtui.model.kinds import BY_NAME
from commtui.model.record import Record, Table
from commtui.model.reference import Choices
from commtui.model.references import Path, table_at
from commtui.model.traits import is_markdown, trait
from commtui.model.words import pad, plural, shorten, width, without_tabs
from commtui.report.records.columns import Column, columns
from commtui.report.records.selection import Selection
from commtui.report.style import Style
from commtui.report.values import flat
from commtui.store.snapshot import Entry

_USUAL_COLUMNS = 100
_LEAST_WORDS = 12


def render(selection: Selection, style: Style) -> str:
    """Each kind with records as an aligned list; a record that was asked for, or that there is one of only, in full."""
    parts = [part for kind, entries in selection.entries.items() for part in _of_kind(kind, entries, selection, style)]
    return "\n\n".join(parts)


def _of_kind(kind: str, entries: Sequence[Entry[Record]], selection: Selection, style: Style) -> Iterator[str]:
    about = BY_NAME[kind].about
    if selection.single or about.single:
        yield from (_whole(entry, selection, style) for entry in entries)
    elif entries:
        head = style.paint(f"{about.nouns.capitalize()} ({len(entries):,})", "strong")
        yield "\n".join([head, *_list(kind, entries, style)])
    elif len(selection.entries) == 1:
        yield f"no {about.nouns}"


def _list(kind: str, entries: Sequence[Entry[Record]], style: Style) -> Iterator[str]:
    found = columns(kind, entries, style.columns or _USUAL_COLUMNS, style.show)
    if "id" not in BY_NAME[kind].model_fields:
        found = [*found, Column("Where", tuple(style.show(entry.where) for entry in entries))]
    widths = _widths(found, style.columns)
    yield style.paint(_row([column.head for column in found], widths, style), "faint")
    for cells in zip(*(column.cells for column in found), strict=True):
        yield _row(list(cells), widths, style)


def _widths(found: Sequence[Column], room: int | None) -> list[int]:
    """The whole width of each column; in a terminal, what may be cut shares the room that the others leave."""
    wanted = [column.width for column in found]
    if room is None:
        return wanted
    left = room - sum(wanted) - 2 * (len(found) - 1)
    for index in sorted(range(len(found)), key=lambda each: -wanted[each]):
        if left < 0 and found[index].flexible:
            least = min(wanted[index], _LEAST_WORDS)
            cut = min(-left, wanted[index] - least)
            wanted[index] -= cut
            left += cut
    return wanted


def _row(cells: list[str], widths: list[int], style: Style) -> str:
    shown = (pad(shorten(cell, room, style.sign("…")), room) for cell, room in zip(cells, widths, strict=True))
    return "  ".join(shown).rstrip()


def _whole(entry: Entry[Record], selection: Selection, style: Style) -> str:
    about = entry.record.about
    id_ = getattr(entry.record, "id", "")
    where = f"{style.show(f'{about.noun} {id_}'.strip())} {style.sign('·')} {style.show(entry.where)}"
    head = [style.paint(style.show(entry.record.caption), "strong"), style.paint(where, "faint"), ""]
    return "\n".join([*head, *_table(type(entry.record), entry.data, (), selection.named(entry), style)])


def _table(
    model: type[Table], data: Mapping[str, Any], at: Path, named: Mapping[Path, str], style: Style
) -> Iterator[str]:
    fields = {name: field for name, field in model.model_fields.items() if name in data}
    labels = {name: style.show(field.title or name) for name, field in fields.items()}
    beside = (name for name, field in fields.items() if not is_markdown(field) and table_at(model, (name,)) is None)
    room = max((width(labels[name]) for name in beside), default=0)
    for name, field in fields.items():
        value, path = data[name], (*at, name)
        inner = table_at(model, (name,))
        if inner is not None:
            yield labels[name]
            yield from _tables(inner, value, path, named, style)
        elif is_markdown(field):
            yield labels[name]
            yield from (f"    {style.show(without_tabs(line))}".rstrip() for line in value.split("\n"))
        else:
            for index, line in enumerate(_lines(field, value, path, named)):
                yield f"{pad('' if index else labels[name], room)}  {style.show(line)}"


def _tables(
    model: type[Table],
    value: Any,  # noqa: ANN401 - a table or several
    at: Path,
    named: Mapping[Path, str],
    style: Style,
) -> Iterator[str]:
    if isinstance(value, dict):
        yield from ("    " + line for line in _table(model, value, at, named, style))
        return
    for index, data in enumerate(value):
        lines = _table(model, data, (*at, index), named, style)
        yield from (("  - " if first else "    ") + line for first, line in _firsts(lines))


def _lines(field: FieldInfo, value: Any, path: Path, named: Mapping[Path, str]) -> Iterator[str]:  # noqa: ANN401 - any TOML
    if value in ([], {}):
        yield "none"
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield _with_name(flat(each), named.get((*path, index)))
    elif isinstance(value, dict):
        yield from (f"{key}: {flat(each)}" for key, each in value.items())
    else:
        choices = trait(field, Choices)
        meaning = choices.meanings.get(flat(value)) if choices is not None else None
        yield _with_name(flat(value), named.get(path, meaning))


def _with_name(text: str, name: str | None) -> str:
    return f"{text} ({name})" if name and name != text else text


def _firsts(lines: Iterator[str]) -> Iterator[tuple[bool, str]]:
    return ((index == 0, line) for index, line in enumerate(lines))


def note_on_rejected(selection: Selection) -> str:
    """A line on records that cannot be shown, or nothing."""
    count = len(selection.snapshot.rejected) + len(selection.snapshot.broken)
    if not count:
        return ""
    records = plural(len(selection.snapshot.rejected), "record")
    files = plural(len(selection.snapshot.broken), "file")
    what = " and ".join(each for each in (records, files) if not each.startswith("0"))
    return f"{what} with errors {'is' if count == 1 else 'are'} not shown: commtui check"
