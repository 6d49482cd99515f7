"""What the task metrics says: the report of a period, and the summary beside one issue or pull request."""

from __future__ import annotations

from collections.abc import Iterator

from commtui.insight.live import Live
from commtui.insight.live_values import LiveValues
from commtui.insight.measured import Measured
from commtui.insight.unanswered import unanswered
from commtui.metrics.definition import definitions
from commtui.metrics.measure import Case
from commtui.model.words import one_line
from commtui.report import period as report_of_period
from commtui.report.metrics.markdown import body, origin
from commtui.report.metrics.sheet import Sheet, amount, value
from commtui.report.records.markdown import escape
from commtui.store.snapshot import Snapshot

_LATEST = 3


def report(live: Live, sheet: Sheet, snapshot: Snapshot) -> tuple[str, str, str]:
    """A title, what is told, and a last line that is another every day."""
    values = LiveValues(live, Measured.of(snapshot))
    told = report_of_period.Period(sheet, snapshot, values, unanswered(live, snapshot, sheet.period))
    title = f"{one_line(sheet.community)}: {sheet.period} in numbers"
    return title, report_of_period.render(told), origin(sheet)


def summary(live: Live, sheet: Sheet, snapshot: Snapshot, pull: str) -> str:
    """The starter metrics; for a pull request, by its address, its own times before them."""
    starters = [each for each in sheet.known if each.definition.starter]
    *blocks, _ = body(sheet, starters, still=True)
    own = list(_own(live, sheet, pull)) if pull else []
    head = f"### {escape(sheet.community)} in {sheet.period}"
    return "\n\n".join([*own, head, *blocks])


def _own(live: Live, sheet: Sheet, pull: str) -> Iterator[str]:
    """How long this pull request waited, beside what is usual."""
    lines = [
        line
        for metric, words in (
            ("time_to_first_response", "First answer"),
            ("change_request_review_duration", "First review"),
        )
        if (line := _beside(live, sheet, metric, words, pull))
    ]
    if lines:
        yield "### This pull request"
        yield "\n".join(lines)


def _beside(live: Live, sheet: Sheet, metric: str, words: str, pull: str) -> str:
    definition = definitions()[metric]
    usual = value(live.engine.measure(definition, sheet.period), "nothing to compare with yet")
    case = _case(live, sheet, metric, pull)
    if case is None:
        return f"- **{words}**: none yet; usual in {sheet.period}: {usual}"
    waited = "none yet" if case.amount is None else f"after {amount(case.amount, 'days')}"
    return f"- **{words}**: {waited}; usual in {sheet.period}: {usual}"


def _case(live: Live, sheet: Sheet, metric: str, pull: str) -> Case | None:
    """The case of this pull request, which may have been opened some periods ago."""
    definition = definitions()[metric]
    for steps in range(_LATEST + 1):
        found = live.engine.evidence(definition, sheet.period.shift(-steps), None)
        case = next((each for each in found if each.url == pull), None)
        if case is not None:
            return case
    return None
