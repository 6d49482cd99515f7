"""What a check found, with what is needed to tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from commtui.checks.diagnostic import Diagnostic, Severity
from commtui.store.snapshot import Snapshot


@dataclass(frozen=True)
class Checked:
    """The findings to report on a community; `asked` are the files they are limited to, or None."""

    snapshot: Snapshot
    diagnostics: tuple[Diagnostic, ...]
    asked: frozenset[str] | None = None

    @property
    def files(self) -> int:
        """How many files were read or refused."""
        return len(self.snapshot.files) + len(self.snapshot.broken)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The text of each file, where it is known."""
        read = {each.name: each.document.text for each in self.snapshot.files}
        return read | {each.name: each.text for each in self.snapshot.broken}

    def count(self, severity: Severity) -> int:
        """How many findings are so bad."""
        return sum(each.severity == severity for each in self.diagnostics)
