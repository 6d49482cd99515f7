"""A message for a commit, from what changed."""

from __future__ import annotations

from commtui.model.words import shorten
from commtui.report.changes.comparison import Comparison
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
    if len(told) == 1 and len(told[0]) <= _LONGEST_SUBJECT:
        return told[0]
    subject = told[0] if len(told) == 1 else f"Plan: {len(told)} changes"
    body = "\n".join(f"- {shorten(each, _LONGEST_LINE)}" for each in told)
    return f"{shorten(subject, _LONGEST_SUBJECT)}\n\n{body}"
