"""Findings as SARIF 2.1.0, which code scanning services read."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from commtui import __version__
from commtui.checks.diagnostic import Diagnostic
from commtui.checks.engine import all_rules
from commtui.checks.rule import Rule
from commtui.report.as_json import to_json
from commtui.report.diagnostics.checked import Checked
from commtui.report.style import Style

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_ROOT = "SRCROOT"


def render(checked: Checked, style: Style) -> str:
    """One run with its rules and results."""
    rules = all_rules()
    places = {rule.id: index for index, rule in enumerate(rules)}
    driver = {"name": "commtui", "version": __version__, "rules": list(map(_rule, rules))}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "results": [_result(each, places) for each in checked.diagnostics],
    }
    return to_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(found: Diagnostic, places: dict[str, int]) -> dict[str, Any]:
    return {
        "ruleId": found.rule,
        "ruleIndex": places[found.rule],
        "level": _LEVELS[found.severity],
        "message": {"text": f"{found.message}\n{found.hint}" if found.hint else found.message},
        "locations": [{"physicalLocation": _place(found)}],
    }


def _place(found: Diagnostic) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": quote(found.file), "uriBaseId": _ROOT},
        "region": {
            "startLine": found.line,
            "startColumn": found.column,
            "endLine": found.end_line,
            "endColumn": found.end_column,
        },
    }
