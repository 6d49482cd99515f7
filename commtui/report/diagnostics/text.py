"""Findings for people: by file, each with its source line and a mark under the fault."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from commtui.checks.diagnostic import Diagnostic, Severity
from commtui.model.words import plural
from commtui.report.diagnostics.checked import Checked
from commtui.report.diagnostics.excerpt import excerpt
from commtui.report.style import Style

_WIDEST_EXCERPT = 100
NOUNS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def render(checked: Checked, style: Style) -> str:
    """The findings, and a line that counts them."""
    lines: list[str] = []
    for name, group in groupby(checked.diagnostics, key=lambda each: each.file):
        lines += [style.paint(style.show(name), "strong"), *_file(list(group), checked.texts.get(name, ""), style), ""]
    return "\n".join([*lines, _summary(checked, style)])


def _file(findings: list[Diagnostic], text: str, style: Style) -> Iterator[str]:
    source = text.split("\n")
    indent = max(len(_place(each)) for each in findings) + 4
    for each in findings:
        severity = style.paint(f"{each.severity:<7}", each.severity)
        rule = style.paint(f"[{each.rule}]", "faint")
        yield f"  {_place(each):<{indent - 4}}  {severity}  {style.show(each.message)}  {rule}"
        yield from (" " * indent + line for line in _detail(each, source, indent, style))


def _detail(found: Diagnostic, source: list[str], indent: int, style: Style) -> Iterator[str]:
    bar = style.paint(style.sign("│"), "faint")
    line = source[found.line - 1].removesuffix("\r") if found.line <= len(source) else ""
    if line.strip():
        end = found.end_column if found.end_line == found.line else len(line) + 1
        columns = min(style.columns or _WIDEST_EXCERPT, _WIDEST_EXCERPT) - indent - 2
        shown, mark = excerpt(line, found.column - 1, end - 1, columns, style)
        yield f"{bar} {shown}"
        yield f"{bar} {style.paint(mark, found.severity)}"
    if found.hint:
        yield f"{bar} {style.show(found.hint)}"


def _place(found: Diagnostic) -> str:
    return f"{found.line}:{found.column}"


def _summary(checked: Checked, style: Style) -> str:
    files = plural(checked.files, "file")
    where = f"{files}, {plural(checked.snapshot.size, 'record')}"
    if checked.asked is not None and not checked.asked:
        return f"nothing was checked: none of the {files} of the community was named"
    if checked.asked is not None:
        where = f"{len(checked.asked)} of {files}"
    counts = [
        style.paint(plural(count, noun), severity)
        for severity, noun in NOUNS.items()
        if (count := checked.count(severity))
    ]
    if not counts:
        return style.paint(style.sign("✓"), "fine") + f" {where}: nothing to mend"
    return f"{', '.join(counts)} in {where}"
