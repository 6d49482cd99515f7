"""Does things to the texts on a desk, and notes how each is taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from commtui.model.kinds import BY_NAME
from commtui.model.record import Kind, Record
from commtui.store.desk import Desk, Sheet
from commtui.store.errors import ConflictError, EditRefusedError
from commtui.store.following import MANY, with_texts
from commtui.store.linking import faults_of
from commtui.store.load import faults
from commtui.store.locate import Mark, records_in, value_at, with_values
from commtui.store.ops import Insert, Move, Op, Put, Remove
from commtui.store.placing import belongs_on, is_page, is_place_for_many, moved_place, place_for
from commtui.toml import Draft, KeyPath
from commtui.toml import EditRefusedError as TextRefusedError
from commtui.toml.same import same
from commtui.toml.write import plain

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class _Put:
    """What is to be written into which record: its data now, and then."""

    sheet: Sheet
    at: KeyPath
    now: Data
    new: Data
    changes: Mapping[KeyPath, Any]


class Maker:
    """Runs what is to be done; `done` is that, and `back` what takes it back, the last first."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.done: list[Op] = []
        self.back: list[Op] = []
        # What each held before, what it is now, and the file where it was seen.
        self._changed: list[tuple[Data, Mark, Path]] = []
        # Which of them stood where when it was changed last.
        self._latest: dict[tuple[Path, KeyPath], int] = {}

    def run(self, op: Op) -> None:
        """Do one thing.

        Raises:
            EditRefusedError: It must not be done, or cannot be in this text.
            ConflictError: Someone else changed what it is about.
            SaveError: A file that it needs cannot be read.
        """
        match op:
            case Put():
                self.put(op)
            case Insert():
                self.insert(op)
            case Remove():
                self.remove(op)
            case Move():
                self.move(op)

    def put(self, op: Put) -> Mark | None:
        """Write other values into a record; the record as it is then, or None where it held them already."""
        put = self._prepare(op)
        if put is None:
            return None
        with _text_refusals():
            for path, value in put.changes.items():
                _write(_draft(put.sheet), put.at, path, value)
        return self._note_put(op, put)

    def put_each(self, ops: Sequence[Put]) -> None:
        """Write texts into many records, each named once, in place of others; a file with many of them all at once."""
        by_file: dict[Path, list[tuple[Put, _Put]]] = {}
        for op in ops:
            put = self._prepare(op)
            if put is not None:
                by_file.setdefault(put.sheet.path, []).append((op, put))
        for puts in by_file.values():
            sheet = puts[0][1].sheet
            texts = {each.at + path: value for _, each in puts for path, value in each.changes.items()}
            with _text_refusals():
                if len(texts) >= MANY:
                    sheet.draft = Draft(with_texts(_draft(sheet).done(), texts))
                else:
                    for path, value in texts.items():
                        _draft(sheet).set(path, value)
            for op, each in puts:
                self._note_put(op, each)

    def _prepare(self, op: Put) -> _Put | None:
        sheet, at = self.desk.find(op.mark)
        now = value_at(sheet.data, at)
        changes = {path: each for path, each in op.changes.items() if not same(value_at(now, path), each)}
        for path, value in changes.items():
            _refuse_conflict(op.mark.data, now, path, value)
        return _Put(sheet, at, now, _changed(op, now, changes), changes) if changes else None

    def _note_put(self, op: Put, put: _Put) -> Mark:
        mark = _mark(op.mark.model, put.new, put.sheet, put.at)
        self._note_id(mark.kind, put.now, put.new)
        self._note_changed(put, mark, op.mark.file)
        back = Put(mark, _taken_back(put.now, put.changes), op.keeps_faults)
        self._note(replace(op, changes=put.changes), back)
        return mark

    def insert(self, op: Insert) -> Mark:
        """Put a record in; the record as it stands then."""
        try:
            data = plain(op.data)
        except ValueError as error:
            raise EditRefusedError(str(error)) from None
        _validate(op.model, data)
        kind = op.model.about
        path = op.file or place_for(self.desk.snapshot.home, kind, data, self.desk.is_taken)
        sheet = self.desk.sheet(path)
        records = records_in(sheet.data, kind)
        index = len(records) if op.index is None else max(0, min(op.index, len(records)))
        restored = sheet.draft is None and op.text is not None
        try:
            draft = sheet.draft or self.desk.write_new(sheet, op.text)
            if restored:
                pass
            elif kind.single:
                draft.add_table((kind.name,), data)
            elif op.taken is not None:
                draft.paste((kind.name,), index, op.taken)
            else:
                draft.insert((kind.name,), index, data)
        except TextRefusedError as error:
            raise EditRefusedError(str(error)) from error
        mark = _mark(op.model, data, sheet, (kind.name,) if kind.single else (kind.name, index))
        self._note(replace(op, data=data, file=path, index=index), Remove(mark))
        return mark

    def remove(self, op: Remove) -> None:
        """Take a record out; its own file goes with it if nothing is left there."""
        sheet, at = self.desk.find(op.mark)
        now = value_at(sheet.data, at)
        if not same(now, op.mark.data):
            raise ConflictError((), None, now, op.mark.data)
        draft = _draft(sheet)
        text = draft.text
        with _text_refusals():
            taken = draft.take(at)
        self._drop_if_empty(sheet)
        index = at[-1] if isinstance(at[-1], int) else 0
        whole = text if sheet.draft is None else None
        self._note(op, Insert(op.mark.model, now, sheet.path, index, taken, whole))

    def move(self, op: Move) -> None:
        """Give a record another place among those of its kind in its file."""
        sheet, at = self.desk.find(op.mark)
        if at[-1] == op.to:
            return
        with _text_refusals():
            _draft(sheet).move(at, op.to)
        mark = _mark(op.mark.model, value_at(sheet.data, (*at[:-1], op.to)), sheet, (*at[:-1], op.to))
        self._note(op, Move(mark, at[-1] if isinstance(at[-1], int) else 0))

    def settle(self) -> None:
        """Move the records whose fields changed to the files that those fields name; a file as a whole if it can be."""
        leaving: dict[Path, dict[KeyPath, Path]] = {}
        for before, mark, seen in self._changed:
            sheet, at = self.desk.find(mark)
            now = value_at(sheet.data, at)
            home = self.desk.snapshot.home
            to = moved_place(home, mark.kind, sheet.path, before, now, partial(self._is_taken_beside, sheet))
            if to is not None:
                back = belongs_on(home, mark.kind, seen, now)
                leaving.setdefault(sheet.path, {})[at] = seen if back else to
        for path, moves in leaving.items():
            self._leave(self.desk.sheet(path), moves)

    def _is_taken_beside(self, sheet: Sheet, path: Path) -> bool:
        """Whether a path is in use when the only record of a file leaves it: then the file goes."""
        return self.desk.is_taken(path) and not (path == sheet.path and _size(sheet.data) == 1)

    def _leave(self, sheet: Sheet, moves: Mapping[KeyPath, Path]) -> None:
        targets = frozenset(moves.values())
        self.desk.moved[sheet.path] = targets
        to = self.desk.sheet(next(iter(targets)))
        # What else a page says is about the page; in a file of their own it is about the records.
        home = self.desk.snapshot.home
        are_own = not any(is_page(home, BY_NAME[str(at[0])].about, sheet.path) for at in moves)
        if are_own and len(targets) == 1 and to.draft is None and len(moves) == _size(sheet.data):
            to.draft, to.bom, sheet.draft = sheet.draft, sheet.bom, None
            return
        draft = _draft(sheet)
        with _text_refusals():
            # The last first, so that the places of the others stay what they are.
            taken = [(draft.take(at), at, moves[at]) for at in sorted(moves, key=_place, reverse=True)]
            for piece, at, path in reversed(taken):
                target = self.desk.sheet(path)
                kind = BY_NAME[str(at[0])].about
                made = target.draft or self.desk.write_new(target)
                made.paste(at[:1], len(records_in(made.data, kind)), piece)
        self._drop_if_empty(sheet)

    def _drop_if_empty(self, sheet: Sheet) -> None:
        """Have no file where nothing is left but blank lines and directives; a comment is something."""
        draft = _draft(sheet)
        lines = (line.strip() for line in draft.text.splitlines())
        is_empty = not draft.data and all(not line or line.startswith("#:") for line in lines)
        if is_empty and not is_place_for_many(self.desk.snapshot.home, sheet.path):
            sheet.draft = None

    def _note_changed(self, put: _Put, mark: Mark, seen: Path) -> None:
        """Note what a record held before; of one that was changed before, what it held at first."""
        at = put.sheet.path, put.at
        known = self._latest.get(at)
        if known is not None and same(self._changed[known][1].data, put.now):
            before, _, first_seen = self._changed[known]
            self._changed[known] = (before, mark, first_seen)
            return
        self._latest[at] = len(self._changed)
        self._changed.append((put.now, mark, seen))

    def _note_id(self, kind: Kind, before: Data, now: Data) -> None:
        old, new = before.get("id"), now.get("id")
        if isinstance(old, str) and isinstance(new, str) and old != new:
            known = {key: new for key, id_ in self.desk.renamed.items() if key[0] == kind.name and id_ == old}
            self.desk.renamed.update({**known, (kind.name, old): new})

    def _note(self, op: Op, back: Op) -> None:
        self.done.append(op)
        self.back.insert(0, back)


