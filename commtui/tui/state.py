"""What the views draw from: a frozen state of the community, made in a worker."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from commtui.checks.diagnostic import Diagnostic
from commtui.insight.counted_values import CountedValues, Results
from commtui.insight.measured import Measured
from commtui.insight.overview import Attention, attention
from commtui.insight.quarter import QuarterProgress, progress
from commtui.insight.today import today_in
from commtui.insight.waiting import Waiting
from commtui.model.goal import Goal
from commtui.model.item import Item
from commtui.model.measurement import Measurement
from commtui.model.person import Person
from commtui.model.recognition import Recognition, RecognitionKind
from commtui.model.record import Record
from commtui.model.standing import Standing
from commtui.model.when import Period
from commtui.store.snapshot import Entry, Snapshot
from commtui.tui.filter import searched

if TYPE_CHECKING:
    from commtui.store.workspace import Workspace


@dataclass(frozen=True, eq=False, repr=False)
class State:
    """A community, what was found wrong in it, and the day that counts as today.

    Until it is `checked`, only what could not be read counts as wrong. `counted` is what key results are judged by,
    as far as anything was counted.
    """

    snapshot: Snapshot
    diagnostics: tuple[Diagnostic, ...]
    today: date
    attention: tuple[Attention, ...]
    progress: QuarterProgress
    workspace: Workspace
    checked: bool = True
    counted: Results = field(default_factory=dict)

    @classmethod
    def of(cls, workspace: Workspace, snapshot: Snapshot, today: date | None) -> State:
        """The state of a snapshot that the workspace made."""
        return cls.unchecked(workspace, snapshot, today).with_findings()

    @classmethod
    def unchecked(cls, workspace: Workspace, snapshot: Snapshot, today: date | None) -> State:
        """The state of a snapshot before the rules have looked at it: all there is to show, and sooner."""
        day = today or today_in(snapshot)
        return cls(snapshot, (), day, attention(snapshot, (), day), progress(snapshot, day), workspace, checked=False)

    def with_findings(self) -> State:
        """The same, with what the rules find; what was worked out of the snapshot is kept."""
        from commtui.checks.engine import check

        found = tuple(check(self.snapshot, self.today))
        needed = attention(self.snapshot, found, self.today, self.values)
        return self._but(diagnostics=found, attention=needed, checked=True)

    def with_counted(self, counted: Results) -> State:
        """The same, with key results judged by what was counted."""
        if counted == self.counted:
            return self
        values = CountedValues(counted, self.measured)
        needed = attention(self.snapshot, self.diagnostics, self.today, values)
        far = progress(self.snapshot, self.today, self.progress.quarter, values)
        return self._but(counted=counted, attention=needed, progress=far, values=values)

    def _but(self, **changes: Any) -> State:  # noqa: ANN401 - any field
        """The same with changes; what was worked out of the snapshot is kept."""
        given = {each.name for each in fields(self)}
        state = replace(self, **{name: value for name, value in changes.items() if name in given})
        known = {name: value for name, value in vars(self).items() if name not in given}
        vars(state).update(known | {name: value for name, value in changes.items() if name not in given})
        return state

    def is_of(self, other: State) -> bool:
        """Whether this is the same plan on the same day, whatever was found wrong in it."""
        return self.snapshot is other.snapshot and self.today == other.today

    def work_out(self) -> None:
        """Work out what views ask at once, in a worker: it takes long where the log is long."""
        _ = self.thanks_of

    @property
    def fiscal_year_starts(self) -> int:
        """The month in which the community's years begin."""
        return self.snapshot.community.fiscal_year_starts

    @cached_property
    def is_gone(self) -> bool:
        """Whether there is no plan to show: its folder, or its one file, is not there any more."""
        return not self.snapshot.files and not os.path.lexists(self.snapshot.home.place)

    def count(self, severity: str) -> int:
        """How many findings of this severity there are."""
        return sum(each.severity == severity for each in self.diagnostics)

    def name_of(self, person: str) -> str:
        """A person's name; the id where nobody has it."""
        found = self.snapshot.find(Person, person)
        return found.record.name if found else person

    def names(self, people: Sequence[str]) -> str:
        """The names of people, with commas."""
        return ", ".join(map(self.name_of, people))

    @cached_property
    def recognitions(self) -> tuple[Entry[Recognition], ...]:
        """The recognitions, the latest first, the undated last."""
        return tuple(sorted(self.snapshot.of(Recognition), key=lambda each: each.record.date or date.min, reverse=True))

    @cached_property
    def thanks_of(self) -> dict[str, list[Entry[Recognition]]]:
        """The recognitions of each person, the latest first."""
        found: dict[str, list[Entry[Recognition]]] = defaultdict(list)
        for entry in self.recognitions:
            found[entry.record.person].append(entry)
        return found

    @cached_property
    def standings_of(self) -> dict[str, list[Entry[Standing]]]:
        """The standings of each person, the latest first."""
        found: dict[str, list[Entry[Standing]]] = defaultdict(list)
        for entry in sorted(self.snapshot.of(Standing), key=lambda each: each.record.since or date.min, reverse=True):
            found[entry.record.person].append(entry)
        return found

    @cached_property
    def holders_of(self) -> dict[tuple[str, str], list[Entry[Standing]]]:
        """Who stands on each rung (ladder, rung) today."""
        found: dict[tuple[str, str], list[Entry[Standing]]] = defaultdict(list)
        for entry in self.snapshot.of(Standing):
            if entry.record.held_on(self.today) and entry.record.status in {"active", "on leave"}:
                found[entry.record.ladder, entry.record.rung].append(entry)
        return found

    @cached_property
    def owned_by(self) -> dict[str, list[Entry[Goal] | Entry[Item]]]:
        """The goals and roadmap items of each person, the goals first."""
        found: dict[str, list[Entry[Goal] | Entry[Item]]] = defaultdict(list)
        for goal in self.snapshot.of(Goal):
            owners = {*goal.record.owners, *(each for kr in goal.record.key_result for each in kr.owners)}
            for person in owners:
                found[person].append(goal)
        for item in self.snapshot.of(Item):
            for person in set(item.record.owners):
                found[person].append(item)
        return found

    @cached_property
    def late_items(self) -> frozenset[Entry[Record]]:
        """The roadmap items whose time is over while they are not done."""
        warned = (each.target for each in self.attention if each.severity == "warning")
        return frozenset(each for each in warned if isinstance(each, Entry) and isinstance(each.record, Item))

    @cached_property
    def measurements(self) -> dict[str, list[Entry[Measurement]]]:
        """The measurements of each metric, the earliest first."""
        found: dict[str, list[Entry[Measurement]]] = defaultdict(list)
        for entry in sorted(self.snapshot.of(Measurement), key=lambda each: self._start(each.record.period)):
            found[entry.record.metric].append(entry)
        return found

    def _start(self, period: Period) -> tuple[date, date]:
        return period.first_day(self.fiscal_year_starts), period.end(self.fiscal_year_starts)

    @cached_property
    def measured(self) -> Measured:
        """The measurements, for what is judged by them."""
        return Measured.of(self.snapshot)

    @cached_property
    def values(self) -> CountedValues:
        """What key results are judged by: what was counted, else measured."""
        return CountedValues(self.counted, self.measured)

    @cached_property
    def waiting(self) -> Waiting:
        """Which roadmap items wait for which."""
        return Waiting.of(self.snapshot.of(Item))

    @cached_property
    def kind_titles(self) -> dict[str, str]:
        """The titles of the community's own kinds of recognition."""
        return {each.id: each.title for each in self.snapshot.records(RecognitionKind)}

    @cached_property
    def found_by(self) -> tuple[str, ...]:
        """What every record is found by, kind after kind: its id, its title, and of whom and when it is."""
        names = {each.id: each.name for each in self.snapshot.records(Person)}
        return tuple(_found_by(entry, names) for entries in self.snapshot.entries.values() for entry in entries)


def _found_by(entry: Entry[Record], names: Mapping[str, str]) -> str:
    # Not `getattr`: for a field that a model has not, it takes pydantic many times as long.
    values = vars(entry.record)
    person = values.get("person")
    if person is None:
        return searched(f"{entry.record.about.nouns} {values.get('id', '')} {entry.record.caption}")
    about = values.get("rung") or values.get("reason") or ""
    when = values.get("date") or values.get("since") or ""
    return searched(f"{entry.record.about.nouns} {names.get(person, person)} {about} {when}")


def key_of(entry: Entry[Record]) -> str:
    """A record's name that survives a reload: kind and id, or file and place where it has no id."""
    id_ = getattr(entry.record, "id", None)
    kind = entry.record.about.name
    if isinstance(id_, str):
        return f"{kind}:{id_}"
    return f"{kind}@{entry.file.name}:{'.'.join(map(str, entry.path))}"
