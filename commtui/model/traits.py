"""What a field's type says, without the wrappings of optional, many and annotated."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from commtui.model.text import MarkdownText

T = TypeVar("T")


def traits(field: FieldInfo) -> Iterator[Any]:
    """Everything said about a field: the annotations of any depth, and the types that are left."""
    yield from field.metadata
    yield from _unwrapped(field.annotation)


def trait(field: FieldInfo, of: type[T]) -> T | None:
    """The annotation of that type, or None."""
    return next((each for each in traits(field) if isinstance(each, of)), None)


def is_markdown(field: FieldInfo) -> bool:
    """Whether the text may be rendered, and may span lines."""
    return trait(field, MarkdownText) is not None


def types_of(field: FieldInfo) -> frozenset[type]:
    """The plain types of a field's values, such as `str` or `date`."""
    return frozenset(each for each in traits(field) if isinstance(each, type))


def is_many(field: FieldInfo) -> bool:
    """Whether the field holds a list, or texts by name."""
    return get_origin(field.annotation) in {tuple, dict}


def is_list(field: FieldInfo) -> bool:
    """Whether the field holds a list."""
    return get_origin(field.annotation) is tuple


def choices(field: FieldInfo) -> tuple[str, ...]:
    """The fixed values of a field, or none."""
    return next((get_args(each) for each in traits(field) if get_origin(each) is Literal), ())


def _unwrapped(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - any type
    match get_origin(annotation):
        case origin if origin is Annotated:
            yield from annotation.__metadata__
            yield from _unwrapped(annotation.__origin__)
        case origin if origin in {Union, types.UnionType, tuple, dict}:
            for each in get_args(annotation):
                yield from _unwrapped(each)
        case _:
            yield annotation
