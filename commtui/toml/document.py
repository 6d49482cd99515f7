"""A TOML text, its data, and where each part of the data stands in the text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from commtui.toml.keypath import KeyPath
from commtui.toml.parse import parse

if TYPE_CHECKING:
    from commtui.toml.positions import Positions


__all__ = ["Document", "KeyPath"]


@dataclass(frozen=True)
class Document:
    """An accepted TOML text; `text` is without byte order mark and keeps its line ends."""

    text: str
    data: dict[str, Any]

    @classmethod
    def parse(cls, text: str) -> Document:
        """The document of a text.

        Raises:
            TomlError: The text is not TOML.
        """
        return cls(text, parse(text))

    @cached_property
    def positions(self) -> Positions:
        """Where each key and value stands; computed when first asked for."""
        from commtui.toml.positions import Positions

        return Positions.of(self.text)
