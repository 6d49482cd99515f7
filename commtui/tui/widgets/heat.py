"""A year as a strip of its 52 weeks: the higher the mark, the more there was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from commtui.insight.thanks import WEEKS, week_of
from commtui.tui.glyphs import Glyphs
from commtui.tui.lines import Line, Span

LABEL = 5
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def heat_spans(weeks: Sequence[int], glyphs: Glyphs) -> tuple[Span, ...]:
    """A mark for each week."""
    most = max(weeks, default=0)
    spans: list[Span] = []
    for count in weeks:
        if not count:
            spans.append((glyphs.gap, "faint"))
            continue
        level = -(-count * len(glyphs.sparks) // most) - 1
        spans.append((glyphs.sparks[level], "accent" if 2 * count > most else "bar"))
    return tuple(spans)


def months_line(year: int, here: date | None, glyphs: Glyphs) -> Line:
    """The months above the strip, and a mark above the week of a day."""
    week = week_of(here) if here is not None and here.year == year else None
    words = [" "] * (WEEKS + 3)
    for number, name in enumerate(_MONTHS, 1):
        start = week_of(date(year, number, 1))
        # The mark takes the place of the month that it would stand in.
        if week is None or not start <= week < start + len(name):
            words[start : start + len(name)] = name
    text = "".join(words[:WEEKS])
    pad = " " * LABEL
    if week is None:
        return Line(((pad + text, "faint"),))
    return Line(((pad + text[:week], "faint"), (glyphs.here, "key"), (text[week + 1 :], "faint")))
