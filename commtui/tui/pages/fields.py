"""The fields of any record, from its model: what is declared there shows here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from commtui.model.kinds import BY_NAME
from commtui.model.record import Record, Table
from commtui.model.reference import Ref
from commtui.model.traits import is_markdown, trait
from commtui.report.values import ago, flat, number
from commtui.store.snapshot import Entry
from commtui.tui.links import ADDRESSES, Link, is_web
from commtui.tui.state import State
from commtui.tui.writer import Writer


def target_of(state: State, kind: str, name: str) -> Entry[Record] | None:
    """The record of a kind that has this id."""
    model = BY_NAME.get(kind)
    return state.snapshot.find(model, name) if model else None


def write_fields(writer: Writer, state: State, record: Table, skip: frozenset[str] = frozenset()) -> None:
    """Every field that has a value, in the order of the model, but the skipped ones."""
    model = type(record)
    for name in model.model_fields:
        value = getattr(record, name)
        if name in skip or value is None or value == () or value == {}:
            continue
        _write(writer, state, model, name, value)


def _write(writer: Writer, state: State, model: type[Table], name: str, value: Any) -> None:  # noqa: ANN401
    title = model.model_fields[name].title or name
    ref = trait(model.model_fields[name], Ref)
    if ref is not None and BY_NAME.get(ref.kind):
        write_references(writer, state, title, ref.kind, value if isinstance(value, tuple) else (value,))
    elif is_markdown(model.model_fields[name]):
        writer.heading(title)
        writer.text(value)
    elif isinstance(value, tuple) and isinstance(value[0], Table):
        writer.heading(title)
        for each in value:
            write_fields(writer, state, each)
            writer.blank()
    elif isinstance(value, Table):
        writer.heading(title)
        write_fields(writer, state, value)
    elif isinstance(value, Mapping):
        for index, (key, each) in enumerate(value.items()):
            writer.field(title if index == 0 else "", f"{key}: {each}", _leads_to(name, each))
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            writer.field(title if index == 0 else "", words(each, state), _leads_to(name, each))
    else:
        writer.field(title, words(value, state), _leads_to(name, value))


def _leads_to(name: str, value: Any) -> Link | None:  # noqa: ANN401 - the value of any field
    """The address that stands in a field for such, where a browser may open it."""
    return Link(name, value) if name in ADDRESSES and isinstance(value, str) and is_web(value) else None


def write_references(writer: Writer, state: State, title: str, kind: str, names: tuple[str, ...]) -> None:
    """A line for each record that is named; one that is not there is said to be missing."""
    for index, name in enumerate(names):
        label = title if index == 0 else ""
        found = target_of(state, kind, name)
        if found is None:
            writer.field(label, ((f"{name} ", "text"), ("(not found)", "warn")))
        else:
            writer.field(label, ((found.record.caption, "link"),), target=found)


def words(value: object, state: State) -> str:
    """A value as people write it."""
    if isinstance(value, date):
        return f"{value.isoformat()} ({ago(value, state.today)})"
    return number(value) if isinstance(value, int | float) and not isinstance(value, bool) else flat(value)