def _draft(sheet: Sheet) -> Draft:
    if sheet.draft is None:
        raise EditRefusedError(f"there is no {sheet.name}")
    return sheet.draft


def _mark(model: type[Record], data: Data, sheet: Sheet, at: KeyPath) -> Mark:
    return Mark(model, data, sheet.path, sheet.name, at, len(records_in(sheet.data, model.about)))


def _size(data: Data) -> int:
    """How many records, or other things, a file holds."""
    return sum(len(each) if isinstance(each, list) else 1 for each in data.values())


def _place(at: KeyPath) -> int:
    return at[-1] if isinstance(at[-1], int) else 0


def _changed(op: Put, now: Data, changes: Mapping[KeyPath, Any]) -> Data:
    """The record's data with the changes; refused where that is no record of its kind."""
    try:
        new: Data = with_values(now, changes)
    except LookupError as error:
        raise EditRefusedError("there is no such place in the record") from error
    model = op.mark.model
    if not op.keeps_faults or faults_of(model, new) > faults_of(model, now):
        _validate(model, new)
    return new


def _validate(model: type[Record], data: Data) -> None:
    try:
        model.model_validate(data)
    except ValidationError as error:
        raise EditRefusedError("the record would not be valid", tuple(faults(error)), model.about.name, data) from error


