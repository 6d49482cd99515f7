"""The few things that are ever done to the texts of a plan; each is taken back by another one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from commtui.model.record import Record
from commtui.store.locate import Mark
from commtui.toml import KeyPath, Taken


@dataclass(frozen=True, slots=True, eq=False)
class Put:
    """Other values in a record, where they are still those that the mark holds; None is a key that is not there.

    A record that had faults before may be let keep them, so that references in it can follow.
    """

    mark: Mark
    changes: Mapping[KeyPath, Any]
    keeps_faults: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Insert:
    """A record that comes: to its own place, or to a file and a place in it.

    `taken` is how it was written; `text` is all that its file held, where that is to be there again.
    """

    model: type[Record]
    data: Mapping[str, Any]
    file: Path | None = None
    index: int | None = None
    taken: Taken | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Remove:
    """A record that goes, where it still is what the mark holds."""

    mark: Mark


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """A record that gets another place among those of its kind in its file."""

    mark: Mark
    to: int


Op: TypeAlias = Put | Insert | Remove | Move
