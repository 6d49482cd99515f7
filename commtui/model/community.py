"""The community itself: who it is, and what holds for all of it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from commtui.model.numbers import Count
from commtui.model.record import Kind, Record
from commtui.model.reference import Many
from commtui.model.text import Markdown, Repository, Text


class Community(Record):
    """Who the community is, what it wants, and where it works."""

    about: ClassVar[Kind] = Kind("community", "community", "community", file="community.toml", single=True)

    name: Text = Field(title="Name", description="What people call the community.", examples=["OpenMRS"])
    tagline: Text | None = Field(None, title="Tagline", description="One line that says what it is for.")
    mission: Markdown | None = Field(None, title="Mission", description="Why the community exists.")
    vision: Markdown | None = Field(None, title="Vision", description="The world it works towards.")
    story: Markdown | None = Field(None, title="Story", description="How it came to be.")
    values: Many[Text] = Field((), title="Values", description="What it holds dear, one line each.")
    repository: Repository | None = Field(
        None,
        title="Repository",
        description="The main repository on GitHub.",
        examples=["openmrs/openmrs-core"],
    )
    repositories: Many[Text] = Field((), title="Repositories", description="Further repositories, each as owner/name.")
    links: dict[Text, Text] = Field(
        {},
        title="Links",
        description="Where to find things, by name: website, code_of_conduct, contributing, chat, ...",
        examples=[{"website": "https://example.org", "chat": "https://chat.example.org"}],
    )
    timezone: Text | None = Field(
        None,
        title="Time zone",
        description="IANA name; days and periods begin by its clock.",
        examples=["Africa/Nairobi"],
    )
    fiscal_year_starts: Annotated[int, Field(ge=1, le=12)] = Field(
        1,
        title="Fiscal year starts",
        description="Month (1-12) in which the year of the quarters begins.",
        examples=[4],
    )
    bots: Many[Text] = Field((), title="Bots", description="Patterns of logins that are bots.", examples=[["ci-*"]])
    promise_days: Count = Field(
        2, title="Promise (days)", description="A newcomer hears from a person within so many working days."
    )
