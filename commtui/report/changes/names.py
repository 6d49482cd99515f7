"""What records and the records they name are called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from commtui.insight.changes import Change
from commtui.insight.changes.meaning import caption
from commtui.model.kinds import BY_NAME
from commtui.model.ladder import Ladder
from commtui.model.record import Record
from commtui.model.reference import Ref
from commtui.model.traits import is_many, trait, traits
from commtui.model.when import Period
from commtui.model.words import one_line, shorten
from commtui.report.changes.comparison import Comparison

_LONGEST_TITLE = 80
# What people call contributions whose ids are not quite words.
_CONTRIBUTIONS = {
    "a11y": "accessibility",
    "blog": "blog posts",
    "bug": "bug reports",
    "business": "business development",
    "doc": "docs",
    "example": "examples",
    "financial": "financial support",
    "infra": "infrastructure",
    "plugin": "plugins",
    "question": "answering questions",
    "talk": "talks",
    "test": "tests",
    "tool": "tools",
    "tutorial": "tutorials",
    "video": "videos",
}


class Names:
    """Names by the head of a comparison; what is gone there has the name it had in its base."""

    def __init__(self, comparison: Comparison) -> None:
        self._snapshots = (comparison.head.snapshot, comparison.base.snapshot)

    def title(self, change: Change) -> str:
        """What people call the record, with names in the place of ids."""
        data = change.now.data
        named = {
            name: self.of(ref, data[name], data)
            for name, ref in _references(change.kind).items()
            if isinstance(data.get(name), str)
        }
        found = caption(change.kind, {**data, **named}) or change.kind.about.noun
        return shorten(one_line(found), _LONGEST_TITLE)

    def when(self, change: Change) -> str:
        """The period that a record of this kind must have, unless its title says it."""
        found = [change.now.data.get(name) for name in _periods(change.kind)]
        title = self.title(change)
        return " ".join(each for each in found if isinstance(each, str) and each not in title)

    def of(self, ref: Ref, id_: str, record: Mapping[str, Any]) -> str:
        """What people call the record that a reference of this record names; the id where nobody knows."""
        if ref.kind == "rung":
            return self._rung(record.get(ref.within or "id"), id_)
        model = BY_NAME.get(ref.kind)
        for snapshot in self._snapshots if model is not None else ():
            found = snapshot.find(model, id_) if model is not None else None
            if found is not None:
                return found.record.caption
        return contribution(id_) if ref.kind == "recognition_kind" else id_

    def _rung(self, ladder: Any, id_: str) -> str:  # noqa: ANN401 - whatever stands there
        if not isinstance(ladder, str):
            return id_
        ladders = (snapshot.find(Ladder, ladder) for snapshot in self._snapshots)
        rungs = (found.record.find(id_) for found in ladders if found is not None)
        return next((rung.title for rung in rungs if rung is not None), id_)


def contribution(id_: str) -> str:
    """`eventOrganizing` as people write it."""
    return _CONTRIBUTIONS.get(id_) or re.sub("(?<=[a-z])[A-Z]", lambda found: f" {found[0].lower()}", id_)


@cache
def _references(kind: type[Record]) -> dict[str, Ref]:
    found = {name: trait(field, Ref) for name, field in kind.model_fields.items() if not is_many(field)}
    return {name: ref for name, ref in found.items() if ref is not None}


@cache
def _periods(kind: type[Record]) -> tuple[str, ...]:
    """The required fields that are periods."""
    return tuple(
        name
        for name, field in kind.model_fields.items()
        if field.is_required() and any(isinstance(each, type) and issubclass(each, Period) for each in traits(field))
    )
