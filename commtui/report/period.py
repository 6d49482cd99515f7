"""How a period went, as Markdown for an issue: the numbers, the goals, who waits, whom to thank. Safe to publish."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from commtui.insight.figures import Figure
from commtui.insight.key_result import share, verdict
from commtui.insight.measured import Values
from commtui.metrics.measure import Waiting
from commtui.model.goal import Goal, KeyResult
from commtui.model.person import Person
from commtui.model.recognition import Recognition
from commtui.model.when import Quarter
from commtui.model.words import one_line, plural, shorten
from commtui.report.metrics.markdown import body
from commtui.report.metrics.sheet import Sheet, amount
from commtui.report.records.markdown import escape, link
from commtui.report.unlisted import Unlisted
from commtui.report.values import day_in_words, number, wanted
from commtui.store.snapshot import Entry, Snapshot

_MOST_WAITING = 20
_MOST_THANKED = 30
_MOST_REASONS = 3
_LONGEST = 100
_FEWEST_OF_A_TREND = 3


@dataclass(frozen=True, slots=True)
class Period:
    """What is told: the figures of the starter set, the plan, the values of key results, and who waits."""

    sheet: Sheet
    snapshot: Snapshot
    values: Values
    waiting: Sequence[Waiting]


def render(period: Period) -> str:
    """The sections that have something to say."""
    sections = (_numbers(period), _goals(period), _waiting(period), _thanks(period))
    return "\n\n".join("\n\n".join(found) for section in sections if (found := list(section)))


def _numbers(period: Period) -> Iterator[str]:
    sheet = period.sheet
    starters = [each for each in sheet.known if each.definition.starter]
    if not starters:
        return
    yield "### Numbers"
    *blocks, _ = body(sheet, starters, still=True)
    yield from blocks
    charts = [chart for each in starters if (chart := _chart(each))]
    if charts:
        yield "\n\n".join(["<details><summary>Trends</summary>", *charts, "</details>"])


def _chart(figure: Figure) -> str:
    """A trend as Mermaid, which GitHub draws; periods of which nothing is known are left out."""
    known = [each for each in (*figure.before, figure.now) if each.value is not None]
    if len(known) < _FEWEST_OF_A_TREND:
        return ""
    title = re.sub(r"[^\w .,()%-]", "", figure.definition.title)
    unit = re.sub(r"[^\w %-]", "", figure.definition.unit)
    labels = ", ".join(f'"{each.period}"' for each in known)
    values = ", ".join(_plain(each.value) for each in known if each.value is not None)
    lines = ("```mermaid", "xychart-beta", f'    title "{title}"', f"    x-axis [{labels}]")
    return "\n".join((*lines, f'    y-axis "{unit}"', f"    line [{values}]", "```"))


def _plain(value: float) -> str:
    """A number of four digits that count, without an exponent, which Mermaid cannot read."""
    return f"{Decimal(f'{value:.4g}'):f}"


def _goals(period: Period) -> Iterator[str]:
    sheet = period.sheet
    goals = [each for each in period.snapshot.of(Goal) if _is_within(each.record.quarter, sheet, period.snapshot)]
    if not goals:
        return
    yield "### Goals"
    yield "\n".join(line for each in goals for line in _goal(each.record, period))


def _is_within(quarter: Quarter, sheet: Sheet, snapshot: Snapshot) -> bool:
    starts = snapshot.community.fiscal_year_starts
    return quarter.first_day(starts) < sheet.until and quarter.end(starts) > sheet.since


def _goal(goal: Goal, period: Period) -> Iterator[str]:
    yield f"- **{escape(goal.title)}** ({goal.status})"
    for each in goal.key_result:
        value = period.values.value(each, goal.quarter)
        yield f"  - {_mark(each, value)} {escape(each.title)}{_steps(each, value)}"


def _mark(result: KeyResult, value: float | None) -> str:
    return {"reached": "✅", "open": "🔸", "unjudged": "▫️"}[verdict(result, value)]


def _steps(result: KeyResult, value: float | None) -> str:
    """From where, where now, and where to; or how far."""
    if result.metric is None:
        far = share(result, value)
        return "" if far is None or result.done is not None else f": {far:.0%}"
    now = result.actual if result.actual is not None else value
    target = wanted(result.at_least, result.at_most)
    steps = (
        f"was {number(result.baseline)}" if result.baseline is not None else "",
        "no data yet" if now is None else f"now {amount(float(now), '')}",
        f"{target} wanted" if target else "",
    )
    return f": {', '.join(filter(None, steps))}"


def _waiting(period: Period) -> Iterator[str]:
    if not period.waiting:
        return
    newcomers = sum(each.newcomer for each in period.waiting)
    among = f", {plural(newcomers, 'newcomer')} among them" if newcomers else ""
    yield f"### Waiting for an answer: {number(len(period.waiting))}{among}"
    lines = [_thread(each) for each in period.waiting[:_MOST_WAITING]]
    more = len(period.waiting) - len(lines)
    yield "\n".join([*lines, *([f"- and {number(more)} more"] if more else [])])


def _thread(each: Waiting) -> str:
    title = escape(shorten(one_line(each.title), _LONGEST))
    # Since when, and not for how long: nothing changes here as long as nobody answers.
    newcomer = ", from a newcomer" if each.newcomer else ""
    return f"- {link(title, each.url)}, since {day_in_words(each.since.date())}{newcomer}"


def _thanks(period: Period) -> Iterator[str]:
    sheet, unlisted = period.sheet, Unlisted.of(period.snapshot)
    thanked: dict[str, list[Recognition]] = defaultdict(list)
    for each in period.snapshot.records(Recognition):
        if each.date is not None and sheet.since <= each.date < sheet.until and each.person not in unlisted:
            thanked[each.person].append(each)
    if not thanked:
        return
    yield f"### Thanks to {plural(len(thanked), 'person', 'people')}"
    lines = [_thanked(period.snapshot, person, found) for person, found in list(thanked.items())[:_MOST_THANKED]]
    more = len(thanked) - len(lines)
    yield "\n".join([*lines, *([f"- and {number(more)} more"] if more else [])])


def _thanked(snapshot: Snapshot, person: str, found: Sequence[Recognition]) -> str:
    entry: Entry[Person] | None = snapshot.find(Person, person)
    name = escape(entry.record.name if entry is not None else person)
    reasons = [escape(shorten(one_line(each.reason or ", ".join(each.kinds)), _LONGEST)) for each in found]
    shown = "; ".join(reasons[:_MOST_REASONS])
    more = len(reasons) - _MOST_REASONS
    return f"- **{name}**: {shown}{f'; and {more} more' if more > 0 else ''}"
