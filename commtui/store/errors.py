"""Why an edit was not made; the file is then as it was."""

from __future__ import annotations

from typing import Any

from commtui.store.snapshot import Fault
from commtui.toml import KeyPath


class EditError(Exception):
    """An edit that was not made."""


class EditRefusedError(EditError):
    """An edit that must not be made; `faults` are what the model finds wrong with the new record."""

    def __init__(self, reason: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.faults = faults


class ConflictError(EditError):
    """Someone else changed the same value since it was read; None stands for a key that is not there.

    `path` is within the record. To write `mine` all the same: reload, and edit the record as it is then.
    """

    def __init__(self, path: KeyPath, mine: Any, theirs: Any, base: Any) -> None:  # noqa: ANN401 - any TOML
        super().__init__(f"{'.'.join(map(str, path))} was changed by someone else")
        self.path = path
        self.mine = mine
        self.theirs = theirs
        self.base = base


class SaveError(EditError):
    """A file that the system does not let us write: its name as people read it, and why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason
