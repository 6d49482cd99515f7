"""What each edit means: from what someone wants to what is done to the texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from commtui.model.kinds import BY_NAME
from commtui.model.record import Record
from commtui.store.desk import Desk
from commtui.store.edits import (
    AddMember,
    AddRecord,
    ChangeList,
    Deed,
    Edit,
    MoveMember,
    MoveRecord,
    RemoveMember,
    RemoveRecord,
    RenameId,
    SetFields,
    Verb,
)
from commtui.store.errors import ConflictError, EditRefusedError, NotAMemberError
from commtui.store.history import Step
from commtui.store.linking import Target, references_to, target_of
from commtui.store.locate import Mark, place_in, value_at
from commtui.store.maker import Maker
from commtui.store.ops import Insert, Move, Put, Remove
from commtui.store.removing import let_go
from commtui.store.snapshot import Entry
from commtui.toml import KeyPath
from commtui.toml.same import same

Data = Mapping[str, Any]


def performed(desk: Desk, edits: Iterable[Edit]) -> Step:
    """The step of making edits on a desk, one after the other.

    Raises:
        EditRefusedError: One must not be made, or cannot be in its text.
        ConflictError: Someone else changed what one is about.
        SaveError: A file that one needs cannot be read.
    """
    maker = Maker(desk)
    deeds = [deed for edit in edits for deed in _perform(maker, edit)]
    maker.settle()
    return Step.of(tuple(deeds), maker)


def _perform(maker: Maker, edit: Edit) -> list[Deed]:
    match edit:
        case SetFields():
            return _set(maker, edit)
        case ChangeList():
            return _change_list(maker, edit)
        case AddRecord():
            return _add(maker, edit)
        case RemoveRecord():
            return _remove(maker, edit)
        case RenameId():
            return _rename(maker, edit.entry, edit.new, edit.rung)
        case MoveRecord():
            return _move(maker, edit)
        case AddMember():
            return _add_member(maker, edit)
        case RemoveMember():
            return _remove_member(maker, edit)
        case MoveMember():
            return _move_member(maker, edit)


def _set(maker: Maker, edit: SetFields) -> list[Deed]:
    base = edit.entry.data
    changes = {path: value for path, value in edit.changes.items() if not same(value_at(base, path), value)}
    ids = [(changes.pop(path), rung) for path, rung in _ids(edit.entry, changes) if isinstance(changes[path], str)]
    before = _now(maker, edit.entry) if changes else {}
    deeds: list[Deed] = []
    # Before the ids, or another id of a rung would look like someone else's change of the rung.
    if changes and maker.put(Put(Mark.of(edit.entry), changes)) is not None:
        old_and_new = {path: (value_at(before, path), value) for path, value in changes.items()}
        deeds.append(_deed(Verb.SET, edit.entry, changes=old_and_new))
    return deeds + [deed for new, rung in ids for deed in _rename(maker, edit.entry, new, rung)]


def _ids(entry: Entry[Record], changes: Mapping[KeyPath, Any]) -> list[tuple[KeyPath, str | None]]:
    """The paths among the changes that are ids which may be referred to, each with the rung that it is of."""
    found: list[tuple[KeyPath, str | None]] = [(path, None) for path in changes if path == ("id",)]
    for path in changes:
        if entry.record.about.name == "ladder" and len(path) == 3 and (path[0], path[2]) == ("rung", "id"):
            found.append((path, value_at(entry.data, path)))
    return [(path, rung) for path, rung in found if isinstance(value_at(entry.data, path), str)]


def _change_list(maker: Maker, edit: ChangeList) -> list[Deed]:
    now, path = _now(maker, edit.entry), _path_now(maker, edit.entry, edit.path)
    old = tuple(_members(now, path))
    members = list(old)
    for value in edit.remove:
        left = [each for each in members if not same(each, value)]
        if len(left) == len(members):
            raise NotAMemberError(path, value, old)
        members = left
    for value in edit.add:
        if not any(same(each, value) for each in members):
            members.append(value)
    return _put_list(maker, edit.entry, now, path, members, Verb.SET, path)


def _add(maker: Maker, edit: AddRecord) -> list[Deed]:
    model = BY_NAME.get(edit.kind)
    if model is None:
        raise EditRefusedError(f'there is no kind "{edit.kind}"')
    if edit.file is not None and not _is_ours(maker.desk, edit.file):
        raise EditRefusedError(f"{edit.file} is no TOML file of this community")
    mark = maker.insert(Insert(model, edit.data, edit.file, edit.index))
    record = model.model_validate(mark.data)
    changes: dict[KeyPath, tuple[Any, Any]] = {(key,): (None, value) for key, value in mark.data.items()}
    return [Deed(Verb.ADD, model.about.name, mark.id, record.caption, mark.name, changes=changes)]


def _is_ours(desk: Desk, file: Path) -> bool:
    home = desk.snapshot.home
    if home.is_file:
        return file == home.place
    inner = file.relative_to(home.place).parts if file.is_relative_to(home.place) else ()
    return bool(inner) and file.suffix == ".toml" and not any(each.startswith(".") for each in inner)


def _remove(maker: Maker, edit: RemoveRecord) -> list[Deed]:
    mark = Mark.of(edit.entry)
    sheet, at = maker.desk.find(mark)
    target = target_of(mark.kind.name, value_at(sheet.data, at))
    deeds = let_go(maker, target, edit.referring, (sheet.path, at)) if target is not None else []
    maker.remove(Remove(mark))
    return [_deed(Verb.REMOVE, edit.entry), *deeds]


def _rename(maker: Maker, entry: Entry[Record], new: str, rung: str | None) -> list[Deed]:
    mark = Mark.of(entry)
    data = _now(maker, entry)
    target = target_of(mark.kind.name, data, rung)
    path = _id_path(data, rung)
    if target is None or path is None:
        raise EditRefusedError(f"there is no such {'rung' if rung else 'id'} in the record")
    if target.id == new:
        return []
    followers = _followers(maker, target, new)
    maker.put_each([Put(each, changes, keeps_faults=True) for each, changes in followers.items()])
    maker.put(Put(_fresh(maker, mark), {path: new}))
    return [_deed(Verb.RENAME, entry, path, {path: (target.id, new)})]


def _followers(maker: Maker, target: Target, new: str) -> dict[Mark, dict[KeyPath, Any]]:
    """For every record that names the target, where it has to name the new id."""
    found: dict[int, tuple[Mark, dict[KeyPath, Any]]] = {}
    for each in references_to(maker.desk.view(), {target}):
        _, changes = found.setdefault(id(each.entry), (Mark.of(each.entry), {}))
        changes[each.path] = new
    return dict(found.values())


def _id_path(data: Data, rung: str | None) -> KeyPath | None:
    if rung is None:
        return ("id",)
    rungs = data.get("rung")
    ids = [value_at(each, ("id",)) for each in rungs] if isinstance(rungs, list) else []
    return ("rung", ids.index(rung), "id") if rung in ids else None


def _move(maker: Maker, edit: MoveRecord) -> list[Deed]:
    mark = Mark.of(edit.entry)
    _, at = maker.desk.find(mark)
    if at[-1] == edit.to or mark.kind.single:
        return []
    maker.move(Move(mark, edit.to))
    return [_deed(Verb.MOVE, edit.entry)]


def _add_member(maker: Maker, edit: AddMember) -> list[Deed]:
    now, path = _now(maker, edit.entry), _path_now(maker, edit.entry, edit.path)
    members = _members(now, path)
    index = len(members) if edit.index is None else max(0, min(edit.index, len(members)))
    new = [*members[:index], dict(edit.data), *members[index:]]
    return _put_list(maker, edit.entry, now, path, new, Verb.ADD, (*path, index))


def _remove_member(maker: Maker, edit: RemoveMember) -> list[Deed]:
    now, path, index = _member(maker, edit.entry, edit.path)
    member = value_at(now, (*path, index))
    deeds: list[Deed] = []
    rung = value_at(member, ("id",)) if (edit.entry.record.about.name, path) == ("ladder", ("rung",)) else None
    target = target_of("ladder", now, rung) if isinstance(rung, str) else None
    if target is not None:
        sheet, at = maker.desk.find(Mark.of(edit.entry))
        deeds = let_go(maker, target, edit.referring, (sheet.path, (*at, *path, index)))
        now = _now(maker, edit.entry)
    members = _members(now, path)
    new = [*members[:index], *members[index + 1 :]]
    return [*_put_list(maker, edit.entry, now, path, new, Verb.REMOVE, edit.path), *deeds]


def _move_member(maker: Maker, edit: MoveMember) -> list[Deed]:
    now, path, index = _member(maker, edit.entry, edit.path)
    members = _members(now, path)
    others = [*members[:index], *members[index + 1 :]]
    new = [*others[: edit.to], members[index], *others[edit.to :]]
    return _put_list(maker, edit.entry, now, path, new, Verb.MOVE, edit.path)


def _member(maker: Maker, entry: Entry[Record], path: KeyPath) -> tuple[Data, KeyPath, int]:
    """The record now, the path of the list, and where in it the member stands that someone saw at the path."""
    now, seen = _now(maker, entry), value_at(entry.data, path)
    if seen is None:
        raise EditRefusedError("there is no such place in the record")
    around, last = _path_now(maker, entry, path[:-1]), path[-1]
    places = [index for index, each in enumerate(_members(now, around)) if same(each, seen)]
    if not places:
        raise ConflictError(path, None, value_at(now, (*around, last)), seen)
    return now, around, last if isinstance(last, int) and last in places else places[0]


def _path_now(maker: Maker, entry: Entry[Record], path: KeyPath) -> KeyPath:
    """Where a list stands that someone saw at a path: a table around it is found again by its id, or what it holds.

    Raises:
        ConflictError: Such a table is another one by now.
    """
    # As it is on disk: what the same edit changed before this is no change of someone else.
    theirs = _as_read(maker, entry)
    found: KeyPath = ()
    for depth, step in enumerate(path):
        seen = value_at(entry.data, path[: depth + 1])
        # What nobody has seen yet was added by the same edit, and stands where it put it.
        if isinstance(step, int) and seen is not None:
            places = [index for index, each in enumerate(_members(theirs, found)) if _is_that(each, seen)]
            if not places:
                raise ConflictError(path, None, value_at(theirs, (*found, *path[depth:])), value_at(entry.data, path))
            step = step if step in places else places[0]
        found = (*found, step)
    return found


def _is_that(table: Any, seen: Any) -> bool:  # noqa: ANN401 - any TOML
    id_ = value_at(seen, ("id",))
    return same(table, seen) if id_ is None else same(value_at(table, ("id",)), id_)


def _as_read(maker: Maker, entry: Entry[Record]) -> Data:
    """What the record held when its file was read for this edit."""
    mark = Mark.of(entry)
    sheet, _ = maker.desk.find(mark)
    data = sheet.before.file.document.data if sheet.before is not None else sheet.data
    place = place_in(data, mark)
    held: Data = value_at(data, place) if place is not None else {}
    return held


def _members(data: Data, path: KeyPath) -> Sequence[Any]:
    found = value_at(data, path)
    return found if isinstance(found, list) else []


def _put_list(
    maker: Maker, entry: Entry[Record], now: Data, path: KeyPath, members: Sequence[Any], verb: Verb, where: KeyPath
) -> list[Deed]:
    """Give a list of a record as it is now these members; an empty one is a key that is not there."""
    old, new = value_at(now, path), list(members) or None
    if maker.put(Put(_fresh(maker, Mark.of(entry)), {path: new})) is None:
        return []
    return [_deed(verb, entry, where, {path: (old, new)})]


def _now(maker: Maker, entry: Entry[Record]) -> Data:
    """What the record holds by now."""
    sheet, at = maker.desk.find(Mark.of(entry))
    data: Data = value_at(sheet.data, at)
    return data


def _fresh(maker: Maker, mark: Mark) -> Mark:
    """The mark of a record as it is by now."""
    sheet, at = maker.desk.find(mark)
    return Mark(mark.model, value_at(sheet.data, at), sheet.path, sheet.name, at, mark.many)


def _deed(
    verb: Verb, entry: Entry[Record], path: KeyPath = (), changes: Mapping[KeyPath, tuple[Any, Any]] | None = None
) -> Deed:
    record = entry.record
    id_ = getattr(record, "id", None)
    return Deed(verb, record.about.name, id_, record.caption, entry.file.name, path, changes or {})
