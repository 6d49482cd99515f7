"""What data says, whatever way it is written: defaults, order of keys and number types left out."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any

from commtui.model.record import Table

Data = Mapping[str, Any]


def meaning(model: type[Table], data: Data) -> dict[str, Any]:
    """The fields that say something: those that differ from their defaults."""
    known = defaults(model)
    return {name: value for name, value in data.items() if name not in known or frozen(value) != frozen(known[name])}


@cache
def defaults(model: type[Table]) -> dict[str, Any]:
    """What each field that may be left out means then, as TOML would hold it (None: nothing)."""
    optional = {name: field.default for name, field in model.model_fields.items() if not field.is_required()}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in optional.items()}


def frozen(value: Any) -> Hashable:  # noqa: ANN401 - any TOML
    """Something that is equal for values that mean the same: 1 and 1.0 do, 1 and true do not."""
    kind = type(value)
    # What is most comes first: this is asked of every value of both sides.
    if kind is str:
        text: str = value
        return text
    if kind is list:
        return ("list", *map(frozen, value))
    if kind is dict:
        return ("table", *sorted((key, frozen(each)) for key, each in value.items()))
    if kind is bool:
        return ("bool", value)
    if value != value:
        return ("not a number",)
    hashable: Hashable = value
    return hashable


def caption(model: type[Table], data: Data) -> str:
    """What people call a record or nested table; of one that does not fit its kind, as much as there is."""
    named = (data.get(name) for name in ("title", "name", "id"))
    own = next((each for each in named if isinstance(each, str)), None)
    if own is not None:
        return own
    try:
        # Built without validation, so that the kind's own words serve for data in any state.
        found = getattr(model.model_construct(**data), "caption", None)
    except (AttributeError, TypeError, ValueError):
        found = None
    if isinstance(found, str):
        return found
    return str(data.get(next(iter(model.model_fields)), ""))
