"""How a field says that it names another record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, TypeVar

from pydantic import Strict

from commtui.model.metric import METRICS
from commtui.model.text import Text

T = TypeVar("T")

# TOML arrays arrive as lists; a frozen record keeps them as tuples.
Many = Annotated[tuple[T, ...], Strict(False)]


@dataclass(frozen=True, slots=True)
class Ref:
    """The field holds the id of a record of this kind, or one of `builtin`.

    `within` is for rungs, whose ids are unique in their ladder only: the name of the field beside this one that
    names the ladder, or None where the record itself is the ladder. An unknown name is an error, and a warning
    where the reference is `open`: then the name may be known to others.
    """

    kind: str
    within: str | None = None
    open: bool = False
    builtin: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Choices:
    """What each of a field's fixed values means."""

    meanings: dict[str, str]


PersonRef = Annotated[Text, Ref("person")]
GoalRef = Annotated[Text, Ref("goal")]
ItemRef = Annotated[Text, Ref("item")]
LadderRef = Annotated[Text, Ref("ladder")]
FocusAreaRef = Annotated[Text, Ref("focus_area")]
OwnRungRef = Annotated[Text, Ref("rung")]
MetricRef = Annotated[Text, Ref("metric", open=True, builtin=METRICS)]
