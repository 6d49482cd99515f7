"""One TOML text: parse, positions, byte-preserving edits; knows nothing of communities."""

from commtui.toml.document import Document, KeyPath
from commtui.toml.parse import TomlError

__all__ = ["Document", "KeyPath", "TomlError"]
