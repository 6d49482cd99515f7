"""Who may come to the next rung, as Markdown that is safe to publish: people who are not listed are left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commtui.insight.ready import Candidate
from commtui.insight.tally import Proof
from commtui.insight.way_up import Check
from commtui.model.words import one_line
from commtui.report.ready.sheet import PROMISE, Sheet, proofs, way
from commtui.report.ready.words import VERDICTS, how, summary
from commtui.report.records.markdown import escape, link
from commtui.report.style import Style
from commtui.report.values import day_in_words

# So many of what was counted are shown of each requirement.
_FEW = 5


def render(sheet: Sheet, style: Style) -> str:
    """A heading, who is ready with the evidence, and a table of the others."""
    parts = [f"## {escape(sheet.community)}: who may come to the next rung", f"_{escape(sheet.told_from)} {PROMISE}_"]
    ready, others = _listed(sheet.ready, sheet), _listed(sheet.others, sheet)
    if sheet.single:
        return "\n\n".join([*parts, *("\n".join(_whole(each, sheet)) for each in _listed(sheet.candidates, sheet))])
    if ready:
        parts += ["### Ready, as far as it can be counted", *("\n".join(_whole(each, sheet)) for each in ready)]
    if others:
        parts += ["### On the way", "\n".join(_table(others, sheet))]
    return "\n\n".join(parts)


def _listed(candidates: Sequence[Candidate], sheet: Sheet) -> list[Candidate]:
    return [each for each in candidates if not sheet.unlisted.hides(each.person.data)]


def _whole(candidate: Candidate, sheet: Sheet) -> Iterator[str]:
    name, words = escape(candidate.person.record.name), escape(way(candidate, sheet, "→"))
    yield f"- **{name}**, {words}: {summary(candidate.step) or 'asks for nothing in particular'}"
    for check in candidate.step.checks:
        yield f"  - {VERDICTS[check.met]}: {escape(check.requirement.text)} ({escape(how(check))})"
        yield from (f"    - {_proof(each)}" for each in _few(check))


def _few(check: Check) -> list[Proof]:
    return list(proofs(check))[:_FEW]


def _proof(proof: Proof) -> str:
    title = escape(one_line(proof.title)) or "untitled"
    day = f", {day_in_words(proof.day)}" if proof.day is not None else ""
    return f"{link(title, proof.url or '')}{day}"


def _table(candidates: Sequence[Candidate], sheet: Sheet) -> Iterator[str]:
    yield "| Person | Way | So far |"
    yield "| --- | --- | --- |"
    for each in candidates:
        yield f"| {escape(each.person.record.name)} | {escape(way(each, sheet, '→'))} | {summary(each.step)} |"
