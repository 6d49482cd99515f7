"""The base of every record and of every nested table."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """A TOML table with known keys: frozen, strict, and unknown keys refused."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class Kind(NamedTuple):
    """What is true of all records of a kind.

    `name` is the kind in TOML, in the singular; `noun` and `nouns` are what people read. A `single` kind is one table
    `[name]`, at most once in a community; the others are elements `[[name]]`. A new record goes to `file` where that
    exists, else to `place`: a pattern over the record's fields, or `file` where the kind has no place of its own. Some
    people keep several in a `page`, a pattern too: a record leaves it when these fields change.
    """

    name: str
    noun: str
    nouns: str
    file: str
    place: str | None = None
    page: str | None = None
    single: bool = False


class Record(Table):
    """A record of a community; `about` says of what kind."""

    about: ClassVar[Kind]

    @property
    def caption(self) -> str:
        """What a person calls this record."""
        for field in ("title", "name", "id"):
            value = getattr(self, field, None)
            if isinstance(value, str):
                return value
        return self.about.noun
