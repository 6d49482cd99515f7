"""How the app begins for everyone who opens the plan."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from commtui.model.record import Kind, Record
from commtui.model.reference import Choices

ViewName = Literal["overview", "roadmap", "goals", "careers", "recognition", "metrics", "people"]
FirstView = Annotated[
    ViewName | None,
    Choices(
        {
            "overview": "what needs attention now",
            "roadmap": "what is planned, and when",
            "goals": "focus areas by quarter",
            "careers": "ladders, and who holds their rungs",
            "recognition": "who was thanked, and for what",
            "metrics": "what was measured",
            "people": "who is here",
        }
    ),
]


class Tui(Record):
    """What the plan asks of the app; whoever opens it may ask for something else."""

    about: ClassVar[Kind] = Kind("tui", "app settings", "app settings", file="community.toml", single=True)

    default_view: FirstView = Field(
        None, title="First view", description="The view that the app begins with.", examples=["goals"]
    )
