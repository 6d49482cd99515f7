"""Which records are shown, and what the records they name are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from commtui.model.kinds import BY_NAME
from commtui.model.ladder import Ladder
from commtui.model.record import Record
from commtui.model.reference import Ref
from commtui.model.references import Path, ladder_of, references
from commtui.report.unlisted import Unlisted
from commtui.store.snapshot import Entry, Snapshot

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Selection:
    """The records to show, by kind, in the order of the files; `single` is for one that was asked for by name."""

    snapshot: Snapshot
    entries: Mapping[str, tuple[Entry[Record], ...]]
    single: bool = False

    @classmethod
    def everything(cls, snapshot: Snapshot) -> Selection:
        """All valid records of all kinds."""
        return cls(snapshot, {kind: snapshot.of(model) for kind, model in BY_NAME.items()})

    @cached_property
    def unlisted(self) -> Unlisted:
        """Those who are never named in published output."""
        return Unlisted.of(self.snapshot)

    def named(self, entry: Entry[Record]) -> dict[Path, str]:
        """What the record's references mean, by their path in it; a name that says no more than the id is left out."""
        found = {
            path: self._caption(entry.record, path, ref, id_)
            for path, ref, id_ in references(entry.record)
            if id_ not in ref.builtin
        }
        return {path: caption for path, caption in found.items() if caption}

    def _caption(self, record: Record, path: Path, ref: Ref, id_: str) -> str:
        if ref.kind == "rung":
            ladder = self.snapshot.find(Ladder, ladder_of(record, path, ref) or "")
            rung = ladder.record.find(id_) if ladder is not None else None
            return rung.title if rung is not None else UNKNOWN
        model = BY_NAME.get(ref.kind)
        if model is None:
            return ""
        target = self.snapshot.find(model, id_)
        return target.record.caption if target is not None else UNKNOWN

    def persons(self, entry: Entry[Record]) -> Iterator[tuple[Path, str]]:
        """The references to people in a record: their paths and ids."""
        return ((path, id_) for path, ref, id_ in references(entry.record) if ref.kind == "person")
