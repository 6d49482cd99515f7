"""The rules that `check` applies, listed."""

from __future__ import annotations

from commtui.checks.engine import all_rules
from commtui.model.words import pad
from commtui.report.as_json import to_json
from commtui.report.style import Style


def as_text(style: Style) -> str:
    """A line a rule: id, severity, summary."""
    rules = all_rules()
    room = max((len(each.id) for each in rules), default=0)
    return "\n".join(
        f"{pad(each.id, room)}  {style.paint(f'{each.severity:<7}', each.severity)}  {style.show(each.summary)}"
        for each in rules
    )


def as_json() -> str:
    """The rules as JSON: id, severity and summary of each."""
    rules = [{"id": each.id, "severity": each.severity, "summary": each.summary} for each in all_rules()]
    return to_json({"rules": rules})
