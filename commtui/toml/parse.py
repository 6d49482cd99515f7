"""Parse TOML, and say where it is wrong."""

from __future__ import annotations

from typing import Any

import tomli

from commtui.toml import limits
from commtui.toml.error import TomlError

__all__ = ["TomlError", "parse"]


def parse(text: str) -> dict[str, Any]:
    """The data of a TOML text.

    Raises:
        TomlError: The text is not TOML, or beyond the limits.
    """
    if limits.is_suspicious(text):
        _refuse_excess(text)
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        from commtui.toml.reasons import plain_error

        raise plain_error(error) from None
    except RecursionError:
        from commtui.toml.excess import deep_text

        raise deep_text(text) from None
    if limits.is_too_deep(data):
        from commtui.toml.excess import deep_data

        raise deep_data(text, data)
    return data


def _refuse_excess(text: str) -> None:
    from commtui.toml.excess import refuse_excess

    refuse_excess(text)
