"""Numbers that a plan may hold: finite, and whole ones within 64 bits."""

from __future__ import annotations

import math
from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_LARGEST = 2**63 - 1


def _number(value: Any) -> int | float:  # noqa: ANN401 - whatever the file holds
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("number_type", "should be a number")
    if isinstance(value, float) and not math.isfinite(value):
        raise PydanticCustomError("number_finite", "should be a finite number")
    if isinstance(value, int) and not -_LARGEST - 1 <= value <= _LARGEST:
        raise PydanticCustomError("number_range", "should fit in 64 bits")
    return value


def _share(value: Any) -> int | float:  # noqa: ANN401 - whatever the file holds
    number = _number(value)
    if not 0 <= number <= 1:
        raise PydanticCustomError("share_range", "should be a share from 0 to 1")
    return number


Number = Annotated[int | float, PlainValidator(_number), WithJsonSchema({"type": "number"})]
Share = Annotated[
    int | float,
    PlainValidator(_share),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
Count = Annotated[int, Field(ge=0, le=_LARGEST)]
