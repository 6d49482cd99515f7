"""The same record and the same value in data that may have changed since."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from commtui.model.kinds import BY_NAME
from commtui.model.record import Kind, Record
from commtui.store.snapshot import Entry, Rejected
from commtui.toml import KeyPath
from commtui.toml.same import same


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A record as it was seen: what it held, and where it stood. Unlike an entry it keeps nothing else alive.

    `name` is the file's as people read it; `many` is how many records of the kind that file held.
    """

    model: type[Record]
    data: Mapping[str, Any]
    file: Path
    name: str
    path: KeyPath
    many: int

    @classmethod
    def of(cls, entry: Entry[Record] | Rejected) -> Mark:
        """The mark of a record in a snapshot, which may be one with faults."""
        model = type(entry.record) if isinstance(entry, Entry) else BY_NAME[str(entry.kind)]
        many = len(records_in(entry.file.document.data, model.about))
        return cls(model, entry.data, entry.file.path, entry.file.name, entry.path, many)

    @property
    def kind(self) -> Kind:
        """The record's kind."""
        return self.model.about

    @property
    def id(self) -> str | None:
        """The record's id."""
        id_ = self.data.get("id")
        return id_ if isinstance(id_, str) else None


def records_in(data: Mapping[str, Any], kind: Kind) -> Sequence[Any]:
    """The records of a kind in a file's data."""
    found = data.get(kind.name)
    if kind.single:
        return [] if found is None else [found]
    return found if isinstance(found, list) else []


def place_in(data: Mapping[str, Any], mark: Mark, id_: str | None = None) -> KeyPath | None:
    """Where the record stands in the data of its file now; None where it cannot be told which it is.

    A record is known by its id (another one by now, if that is given); one without an id by its whole content, or by
    its place where that is still one of as many and what stands there is called the same.
    """
    records = records_in(data, mark.kind)
    if mark.kind.single:
        return (mark.kind.name,) if records else None
    id_ = id_ or mark.id
    if id_ is not None:
        return _first(mark, records, lambda each: isinstance(each, dict) and each.get("id") == id_)
    found = _first(mark, records, lambda each: same(each, mark.data))
    if found is None and len(records) == mark.many and _is_called(mark, records[_index(mark)]):
        return mark.path
    return found


def _is_called(mark: Mark, data: Any) -> bool:  # noqa: ANN401 - any TOML
    try:
        return mark.model.model_validate(data).caption == mark.model.model_validate(mark.data).caption
    except ValidationError:
        return False


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

    Tables on the way that are not there are made.

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
    if rest and step not in data and value is None:
        return data
    if rest:
        return {**data, step: with_value(data.get(step, {}), rest, value)}
    if value is not None:
        return {**data, step: value}
    return {key: each for key, each in data.items() if key != step}


def with_values(data: Any, changes: Mapping[KeyPath, Any]) -> Any:  # noqa: ANN401 - any TOML
    """The data with other values at these paths, one after the other.

    Raises:
        LookupError: There is nothing at a step of a path before the last.
    """
    for path, value in changes.items():
        data = with_value(data, path, value)
    return data


def _first(mark: Mark, records: Sequence[Any], is_it: Callable[[Any], bool]) -> KeyPath | None:
    index = _index(mark)
    if index < len(records) and is_it(records[index]):
        return mark.path
    return next(((mark.kind.name, index) for index, each in enumerate(records) if is_it(each)), None)


def _index(mark: Mark) -> int:
    return mark.path[-1] if isinstance(mark.path[-1], int) else 0
