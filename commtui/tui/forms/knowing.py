"""What a form knows of the community around its record: whom a reference may name, and which ids are taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from commtui.insight.today import today_in
from commtui.model.kinds import BY_NAME
from commtui.model.ladder import Ladder
from commtui.model.record import Table
from commtui.model.reference import Ref
from commtui.report.values import id_in_words
from commtui.store.snapshot import Snapshot
from commtui.store.workspace import Workspace
from commtui.tui.forms.fields import FormField, Sort, form_fields, name_field
from commtui.tui.forms.member import Member, kept
from commtui.tui.forms.times import Calendar

MOST_USED = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a reference or a list may hold: the text to write, and what people call it."""

    id: str
    title: str = ""

    @property
    def search(self) -> str:
        """The words to find it by."""
        return f"{self.id} {self.title}"


class World:
    """The community of now, and the day that counts as today."""

    def __init__(self, workspace: Workspace, today: date | None) -> None:
        self.workspace = workspace
        self._today = today
        self._found: tuple[Snapshot, dict[tuple[str, frozenset[str]], tuple[Candidate, ...]]] | None = None

    @property
    def snapshot(self) -> Snapshot:
        """The community as it was last read."""
        return self.workspace.snapshot

    @property
    def calendar(self) -> Calendar:
        """By which days and periods are understood."""
        today = self._today or today_in(self.snapshot)
        return Calendar(today, self.snapshot.community.fiscal_year_starts)

    def candidates(self, ref: Ref) -> tuple[Candidate, ...]:
        """All that a reference to a kind of record, or to a metric, may name."""
        if self._found is None or self._found[0] is not self.snapshot:
            self._found = (self.snapshot, {})
        found = self._found[1]
        key = ref.kind, ref.builtin
        if key not in found:
            found[key] = tuple(self._candidates(ref))
        return found[key]

    def used(self, kind: str, name: str) -> tuple[Candidate, ...]:
        """The single words that records of a kind have in a list, those first that most have."""
        counts: Counter[str] = Counter()
        for entry in self.snapshot.entries.get(kind, ()):
            texts = entry.data.get(name, ())
            counts.update(each for each in texts if isinstance(each, str) and not set(each) & set(" :/@"))
        return tuple(Candidate(each) for each, _ in counts.most_common(MOST_USED))

    def rungs_of(self, ladder: str) -> tuple[Candidate, ...]:
        """The rungs of a ladder by its id."""
        entry = self.snapshot.find(Ladder, ladder)
        return tuple(Candidate(each.id, each.title) for each in entry.record.rung) if entry is not None else ()

    def ids(self, kind: str) -> frozenset[str]:
        """The ids of the records of a kind, those with faults included."""
        snapshot = self.snapshot
        found = [each.data.get("id") for each in snapshot.entries.get(kind, ())]
        faulty = (each.data for each in snapshot.rejected if each.kind == kind)
        found += [each.get("id") for each in faulty if isinstance(each, dict)]
        return frozenset(each for each in found if isinstance(each, str))

    def may_hold(self, id_: str) -> bool:
        """Whether a file that cannot be read may hold it."""
        return any(id_ in each.text or (not each.text and not each.is_text) for each in self.snapshot.broken)

    def _candidates(self, ref: Ref) -> Iterator[Candidate]:
        if ref.kind == "metric":
            for each in sorted({*self.snapshot.metrics, *ref.builtin}):
                yield Candidate(each, id_in_words(each))
            return
        called = name_field(BY_NAME[ref.kind]) or "id"
        known: dict[str, str] = dict.fromkeys(sorted(ref.builtin), "")
        for entry in self.snapshot.entries.get(ref.kind, ()):
            known[str(entry.data.get("id", ""))] = str(entry.data.get(called, ""))
        known |= {each: "" for each in self.ids(ref.kind) if each not in known}
        for id_ in sorted(known, key=str.casefold):
            yield Candidate(id_, known[id_] if known[id_] != id_ else "")


@dataclass(frozen=True, slots=True)
class Named:
    """A reference in what is typed: where, as what, the id, and of a rung the ladder (None: the record itself)."""

    path: tuple[str | int, ...]
    field: FormField
    ref: Ref
    id: str
    ladder: str | None = None


def names_in(model: type[Table], values: Mapping[str, Any], at: tuple[str | int, ...] = ()) -> Iterator[Named]:
    """The references in the values of a table; places in lists are those among what was not taken out."""
    for field in form_fields(model):
        value, path = values.get(field.name), (*at, field.name)
        if value is None:
            continue
        if field.table is not None:
            yield from _names_within(field.table, value, path)
        elif field.ref is not None:
            ladder = values.get(field.ref.within) if field.ref.within else None
            beside = ladder if isinstance(ladder, str) else None
            if isinstance(value, str):
                yield Named(path, field, field.ref, value, beside)
            else:
                yield from (Named((*path, at), field, field.ref, each, beside) for at, each in enumerate(value))


def _names_within(model: type[Table], value: Any, path: tuple[str | int, ...]) -> Iterator[Named]:  # noqa: ANN401
    if isinstance(value, Member):
        if not value.removed:
            yield from names_in(model, value.values, path)
    else:
        for index, each in enumerate(kept(value)):
            yield from names_in(model, each.values, (*path, index))


def with_rungs(model: type[Table], values: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """The values of a table with other ids where they name rungs of the ladder that they stand in."""
    if not ids:
        return dict(values)
    fields = {field.name: field for field in form_fields(model)}
    return {name: _with_rungs(fields[name], value, ids) if name in fields else value for name, value in values.items()}


def _with_rungs(field: FormField, value: Any, ids: Mapping[str, str]) -> Any:  # noqa: ANN401 - any value
    if isinstance(value, Member) and field.table is not None:
        return Member(with_rungs(field.table, value.values, ids), value.origin, value.removed)
    if isinstance(value, tuple) and field.table is not None:
        return tuple(_with_rungs(field, each, ids) for each in value)
    if field.ref is None or field.ref.kind != "rung" or field.ref.within is not None:
        return value
    if isinstance(value, str):
        return ids.get(value, value)
    renamed: Sequence[str] = [ids.get(each, each) for each in value]
    return list(renamed) if field.sort is Sort.TEXTS else value
