"""The workflows that run the Action: written once, and the community's own from then on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(".github") / "workflows"
ACTION = "commtui/commtui@v1"
_SHIPPED = Path(__file__).parent / "workflows"
_is_reference = re.compile(r"\./|\.|[A-Za-z0-9_.-]+/[A-Za-z0-9_./-]+@[A-Za-z0-9_./-]+").fullmatch
_is_pinned = re.compile(r"\.\S*|.*@[0-9a-f]{40}").fullmatch


def is_action(reference: str) -> bool:
    """Whether this can stand behind `uses:`."""
    return _is_reference(reference) is not None


def is_pinned(reference: str) -> bool:
    """Whether what it names can never become something else."""
    return _is_pinned(reference) is not None


def workflows(action: str = ACTION) -> Mapping[str, str]:
    """The workflows by their file names; `action` is what stands behind `uses:`, such as `owner/name@v1`."""
    return {
        each.name: each.read_text("utf-8").replace("@ACTION@", action)
        for each in sorted(_SHIPPED.glob("commtui-*.yml"))
    }
