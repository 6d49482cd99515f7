"""Who may come to the next rung: each rung within reach of each person, and how far they are. People decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from commtui.insight.tally import Counts
from commtui.insight.way_up import Person as Records
from commtui.insight.way_up import Step, steps_up
from commtui.model.ladder import Ladder, Rung
from commtui.model.person import Person
from commtui.model.recognition import Recognition
from commtui.model.standing import Standing
from commtui.store.snapshot import Entry, Snapshot


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person and a rung within their reach; `rung` is where they stand on its ladder today, None if nowhere."""

    person: Entry[Person]
    rung: Rung | None
    step: Step


def candidates(
    snapshot: Snapshot, today: date, counts: Counts | None = None, ids: Collection[str] | None = None
) -> tuple[Candidate, ...]:
    """Each rung within reach of the people of a plan (of those in `ids` alone), by person and ladder."""
    standings: dict[str, list[Entry[Standing]]] = defaultdict(list)
    thanks: dict[str, list[Entry[Recognition]]] = defaultdict(list)
    for standing in snapshot.of(Standing):
        standings[standing.record.person].append(standing)
    for each in snapshot.of(Recognition):
        thanks[each.record.person].append(each)
    for given in thanks.values():
        given.sort(key=lambda each: each.record.date or date.min, reverse=True)
    found: list[Candidate] = []
    for person in _people(snapshot, ids):
        id_ = person.record.id
        records = Records(standings.get(id_, ()), thanks.get(id_, ()), id_)
        for ladder in snapshot.of(Ladder):
            rung = _held(ladder.record, records.standings, today)
            found += [Candidate(person, rung, step) for step in steps_up(ladder, records, today, counts)]
    return tuple(found)


def _people(snapshot: Snapshot, ids: Collection[str] | None) -> list[Entry[Person]]:
    """The people among the records, by id; of two with one id the first."""
    first: dict[str, Entry[Person]] = {}
    for entry in snapshot.of(Person):
        first.setdefault(entry.record.id, entry)
    wanted = (each for each in first.values() if ids is None or each.record.id in ids)
    return sorted((each for each in wanted if each.record.kind == "human"), key=lambda each: each.record.id)


def _held(ladder: Ladder, standings: Sequence[Entry[Standing]], today: date) -> Rung | None:
    """The highest rung of the way up that is held, else a role beside it."""
    own = [each.record for each in standings if each.record.ladder == ladder.id]
    names = {each.rung for each in own if each.status in {"active", "on leave"} and each.held_on(today)}
    held = [each for each in ladder.rung if each.id in names]
    main = [each for each in held if each.line == "main"]
    return next(reversed(main or held), None)
