"""Findings as JSON: a stable interface; keys are added, never renamed."""

from __future__ import annotations

from dataclasses import asdict

from commtui.report.as_json import to_json
from commtui.report.diagnostics.checked import Checked
from commtui.report.style import Style


def render(checked: Checked, style: Style) -> str:
    """The findings, and how many files and records were looked at."""
    return to_json(
        {
            "diagnostics": [asdict(each) for each in checked.diagnostics],
            "files": checked.files,
            "records": checked.snapshot.size,
        }
    )
