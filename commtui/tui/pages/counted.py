"""The page of a metric that is counted now: the number, what it leaves out, its trend, and what is behind it."""

from __future__ import annotations

from collections.abc import Iterator

from commtui.insight.counted import Counted
from commtui.insight.figures import Figure
from commtui.insight.trend import better, changed
from commtui.metrics.measure import Case
from commtui.model.words import one_line
from commtui.report.metrics.sheet import amount, brief, rest, value
from commtui.report.values import day_in_words, number
from commtui.tui.glyphs import Glyphs
from commtui.tui.lines import Span
from commtui.tui.pages.metric import levels_of
from commtui.tui.state import State
from commtui.tui.text import fit
from commtui.tui.widgets.chart import chart
from commtui.tui.writer import Writer

LOW, HIGH = 6, 9
ROOMY = 80
DAY = 11


def write_counted(writer: Writer, state: State, counted: Counted, figure: Figure) -> None:
    """Number, comparison, chart and evidence."""
    now = figure.now
    sample = f"n={now.sample:,} {figure.definition.counted}".strip()
    writer.title(figure.definition.title, (value_of(figure), "accent"), (f"  in {counted.period}  {sample}", "muted"))
    promise = state.snapshot.community.promise_days
    for words in brief(now, promise):
        writer.text(words, "muted")
    writer.blank()
    for label, other in (("Before", figure.last), ("A year before", figure.year_before)):
        if other is not None and other.value is not None:
            writer.field(label, ((f"{value(other)} in {other.period}  ", "text"), *step(figure, other.value, writer)))
    writer.blank()
    _write_chart(writer, state, figure)
    _write_cases(writer, counted, figure)
    _write_rest(writer, figure)


def value_of(figure: Figure) -> str:
    """A figure's value in words; a dash where nothing could be counted."""
    return value(figure.now, "no data")


def origin(counted: Counted) -> str:
    """Where the numbers come from."""
    of = f" of {counted.repository}" if counted.repository else ""
    seen = f", read {counted.seen_at:%Y-%m-%d %H:%M} UTC" if counted.seen_at is not None else ""
    return f"{counted.source}{of}{seen}"


def step(figure: Figure, before: float | None, writer: Writer) -> tuple[Span, ...]:
    """By how much it changed, and whether that is good, where one knows."""
    return step_of(figure, before, writer.glyphs)


def step_of(figure: Figure, before: float | None, glyphs: Glyphs) -> tuple[Span, ...]:
    """The same for a list."""
    now = figure.now.value
    if now is None or before is None:
        return ()
    change = changed(before, now)
    glyph = glyphs.level if not change else glyphs.up if change > 0 else glyphs.down
    judged = better(figure.definition.direction, before, now) if figure.over else None
    words, style = {True: (" better", "good"), False: (" worse", "bad"), None: ("", "muted")}[judged]
    if not change:
        words = " the same"
    return ((f"{glyph} {moved(change, figure.definition.unit)}", style), (words, style))


def moved(change: float, unit: str) -> str:
    """How far a number moved; a share by points of a hundred, for a percent of a percentage is something else."""
    return f"{abs(change) * 100:.0f} pp" if unit == "share" else amount(abs(change), unit)


def _write_chart(writer: Writer, state: State, figure: Figure) -> None:
    labels = [str(each.period)[2:] for each in (*figure.before, figure.now)]
    level = levels_of(state, figure.definition.id)
    height = HIGH if writer.text_cells >= ROOMY else LOW
    room = writer.text_cells - (len(level.words) + 1 if level else 0)
    for each in chart(list(figure.values), labels, room, height, writer.glyphs, level):
        writer.add(*each.spans)


def _write_cases(writer: Writer, counted: Counted, figure: Figure) -> None:
    cases = counted.cases.get(figure.definition.id, ())
    writer.heading("Counted from these", "" if cases else "nothing")
    unit = figure.definition.unit if figure.definition.grain == "thread" and figure.definition.unit == "days" else ""
    for each in cases:
        writer.spread(tuple(_case(each, writer)), ((_amount(each, unit), "muted"),), target=each)


def _case(case: Case, writer: Writer) -> Iterator[Span]:
    day = day_in_words(case.happened_at.date()) if case.happened_at is not None else ""
    yield fit(day, DAY, writer.glyphs.ellipsis) + "  ", "muted"
    yield one_line(case.title), "link" if case.url or case.person else "text"
    if case.name and case.name != case.title:
        yield f"  {one_line(case.name)}", "faint"


def _amount(case: Case, unit: str) -> str:
    return "" if case.amount is None else amount(case.amount, unit) if unit else number(round(case.amount, 2))


def _write_rest(writer: Writer, figure: Figure) -> None:
    found = list(rest(figure.now))
    if found:
        writer.heading("Further numbers")
    for name, words in found:
        writer.field(name, words)
