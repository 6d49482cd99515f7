"""The fields of a kind in words."""

from __future__ import annotations

import pytest

from commtui.model.goal import Goal
from commtui.model.kinds import KINDS
from commtui.model.record import Record
from commtui.report.fields import render


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.about.name)
def test_every_field_is_told_and_the_needed_ones_are_marked(model: type[Record]) -> None:
    told = [line.split()[0] for line in render(model).splitlines() if line.strip()]
    for name, field in model.model_fields.items():
        wanted = {f"{name}*"} if field.is_required() else {name, f"[{model.about.name}.{name}]"}
        assert any(each in told or f"[{each}]" in told for each in wanted), name


def test_choices_references_lists_and_nested_tables_are_explained() -> None:
    text = render(Goal)
    assert "[[goal]]  in goals.toml, or goals/{quarter}/{id}.toml, or any other file" in text
    assert "quarter*                When it is to be reached. Such as 2026-Q4" in text
    assert "(planned | active | done | missed |" in text
    assert "(list of person ids)" in text
    assert "[[goal.key_result]]" in text
    assert "  title*                The result, in words." in text
    assert all(len(line) <= 79 for line in text.splitlines())
