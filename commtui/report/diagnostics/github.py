"""Findings as workflow commands, which GitHub Actions turns into annotations.

GitHub shows ten annotations of a level and a step, so the gravest come first. It drops columns where a finding spans
lines, and the whole place where the end is before the start.
"""

from __future__ import annotations

from commtui.checks.diagnostic import SEVERITIES, Diagnostic
from commtui.report.diagnostics.checked import Checked
from commtui.report.style import Style
from commtui.report.workflow_commands import command

LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render(checked: Checked, style: Style) -> str:
    """A command a finding, errors first; nothing where there are none."""
    gravest_first = sorted(checked.diagnostics, key=lambda each: (SEVERITIES.index(each.severity), each))
    return "\n".join(map(annotation, gravest_first))


def annotation(found: Diagnostic) -> str:
    """The command for one finding."""
    properties: dict[str, str | int] = {"file": found.file, "line": found.line, "endLine": found.end_line}
    if found.line == found.end_line:
        properties |= {"col": found.column, "endColumn": max(found.column, found.end_column)}
    message = f"{found.message}\n{found.hint}" if found.hint else found.message
    return command(LEVELS[found.severity], message, properties | {"title": found.rule})
