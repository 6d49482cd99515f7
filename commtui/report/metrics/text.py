"""Numbers as a table for a terminal: at most 100 columns, each line whole at 80."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commtui.insight.figures import Figure
from commtui.model.words import pad, plural, shorten, width
from commtui.report.metrics.sheet import NONE, Sheet, brief, value
from commtui.report.style import Style
from commtui.report.values import day_in_words, number

_COLUMNS = 80
_WIDEST = 100
_NAME, _VALUE, _SAMPLE = 34, 13, 7
_TREND = 8
_BARS = "▁▂▃▄▅▆▇█"


def render(sheet: Sheet, style: Style) -> str:
    """The page: what is counted, the figures by groups, and what the source cannot tell."""
    parts = [list(_head(sheet, style))]
    for title, found in _groups(sheet.known):
        parts.append([_columns(title, sheet, style), *(line for each in found for line in _figure(each, sheet, style))])
    if any(each.reached for each in sheet.climbs):
        parts.append(list(_climbs(sheet, style)))
    if sheet.unknown:
        parts.append(list(_unknown(sheet, style)))
    parts.append(
        [f"commtui metrics --explain METRIC {style.sign('·')} what a number means, and what it was counted from"]
    )
    return "\n\n".join("\n".join(part) for part in parts)


def _groups(figures: Sequence[Figure]) -> Iterator[tuple[str, list[Figure]]]:
    starters = [each for each in figures if each.definition.starter]
    own = [each for each in figures if each.definition.own]
    others = [each for each in figures if not each.definition.starter and not each.definition.own]
    groups = (("To begin with", starters), ("More", others), ("Your own", own))
    yield from ((title, found) for title, found in groups if found)


def _head(sheet: Sheet, style: Style) -> Iterator[str]:
    where = f"  {style.show(sheet.repository)}" if sheet.repository else ""
    yield style.paint(style.show(sheet.community), "strong") + where
    goes_on = f", {plural((sheet.until - sheet.today).days, 'day')} left" if sheet.is_going_on else ""
    dot = style.sign("·")
    yield f"{sheet.period} from {day_in_words(sheet.since)}{goes_on} {dot} counted from {sheet.source}"


def _room(style: Style) -> int:
    return min(style.columns or _COLUMNS, _WIDEST)


def _columns(title: str, sheet: Sheet, style: Style) -> str:
    heads = (str(sheet.period), "before", "year before")
    cells = "".join(each.rjust(_VALUE) for each in heads)
    return style.paint(pad(title, _NAME), "strong") + style.paint(f"{cells}{'n':>{_SAMPLE}}", "faint")


def _figure(figure: Figure, sheet: Sheet, style: Style) -> Iterator[str]:
    name = pad(shorten(style.show(figure.definition.title), _NAME - 3, style.sign("…")), _NAME - 2)
    now = value(figure.now)
    before = value(figure.last)
    cells = "".join(each.rjust(_VALUE) for each in (now, before, value(figure.year_before)))
    judged = figure.judged(figure.last)
    role = {True: "fine", False: "warning", None: ""}[judged]
    shown = cells[:_VALUE]
    line = (
        f"  {name}{style.paint(shown, role) if role else shown}{cells[_VALUE:]}{number(figure.now.sample):>{_SAMPLE}}"
    )
    trend = _trend(figure.values, style) if _room(style) >= _COLUMNS + _TREND + 2 else ""
    yield f"{line}  {trend}".rstrip()
    yield from _wrapped(list(brief(figure.now, sheet.promise_days)), style)


def _wrapped(words: list[str], style: Style) -> Iterator[str]:
    """The rest of what is known, in as few lines as hold it."""
    joint = f" {style.sign('·')} "
    line = ""
    for each in map(style.show, words):
        longer = f"{line}{joint}{each}" if line else each
        if line and width(longer) > _room(style) - 4:
            yield style.paint(f"    {line}", "faint")
            longer = each
        line = longer
    if line:
        yield style.paint(f"    {line}", "faint")


def _trend(values: Sequence[float | None], style: Style) -> str:
    """A small bar for each period; a gap where nothing is known, and nothing in ASCII."""
    known = [each for each in values if each is not None]
    if style.ascii_only or len(known) < 2:
        return ""
    low, high = min(known), max(known)
    span = high - low
    steps = len(_BARS) - 1
    return "".join(
        " " if each is None else _BARS[round((each - low) / span * steps) if span else steps // 2] for each in values
    )


def _climbs(sheet: Sheet, style: Style) -> Iterator[str]:
    """The way up, by the plan: who went on from rung to rung so far."""
    yield style.paint("From rung to rung, so far", "strong")
    for each in sheet.climbs:
        words = f"{style.show(each.before_title)} {style.sign('→')} {style.show(each.after_title)}"
        name = pad(shorten(words, _NAME - 3, style.sign("…")), _NAME - 2)
        shown = f"{each.share:.0%}" if each.share is not None else NONE
        yield f"  {name}{shown:>{_VALUE}}{number(each.reached):>{2 * _VALUE + _SAMPLE}}"


def _unknown(sheet: Sheet, style: Style) -> Iterator[str]:
    names = ", ".join(style.show(each.definition.title).lower() for each in sheet.unknown)
    yield style.paint("Not told by git", "strong")
    yield from _lines(f"{names}.", style)
    yield from _lines("For these: --source github, with a token in GITHUB_TOKEN or from `gh auth login`.", style)


def _lines(text: str, style: Style) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and width(f"{line} {word}") > _room(style) - 2:
            yield f"  {line}"
            line = word
        else:
            line = f"{line} {word}".strip()
    yield f"  {line}"
