"""Equality of TOML data: as strict as the text, where Python's is not."""

from __future__ import annotations

import math
from typing import Any


def same(one: Any, other: Any) -> bool:  # noqa: ANN401 - any TOML
    """Whether two TOML values are written alike: 1 is not 1.0 or true, -0.0 not 0.0; nan is nan."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(each, other[key]) for key, each in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float):
        return _same_float(one, other)
    # Times that name one moment in different zones are equal to Python.
    return bool(one == other) and (isinstance(one, (str, int)) or str(one) == str(other))


def _same_float(one: float, other: float) -> bool:
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    return one == other and math.copysign(1, one) == math.copysign(1, other)
