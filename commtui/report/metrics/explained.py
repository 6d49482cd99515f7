"""One number opened: what it means, how it is counted, and what it was counted from."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commtui.insight.figures import Figure
from commtui.metrics.measure import Case
from commtui.model.words import one_line, shorten, width
from commtui.report.metrics.sheet import Sheet, amount, rest, value
from commtui.report.style import Style
from commtui.report.values import number

_COLUMNS = 80
_WIDEST = 120


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure and the cases behind it, the latest first; there may be `more` than are given."""

    sheet: Sheet
    figure: Figure
    cases: Sequence[Case]
    more: bool


def render(explained: Explained, style: Style) -> str:
    """Definition, number, SQL and evidence."""
    figure = explained.figure
    definition = figure.definition
    parts = [
        [style.paint(style.show(definition.title), "strong"), *_number(explained, style)],
        _wrapped(definition.reading, style),
        list(_facts(figure, style)),
        [style.paint("What it was counted from", "strong"), *_evidence(explained, style)],
        [style.paint("How it is counted", "strong"), *(f"  {style.show(each)}" for each in _sql(figure))],
    ]
    return "\n\n".join("\n".join(part) for part in parts)


def _room(style: Style) -> int:
    return min(style.columns or _COLUMNS, _WIDEST)


def _wrapped(text: str, style: Style) -> list[str]:
    return textwrap.wrap(style.show(one_line(text)), _room(style))


def _number(explained: Explained, style: Style) -> Iterator[str]:
    figure, sheet = explained.figure, explained.sheet
    if not figure.known:
        yield "Git cannot tell: --source github, with a token in GITHUB_TOKEN or from `gh auth login`."
        return
    counted = f" {figure.definition.counted}" if figure.definition.counted else ""
    yield f"{value(figure.now)} in {sheet.period}, n = {number(figure.now.sample)}{counted}, from {sheet.source}"
    if figure.now.trouble:
        yield style.show(figure.now.trouble)
    for name, words in rest(figure.now):
        yield f"  {style.show(name):<26}{words:>12}"


def _facts(figure: Figure, style: Style) -> Iterator[str]:
    definition = figure.definition
    yield f"{'Id':<10}{definition.id}"
    yield f"{'Unit':<10}{style.show(definition.unit)}"
    words = {"up": "more is better", "down": "less is better", None: "neither more nor less is better"}
    yield f"{'Direction':<10}{words[definition.direction]}"
    if definition.source:
        yield f"{'CHAOSS':<10}{style.show(definition.chaoss)}  {style.show(definition.source)}"
    elif not definition.own:
        yield f"{'CHAOSS':<10}has no metric of this name: this one is ours"
    if definition.own:
        yield f"{'File':<10}{style.show(str(definition.path))}"


def _evidence(explained: Explained, style: Style) -> Iterator[str]:
    unit = explained.figure.definition.unit if explained.figure.definition.grain == "thread" else ""
    if explained.cases and explained.figure.definition.amount:
        yield f"  At the end of each: {style.show(explained.figure.definition.amount)}."
    for each in explained.cases:
        yield _case(each, unit, style)
        if each.url:
            yield style.paint(f"              {style.show(each.url)}", "faint")
    if explained.more:
        yield "  and more: --evidence N shows so many"
    if not explained.cases:
        yield "  nothing"


def _case(case: Case, unit: str, style: Style) -> str:
    day = f"{case.happened_at:%Y-%m-%d}" if case.happened_at is not None else " " * 10
    measured = ""
    if case.amount is not None:
        measured = amount(case.amount, unit if unit == "days" else "")
    by = f"  {style.show(one_line(case.name))}" if case.name and case.name != case.title else ""
    tail = f"{by}  {measured}".rstrip()
    title = style.show(one_line(case.title))
    return f"  {day}  {shorten(title, max(20, _room(style) - 14 - width(tail)), style.sign('…'))}{tail}"


def _sql(figure: Figure) -> list[str]:
    definition = figure.definition
    return ["WITH cases AS (", *definition.cases.splitlines(), ")", *definition.value.splitlines()]
