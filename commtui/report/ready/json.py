"""Who may come to the next rung, for a program: an interface, to which keys are added and in which none is renamed."""

from __future__ import annotations

from typing import Any

from commtui.insight.ready import Candidate
from commtui.insight.way_up import Check
from commtui.report.as_json import to_json
from commtui.report.ready.sheet import Sheet, proofs
from commtui.report.ready.words import how
from commtui.report.style import Style


def render(sheet: Sheet, style: Style) -> str:
    """`{"people": [{"person", "ladder", "rung", "next", "ready", "requirements": [...], ...}], ...}`."""
    origin = sheet.origin
    seen_at = origin.seen_at if origin is not None else None
    return to_json(
        {
            "community": sheet.community,
            "computed_on": sheet.today.isoformat(),
            "source": origin.source if origin is not None else None,
            "repository": origin.repository if origin is not None else None,
            "seen_at": f"{seen_at.isoformat(timespec='seconds')}Z" if seen_at is not None else None,
            "people": [_candidate(each) for each in sheet.candidates],
        }
    )


def _candidate(candidate: Candidate) -> dict[str, Any]:
    person, step = candidate.person.record, candidate.step
    return {
        "person": person.id,
        "name": person.name,
        "listed": person.listed,
        "ladder": step.ladder.record.id,
        "rung": candidate.rung.id if candidate.rung is not None else None,
        "next": step.rung.id,
        "line": step.rung.line,
        "held_before": step.held_before,
        "ready": step.is_ready,
        "requirements": [_requirement(each) for each in step.checks],
    }


def _requirement(check: Check) -> dict[str, Any]:
    asked, tally = check.requirement, check.tally
    return {
        "text": asked.text,
        "kind": asked.kind,
        "any_of": asked.any_of,
        "metric": asked.metric,
        "met": check.met,
        "have": check.have,
        "need": check.need,
        "why": how(check),
        "source": tally.source if tally is not None else None,
        "evidence": [{"url": each.url, "title": each.title, "date": each.day} for each in proofs(check)],
    }
