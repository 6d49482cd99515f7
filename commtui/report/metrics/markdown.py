"""Numbers as Markdown that is safe to publish."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commtui.insight.figures import Figure
from commtui.report.metrics.sheet import Sheet, brief, value
from commtui.report.records.markdown import escape
from commtui.report.style import Style
from commtui.report.values import day_in_words, number

_JUDGED = {True: "better", False: "worse", None: ""}


def render(sheet: Sheet, style: Style) -> str:
    """A heading and a table of all figures that the source can tell."""
    rungs = "\n".join(climbs(sheet))
    ways = ["### From rung to rung, so far", rungs] if rungs else []
    return "\n\n".join([f"## {escape(sheet.community)} in {sheet.period}", *body(sheet, sheet.known), *ways])


def climbs(sheet: Sheet) -> Iterator[str]:
    """How many went on from rung to rung, by the plan: a line each where anybody stood."""
    for each in sheet.climbs:
        if each.share is not None:
            yield f"- {escape(each.before_title)} → {escape(each.after_title)}: {each.share:.0%} (n = {each.reached})"


def body(sheet: Sheet, figures: Sequence[Figure], *, still: bool = False) -> Iterator[str]:
    """A table of figures, what else is known of them, and where they come from: a block each.

    With `still` all but the last stay the same from day to day while nothing happens.
    """
    yield "\n".join(_table(figures, sheet))
    further = list(_further(figures, sheet, still=still))
    if further:
        yield "\n".join(further)
    yield origin(sheet)


def origin(sheet: Sheet) -> str:
    """A line that says of what, from what, and until when."""
    of = f" of {escape(sheet.repository)}" if sheet.repository else ""
    goes_on = " The period is not over yet." if sheet.is_going_on else ""
    return f"_Counted from {escape(sheet.source)}{of} on {day_in_words(sheet.today)}.{goes_on}_"


def _table(figures: Sequence[Figure], sheet: Sheet) -> Iterator[str]:
    yield f"| Metric | {sheet.period} | Before | A year before | n |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for each in figures:
        judged = each.judged(each.last)
        words = f" ({_JUDGED[judged]})" if judged is not None else ""
        title = escape(each.definition.title)
        name = f"[{title}]({each.definition.source})" if each.definition.source and not each.definition.own else title
        cells = (f"{value(each.now)}{words}", value(each.last), value(each.year_before), number(each.now.sample))
        yield f"| {name} | {' | '.join(cells)} |"


def _further(figures: Sequence[Figure], sheet: Sheet, *, still: bool) -> Iterator[str]:
    for each in figures:
        words = [escape(word) for word in brief(each.now, sheet.promise_days, still=still)]
        if words:
            yield f"- **{escape(each.definition.title)}**: {', '.join(words)}"
