"""What numbers, shares and counts are."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest
from pydantic import ConfigDict, TypeAdapter, ValidationError

from commtui.model.numbers import Count, Number, Share

STRICT = ConfigDict(strict=True)
NUMBER: TypeAdapter[int | float] = TypeAdapter(Number, config=STRICT)
SHARE: TypeAdapter[int | float] = TypeAdapter(Share, config=STRICT)
COUNT: TypeAdapter[int] = TypeAdapter(Count, config=STRICT)
NO_NUMBERS = [True, False, "1", None, [], {}, date(2013, 1, 1), 1 + 0j]


def is_kept(adapter: TypeAdapter[Any], value: Any) -> bool:
    """Whether the value is accepted as it is, and its type with it."""
    try:
        found = adapter.validate_python(value)
    except ValidationError:
        return False
    assert type(found) is type(value)
    assert found == value
    return True


@pytest.mark.parametrize("value", [0, 1, -1, 0.5, -2.5, 1e300, 2**63 - 1, -(2**63)], ids=repr)
def test_a_number_is_an_integer_or_a_float_and_stays_what_it_is(value: float) -> None:
    assert is_kept(NUMBER, value)


@pytest.mark.parametrize("value", [*NO_NUMBERS, math.nan, math.inf, -math.inf, 2**63, -(2**63) - 1, 10**4000], ids=str)
def test_a_number_is_finite_and_within_64_bits(value: Any) -> None:
    assert not is_kept(NUMBER, value)


def test_a_negative_zero_stays_one() -> None:
    assert math.copysign(1, NUMBER.validate_python(-0.0)) == -1


@pytest.mark.parametrize("value", [0, 1, 0.0, 0.7, 1.0], ids=repr)
def test_a_share_lies_between_zero_and_one(value: float) -> None:
    assert is_kept(SHARE, value)


@pytest.mark.parametrize("value", [*NO_NUMBERS, -0.1, 1.1, 2, -1, math.nan, math.inf, 2**63], ids=str)
def test_a_share_is_nothing_else(value: Any) -> None:
    assert not is_kept(SHARE, value)


@pytest.mark.parametrize("value", [0, 1, 2**63 - 1])
def test_a_count_is_whole(value: int) -> None:
    assert is_kept(COUNT, value)


@pytest.mark.parametrize("value", [*NO_NUMBERS, -1, 0.0, 3.0, 1.5, 2**63, math.nan], ids=str)
def test_a_count_is_nothing_else(value: Any) -> None:
    assert not is_kept(COUNT, value)
