"""The definitions can be carried to a warehouse that speaks ClickHouse's SQL."""

from __future__ import annotations

import pytest
import sqlglot
from sqlglot import expressions
from sqlglot.errors import ErrorLevel

from commtui.metrics.definition import Definition, definitions

ALL = [*definitions().values(), *definitions("person").values()]
# What DuckDB has, and ClickHouse has not, or has under another name that sqlglot leaves alone.
UNKNOWN = {"APPROX_QUANTILE", "PERCENTILE_CONT", "PERCENTILE_DISC", "LOGICAL_OR", "LOGICAL_AND", "TIME_TO_UNIX"}
# The functions of ClickHouse that the definitions may end up with.
KNOWN = {
    "avg",
    "cast",
    "ceil",
    "coalesce",
    "count",
    "datediff",
    "greatest",
    "has",
    "least",
    "max",
    "median",
    "min",
    "nullif",
    "quantile",
    "row_number",
    "substring",
    "sum",
}


@pytest.mark.parametrize("definition", ALL, ids=lambda each: f"{each.level}-{each.id}")
def test_a_definition_is_carried_to_clickhouse(definition: Definition) -> None:
    for sql in (definition.sql, definition.evidence):
        (carried,) = sqlglot.transpile(sql, read="duckdb", write="clickhouse", unsupported_level=ErrorLevel.RAISE)
        assert not [name for name in UNKNOWN if f"{name}(" in carried.upper()]
        # Its parameters have a type there, which whoever asks puts in.
        for name in definition.parameters:
            carried = carried.replace(f"{{{name}: }}", f"{{{name}: DateTime}}")
        (read,) = sqlglot.parse(carried, read="clickhouse")
        assert isinstance(read, expressions.Select)
        assert {_name(each) for each in read.find_all(expressions.Func)} <= KNOWN


def _name(function: expressions.Func) -> str:
    if isinstance(function, expressions.And | expressions.Or | expressions.Case | expressions.If):
        return "cast"
    if isinstance(function, expressions.Anonymous | expressions.AnonymousAggFunc):
        return str(function.this).lower()
    if isinstance(function, expressions.ParameterizedAgg):
        return str(function.this).lower()
    return {"array_contains": "has"}.get(function.sql_name().lower(), function.sql_name().lower())
