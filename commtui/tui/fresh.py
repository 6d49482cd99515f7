"""A record that is to be made, as the place says where one wants it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from commtui.model.record import Record


@dataclass(frozen=True, slots=True)
class Fresh:
    """Its kind, and the data that it begins with."""

    model: type[Record]
    data: Mapping[str, Any] = field(default_factory=dict)
