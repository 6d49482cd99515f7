"""How pages write numbers."""

from __future__ import annotations

import pytest

from commtui.tui.pages.fields import number


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (12, "12"),
        (12345.6, "12,345.6"),
        (99999.9, "99,999.9"),
        (1234.5, "1,234.5"),
        (2.0, "2"),
        (0.915, "0.92"),
        (0.0, "0"),
        (0.00123, "0.0012"),
        (-3.25, "-3.25"),
        (1_000_000, "1,000,000"),
    ],
)
def test_a_number_is_written_plainly_and_never_as_nothing(value: float, shown: str) -> None:
    assert number(value) == shown
