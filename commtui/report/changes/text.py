"""Changes for people in a terminal: a line each."""

from __future__ import annotations

from commtui.report.changes.comparison import Comparison
from commtui.report.changes.sentences import sentences, unchanged
from commtui.report.changes.voice import terminal
from commtui.report.style import Style


def render(comparison: Comparison, style: Style) -> str:
    """The changes in words, or that there are none."""
    voice = terminal(style)
    lines = list(sentences(comparison, comparison.changes.changes, voice))
    return "\n".join(lines) if lines else unchanged(comparison, voice)
