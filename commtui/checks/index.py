"""What rules ask of a community more than once, worked out when first asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from commtui.checks.nearest import Nearest
from commtui.checks.people import People
from commtui.model.community import Community
from commtui.model.kinds import BY_NAME
from commtui.model.ladder import Ladder
from commtui.model.record import Record
from commtui.model.reference import Ref
from commtui.model.references import Path, ladder_of, references
from commtui.model.standing import Standing
from commtui.store.snapshot import BrokenFile, Entry, Rejected, Snapshot

_id_line = re.compile(r"""(?<![\w.-])["']?id["']?[ \t]*=[ \t]*(?:"([^"\n\\]+)"|'([^'\n]+)')""")
_quoted_id = re.compile(r"""\"([^"\n\\]{1,64})\"|'([^'\n]{1,64})'""")


class Unknown(NamedTuple):
    """A reference to a record that is not there; the ladder is of a rung."""

    entry: Entry[Record]
    path: Path
    ref: Ref
    value: str
    ladder: str | None = None


class Index:
    """A snapshot, seen from the rules."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._faulty: dict[tuple[str, str], frozenset[str]] = {}
        self.nearest = Nearest()
        self.people = People(snapshot)

    @cached_property
    def fiscal_year_starts(self) -> int:
        """The month in which the year of the quarters begins, also where the community's own table has faults."""
        starts = [each.data.get("fiscal_year_starts") for each in self.rejected("community")]
        sound = next((each for each in starts if type(each) is int and 1 <= each <= 12), None)
        return next((each.fiscal_year_starts for each in self._snapshot.records(Community)), sound or 1)

    def rejected(self, kind: str) -> tuple[Rejected, ...]:
        """The tables of a kind that have faults."""
        return self._rejected.get(kind, ())

    def ids(self, kind: str) -> Collection[str]:
        """The ids of the records of a kind, those with faults included."""
        return self._ids.get(kind, ())

    def names(self, ref: Ref) -> Collection[str]:
        """All that a reference may name, for hints."""
        own = self._snapshot.metrics if ref.kind == "metric" else self.ids(ref.kind)
        return {*own, *ref.builtin}

    def faulty(self, kind: str, key: str) -> Collection[str]:
        """The texts under a key in the tables of a kind that have faults."""
        if (kind, key) not in self._faulty:
            texts = (text_of(each.data, key) for each in self.rejected(kind))
            self._faulty[kind, key] = frozenset(each for each in texts if each is not None)
        return self._faulty[kind, key]

    def rungs(self, ladder: str) -> frozenset[str] | None:
        """The ids of a ladder's rungs; None where the ladder is not there or has faults."""
        return self._rungs.get(ladder)

    def hides(self, id_: str) -> bool:
        """Whether a record or file that could not be read may speak of this id."""
        return id_ in self._hidden or id_ in self._spoken_of

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each file in path order."""
        return {file.name: place for place, file in enumerate(self._snapshot.files)}

    @cached_property
    def standings(self) -> Mapping[tuple[str, str], tuple[Entry[Standing], ...]]:
        """The standings on each rung, by ladder and rung."""
        found: dict[tuple[str, str], list[Entry[Standing]]] = {}
        for entry in self._snapshot.of(Standing):
            found.setdefault((entry.record.ladder, entry.record.rung), []).append(entry)
        return {rung: tuple(entries) for rung, entries in found.items()}

    def holders(self, ladder: str, rung: str, day: date) -> tuple[str, ...]:
        """The people who hold a rung on a day, each once."""
        entries = self.standings.get((ladder, rung), ())
        return tuple(dict.fromkeys(each.record.person for each in entries if each.record.held_on(day)))

    @cached_property
    def misplaced(self) -> tuple[Standing, ...]:
        """The standings on a rung or a ladder that is not there: nobody knows on which they are."""
        entries = {id(each.entry): each.entry for each in self.unknown if each.ref.kind in {"rung", "ladder"}}
        return tuple(each.record for each in entries.values() if isinstance(each.record, Standing))

    @cached_property
    def unknown(self) -> tuple[Unknown, ...]:
        """Every reference to what is neither a record nor possibly one in a file that could not be read."""
        return tuple(self._search())

    def _search(self) -> Iterator[Unknown]:
        known = {kind: self._possible(kind) for kind in (*BY_NAME, "metric")}
        lost = {kind for kind in known if self._may_be_lost(kind)}
        for entries in self._snapshot.entries.values():
            for entry in entries:
                record = entry.record
                for path, ref, value in references(record):
                    if ref.kind == "rung":
                        ladder = ladder_of(record, path, ref)
                        rungs = self.rungs(ladder) if ladder is not None else None
                        if rungs is not None and value not in rungs:
                            yield Unknown(entry, path, ref, value, ladder)
                    elif value not in known[ref.kind] and value not in ref.builtin and ref.kind not in lost:
                        yield Unknown(entry, path, ref, value)

    def _possible(self, kind: str) -> Collection[str]:
        if kind == "metric":
            return self._snapshot.metrics
        return {*self.ids(kind), *self._hidden}

    def _may_be_lost(self, kind: str) -> bool:
        """Whether all records of a kind may stand in a file whose content is not known."""
        return kind in BY_NAME and not self._ids[kind] and any(not file.text for file in self._broken)

    @property
    def _broken(self) -> tuple[BrokenFile, ...]:
        return self._snapshot.broken

    @cached_property
    def _rejected(self) -> dict[str, tuple[Rejected, ...]]:
        found: dict[str, list[Rejected]] = {}
        for each in self._snapshot.rejected:
            if each.kind is not None and isinstance(each.data, dict):
                found.setdefault(each.kind, []).append(each)
        return {kind: tuple(records) for kind, records in found.items()}

    @cached_property
    def _ids(self) -> dict[str, frozenset[str]]:
        return {kind: frozenset(self._ids_of(kind)) for kind in BY_NAME}

    def _ids_of(self, kind: str) -> Iterator[str]:
        if "id" in BY_NAME[kind].model_fields:
            yield from (entry.record.__dict__["id"] for entry in self._snapshot.entries.get(kind, ()))
            yield from (id_ for each in self.rejected(kind) if (id_ := text_of(each.data, "id")))

    @cached_property
    def _hidden(self) -> frozenset[str]:
        """Ids that files which could not be read, and tables of no known kind, seem to hold."""
        return frozenset(self._hidden_ids())

    def _hidden_ids(self) -> Iterator[str]:
        for file in self._broken:
            yield PurePosixPath(file.name).stem
            yield from (double or single for double, single in _id_line.findall(file.text))
        for each in self._snapshot.rejected:
            if each.kind is None:
                tables = each.data if isinstance(each.data, list) else [each.data]
                yield from (id_ for table in tables if (id_ := text_of(table, "id")))

    @cached_property
    def _spoken_of(self) -> frozenset[str]:
        texts = (file.text for file in self._broken)
        return frozenset(double or single for text in texts for double, single in _quoted_id.findall(text))

    @cached_property
    def _rungs(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for ladder in self._snapshot.records(Ladder):
            found.setdefault(ladder.id, set()).update(rung.id for rung in ladder.rung)
        return {ladder: frozenset(rungs) for ladder, rungs in found.items()}


def text_of(data: Any, key: str) -> str | None:  # noqa: ANN401 - any TOML
    """The text under a key of a table that may be anything, or None."""
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, str) else None
