"""What a change is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pydantic.fields import FieldInfo

from commtui.model.record import Record
from commtui.store.snapshot import Entry, Rejected

# A record that does not fit its kind is compared as well: what was written is still what changed.
Told = Entry[Record] | Rejected
Side = Literal["base", "head"]


@dataclass(frozen=True, slots=True)
class Inner:
    """A nested table on the way to a field: the name of the field that holds it, and what people call the table.

    `caption` is empty where there is one such table only.
    """

    name: str
    caption: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field whose value is another one; values are as in TOML, defaults filled in, None where there is none.

    `path` leads to it as on the command line; `through` are the nested tables on the way. Of a list, `added` and
    `removed` are the members; of nested tables these are all that is said, for changes within them have their own
    entries. `reordered` says that members that stayed are in another order. `field` is None for a key of a table of
    texts, and for one that the kind does not know.
    """

    path: tuple[str, ...]
    field: FieldInfo | None
    old: Any = None
    new: Any = None
    added: tuple[Any, ...] = ()
    removed: tuple[Any, ...] = ()
    reordered: bool = False
    through: tuple[Inner, ...] = ()

    @property
    def name(self) -> str:
        """The field's own name."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a record; `old` is None where it was added, `new` where it was removed.

    A renamed record has another id, and is otherwise equal or nearly so; `followed` counts the references that were
    changed to its new id, which are no changes of their own.
    """

    kind: type[Record]
    what: Literal["added", "removed", "changed", "renamed"]
    old: Told | None
    new: Told | None
    fields: tuple[FieldChange, ...]
    followed: int = 0

    @property
    def now(self) -> Told:
        """The record as it is, or was last."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a change is of something")
        return found


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be compared: a broken file, or something in a file that is no record of any kind."""

    side: Side
    file: str
    line: int
    column: int
    reason: str


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes, by kind in reading order, and what could not be compared.

    Of records in a file that is broken on the other side, nothing is known, and nothing is said.
    """

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
