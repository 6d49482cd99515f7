"""The web addresses of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from commtui.model.person import Person
from commtui.model.record import Record
from commtui.store.snapshot import Entry

# The fields that hold addresses.
ADDRESSES = frozenset({"links", "url"})
_is_login = re.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})").fullmatch


@dataclass(frozen=True, slots=True)
class Link:
    """An address, as it is written, and what leads to it: the title of the field."""

    label: str
    address: str

    @property
    def is_web(self) -> bool:
        """Whether a browser may be given it: a web address of one word, and nothing that asks anything else of it."""
        return is_web(self.address)


def is_web(address: str) -> bool:
    """Whether this is a web address, and only that."""
    if not address.isprintable() or " " in address or "\\" in address:
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def links_of(entry: Entry[Record]) -> tuple[Link, ...]:
    """The addresses in the fields that are for such, in the order of the model; each once."""
    found: dict[str, Link] = {}
    for each in _links(entry):
        found.setdefault(each.address, each)
    return tuple(found.values())


def _links(entry: Entry[Record]) -> Iterator[Link]:
    model = type(entry.record)
    for name, field in model.model_fields.items():
        value = entry.data.get(name)
        title = field.title or name
        if model is Person and name == "github" and isinstance(value, str) and _is_login(value):
            yield Link(title, f"https://github.com/{value}")
        elif name in ADDRESSES:
            yield from _in(title, value)


def _in(title: str, value: Any) -> Iterator[Link]:  # noqa: ANN401 - any TOML
    if isinstance(value, str):
        yield Link(title, value)
    elif isinstance(value, list):
        yield from (Link(title, each) for each in value if isinstance(each, str))
    elif isinstance(value, Mapping):
        yield from (Link(str(key), each) for key, each in value.items() if isinstance(each, str))
