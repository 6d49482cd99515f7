"""What a list of FIELD=VALUE asks of a record: the data of a new one, or edits of one that is there."""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Any

from commtui.cli.assignments import Assignment, Holds, Spot, assignment_of, spot_of, value_of
from commtui.cli.failure import Failure
from commtui.model.record import Record, Table
from commtui.store.edits import AddMember, ChangeList, Edit, RemoveMember, SetFields
from commtui.store.locate import value_at
from commtui.store.snapshot import Entry
from commtui.toml import KeyPath


def data_of(model: type[Table], words: Sequence[str]) -> dict[str, Any]:
    """The data of a new record.

    Raises:
        Failure: A word is no FIELD=VALUE that a new record can have.
    """
    wishes = _Wishes(model, {})
    for word in words:
        wishes.take(assignment_of(word))
    return wishes.data


def edits_of(entry: Entry[Record], words: Sequence[str], unset: Sequence[str]) -> list[Edit]:
    """The edits that give a record these values, and take the `unset` ones from it.

    Raises:
        Failure: A word is no FIELD=VALUE of the record, or there is nothing of that name.
    """
    wishes = _Wishes(type(entry.record), entry.data)
    for word in words:
        wishes.take(assignment_of(word))
    for name in unset:
        wishes.unset(name)
    return wishes.edits(entry)


class _Wishes:
    """The data as it is to be, and by which changes."""

    def __init__(self, model: type[Table], data: Mapping[str, Any]) -> None:
        self._model = model
        self._before = data
        self.data: dict[str, Any] = copy.deepcopy(dict(data))
        self._set: dict[KeyPath, Any] = {}
        self._lists: list[tuple[KeyPath, str, Any]] = []
        self._new: dict[KeyPath, None] = {}
        self._gone: dict[KeyPath, None] = {}
        # What was named, and by `=` as a whole.
        self._named: dict[KeyPath, None] = {}
        self._whole: dict[KeyPath, None] = {}

    def take(self, assignment: Assignment) -> None:
        """Take one FIELD=VALUE into the data."""
        spot = self._spot(assignment)
        match spot.holds, assignment.sign:
            case Holds.TABLES, "-":
                self._take_out(assignment)
            case Holds.TABLES, "+":
                members = value_at(self.data, spot.path)
                place = len(members) if isinstance(members, list) else 0
                self._put((*spot.path, place), value_of(spot, assignment))
            case Holds.LIST, "+" | "-":
                self._change_list(spot, assignment)
            case _, "+" | "-":
                raise Failure(f"{assignment.name} is no list: {assignment.name}=... sets it")
            case _:
                self._refuse_twice(spot.path)
                self._put(spot.path, value_of(spot, assignment))
                self._whole[spot.path] = None
        self._named[spot.path] = None

    def unset(self, name: str) -> None:
        """Take a field away, or a member of a list as a whole."""
        spot = spot_of(self._model, self._before, name)
        if any(_is_within(each, spot.path) for each in self._named):
            raise _contradiction(spot.path)
        if value_at(self._before, spot.path) is None:
            return
        if spot.holds is Holds.MEMBER:
            self._gone[spot.path] = None
        else:
            self._set[spot.path] = None

    def edits(self, entry: Entry[Record]) -> list[Edit]:
        """What is to be done to the record.

        Raises:
            Failure: Something is to be changed, and to be taken away.
        """
        changed = [*self._set, *(path for path, _, _ in self._lists), *self._new]
        for gone in self._gone:
            if any(_is_within(path, gone) or _is_within(gone, path) for path in changed):
                raise _contradiction(gone)
        for path, value in self._set.items():
            siblings = value_at(self._before, path[:-2]) if path[-1:] == ("id",) and len(path) > 2 else ()
            if any(each.get("id") == value for index, each in enumerate(siblings) if index != path[-2]):
                raise Failure(f'there is a {path[-3]} "{value}" already')
        found: list[Edit] = [SetFields(entry, self._set)] if self._set else []
        for path, sign, value in self._lists:
            found.append(ChangeList(entry, path, **{"add" if sign == "+" else "remove": (value,)}))
        found += [AddMember(entry, path[:-1], value_at(self.data, path)) for path in self._new]
        return found + [RemoveMember(entry, path) for path in _last_first(self._gone)]

    def _spot(self, assignment: Assignment) -> Spot:
        # Members have the places and ids that they have in the file; only those that are new have others.
        try:
            return spot_of(self._model, self._before, assignment.name)
        except Failure:
            return spot_of(self._model, self.data, assignment.name)

    def _put(self, path: KeyPath, value: Any) -> None:  # noqa: ANN401 - any TOML
        _write(self.data, path, value)
        places = (path[: index + 1] for index, step in enumerate(path) if isinstance(step, int))
        new = next((each for each in places if value_at(self._before, each) is None), None)
        if new is not None:
            self._new[new] = None
            return
        self._set[path] = value

    def _refuse_twice(self, path: KeyPath) -> None:
        is_part = any(_is_within(path, each) for each in self._whole) and value_at(self.data, path) is not None
        if is_part or any(_is_within(each, path) for each in self._named):
            raise Failure(f"{_shown(path)} is given twice")

    def _change_list(self, spot: Spot, assignment: Assignment) -> None:
        value = value_of(spot, assignment)
        members = value_at(self.data, spot.path)
        members = list(members) if isinstance(members, list) else []
        if assignment.sign == "+":
            now = members if value in members else [*members, value]
        else:
            now = [each for each in members if each != value]
        is_ours = spot.path in self._set or any(spot.path[: len(each)] == each for each in self._new)
        if assignment.sign == "-" and value not in members and (is_ours or not self._before):
            raise Failure(f'{assignment.name} does not hold "{value}"')
        _write(self.data, spot.path, now)
        if is_ours:
            self._put(spot.path, now)
        else:
            self._lists.append((spot.path, assignment.sign, value))

    def _take_out(self, assignment: Assignment) -> None:
        spot = spot_of(self._model, self._before, f"{assignment.name}.{assignment.text}")
        if spot.holds is not Holds.MEMBER or value_at(self._before, spot.path) is None:
            raise Failure(f'{assignment.name} has no member "{assignment.text}"')
        self._gone[spot.path] = None


def _is_within(path: KeyPath, other: KeyPath) -> bool:
    return path[: len(other)] == other


def _contradiction(path: KeyPath) -> Failure:
    return Failure(f"{_shown(path)} is both changed and taken away")


def _shown(path: KeyPath) -> str:
    return ".".join(map(str, path))


def _write(data: dict[str, Any], path: KeyPath, value: Any) -> None:  # noqa: ANN401 - any TOML
    table: Any = data
    for step, after in pairwise(path):
        missing: Any = [] if isinstance(after, int) else {}
        if isinstance(step, int):
            if step == len(table):
                table.append(missing)
            table = table[step]
        else:
            table = table.setdefault(step, missing)
    last = path[-1]
    if isinstance(last, int) and last == len(table):
        table.append(value)
    else:
        table[last] = value


def _last_first(paths: Collection[KeyPath]) -> list[KeyPath]:
    """Members that go, the innermost and the last first, so that the others stay where they are until it is their turn.

    What goes with a table around it is left out.
    """
    alone = [path for path in paths if not any(path[:depth] in paths for depth in range(1, len(path)))]
    return sorted(alone, key=lambda path: (len(path), path[-1] if isinstance(path[-1], int) else 0), reverse=True)
