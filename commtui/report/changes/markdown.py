"""Changes as Markdown that is safe in a comment on GitHub: text stays text, and nobody is named who is not listed."""

from __future__ import annotations

from commtui.report.changes.comparison import Comparison
from commtui.report.changes.sentences import left_out, sentences, unchanged
from commtui.report.changes.voice import MARKDOWN
from commtui.report.style import Style

# A comment holds 65,536 characters, and something may stand around this.
LONGEST = 50_000


def render(comparison: Comparison, style: Style) -> str:
    """A list of the changes in words, or a line that says that there are none."""
    lines = [f"- {each}" for each in sentences(comparison, comparison.published, MARKDOWN)]
    if note := left_out(comparison):
        lines.append(f"- {note}")
    if not lines:
        return unchanged(comparison, MARKDOWN)
    shown: list[str] = []
    room = LONGEST
    for index, line in enumerate(lines):
        room -= len(line) + 1
        if room < 0:
            shown.append(f"- and {len(lines) - index} more")
            break
        shown.append(line)
    return "\n".join(shown)
