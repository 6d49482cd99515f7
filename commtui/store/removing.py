"""What becomes of the records that name what is removed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from commtui.model.record import Record
from commtui.store.edits import Deed, Referring, Verb
from commtui.store.errors import Reference, ReferredError
from commtui.store.linking import Changes, Target, references_to, target_of, without
from commtui.store.locate import Mark, value_at
from commtui.store.maker import Maker
from commtui.store.ops import Put, Remove
from commtui.store.snapshot import Entry, Rejected
from commtui.toml import KeyPath

AnyRecord = Entry[Record] | Rejected
Where = tuple[Path, KeyPath]


def let_go(maker: Maker, target: Target, referring: Referring, gone: Where) -> list[Deed]:
    """Have no record name the target any more, so that it can be removed from where it is `gone`.

    Raises:
        ReferredError: Records name it, and that is not to be changed, or they cannot be without it.
    """
    targets, unlinked, removed = {target}, dict[Where, tuple[AnyRecord, Changes]](), dict[Where, AnyRecord]()
    view = maker.desk.view()
    while True:
        naming = _by_record(each for each in references_to(view, targets) if not _is_in(each, gone, removed))
        if naming and referring is Referring.REFUSE:
            raise ReferredError(tuple(each for found in naming.values() for each in found))
        changes = {where: without(found[0].entry, found) for where, found in naming.items()}
        stuck = {where: naming[where] for where, each in changes.items() if each is None}
        if stuck and referring is Referring.UNLINK:
            raise ReferredError(tuple(each for found in stuck.values() for each in found))
        unlinked = {where: (naming[where][0].entry, each) for where, each in changes.items() if each is not None}
        if not stuck:
            break
        removed |= {where: found[0].entry for where, found in stuck.items()}
        targets |= {each for entry in removed.values() if (each := _target(entry)) is not None}
    deeds = [_unlink(maker, entry, each) for entry, each in unlinked.values()]
    return deeds + [_remove(maker, entry) for entry in removed.values()]


def _by_record(references_: Iterable[Reference]) -> dict[Where, list[Reference]]:
    found: dict[Where, list[Reference]] = {}
    for each in references_:
        found.setdefault(_where(each.entry), []).append(each)
    return found


def _is_in(reference: Reference, gone: Where, removed: dict[Where, AnyRecord]) -> bool:
    """Whether a reference goes with what is removed."""
    file, path = _where(reference.entry)
    return (file, path) in removed or (file == gone[0] and (*path, *reference.path)[: len(gone[1])] == gone[1])


def _where(entry: AnyRecord) -> Where:
    return entry.file.path, entry.path


def _target(entry: AnyRecord) -> Target | None:
    return target_of(Mark.of(entry).kind.name, entry.data)


def _unlink(maker: Maker, entry: AnyRecord, changes: Changes) -> Deed:
    maker.put(Put(Mark.of(entry), changes, keeps_faults=True))
    return _deed(Verb.SET, entry, changes)


def _remove(maker: Maker, entry: AnyRecord) -> Deed:
    maker.remove(Remove(Mark.of(entry)))
    return _deed(Verb.REMOVE, entry, {})


def _deed(verb: Verb, entry: AnyRecord, changes: Changes) -> Deed:
    mark = Mark.of(entry)
    caption = entry.record.caption if isinstance(entry, Entry) else mark.id or mark.kind.noun
    old_and_new = {path: (value_at(entry.data, path), each) for path, each in changes.items()}
    return Deed(verb, mark.kind.name, mark.id, caption, mark.name, (), old_and_new)
