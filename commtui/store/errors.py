"""Why an edit was not made; the files are then as they were."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from commtui.model.record import Record
from commtui.model.reference import Ref
from commtui.store.snapshot import Entry, Fault, Rejected
from commtui.toml import KeyPath


class EditError(Exception):
    """An edit that was not made."""


class EditRefusedError(EditError):
    """An edit that must not be made; `faults` are what the model finds wrong with a record of `kind` with this `data`.

    The paths of the faults are within the record.
    """

    def __init__(
        self,
        reason: str,
        faults: tuple[Fault, ...] = (),
        kind: str = "",
        data: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.faults = faults
        self.kind = kind
        self.data = data


class UnknownReferenceError(EditRefusedError):
    """A record of `kind` would name a `target` that is not there.

    `path` is within the record; `known` are the ids that it may name; of a rung, `ladder` is the ladder it would be of.
    """

    def __init__(
        self, kind: str, path: KeyPath, target: str, value: str, known: Collection[str], ladder: str | None = None
    ) -> None:
        super().__init__(f'there is no {target.replace("_", " ")} "{value}"')
        self.kind = kind
        self.path = path
        self.target = target
        self.value = value
        self.known = known
        self.ladder = ladder


class DuplicateIdError(EditRefusedError):
    """An id that another record of the kind has, at `where`, or a single table that is there; a rung has no place."""

    def __init__(self, kind: str, id_: str, where: str = "") -> None:
        noun = kind.replace("_", " ")
        super().__init__(f'there is a {noun} "{id_}" already' if id_ else f"there is a {noun} already")
        self.kind = kind
        self.id = id_
        self.where = where


class UncertainIdError(EditRefusedError):
    """An id that a record of the kind may have which cannot be read, for the file at `where` is broken."""

    def __init__(self, kind: str, id_: str, where: str) -> None:
        noun = kind.replace("_", " ")
        super().__init__(f'there may be a {noun} "{id_}" already, in a broken file ({where}); repair that first')
        self.kind = kind
        self.id = id_
        self.where = where


class NotAMemberError(EditRefusedError):
    """A value to be taken out of a list that does not hold it; `members` are what it holds."""

    def __init__(self, path: KeyPath, value: Any, members: tuple[Any, ...]) -> None:  # noqa: ANN401 - any TOML
        super().__init__(f"{'.'.join(map(str, path))} does not hold {value!r}")
        self.path = path
        self.value = value
        self.members = members


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A record that names another: where it does so within itself, as what, and by which id."""

    entry: Entry[Record] | Rejected
    path: KeyPath
    ref: Ref
    value: str


class ReferredError(EditRefusedError):
    """Something cannot go, for these other records name it, and cannot or shall not be without it."""

    def __init__(self, references: tuple[Reference, ...]) -> None:
        super().__init__("other records refer to it")
        self.references = references


class ConflictError(EditError):
    """Someone else changed the same value since it was read; None stands for a key that is not there.

    `path` is within the record, and empty where it is the record as a whole. To write `mine` all the same: reload, and
    edit the record as it is then.
    """

    def __init__(self, path: KeyPath, mine: Any, theirs: Any, base: Any) -> None:  # noqa: ANN401 - any TOML
        super().__init__(f"{'.'.join(map(str, path)) or 'the record'} was changed by someone else")
        self.path = path
        self.mine = mine
        self.theirs = theirs
        self.base = base


class SaveError(EditError):
    """A file that the system does not let us write: its name as people read it, and why.

    `left` names files that were written before that and could not be put back; there are none but in great trouble.
    """

    def __init__(self, name: str, reason: str, left: tuple[str, ...] = ()) -> None:
        super().__init__(f"{name}: {reason}" + (f"; not as before: {', '.join(left)}" if left else ""))
        self.name = name
        self.reason = reason
        self.left = left
