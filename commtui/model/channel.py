"""Where the community talks."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from commtui.model.record import Kind, Record
from commtui.model.reference import Choices
from commtui.model.text import Id, Text


class Channel(Record):
    """A place where people of the community talk."""

    about: ClassVar[Kind] = Kind("channel", "channel", "channels", file="community.toml")

    id: Id = Field(title="Id", description="Short name that other records use.", examples=["talk"])
    name: Text = Field(title="Name", description="What people call the channel.", examples=["OpenMRS Talk"])
    kind: Annotated[
        Literal["primary", "asynchronous", "synchronous"],
        Choices(
            {
                "primary": "where decisions are made and recorded",
                "asynchronous": "read and answered when it suits",
                "synchronous": "live: chat, calls, meetings",
            }
        ),
    ] = Field(title="Kind", description="How people meet there.")
    url: Text | None = Field(None, title="Address", description="Where to find it.")
    purpose: Text | None = Field(None, title="Purpose", description="What it is for.")
