"""Findings as workflow commands, which GitHub Actions turns into annotations.

GitHub shows ten annotations of a level and a step, so the gravest come first. It drops columns where a finding spans
lines, and the whole place where the end is before the start.
"""

from __future__ import annotations

from commtui.checks.diagnostic import SEVERITIES, Diagnostic
from commtui.model.words import printable
from commtui.report.diagnostics.checked import Checked
from commtui.report.style import Style

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(checked: Checked, style: Style) -> str:
    """A command a finding, errors first; nothing where there are none."""
    gravest_first = sorted(checked.diagnostics, key=lambda each: (SEVERITIES.index(each.severity), each))
    return "\n".join(map(_command, gravest_first))


def _command(found: Diagnostic) -> str:
    properties: dict[str, str | int] = {"file": found.file, "line": found.line, "endLine": found.end_line}
    if found.line == found.end_line:
        properties |= {"col": found.column, "endColumn": max(found.column, found.end_column)}
    properties["title"] = found.rule
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    message = f"{found.message}\n{found.hint}" if found.hint else found.message
    return f"::{_COMMANDS[found.severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(text)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
