"""Rungs that too few hold, that one organization holds, or that nobody can reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from commtui.checks.circles import Edges, circles
from commtui.checks.reach import Obstacle, after_edges, effective_after, obstacles
from commtui.checks.rule import Context, Finding, rule
from commtui.checks.words import quoted
from commtui.model.ladder import Ladder, Rung
from commtui.model.words import plural
from commtui.store.snapshot import Entry


@rule("too-few-holders", "warning", "A rung has as many holders as it needs")
def too_few_holders(context: Context) -> Iterator[Finding]:
    for entry, index, rung in _rungs(context):
        if not rung.minimum_holders:
            continue
        count = len(context.index.holders(entry.record.id, rung.id, context.today))
        if count < rung.minimum_holders and not _may_have_more(context, entry.record, rung):
            needs = f"it needs {rung.minimum_holders:,}"
            message = f"The rung {quoted(rung.id)} has {plural(count, 'holder')}, and {needs}"
            yield Finding.on(entry, message, "rung", index, "minimum_holders")


@rule("organization-share", "warning", "No organization holds more of a rung than the ladder allows")
def organization_share(context: Context) -> Iterator[Finding]:
    """One holder of an organization is always allowed: with few holders no share could be small enough."""
    people = context.index.people
    for entry, index, rung in _rungs(context):
        allowed = rung.maximum_share_per_organization
        if allowed is None:
            continue
        holders = context.index.holders(entry.record.id, rung.id, context.today)
        counts = Counter(each for holder in holders for each in people.organizations(holder, context.today))
        for organization, count in sorted(counts.items()):
            if count > 1 and count > allowed * len(holders):
                share = f"{count:,} of {plural(len(holders), 'holder')}"
                message = f"{quoted(organization)} has {share} of {quoted(rung.id)}: more than a share of {allowed}"
                yield Finding.on(entry, message, "rung", index, "maximum_share_per_organization")


@rule("unreachable-rung", "warning", "Someone can reach each rung by what comes before it and what it asks")
def unreachable_rung(context: Context) -> Iterator[Finding]:
    """Told where a requirement stands in the way, or a circle of `after`; what only follows from these is not told."""
    for entry in context.snapshot.of(Ladder):
        found = obstacles(entry.record)
        if not found:
            continue
        told = _members(after_edges(entry.record))
        by_default = _members(effective_after(entry.record))
        for each in found:
            closes_circle = each.is_explicit and each.rung in by_default
            if each.rung not in told and (each.is_requirement or each.missing in told or closes_circle):
                yield Finding.on(entry, _why(each), *each.path, hint=_DEFAULT if closes_circle else "")


_DEFAULT = 'a rung without "after" comes after the main rung before it'


def _members(edges: Edges) -> set[str]:
    return {name for circle in circles(edges) for name in circle}


def _why(obstacle: Obstacle) -> str:
    verb = "asks for" if obstacle.is_requirement else "comes after"
    start = f"Nobody can reach the rung {quoted(obstacle.rung)}: it {verb}"
    if obstacle.rung == obstacle.missing:
        return f"{start} itself"
    return f"{start} {quoted(obstacle.missing)}, which nobody can reach before it"


def _rungs(context: Context) -> Iterator[tuple[Entry[Ladder], int, Rung]]:
    """The rungs of all ladders; of two that have one id, the first."""
    seen: set[tuple[str, str]] = set()
    for entry in context.snapshot.of(Ladder):
        for index, rung in enumerate(entry.record.rung):
            if (entry.record.id, rung.id) not in seen:
                seen.add((entry.record.id, rung.id))
                yield entry, index, rung


def _may_have_more(context: Context, ladder: Ladder, rung: Rung) -> bool:
    """Whether a standing on the rung may be where nothing could be read."""
    index = context.index
    if any(each.ladder == ladder.id or each.ladder not in index.ids("ladder") for each in index.misplaced):
        return True
    if rung.id in index.faulty("standing", "rung") and ladder.id in index.faulty("standing", "ladder"):
        return True
    return any(not file.text for file in context.snapshot.broken) or index.hides(rung.id)
