"""A person's way up: the next rungs, what each asks, and what of it the plan tells, and what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from commtui.checks.reach import effective_after
from commtui.insight.tally import Counts, Tally
from commtui.insight.tenure import Tenure, months_before, on_rung, whole_months
from commtui.model.ladder import Ladder, Requirement, Rung
from commtui.model.recognition import Recognition
from commtui.model.standing import Standing
from commtui.store.snapshot import Entry

# Why it cannot be said whether something is met: people say so, or nobody counted it, or the source cannot tell, or
# there may be more than is known.
Unknown = Literal["judgement", "appointment", "activity", "source", "part", "record", "scope", ""]
RECOGNITIONS = "recognitions"
_FOR_PEOPLE = frozenset({"judgement", "appointment", "scope"})


@dataclass(frozen=True, slots=True)
class Person:
    """What the plan has on record of one person: the standings, and the thanks with the latest first.

    Without an `id` nothing is looked up among what was counted.
    """

    standings: Sequence[Entry[Standing]]
    thanks: Sequence[Entry[Recognition]]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One requirement: met, missing (False), or for someone to judge (None, with the reason in `unknown`).

    `have` and `need` are in what it counts: months, recognitions, reviews. `evidence` is what was counted in the plan,
    `tally` what was counted of activity.
    """

    requirement: Requirement
    met: bool | None
    have: float | None = None
    need: float | None = None
    unknown: Unknown = ""
    evidence: tuple[Entry[Recognition], ...] = ()
    tally: Tally | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A rung within reach, and how each of its requirements stands; `before` are the rungs it follows."""

    ladder: Entry[Ladder]
    rung: Rung
    checks: tuple[Check, ...]
    before: tuple[str, ...] = ()
    held_before: bool = False

    @property
    def verdicts(self) -> tuple[bool | None, ...]:
        """For each requirement, or group of which one is enough: met, missing, or not known."""
        return tuple(map(_verdict, self._groups))

    @property
    def is_ready(self) -> bool:
        """Whether all that can be counted is met, and some of it was counted; the rest is for people to judge."""
        verdicts = self.verdicts
        return True in verdicts and all(map(_is_met_or_for_people, self._groups))

    @property
    def lacks(self) -> int:
        """How much is missing for certain."""
        return sum(each is False for each in self.verdicts)

    @property
    def _groups(self) -> Sequence[Sequence[Check]]:
        """The requirements of which one is enough, together; each other one alone."""
        groups: dict[str, list[Check]] = {}
        for number, check in enumerate(self.checks):
            groups.setdefault(check.requirement.any_of or f"\0{number}", []).append(check)
        return tuple(groups.values())


def _verdict(group: Sequence[Check]) -> bool | None:
    met = [each.met for each in group]
    return True if True in met else None if None in met else False


def _is_met_or_for_people(group: Sequence[Check]) -> bool:
    return any(each.met or each.unknown in _FOR_PEOPLE for each in group)


def steps_up(ladder: Entry[Ladder], person: Person, today: date, counts: Counts | None = None) -> tuple[Step, ...]:
    """The rungs of a ladder that come next, the way up first; none from its top.

    `counts` know what people did; without them that is open.
    """
    own = [each for each in person.standings if each.record.ladder == ladder.record.id]
    before = effective_after(ladder.record)
    held = {each.record.rung for each in own if _holds(each.record, today)}
    ever = {each.record.rung for each in own if each.record.status != "removed"}
    passed = held | _below(held | ever, before)
    found = []
    for rung in _once(ladder.record.rung):
        after = before.get(rung.id, ())
        if rung.id not in passed and (not after or passed.intersection(after)):
            found.append(step_to(ladder, rung, person, today, after, counts))
    order = {"main": 0, "side": 1, "transient": 2}
    return tuple(sorted(found, key=lambda step: order[step.rung.line]))


def step_to(
    ladder: Entry[Ladder],
    rung: Rung,
    person: Person,
    today: date,
    before: tuple[str, ...] | None = None,
    counts: Counts | None = None,
) -> Step:
    """How the requirements of one rung stand for a person."""
    own = [each.record for each in person.standings if each.record.ladder == ladder.record.id]
    after = effective_after(ladder.record).get(rung.id, ()) if before is None else before
    checks = tuple(_check(each, person, own, today, counts) for each in rung.requirement)
    return Step(ladder, rung, checks, after, any(each.rung == rung.id for each in own))


def near(
    ladder: Entry[Ladder],
    rung: Rung,
    holders: Mapping[tuple[str, str], Sequence[Entry[Standing]]],
    people: Mapping[str, Person],
    today: date,
    counts: Counts | None = None,
) -> tuple[tuple[Entry[Standing], Step], ...]:
    """Who stands on a rung before this one and not on it, and how far they are; who lacks least first.

    `holders` are today's by (ladder, rung).
    """
    ladder_id = ladder.record.id
    after = effective_after(ladder.record).get(rung.id, ())
    there = {each.record.person for each in holders.get((ladder_id, rung.id), ())}
    found: dict[str, tuple[Entry[Standing], Step]] = {}
    for name in after:
        for entry in holders.get((ladder_id, name), ()):
            person = entry.record.person
            if person not in there and person not in found:
                known = people.get(person) or Person((), (), person)
                found[person] = entry, step_to(ladder, rung, known, today, after, counts)
    return tuple(sorted(found.values(), key=lambda pair: (pair[1].lacks, pair[0].record.since or today)))


def _holds(standing: Standing, today: date) -> bool:
    return standing.status in {"active", "on leave"} and standing.held_on(today)


def _once(rungs: Iterable[Rung]) -> Iterable[Rung]:
    """Of two rungs with one id, the first."""
    found: dict[str, Rung] = {}
    for each in rungs:
        found.setdefault(each.id, each)
    return found.values()


def _below(rungs: Iterable[str], before: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The rungs that lie below these, a circle not being followed twice."""
    found: set[str] = set()
    open_ = list(rungs)
    while open_:
        for name in before.get(open_.pop(), ()):
            if name not in found:
                found.add(name)
                open_.append(name)
    return found


