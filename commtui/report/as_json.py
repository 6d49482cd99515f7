"""JSON as commtui writes it: readable, and harmless in a terminal."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from commtui.model.words import printable


def to_json(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """The value as indented JSON; dates become ISO strings."""
    # JSON itself escapes no control characters but those below the space.
    return printable(json.dumps(value, ensure_ascii=False, indent=2, default=_iso), keep="\n")


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"not for JSON: {type(value).__name__}")
