"""What the community management works on, and what it does not."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from commtui.model.numbers import Number
from commtui.model.record import Kind, Record
from commtui.model.reference import Many, PersonRef
from commtui.model.text import Id, Markdown, Text


class FocusArea(Record):
    """An area that goals belong to: a row of the goals matrix."""

    about: ClassVar[Kind] = Kind("focus_area", "focus area", "focus areas", file="community.toml")

    id: Id = Field(title="Id", description="Short name that other records use.", examples=["governance"])
    title: Text = Field(title="Title", description="What people call the area.", examples=["Governance"])
    description: Markdown | None = Field(None, title="Description", description="What belongs to it.")
    lead: PersonRef | None = Field(None, title="Lead", description="The person who looks after it.")
    capacity: Number | None = Field(
        None, title="Capacity", description="People working on it, in full-time equivalents.", examples=[0.5]
    )
    not_responsible_for: Many[Text] = Field(
        (), title="Not responsible for", description="What this area leaves to others, one line each."
    )
