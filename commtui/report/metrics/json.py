"""Numbers for a program: an interface, to which keys are added and in which none is renamed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commtui.insight.figures import Figure
from commtui.metrics.measure import Case, Measure
from commtui.report.as_json import to_json
from commtui.report.metrics.sheet import Sheet
from commtui.report.style import Style


@dataclass(frozen=True, slots=True)
class Opened:
    """The metric of this id, and the cases behind it, the latest first."""

    metric: str
    cases: Sequence[Case]


def render(sheet: Sheet, style: Style, opened: Opened | None = None) -> str:
    """`{"period", "source", "metrics": [{"id", "value", "unit", "sample", "definition", ...}]}`.

    The metric that is opened has its `sql` and its `evidence` too; who is not listed is not named there.
    """
    return to_json(
        {
            "period": str(sheet.period),
            "source": sheet.source,
            "repository": sheet.repository,
            "since": sheet.since.isoformat(),
            "until": sheet.until.isoformat(),
            "computed_on": sheet.today.isoformat(),
            "metrics": [{**_figure(each), **_evidence(each, opened)} for each in sheet.known],
            "unknown": [each.definition.id for each in sheet.unknown],
            "rungs": [
                {
                    "ladder": each.ladder,
                    "from": each.before,
                    "to": each.after,
                    "value": each.share,
                    "sample": each.reached,
                }
                for each in sheet.climbs
            ],
        }
    )


def _figure(figure: Figure) -> dict[str, Any]:
    definition = figure.definition
    return {
        "id": definition.id,
        "title": definition.title,
        **_number(figure.now),
        "unit": definition.unit,
        "direction": definition.direction,
        "definition": definition.reading,
        "source": definition.source,
        "starter": definition.starter,
        "details": dict(figure.now.details),
        "trend": [{"period": str(each.period), **_number(each)} for each in figure.before],
        "year_before": None if figure.year_before is None else _number(figure.year_before),
    }


def _evidence(figure: Figure, opened: Opened | None) -> dict[str, Any]:
    if opened is None or opened.metric != figure.definition.id:
        return {}
    return {"sql": figure.definition.sql, "evidence": [_case(each) for each in opened.cases]}


def _case(case: Case) -> dict[str, Any]:
    is_person = case.title == case.name
    return {
        "title": None if is_person and not case.listed else case.title,
        "url": case.url,
        "person": case.name if case.listed else None,
        "date": case.happened_at.date().isoformat() if case.happened_at is not None else None,
        "amount": case.amount,
    }


def _number(measure: Measure) -> dict[str, Any]:
    return {"value": measure.value, "sample": measure.sample}
