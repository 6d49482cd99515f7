"""One TOML text: parse, positions, byte-preserving edits; knows nothing of communities.

What only positions and edits need is imported when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commtui.toml.document import Document
from commtui.toml.error import TomlError
from commtui.toml.keypath import KeyPath

if TYPE_CHECKING:
    from commtui.toml.edits import (
        Draft,
        EditRefusedError,
        Taken,
        set_value,
        take_record,
    )
    from commtui.toml.positions import Span

__all__ = [
    "Document",
    "Draft",
    "EditRefusedError",
    "KeyPath",
    "Span",
    "Taken",
    "TomlError",
    "set_value",
    "take_record",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attributes are of any type
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("commtui.toml.positions" if name == "Span" else "commtui.toml.edits"), name)
