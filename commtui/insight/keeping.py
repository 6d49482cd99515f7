"""Numbers that are kept in the plan: the edits that make measurements of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from commtui.insight.figures import Figure
from commtui.model.measurement import Measurement
from commtui.store.edits import AddRecord, Edit, SetFields
from commtui.store.snapshot import Entry, Snapshot

# What counted by itself; a number that someone wrote is theirs.
SOURCES = frozenset({"git", "github"})
_DIGITS = 4
# What says that a number is another one; the day alone does not.
_TELLING = ("value", "unit", "sample", "source", "definition")


def keeping(snapshot: Snapshot, figures: Sequence[Figure], source: str, today: date) -> tuple[Edit, ...]:
    """What is to be edited so that the plan holds these numbers; one that it holds already is left alone."""
    known: dict[tuple[str, str], Entry[Measurement]] = {}
    for entry in snapshot.of(Measurement):
        known.setdefault((entry.record.metric, str(entry.record.period)), entry)
    # One that could not be counted is not one of nothing.
    sound = [each for each in figures if not each.now.trouble]
    edits = (_edit(each, known.get((each.now.metric, str(each.now.period))), source, today) for each in sound)
    return tuple(each for each in edits if each is not None)


def written_by_people(snapshot: Snapshot, figures: Sequence[Figure]) -> list[str]:
    """The metrics of which the plan holds a number of these periods that it did not get from us."""
    wanted = {(each.now.metric, str(each.now.period)) for each in figures}
    return [
        each.metric
        for each in snapshot.records(Measurement)
        if (each.metric, str(each.period)) in wanted and each.source not in SOURCES
    ]


def _edit(figure: Figure, entry: Entry[Measurement] | None, source: str, today: date) -> Edit | None:
    data = _data(figure, source, today)
    if entry is None:
        return AddRecord("measurement", data)
    if entry.record.source not in SOURCES or all(entry.data.get(name) == data.get(name) for name in _TELLING):
        return None
    changed = {name for name in (*_TELLING, "computed_on") if entry.data.get(name) != data.get(name)}
    return SetFields(entry, {(name,): data.get(name) for name in sorted(changed)})


def _data(figure: Figure, source: str, today: date) -> dict[str, Any]:
    measure = figure.now
    found = {
        "metric": measure.metric,
        "period": str(measure.period),
        "value": _value(measure.value),
        "unit": measure.unit,
        "sample": measure.sample,
        "source": source,
        "computed_on": today,
        "definition": figure.definition.reading,
    }
    return {name: value for name, value in found.items() if value is not None}


def _value(value: float | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.is_integer() else round(value, _DIGITS)
