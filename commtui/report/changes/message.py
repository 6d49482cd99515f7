"""A message for a commit, from what changed."""

from __future__ import annotations

from commtui.insight.changes import Change
from commtui.model.words import shorten
from commtui.report.changes.comparison import Comparison
from commtui.report.changes.fields import details
from commtui.report.changes.names import Names
from commtui.report.changes.sentences import sentences
from commtui.report.changes.voice import PLAIN

_LONGEST_SUBJECT = 72
_LONGEST_LINE = 500


def message(comparison: Comparison) -> str:
    """A subject line, and what changed below it where that is more than the subject says; people who are not listed
    are not named.
    """
    told = [each.replace('"', "'") for each in sentences(comparison, comparison.published, PLAIN)]
    if not told:
        return "Update the plan"
    subject = _subject(comparison, told)
    if told == [subject]:
        return subject
    body = "\n".join(f"- {shorten(each, _LONGEST_LINE)}" for each in told)
    return f"{subject}\n\n{body}"


def _subject(comparison: Comparison, told: list[str]) -> str:
    """The change whole, in fewer words where it has too many; how many there are where it is not one."""
    if len(told) > 1:
        return f"Plan: {len(told)} changes"
    wordings = [*told, *(_briefly(comparison, each) for each in comparison.published if len(comparison.published) == 1)]
    return next((each for each in wordings if len(each) <= _LONGEST_SUBJECT), shorten(told[0], _LONGEST_SUBJECT))


def _briefly(comparison: Comparison, change: Change) -> str:
    """What became of a record by its id, for it may have a long title."""
    head = f"{change.kind.about.noun.capitalize()} {change.now.data.get('id', '')}".rstrip()
    said = details(change, Names(comparison), PLAIN).replace('"', "'") if change.what == "changed" else change.what
    whole = f"{head}: {said}"
    return whole if len(whole) <= _LONGEST_SUBJECT else f"{head}: {change.what}"
