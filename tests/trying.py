"""How much a test tries of what has no end: enough for every change, and far more where asked.

`COMMTUI_TESTS=thorough` asks for it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

from hypothesis import settings

THOROUGH = os.environ.get("COMMTUI_TESTS") == "thorough"
USUAL = 30

Case = TypeVar("Case")


def times(usual: int, thorough: int) -> int:
    """How many times to try."""
    return thorough if THOROUGH else usual


def cases(usual: Sequence[Case], thorough: Sequence[Case]) -> list[Case]:
    """What to try: what stands for all of it, and the rest where asked."""
    return [*usual, *(thorough if THOROUGH else ())]


def begin() -> None:
    """Let Hypothesis try properties that say nothing about it as often as asked, however busy the machine is."""
    settings.register_profile("commtui", max_examples=times(USUAL, 2_000), deadline=None)
    settings.load_profile("commtui")
