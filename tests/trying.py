"""How often a test tries what is a matter of chance: enough for every change, and many more times where asked.

`COMMTUI_TESTS=thorough` asks for it.
"""

from __future__ import annotations

import os

from hypothesis import settings

THOROUGH = os.environ.get("COMMTUI_TESTS") == "thorough"
USUAL = 40


def times(usual: int, thorough: int) -> int:
    """How many times to try."""
    return thorough if THOROUGH else usual


def begin() -> None:
    """Let Hypothesis try properties that say nothing about it as often as asked, however busy the machine is."""
    settings.register_profile("commtui", max_examples=times(USUAL, 2_000), deadline=None)
    settings.load_profile("commtui")
