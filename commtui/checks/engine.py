"""Find the rules and run them."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import import_module

from commtui.checks import rules
from commtui.checks.diagnostic import Diagnostic
from commtui.checks.rule import Context, Finding, Rule
from commtui.store.snapshot import BrokenFile, Snapshot


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule of the modules in `commtui.checks.rules`, by id."""
    modules = [import_module(f"{rules.__name__}.{each.name}") for each in pkgutil.iter_modules(rules.__path__)]
    found = [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]
    return tuple(sorted(found, key=lambda each: each.id))


def check(snapshot: Snapshot, today: date) -> list[Diagnostic]:
    """Everything the rules find in the community, in order of file and line."""
    context = Context(snapshot, today)
    return sorted({found for rule in all_rules() for found in _run(rule, context)})


def _run(rule: Rule, context: Context) -> Iterator[Diagnostic]:
    return (_place(rule, finding) for finding in rule.check(context))


def _place(rule: Rule, finding: Finding) -> Diagnostic:
    severity = finding.severity or rule.severity
    file = finding.file
    if isinstance(file, BrokenFile):
        line, column = file.line, file.column
        return Diagnostic(file.name, line, column, line, column + 1, severity, rule.id, finding.message, finding.hint)
    if finding.path is None:
        return Diagnostic(file.name, 1, 1, 1, 1, severity, rule.id, finding.message, finding.hint)
    positions = file.document.positions
    find = {"value": positions.value, "key": positions.key, "header": positions.header}[finding.part]
    span = find(finding.path)
    return Diagnostic(
        file.name,
        span.line,
        span.column,
        span.end_line,
        span.end_column,
        severity,
        rule.id,
        finding.message,
        finding.hint,
    )
