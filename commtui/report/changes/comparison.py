"""Two sides of a community, and what changed between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from commtui.insight.changes import Change, Changes, FieldChange
from commtui.model.person import Person
from commtui.model.reference import Ref
from commtui.model.references import reference_fields
from commtui.model.traits import trait
from commtui.report.unlisted import Unlisted
from commtui.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class SideOf:
    """One side: what people call it, its commit (None: the working tree, or before the first commit), and the plan."""

    name: str
    commit: str | None
    snapshot: Snapshot


@dataclass(frozen=True)
class Comparison:
    """What to tell: the two sides, and the changes from base to head."""

    base: SideOf
    head: SideOf
    changes: Changes

    @cached_property
    def _unlisted(self) -> tuple[Unlisted, Unlisted]:
        """Those who are not listed on either side; who is on one of them is never named in what is published."""
        return Unlisted.of(self.base.snapshot), Unlisted.of(self.head.snapshot)

    @cached_property
    def published(self) -> tuple[Change, ...]:
        """The changes that all may read, without anyone who is not listed."""
        parts = (self._for_all(each) for each in self.changes.changes)
        return tuple(each for each in parts if each is not None)

    def _for_all(self, change: Change) -> Change | None:
        records = [each.data for each in (change.old, change.new) if each is not None]
        if any(self._is_about_unlisted(change, data) for data in records):
            return None
        fields = tuple(each for each in map(self._field_for_all, change.fields) if each is not None)
        return replace(change, fields=fields) if fields or not change.fields else None

    def _is_about_unlisted(self, change: Change, data: Mapping[str, Any]) -> bool:
        if change.kind is Person:
            return any(each.hides(data) for each in self._unlisted)
        about = (each.path for each in reference_fields(change.kind) if each.ref.kind == "person" and each.required)
        return any(self._hides(data.get(path[0])) for path in about)

    def _field_for_all(self, change: FieldChange) -> FieldChange | None:
        ref = trait(change.field, Ref) if change.field is not None else None
        if ref is None or ref.kind != "person":
            return change
        shown = replace(
            change,
            old=self._listed(change.old),
            new=self._listed(change.new),
            added=tuple(each for each in change.added if not self._hides(each)),
            removed=tuple(each for each in change.removed if not self._hides(each)),
        )
        return shown if shown.old != shown.new else None

    def _listed(self, value: Any) -> Any:  # noqa: ANN401 - an id, or several
        if isinstance(value, list):
            return [each for each in value if not self._hides(each)]
        return None if self._hides(value) else value

    def _hides(self, id_: Any) -> bool:  # noqa: ANN401 - whatever stands where an id should
        return any(id_ in each for each in self._unlisted)