def _write(draft: Draft, at: KeyPath, path: KeyPath, value: Any) -> None:  # noqa: ANN401 - any TOML
    if value is None:
        draft.delete(at + path)
        return
    # A table on the way that is not there comes with the value in it.
    steps = range(1, len(path))
    missing = next((depth for depth in steps if value_at(draft.data, at + path[:depth]) is None), len(path))
    for step in reversed(path[missing:]):
        value = {step: value}
    place = at + path[:missing]
    are_tables = isinstance(value, list) and all(isinstance(each, dict) for each in value)
    if are_tables and value_at(draft.data, place) is None:
        for each in value:
            draft.insert(place, None, each)  # with headers, where `set` would put few and short ones on one line
    else:
        draft.set(place, value)


def _refuse_conflict(base: Data, now: Data, path: KeyPath, mine: Any) -> None:  # noqa: ANN401 - any TOML
    # A place in a list may mean another member by now, so that member must be the same as a whole.
    depth = next((index + 1 for index, step in enumerate(path) if isinstance(step, int)), len(path))
    if same(value_at(base, path[:depth]), value_at(now, path[:depth])):
        return
    raise ConflictError(path, mine, value_at(now, path), value_at(base, path))


def _taken_back(now: Data, changes: Mapping[KeyPath, Any]) -> dict[KeyPath, Any]:
    """The changes that give the record its values of now again; of members that go, the whole lists."""
    back: dict[KeyPath, Any] = {}
    for path, value in changes.items():
        if value is None and isinstance(path[-1], int):
            path = path[: next(index for index, step in enumerate(path) if isinstance(step, int))]
        while len(path) > 1 and isinstance(path[-1], str) and value_at(now, path[:-1]) is None:
            path = path[:-1]
        back[path] = value_at(now, path)
    return back


@contextmanager
def _text_refusals() -> Iterator[None]:
    try:
        yield
    except TextRefusedError as error:
        raise EditRefusedError(str(error)) from error
