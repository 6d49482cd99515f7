"""Who is never named in what is published.

Errors never make anyone public: where it is not sure that a person may be named, they are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from commtui.model.person import Person
from commtui.store.snapshot import Rejected, Snapshot


@dataclass(frozen=True, slots=True)
class Unlisted:
    """The ids of those who are not listed, to be asked with `in`.

    Where a file could not be read, only people whose records were read are `known`; without such a file it is None.
    """

    ids: frozenset[str]
    known: frozenset[str] | None = None

    @classmethod
    def of(cls, snapshot: Snapshot) -> Unlisted:
        """Those of a community."""
        people = [each.data for each in snapshot.of(Person)]
        rejected = [data for each in snapshot.rejected for data in _people(each)]
        wishing = [each for each in people if each.get("listed") is False] + [
            each for each in rejected if _may_wish(each)
        ]
        return cls(_ids(wishing), _ids(people + rejected) if snapshot.broken else None)

    def __contains__(self, id_: object) -> bool:
        """Whether the person of this id is not to be named; False for what is no id."""
        if not isinstance(id_, str):
            return False
        return id_ in self.ids or (self.known is not None and id_ not in self.known)

    def hides(self, person: Mapping[str, Any]) -> bool:
        """Whether the record of a person, which may have errors, is not to be shown."""
        return person.get("id") in self or person.get("listed", True) is not True


def _people(rejected: Rejected) -> Iterator[Mapping[str, Any]]:
    """The tables that may be a person's: of that kind, or of none."""
    if rejected.kind in {Person.about.name, None}:
        tables = rejected.data if isinstance(rejected.data, list) else [rejected.data]
        yield from (each for each in tables if isinstance(each, dict))


def _may_wish(data: Mapping[str, Any]) -> bool:
    """Whether a record with errors may ask not to be named: with `listed`, or with a key that may mean it."""
    if "listed" in data:
        return data["listed"] is not True
    return not data.keys() <= Person.model_fields.keys()


def _ids(people: list[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(id_ for each in people if isinstance(id_ := each.get("id"), str))
