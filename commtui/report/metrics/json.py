"""Numbers for a program: an interface, to which keys are added and in which none is renamed."""

from __future__ import annotations

from typing import Any

from commtui.insight.figures import Figure
from commtui.metrics.measure import Measure
from commtui.report.as_json import to_json
from commtui.report.metrics.sheet import Sheet
from commtui.report.style import Style


def render(sheet: Sheet, style: Style) -> str:
    """`{"period", "source", "metrics": [{"id", "value", "unit", "sample", "definition", ...}]}`."""
    return to_json(
        {
            "period": str(sheet.period),
            "source": sheet.source,
            "repository": sheet.repository,
            "since": sheet.since.isoformat(),
            "until": sheet.until.isoformat(),
            "computed_on": sheet.today.isoformat(),
            "metrics": [_figure(each) for each in sheet.known],
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


def _number(measure: Measure) -> dict[str, Any]:
    return {"value": measure.value, "sample": measure.sample}
