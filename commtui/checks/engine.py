"""Find the rules and run them."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import import_module

from commtui.checks import rules
from commtui.checks.diagnostic import SEVERITIES, Diagnostic, Severity
from commtui.checks.rule import MOST_PER_RULE_AND_FILE, Context, Finding, Rule
from commtui.checks.words import LONGEST_LINE
from commtui.model.words import printable, shorten
from commtui.store.snapshot import BrokenFile, Snapshot


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule of the modules in `commtui.checks.rules`, by id."""
    modules = [import_module(f"{rules.__name__}.{each.name}") for each in pkgutil.iter_modules(rules.__path__)]
    found = [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]
    return tuple(sorted(found, key=lambda each: each.id))


def check(snapshot: Snapshot, today: date) -> list[Diagnostic]:
    """Everything the rules find in the community, in order of file and line.

    Of one rule and file at most `MOST_PER_RULE_AND_FILE` findings; one more says how many were left out.
    """
    context = Context(snapshot, today)
    return sorted({found for rule in all_rules() for found in _run(rule, context)})


class _Tally:
    """The findings of one rule in one file: how many, and of those left out the first and how bad they are."""

    def __init__(self) -> None:
        self.count = 0
        self.first: Finding | None = None
        self.worst: Severity = "info"

    def leave_out(self, finding: Finding, severity: Severity) -> None:
        if self.first is None:
            self.first, self.worst = finding, severity
        elif severity != self.worst:
            self.worst = min(self.worst, severity, key=SEVERITIES.index)


def _run(rule: Rule, context: Context) -> Iterator[Diagnostic]:
    tallies: dict[str, _Tally] = {}
    for finding in rule.check(context):
        tally = tallies.get(finding.file.name)
        if tally is None:
            tally = tallies[finding.file.name] = _Tally()
        tally.count += 1
        severity = finding.severity or rule.severity
        if tally.count > MOST_PER_RULE_AND_FILE:
            tally.leave_out(finding, severity)
        else:
            yield _place(rule, finding, severity, *finding.words)
    for tally in tallies.values():
        if tally.first is not None:
            more = f"At least {tally.count - MOST_PER_RULE_AND_FILE:,} more like this in this file"
            yield _place(rule, tally.first, tally.worst, more, "mend these first")


def _place(rule: Rule, finding: Finding, severity: Severity, message: str, hint: str) -> Diagnostic:
    line, column, end_line, end_column = _range(finding)
    texts = (shorten(printable(text), LONGEST_LINE) for text in (message, hint))
    return Diagnostic(finding.file.name, line, column, end_line, end_column, severity, rule.id, *texts)


def _range(finding: Finding) -> tuple[int, int, int, int]:
    if isinstance(finding.file, BrokenFile):
        return _place_in_broken(finding.file)
    if finding.path is None:
        return 1, 1, 1, 1
    positions = finding.file.document.positions
    find = {"value": positions.value, "key": positions.key, "header": positions.header}[finding.part]
    span = find(finding.path)
    return span.line, span.column, span.end_line, span.end_column


def _place_in_broken(file: BrokenFile) -> tuple[int, int, int, int]:
    """The character where reading stopped; nothing at the end of a line, or where the text is not known."""
    lines = file.text.split("\n")
    line = min(max(file.line, 1), len(lines)) if file.text else max(file.line, 1)
    length = len(lines[line - 1].removesuffix("\r")) if file.text else 0
    column = min(max(file.column, 1), length + 1) if file.text else max(file.column, 1)
    return line, column, line, min(column + 1, max(length + 1, column))
