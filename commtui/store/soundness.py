"""What an edit must not do to a plan: name what is not there, take what is named, or give one id twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from commtui.model.ladder import Ladder
from commtui.model.record import Record
from commtui.model.references import ladder_of, references
from commtui.store.desk import Planned
from commtui.store.errors import DuplicateIdError, ReferredError, UncertainIdError, UnknownReferenceError
from commtui.store.linking import Target, references_to
from commtui.store.snapshot import Entry, Page, Rejected, Snapshot
from commtui.store.unread import line_of_id, speaks_of

AnyEntry = Entry[Record]


def refuse_harm(before: Snapshot, after: Snapshot, changed: Sequence[Planned]) -> None:
    """Do nothing for changes that leave the plan as sound as it was.

    What was wrong before, by a hand or a merge, may stay wrong.

    Raises:
        EditRefusedError: They would make an id ambiguous, or break a reference; of the fitting kind.
    """
    gone, come = _difference(changed)
    _refuse_duplicates(before, after, come)
    _refuse_unknown(after, gone, come)
    _refuse_lost(after, gone)


def ids_of(snapshot: Snapshot, kind: str) -> list[str]:
    """The ids of the records of a kind, those with faults included."""
    found = [entry.data.get("id") for entry in snapshot.entries.get(kind, ())]
    found += [each.data.get("id") for each in snapshot.rejected if each.kind == kind and isinstance(each.data, dict)]
    return [each for each in found if isinstance(each, str)]


def _difference(changed: Iterable[Planned]) -> tuple[list[AnyEntry], list[AnyEntry]]:
    """The records that are not as they were: as they were, and as they will be."""
    gone: list[AnyEntry] = []
    come: list[AnyEntry] = []
    for each in changed:
        old, new = _entries(each.before), _entries(each.after)
        kept = {id(entry.data) for entry in old} & {id(entry.data) for entry in new}
        gone += [entry for entry in old if id(entry.data) not in kept]
        come += [entry for entry in new if id(entry.data) not in kept]
    return gone, come


def _entries(page: Page | None) -> tuple[AnyEntry, ...]:
    return page.entries if page is not None else ()


def _refuse_duplicates(before: Snapshot, after: Snapshot, come: Iterable[AnyEntry]) -> None:
    counts: dict[str, tuple[Counter[str], Counter[str]]] = {}
    for entry in come:
        kind = entry.record.about
        id_ = entry.data.get("id")
        if kind.single and _singles(after, kind.name) > max(1, _singles(before, kind.name)):
            raise DuplicateIdError(kind.name, "", _other(after, entry))
        if not isinstance(id_, str):
            continue
        if kind.name not in counts:
            counts[kind.name] = Counter(ids_of(before, kind.name)), Counter(ids_of(after, kind.name))
        old, new = counts[kind.name]
        if new[id_] > max(1, old[id_]):
            raise DuplicateIdError(kind.name, id_, _other(after, entry))
        if not old[id_]:
            _refuse_uncertain(after, kind.name, id_)
        if isinstance(entry.record, Ladder):
            _refuse_double_rungs(before, entry.record)


def _refuse_uncertain(after: Snapshot, kind: str, id_: str) -> None:
    """Refuse a new id that a record in a broken file may have: when that is repaired there would be two."""
    for broken in after.broken:
        line = line_of_id(broken, kind, id_)
        if line is not None:
            raise UncertainIdError(kind, id_, f"{broken.name}:{line}")


def _refuse_double_rungs(before: Snapshot, ladder: Ladder) -> None:
    earlier = before.find(Ladder, ladder.id)
    old = Counter(each.id for each in earlier.record.rung) if earlier is not None else Counter[str]()
    for id_, count in Counter(each.id for each in ladder.rung).items():
        if count > max(1, old[id_]):
            raise DuplicateIdError("rung", id_)


def _singles(snapshot: Snapshot, kind: str) -> int:
    return len(snapshot.entries.get(kind, ())) + sum(each.kind == kind for each in snapshot.rejected)


def _other(after: Snapshot, entry: AnyEntry) -> str:
    """Where another record of the same id stands, or another table of which there is one."""
    kind = entry.record.about
    faulty = [each for each in after.rejected if each.kind == kind.name and isinstance(each.data, dict)]
    others: list[AnyEntry | Rejected] = [*after.entries.get(kind.name, ()), *faulty]
    for each in others:
        if each is not entry and (kind.single or each.data.get("id") == entry.data.get("id")):
            return each.where
    return ""


def _refuse_unknown(after: Snapshot, gone: Iterable[AnyEntry], come: Iterable[AnyEntry]) -> None:
    names = _Names(after)
    was_unknown = {target for entry in gone for _, target in _named(entry) if target not in names}
    for entry in come:
        for path, target in _named(entry):
            if target not in names and target not in was_unknown:
                known = names.of(target)
                kind = entry.record.about.name
                raise UnknownReferenceError(kind, path, target.kind, target.id, known, target.ladder)


def _named(entry: AnyEntry) -> Iterator[tuple[tuple[str | int, ...], Target]]:
    """What a record names that has to be there."""
    for path, ref, value in references(entry.record):
        if not ref.open and value not in ref.builtin:
            yield path, Target(ref.kind, value, ladder_of(entry.record, path, ref))


def _refuse_lost(after: Snapshot, gone: Iterable[AnyEntry]) -> None:
    names = _Names(after)
    lost = {target for entry in gone for target in _targets(entry) if target not in names}
    if not lost:
        return
    naming = [each for each in references_to(after, lost) if not each.ref.open]
    if naming:
        raise ReferredError(tuple(naming))


def _targets(entry: AnyEntry) -> Iterator[Target]:
    id_ = entry.data.get("id")
    if isinstance(id_, str):
        yield Target(entry.record.about.name, id_)
    if isinstance(entry.record, Ladder):
        for rung in entry.record.rung:
            yield Target("rung", rung.id, entry.record.id)


class _Names:
    """What is there to be named, or may be in what could not be read."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._ids: dict[tuple[str, str | None], Collection[str]] = {}

    def __contains__(self, target: Target) -> bool:
        if target.id in self.of(target):
            return True
        # A ladder with faults may have any rung, and a broken file any record of which it speaks.
        if target.kind == "rung" and self._snapshot.find(Ladder, target.ladder or "") is None:
            return True
        return any(speaks_of(each, target.id) for each in self._snapshot.broken)

    def of(self, target: Target) -> Collection[str]:
        """The ids that may be named in place of this one."""
        key = target.kind, target.ladder
        if key not in self._ids:
            self._ids[key] = frozenset(self._find(target))
        return self._ids[key]

    def _find(self, target: Target) -> Iterable[str]:
        if target.kind != "rung":
            return ids_of(self._snapshot, target.kind)
        ladder = self._snapshot.find(Ladder, target.ladder or "")
        return [each.id for each in ladder.record.rung] if ladder is not None else ()
