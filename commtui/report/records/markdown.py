"""Records as Markdown that is safe to publish: text stays text, and people who are not listed are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from commtui.model.kinds import BY_NAME
from commtui.model.person import Person
from commtui.model.record import Record, Table
from commtui.model.references import Path, field_at, table_at
from commtui.model.words import printable, without_tabs
from commtui.report.records.columns import columns
from commtui.report.records.selection import UNKNOWN, Selection
from commtui.report.style import Style
from commtui.report.values import flat
from commtui.store.snapshot import Entry

_ROOM = 120
# What means something inside a line.
_SIGNS = re.compile(r"[\\`*_{}\[\]#|~$]")
# What begins a list, or a rule, where the text is the first of its line.
_BEGINS_A_LIST = re.compile(r"\A(?:\d{1,9}(?=[.)](?:\s|\Z))|(?=[-+](?:[-\s]|\Z)))")
# A zero-width space keeps GitHub from linking: a mention, a reference to an issue, an address.
_BREAK = "\u200b"
_LINKED = re.compile(r"@|\\#(?=[0-9])|\bGH(?=-[0-9])", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|ftp|mailto|xmpp)(?=:)|www(?=\.)", re.IGNORECASE)
# An address of the web in a text, without the signs that end a sentence or a bracket around it.
_OF_THE_WEB = re.compile(
    r"""(https?://(?=\w)(?:[^\s<>()\\"`|&]|&(?!#?\w+;)|\([^\s<>()\\"`|&]*\))+(?<![?!.,:;*_~'\]]))""", re.IGNORECASE
)
# What can be the target of a link in our words.
is_address = re.compile(r"https?://[^\s<>()\[\]\\\"'`|]+").fullmatch


def escape(text: str, *, addresses: bool = False) -> str:
    """The text as Markdown that renders as the text: no markup, HTML, mention, reference or link, on one line.

    With `addresses` those of the web in it are links.
    """
    text = printable(without_tabs(text.replace("\r\n", "\n")), keep="\n")
    # In angle brackets an address is taken as it is, and nothing beside it.
    parts = _OF_THE_WEB.split(text) if addresses else [text]
    text = "".join(f"<{part}>" if index % 2 else _literal(part) for index, part in enumerate(parts))
    text = "<br>".join(line.strip() for line in text.split("\n"))
    return _BEGINS_A_LIST.sub(r"\g<0>\\", text)


def _literal(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _SIGNS.sub(r"\\\g<0>", text)
    text = _LINKED.sub(rf"\g<0>{_BREAK}", text)
    return _ADDRESS.sub(rf"\g<0>{_BREAK}", text)


def link(words: str, address: str) -> str:
    """Markdown words as a link, or the words alone where the address is none."""
    return f"[{words}]({address})" if is_address(address) else words


def render(selection: Selection, style: Style) -> str:
    """A table for each kind with records; a record that was asked for, or that there is one of only, as a list."""
    parts: list[str] = []
    for kind, entries in selection.entries.items():
        about = BY_NAME[kind].about
        seen = [entry for entry in entries if published(entry, selection)]
        if selection.single or about.single:
            parts += ["\n".join(_whole(entry, selection)) for entry in seen]
        elif seen:
            parts.append("\n".join([f"## {escape(about.nouns.capitalize())}", "", *_rows(kind, seen, selection)]))
    return "\n\n".join(parts)


def published(entry: Entry[Record], selection: Selection) -> bool:
    """Whether the record may be seen by all: it is not of, or about, a person who is not listed."""
    if isinstance(entry.record, Person) and selection.unlisted.hides(entry.data):
        return False
    fields = type(entry.record)
    hidden = [path for path, id_ in selection.persons(entry) if id_ in selection.unlisted]
    return not any((field := field_at(fields, path)) is not None and field.is_required() for path in hidden)


def _rows(kind: str, entries: Sequence[Entry[Record]], selection: Selection) -> Iterator[str]:
    shown = [Entry(each.record, _for_all(each, selection), each.file, each.path) for each in entries]
    found = columns(kind, shown, _ROOM, str)
    yield _row([column.head for column in found])
    yield _row(["---"] * len(found), as_is=True)
    for cells in zip(*(column.cells for column in found), strict=True):
        yield _row(list(cells))


def _row(cells: list[str], *, as_is: bool = False) -> str:
    return f"| {' | '.join(cells if as_is else [escape(each, addresses=True) for each in cells])} |"


def _whole(entry: Entry[Record], selection: Selection) -> Iterator[str]:
    yield f"## {escape(entry.record.caption)}"
    yield ""
    yield from _table(type(entry.record), _for_all(entry, selection), "")


def _table(model: type[Table], data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if name not in data:
            continue
        value = data[name]
        label = f"{indent}- **{escape(field.title or name)}**:"
        inner = table_at(model, (name,))
        if inner is None:
            yield f"{label} {escape(flat(value), addresses=True)}"
            continue
        yield label
        for index, each in enumerate(value if isinstance(value, list) else [value], 1):
            if isinstance(value, list):
                yield f"{indent}  {index}."
            yield from _table(inner, each, indent + ("     " if isinstance(value, list) else "  "))


def _for_all(entry: Entry[Record], selection: Selection) -> Mapping[str, Any]:
    """The record's data for everyone: what it names by its name, and nobody who is not listed."""
    hidden = {path for path, id_ in selection.persons(entry) if id_ in selection.unlisted}
    names = {path: name for path, name in selection.named(entry).items() if name != UNKNOWN}
    data: dict[str, Any] = _rewritten(entry.data, (), hidden, names)
    return data


def _rewritten(value: Any, at: Path, hidden: set[Path], names: Mapping[Path, str]) -> Any:  # noqa: ANN401 - any TOML
    if isinstance(value, dict):
        paths = {key: (*at, key) for key in value}
        return {key: _rewritten(value[key], path, hidden, names) for key, path in paths.items() if path not in hidden}
    if isinstance(value, list):
        indexed = [((*at, index), each) for index, each in enumerate(value)]
        return [_rewritten(each, path, hidden, names) for path, each in indexed if path not in hidden]
    return names.get(at, value)
