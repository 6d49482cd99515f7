"""A record while it is edited: what was typed, what of it is new, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from pydantic import ValidationError

from commtui.checks.faults import Teller
from commtui.checks.nearest import Nearest
from commtui.checks.words import quoted
from commtui.model.kinds import BY_NAME
from commtui.model.ladder import Ladder
from commtui.model.record import Record
from commtui.store.load import faults
from commtui.store.snapshot import Entry, Fault, Rejected, Snapshot
from commtui.toml.same import same
from commtui.tui.forms.fields import FormField, NotAValueError, Raw, Sort, form_fields

# So many ids are named where none is alike.
FEW = 6


class Draft:
    """The fields of a record as they are being edited."""

    def __init__(self, snapshot: Snapshot, entry: Entry[Record]) -> None:
        self.snapshot = snapshot
        self.entry = entry
        self.fields = {each.name: each for each in form_fields(type(entry.record))}
        self._before = self._as_read()
        self._now = dict(self._before)
        self._nearest = Nearest()

    def raw(self, name: str) -> Raw:
        """What the form holds for a field."""
        return self._now[name]

    def put(self, name: str, raw: Raw) -> None:
        """Take what was typed into a field."""
        self._now[name] = raw

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields that hold something else than was read."""
        return tuple(name for name in self._now if self._is_changed(name))

    def changes(self) -> dict[str, Any]:
        """The new values of the changed fields; only where there are no problems."""
        return {name: self.fields[name].value(self._now[name]) for name in self.changed}

    def rebase(self, snapshot: Snapshot, entry: Entry[Record]) -> list[str]:
        """Go on from what the record is now; the fields that nobody touched here, and that are different now."""
        untouched = set(self._now) - set(self.changed)
        self.snapshot, self.entry = snapshot, entry
        self._before = self._as_read()
        different = [name for name in self._now if name in untouched and self._now[name] != self._before[name]]
        for name in different:
            self._now[name] = self._before[name]
        return different

    def problems(self) -> dict[str, str]:
        """What is wrong with changed fields, in words that follow the field's name."""
        found: dict[str, str] = {}
        values: dict[str, Any] = {}
        for name in self.changed:
            field = self.fields[name]
            try:
                values[name] = field.value(self._now[name])
            except NotAValueError as error:
                found[name] = str(error)
                continue
            if values[name] is None and field.required:
                found[name] = "cannot be empty"
        refused = self._refused({name: value for name, value in values.items() if name not in found})
        unknown = {
            name: words
            for name, value in values.items()
            if name not in refused and (words := self._unknown(self.fields[name], value))
        }
        return found | refused | unknown

    def words(self, faults_: Iterable[Fault]) -> dict[str, str]:
        """Faults in words, by field; the first of each."""
        kind = self.entry.record.about.name
        teller = Teller(self._nearest)
        found: dict[str, str] = {}
        for fault in faults_:
            rejected = Rejected(kind, self.entry.data, self.entry.file, (), (fault,))
            name = str(fault.path[0])
            found.setdefault(name, teller.tell(rejected, fault)[0].removeprefix(f"{quoted(name)} "))
        return found

    def known(self, field: FormField) -> Collection[str]:
        """The ids that a reference may give."""
        ref = field.ref
        if ref is None:
            return ()
        if ref.kind == "rung":
            ladder = self.snapshot.find(Ladder, str(self._now.get(ref.within or "id", "")))
            return [each.id for each in ladder.record.rung] if ladder is not None else ()
        own = self.snapshot.metrics if ref.kind == "metric" else self._ids(ref.kind)
        return sorted({*own, *ref.builtin})

    def _is_changed(self, name: str) -> bool:
        now, before, field = self._now[name], self._before[name], self.fields[name]
        if now == before:
            return False
        try:
            return not same(field.value(now), field.value(before))
        except NotAValueError:
            return True

    def _ids(self, kind: str) -> list[str]:
        found = [getattr(each.record, "id", None) for each in self.snapshot.entries.get(kind, ())]
        found += [
            each.data.get("id") for each in self.snapshot.rejected if each.kind == kind and isinstance(each.data, dict)
        ]
        return [each for each in found if isinstance(each, str)]

    def _as_read(self) -> dict[str, Raw]:
        data = self.entry.data
        return {name: each.raw(data.get(name)) for name, each in self.fields.items() if each.sort is not Sort.FIXED}

    def _refused(self, values: dict[str, Any]) -> dict[str, str]:
        data = {name: value for name, value in {**self.entry.data, **values}.items() if value is not None}
        try:
            type(self.entry.record).model_validate(data)
        except ValidationError as error:
            return self.words(faults(error))
        return {}

    def _unknown(self, field: FormField, value: Any) -> str:  # noqa: ANN401 - any TOML
        """Why a reference names nothing; empty where it does, or where others may know it."""
        if field.ref is None or field.ref.open or value is None:
            return ""
        known = self.known(field)
        # A file that cannot be read may hold it.
        if value in known or self.snapshot.broken:
            return ""
        kind = field.ref.kind
        noun = BY_NAME[kind].about.noun if kind in BY_NAME else kind
        some = f"; known: {', '.join(known)}" if 0 < len(known) <= FEW else ""
        hint = self._nearest.hint(str(value), f"{kind} {field.name}", known)
        return f"names no {noun} {quoted(str(value))}" + (f"; {hint}" if hint else some)
