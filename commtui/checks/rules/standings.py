"""Who stands on which rung, and who spoke for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from commtui.checks.rule import Context, Finding, rule
from commtui.checks.words import listed, quoted
from commtui.model.ladder import Ladder, Nomination
from commtui.model.standing import Standing
from commtui.store.snapshot import Entry


@rule("overlapping-standings", "error", "A person stands on a rung, for one scope, once at a time")
def overlapping_standings(context: Context) -> Iterator[Finding]:
    """A day shared by the last of one and the first of the next is a handover, not an overlap."""
    groups: dict[tuple[str, str, str, str | None], list[Entry[Standing]]] = {}
    for entry in context.snapshot.of(Standing):
        standing = entry.record
        if standing.until is not None or standing.status in {"active", "on leave"}:
            key = standing.person, standing.ladder, standing.rung, standing.scope
            groups.setdefault(key, []).append(entry)
    for group in groups.values():
        if len(group) > 1:
            yield from _overlaps(group)


def _overlaps(group: list[Entry[Standing]]) -> Iterator[Finding]:
    ordered = sorted(group, key=_since)
    longest = ordered[0]
    for entry in ordered[1:]:
        if _since(entry) < _until(longest):
            standing = entry.record
            message = (
                f"{quoted(standing.person)} stands on {quoted(standing.rung)} twice at this time: see {longest.where}"
            )
            yield Finding.on(entry, message, *_field(entry, "since"), hint='end the earlier one with "until"')
        if _until(entry) > _until(longest):
            longest = entry


def _since(entry: Entry[Standing]) -> date:
    return entry.record.since or date.min


def _until(entry: Entry[Standing]) -> date:
    return entry.record.until or date.max


def _field(entry: Entry[Standing], name: str) -> tuple[str, ...]:
    return (name,) if getattr(entry.record, name) is not None else ()


@rule("emeritus-without-until", "warning", "Who is emeritus has a last day on the rung")
def emeritus_without_until(context: Context) -> Iterator[Finding]:
    for entry in context.snapshot.of(Standing):
        standing = entry.record
        if standing.status == "emeritus" and standing.until is None:
            message = f'{quoted(standing.person)} is emeritus on {quoted(standing.rung)}, and there is no "until"'
            yield Finding.on(entry, message, hint="add the last day on the rung, as in until = 2026-06-30")


@rule("sponsor-without-rung", "warning", "A sponsor held a rung that may sponsor, on that day")
def sponsor_without_rung(context: Context) -> Iterator[Finding]:
    held = context.index.people.held
    for entry, asked, day in _sponsored(context):
        for index, person in enumerate(entry.record.sponsors) if asked.rungs else ():
            if held(person, entry.record.ladder, asked.rungs, day) or _is_unsure(context, person):
                continue
            message = f"{quoted(person)} held no rung on {day} that may sponsor {quoted(entry.record.rung)}"
            hint = f"sponsors hold {listed(sorted(asked.rungs), 'or', most=6)}"
            yield Finding.on(entry, message, "sponsors", index, hint=hint)


@rule("sponsors-share-organization", "warning", "Sponsors are of different organizations where the ladder asks for it")
def sponsors_share_organization(context: Context) -> Iterator[Finding]:
    organizations = context.index.people.organizations
    for entry, asked, day in _sponsored(context):
        if not asked.distinct_organizations:
            continue
        first: dict[str, str] = {}
        for index, person in enumerate(entry.record.sponsors):
            shared = [each for each in organizations(person, day) if first.setdefault(each, person) != person]
            if shared:
                message = f"{quoted(person)} and {quoted(first[shared[0]])} were both with {quoted(shared[0])} on {day}"
                yield Finding.on(entry, message, "sponsors", index, hint="the ladder asks for different organizations")


class _Asked(NamedTuple):
    """What is asked of sponsors; no rungs where anyone may sponsor."""

    rungs: frozenset[str]
    distinct_organizations: bool


def _sponsored(context: Context) -> Iterator[tuple[Entry[Standing], _Asked, date]]:
    """The standings with sponsors and a first day, and what their rung asks of sponsors."""
    asked: dict[tuple[str, str], _Asked] = {}
    for ladder in context.snapshot.records(Ladder):
        of_all = _asked(ladder.nomination)
        for rung in ladder.rung:
            asked.setdefault((ladder.id, rung.id), _asked(rung.nomination) if rung.nomination else of_all)
    for entry in context.snapshot.of(Standing):
        standing = entry.record
        if standing.sponsors and standing.since is not None and (standing.ladder, standing.rung) in asked:
            yield entry, asked[standing.ladder, standing.rung], standing.since


def _asked(nomination: Nomination | None) -> _Asked:
    if nomination is None:
        return _Asked(frozenset(), False)
    return _Asked(frozenset(nomination.sponsor_rungs), nomination.distinct_organizations)


def _is_unsure(context: Context, person: str) -> bool:
    """Whether nothing is known of the person, or a standing of theirs may be one that could not be read."""
    index = context.index
    if any(each.person == person for each in index.misplaced):
        return True
    return person not in index.ids("person") or index.hides(person) or person in index.faulty("standing", "person")