def _check(
    asked: Requirement, person: Person, standings: Sequence[Standing], today: date, counts: Counts | None
) -> Check:
    match asked.kind:
        case "tenure":
            return _months(asked, _in_community(person, today))
        case "rung":
            own = [each for each in standings if each.rung == asked.rung and each.status != "removed"]
            return _months(asked, on_rung(own, today)) if own else Check(asked, False, 0, asked.months or 0)
        case "count":
            return _count(asked, person, today) if asked.metric == RECOGNITIONS else _counted(asked, person, counts)
        case "appointment":
            return Check(asked, None, unknown="appointment")
        case _:
            return Check(asked, None, unknown="judgement")


def _months(asked: Requirement, tenure: Tenure) -> Check:
    need = asked.months or 0
    if tenure.months >= need or not tenure.open_ended:
        return Check(asked, tenure.months >= need, tenure.months, need)
    return Check(asked, None, tenure.months, need, "record")


def _in_community(person: Person, today: date) -> Tenure:
    """Since the first day on record; they may have come before that."""
    days = [each.record.since for each in person.standings if each.record.since is not None]
    days += [each.record.date for each in person.thanks if each.record.date is not None]
    return Tenure(whole_months(min(days), today) if days else 0, open_ended=True)


def _count(asked: Requirement, person: Person, today: date) -> Check:
    need = asked.at_least
    if need is None:
        return Check(asked, None, unknown="activity")
    since = months_before(today, asked.within_months) if asked.within_months else date.min
    counted = tuple(each for each in person.thanks if _counts(each.record, asked, since, today))
    have = len(counted)
    if asked.scope is not None and have >= need:
        # All thanks were counted; which of them are within the scope, the log does not say.
        return Check(asked, None, have, need, "scope", counted)
    return Check(asked, have >= need, have, need, evidence=counted)


def _counted(asked: Requirement, person: Person, counts: Counts | None) -> Check:
    """What was counted of activity: too little of what may not be all says nothing."""
    need = asked.at_least
    tally = counts.tally(person.id, asked) if counts is not None else None
    if need is None or tally is None:
        return Check(asked, None, need=need, unknown="activity")
    if tally.have is None:
        return Check(asked, None, need=need, unknown="source", tally=tally)
    if tally.have < need and tally.at_least:
        return Check(asked, None, tally.have, need, "part", tally=tally)
    return Check(asked, tally.have >= need, tally.have, need, tally=tally)


def _counts(thanks: Recognition, asked: Requirement, since: date, today: date) -> bool:
    if thanks.date is None:
        return asked.within_months is None
    return since < thanks.date <= today if asked.within_months else thanks.date <= today
