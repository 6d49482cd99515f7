"""The same record and the same value in data that may have changed since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commtui.model.record import Record
from commtui.store.snapshot import Entry, Page, Rejected
from commtui.toml import KeyPath
from commtui.toml.same import same

AnyEntry = Entry[Any]


def same_record(entry: Entry[Record], page: Page) -> Entry[Record] | Rejected | None:
    """The record in what its file holds now, or None where it cannot be told which it is.

    A record is known by its id; one without an id by its whole content, or by its place where that is still one of as
    many.
    """
    kind = entry.record.about
    candidates: list[Entry[Record] | Rejected] = [each for each in page.entries if each.record.about.name == kind.name]
    candidates += [each for each in page.rejected if each.kind == kind.name]
    if kind.single:
        return candidates[0] if len(candidates) == 1 else None
    id_ = entry.data.get("id")
    if id_ is not None:
        alike = [each for each in candidates if isinstance(each.data, dict) and each.data.get("id") == id_]
        return _at_place(entry, alike) or (alike[0] if alike else None)
    alike = [each for each in candidates if same(each.data, entry.data)]
    if alike:
        return _at_place(entry, alike) or alike[0]
    as_many = len(candidates) == len(_list_of(entry))
    return _at_place(entry, candidates) if as_many else None


def value_at(data: Any, path: KeyPath) -> Any:  # noqa: ANN401 - any TOML
    """The value at a path, or None where there is none."""
    for step in path:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
            data = data[step]
        else:
            return None
    return data


def with_value(data: Any, path: KeyPath, value: Any) -> Any:  # noqa: ANN401 - any TOML
    """The data with another value at a path (None: without it); what is given stays as it is.

    Raises:
        LookupError: There is nothing at a step of the path before the last.
    """
    step, rest = path[0], path[1:]
    if isinstance(data, list) and isinstance(step, int):
        if not 0 <= step < len(data):
            raise LookupError(step)
        inner = [with_value(data[step], rest, value)] if rest else [] if value is None else [value]
        return [*data[:step], *inner, *data[step + 1 :]]
    if not isinstance(data, dict) or not isinstance(step, str):
        raise LookupError(step)
    if rest:
        return {**data, step: with_value(data.get(step), rest, value)}
    if value is not None:
        return {**data, step: value}
    return {key: each for key, each in data.items() if key != step}


def _at_place(entry: Entry[Record], candidates: Sequence[Entry[Record] | Rejected]) -> Entry[Record] | Rejected | None:
    return next((each for each in candidates if each.path == entry.path), None)


def _list_of(entry: Entry[Record]) -> Sequence[Any]:
    found = entry.file.document.data.get(entry.record.about.name)
    return found if isinstance(found, list) else ()
