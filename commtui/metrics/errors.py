"""What is wrong with a metric."""

from __future__ import annotations

from pathlib import Path


class MetricError(Exception):
    """What is wrong with a definition, in one sentence; `path` and `line` (1-based) say where, if anywhere."""

    def __init__(self, reason: str, path: Path | None = None, line: int = 1, hint: str = "") -> None:
        where = "" if path is None else f"{path}:{line}: "
        super().__init__(f"{where}{reason}; {hint}" if hint else f"{where}{reason}")
        self.reason = reason
        self.path = path
        self.line = line
        self.hint = hint
