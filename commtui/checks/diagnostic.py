"""What a check says: where, how bad, which rule, why, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """A finding at a place; lines and columns are 1-based, columns in characters, the end is just after the fault."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    severity: Severity
    rule: str
    message: str
    hint: str = ""
