"""The roadmap."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from commtui.model.record import Kind, Record
from commtui.model.reference import Choices, FocusAreaRef, ItemRef, Many, PersonRef
from commtui.model.text import Id, Markdown, Text
from commtui.model.when import WhenField

ItemStatus = Annotated[
    Literal["idea", "planned", "active", "done", "dropped"],
    Choices(
        {
            "idea": "proposed, not agreed",
            "planned": "agreed, not begun",
            "active": "being worked on",
            "done": "delivered",
            "dropped": "given up on purpose",
        }
    ),
]


class Item(Record):
    """Something on the roadmap."""

    about: ClassVar[Kind] = Kind("item", "roadmap item", "roadmap", file="roadmap.toml")

    id: Id = Field(title="Id", description="Short name that other records use.", examples=["rest-api"])
    title: Text = Field(title="Title", description="The item, in one line.", examples=["Stable REST API"])
    status: ItemStatus = Field(title="Status", description="Where it stands.")
    when: WhenField | None = Field(
        None,
        title="When",
        description="A quarter, half, year or month, a version, or now, next or later.",
        examples=["2026-Q4", "v2.0", "next"],
    )
    summary: Markdown | None = Field(None, title="Summary", description="What it is and what it changes.")
    owners: Many[PersonRef] = Field((), title="Owners", description="People who answer for it.")
    focus_area: FocusAreaRef | None = Field(None, title="Focus area", description="The area it belongs to.")
    scope: Text | None = Field(None, title="Scope", description="What is in, and what is out.")
    resources: Text | None = Field(None, title="Resources", description="What it needs.")
    risks: Text | None = Field(None, title="Risks", description="What could stop it.")
    depends_on: Many[ItemRef] = Field((), title="Depends on", description="Items that must come first.")
    tags: Many[Text] = Field((), title="Tags", description="Words to find it by.")
    links: Many[Text] = Field((), title="Links", description="Addresses with more about it.")
