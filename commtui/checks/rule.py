"""What a rule is, and how one is declared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeVar

from commtui.checks.diagnostic import Severity
from commtui.checks.index import Index
from commtui.model.record import Record
from commtui.store.snapshot import BrokenFile, Entry, File, Snapshot
from commtui.toml import KeyPath

T = TypeVar("T")
Part = Literal["value", "key", "header"]

# Nobody reads more; the findings beyond are counted in one last line.
MOST_PER_RULE_AND_FILE = 1_000


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: in which file, and at which key path there (a whole file has none).

    `part` says what is marked: the value at the path, its key, or the header of the record around it. What comes from a
    file stands in `message` and `hint` as `words.quoted` gives it. A rule that may find very much gives `tell` instead:
    it puts the finding into words, message and hint, if anyone is going to read it.
    """

    file: File | BrokenFile
    message: str = ""
    hint: str = ""
    path: KeyPath | None = None
    part: Part = "value"
    severity: Severity | None = None
    tell: Callable[[], tuple[str, str]] | None = None

    @property
    def words(self) -> tuple[str, str]:
        """Message and hint."""
        return self.tell() if self.tell is not None else (self.message, self.hint)

    @classmethod
    def on(cls, entry: Entry[Record], message: str, *path: str | int, hint: str = "", part: Part = "value") -> Finding:
        """A finding at a field of a record (at its header where no field is named)."""
        return cls(entry.file, message, hint, entry.path + path, part if path else "header")


@dataclass(frozen=True)
class Context:
    """What rules look at: the community as it was read, and the day that counts as today."""

    snapshot: Snapshot
    today: date
    _done: dict[object, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def index(self) -> Index:
        """What more than one rule asks of the snapshot."""
        return Index(self.snapshot)

    def once(self, work: Callable[[Context], T]) -> T:
        """What some work on this context gives; done once, for all rules that ask."""
        if work not in self._done:
            self._done[work] = work(self)
        result: T = self._done[work]
        return result


Check = Callable[[Context], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its id, its severity (a finding may say otherwise) and a one-line summary."""

    id: str
    severity: Severity
    summary: str
    check: Check


def rule(id_: str, severity: Severity, summary: str) -> Callable[[Check], Rule]:
    """Declare a function as a rule; modules of `commtui.checks.rules` are found by themselves."""

    def declare(check: Check) -> Rule:
        return Rule(id_, severity, summary, check)

    return declare
