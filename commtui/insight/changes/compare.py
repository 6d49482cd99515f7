"""Compare two snapshots of a community."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from commtui.insight.changes.change import Change, Changes, Problem, Side, Told
from commtui.insight.changes.fields import changed_fields, given_fields
from commtui.insight.changes.matching import Matched, Thing, match
from commtui.insight.changes.meaning import Data, caption, frozen, meaning
from commtui.insight.changes.renames import Renames, as_if_followed, followed, renames
from commtui.model.kinds import BY_NAME
from commtui.model.record import Record
from commtui.store.linking import Target
from commtui.store.snapshot import Page, Snapshot


def compare(base: Snapshot, head: Snapshot) -> Changes:
    """What changed from one snapshot to the other.

    Records are matched by kind and id wherever they stand, those without an id by their content, then by what they are
    about. How a file is written, and which file a record stands in, is no change. Pages that both snapshots share are
    passed over.
    """
    shared = {id(page) for page in base.pages} & {id(page) for page in head.pages}
    olds, news = _by_kind(base.pages, shared), _by_kind(head.pages, shared)
    known: dict[Target, str] = {}
    matched: dict[str, Matched[Told]] = {}
    # Those with an id come first: what the others are about may have got another one.
    for name, kind in sorted(BY_NAME.items(), key=lambda each: "id" not in each[1].model_fields):
        matched[name] = _match(kind, olds.get(name, []), news.get(name, []), known)
        known |= renames(kind, matched[name].pairs)
    unknown = _Unknown(base), _Unknown(head)
    found = [_changes(kind, matched[name], known, unknown) for name, kind in BY_NAME.items()]
    counts = sum((each for _, each in found), Counter[Target]())
    changes = (_with_followed(each, counts) for of_kind, _ in found for each in of_kind)
    problems = (*_problems("base", base), *_problems("head", head))
    return Changes(tuple(changes), problems)


class _Unknown:
    """What nothing is known of in a snapshot: the records in its broken files and folders."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._places = frozenset(each.path for each in snapshot.broken)
        self._is_all = snapshot.home.place in self._places

    def __contains__(self, file: Path) -> bool:
        if not self._places:
            return False
        return self._is_all or file in self._places or not self._places.isdisjoint(file.parents)


def _by_kind(pages: Iterable[Page], shared: set[int]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for page in pages:
        if id(page) in shared:
            continue
        for entry in page.entries:
            found.setdefault(entry.record.about.name, []).append(entry)
        for rejected in page.rejected:
            if rejected.kind is not None and isinstance(rejected.data, dict):
                found.setdefault(rejected.kind, []).append(rejected)
    return found


def _match(kind: type[Record], olds: Sequence[Told], news: Sequence[Told], known: Renames) -> Matched[Told]:
    # Nearly everything is mostly the same, and need not be looked at any further.
    same = Counter(frozen(each.data) for each in news) & Counter(frozen(each.data) for each in olds)
    left_olds, left_news = _beyond(olds, same), _beyond(news, same)
    return match(
        [_thing(kind, each, as_if_followed(each, known) if known else each.data) for each in left_olds],
        [_thing(kind, each, each.data) for each in left_news],
    )


def _beyond(records: Sequence[Told], same: Counter[object]) -> list[Told]:
    """The records without as many as are the same on both sides."""
    if not same:
        return list(records)
    left = same.copy()
    found: list[Told] = []
    for each in records:
        content = frozen(each.data)
        if left[content] > 0:
            left[content] -= 1
        else:
            found.append(each)
    return found


def _thing(kind: type[Record], told: Told, data: Data) -> Thing[Told]:
    called = caption(kind, data)
    if kind.about.single:
        return Thing(told, meaning(kind, data), "", called, key="name")
    has_id = "id" in kind.model_fields
    return Thing(
        told, meaning(kind, data), frozen(data.get("id")) if has_id else called, called, key="id" if has_id else ""
    )


def _changes(
    kind: type[Record], matched: Matched[Told], known: Renames, unknown: tuple[_Unknown, _Unknown]
) -> tuple[list[Change], Counter[Target]]:
    in_base, in_head = unknown
    changes: list[Change] = []
    counts: Counter[Target] = Counter()
    for old, new in matched.pairs:
        data, names = followed(old, new, known) if known else (old.data, Counter[Target]())
        counts += names
        if fields := tuple(changed_fields(kind, data, new.data)):
            renamed = "id" in kind.model_fields and any(each.path == ("id",) for each in fields)
            changes.append(Change(kind, "renamed" if renamed else "changed", old, new, fields))
    for each in matched.added:
        if each.file.path not in in_base:
            changes.append(Change(kind, "added", None, each, tuple(given_fields(kind, each.data, added=True))))
    for each in matched.removed:
        if each.file.path not in in_head:
            changes.append(Change(kind, "removed", each, None, tuple(given_fields(kind, each.data, added=False))))
    return changes, counts


def _with_followed(change: Change, counts: Counter[Target]) -> Change:
    if change.what != "renamed" or change.old is None:
        return change
    name = Target(change.kind.about.name, str(change.old.data.get("id")))
    return Change(change.kind, change.what, change.old, change.new, change.fields, counts[name])


def _problems(side: Side, snapshot: Snapshot) -> Iterator[Problem]:
    for broken in snapshot.broken:
        yield Problem(side, broken.name, broken.line, broken.column, broken.reason)
    for rejected in snapshot.rejected:
        if rejected.kind is None or not isinstance(rejected.data, dict):
            at = rejected.file.document.positions.key(rejected.path)
            yield Problem(side, rejected.file.name, at.line, at.column, f"{rejected.path[0]}: not a record of any kind")
