"""The overview as plain text, for where no app can be shown: at most 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from commtui.checks.diagnostic import Diagnostic
from commtui.insight.overview import attention
from commtui.insight.quarter import progress
from commtui.model.person import Person
from commtui.model.recognition import Recognition
from commtui.model.words import one_line, pad, plural, shorten, width
from commtui.report.style import Style
from commtui.store.snapshot import Snapshot

_COLUMNS = 80
_MOST_ATTENTION = 12
_MOST_THANKS = 5


def render(snapshot: Snapshot, diagnostics: Sequence[Diagnostic], today: date, style: Style) -> str:
    """What needs attention, the quarter's goals, the latest thanks, and what was read."""
    parts = (
        _head(snapshot, today, style),
        _attention(snapshot, diagnostics, today, style),
        _quarter(snapshot, today, style),
        _thanks(snapshot, today, style),
        _foot(snapshot, style),
    )
    return "\n\n".join("\n".join(_cut(line, style) for line in part) for part in parts)


def _cut(line: str, style: Style) -> str:
    # A painted line is cut where it is made; its codes would be counted here.
    return line if "\x1b" in line else shorten(line, _room(style), style.sign("…"))


def _room(style: Style) -> int:
    return min(style.columns or _COLUMNS, _COLUMNS)


def _head(snapshot: Snapshot, today: date, style: Style) -> Iterator[str]:
    community = snapshot.community
    yield style.paint(shorten(style.show(community.name), _room(style)), "strong")
    if community.tagline:
        yield style.show(community.tagline)
    now = progress(snapshot, today)
    yield f"{today} {style.sign('·')} {now.quarter}, {plural(now.days_left, 'day')} left"


def _attention(snapshot: Snapshot, diagnostics: Sequence[Diagnostic], today: date, style: Style) -> Iterator[str]:
    found = attention(snapshot, diagnostics, today)
    yield style.paint("Needs attention", "strong")
    for each in found[:_MOST_ATTENTION]:
        severity = style.paint(f"{each.severity:<7}", each.severity)
        yield f"  {severity}  {_beside(each.title, each.detail, _room(style) - 11, style)}"
    if len(found) > _MOST_ATTENTION:
        yield f"  and {plural(len(found) - _MOST_ATTENTION, 'thing')} more"
    if not found:
        yield f"  {style.sign('✓')} nothing"


def _quarter(snapshot: Snapshot, today: date, style: Style) -> Iterator[str]:
    now = progress(snapshot, today)
    results = f": {now.reached} of {plural(now.key_results, 'key result')} reached" if now.key_results else ""
    yield style.paint(f"Goals of {now.quarter}", "strong") + results
    room = max((len(entry.record.status) for entry in now.goals), default=0)
    for entry in now.goals:
        yield f"  {pad(entry.record.status, room)}  {style.show(entry.record.title)}"
    if not now.goals:
        yield "  none"


def _thanks(snapshot: Snapshot, today: date, style: Style) -> Iterator[str]:
    dated = [each for each in snapshot.records(Recognition) if each.date is not None and each.date <= today]
    yield style.paint("Latest thanks", "strong")
    for each in islice(sorted(dated, key=lambda each: each.date or today, reverse=True), _MOST_THANKS):
        person = snapshot.find(Person, each.person)
        name = person.record.name if person is not None else each.person
        yield f"  {each.date}  {_beside(name, each.reason or ', '.join(each.kinds), _room(style) - 14, style)}"
    if not dated:
        yield "  none yet"


def _beside(title: str, detail: str, room: int, style: Style) -> str:
    """A title and its detail in one line; the title keeps three fifths where there is not room for both."""
    ellipsis = style.sign("…")
    title, detail = style.show(one_line(title)), style.show(one_line(detail))
    title = shorten(title, max(room - width(detail) - 2, room * 3 // 5), ellipsis)
    return f"{title}  {shorten(detail, room - width(title) - 2, ellipsis)}"


def _foot(snapshot: Snapshot, style: Style) -> Iterator[str]:
    place = snapshot.home.place
    shown = place.relative_to(snapshot.home.base) if place.is_relative_to(snapshot.home.base) else place
    files = plural(len(snapshot.files) + len(snapshot.broken), "file")
    yield style.show(f"{plural(snapshot.size, 'record')} in {files} of {shown}")
