"""The people of the community, with or without an account."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from commtui.model.numbers import Count
from commtui.model.record import Kind, Record, Table
from commtui.model.reference import Choices, Many
from commtui.model.text import Id, Text


class Affiliation(Table):
    """For whom a person works, or worked."""

    organization: Text = Field(title="Organization", description="Its name.", examples=["Regenstrief Institute"])
    since: date | None = Field(None, title="Since", description="First day.")
    until: date | None = Field(None, title="Until", description="Last day.")

    def covers(self, day: date) -> bool:
        """Whether it held on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Person(Record):
    """Someone in the community; a bot or an organization can be one too."""

    about: ClassVar[Kind] = Kind("person", "person", "people", file="people.toml", place="people/{id}.toml")

    id: Id = Field(title="Id", description="Short name that other records use.", examples=["ada"])
    name: Text = Field(title="Name", description="The name the person goes by.", examples=["Ada Lovelace"])
    kind: Annotated[
        Literal["human", "bot", "organization"],
        Choices(
            {
                "human": "a person",
                "bot": "a program or an AI agent",
                "organization": "a company or an institute",
            }
        ),
    ] = Field("human", title="Kind", description="Who or what it is.")
    github: Text | None = Field(None, title="GitHub", description="Login on GitHub.")
    github_id: Count | None = Field(None, title="GitHub id", description="Numeric account id; it survives a rename.")
    emails: Many[Text] = Field((), title="E-mails", description="Addresses found in commits.")
    avatar: Text | None = Field(None, title="Avatar", description="Address of a picture.")
    url: Text | None = Field(None, title="Address", description="The person's page.")
    region: Text | None = Field(None, title="Region", description="Where in the world.", examples=["East Africa"])
    timezone: Text | None = Field(None, title="Time zone", description="IANA name.", examples=["Africa/Kampala"])
    pronouns: Text | None = Field(None, title="Pronouns", description="As the person wishes.")
    contact_for: Many[Text] = Field((), title="Contact for", description="What to ask this person about.")
    listed: bool = Field(True, title="Listed", description="False: never named in published output.")
    affiliation: Many[Affiliation] = Field((), title="Affiliations", description="For whom, since when.")

    def organizations(self, day: date) -> frozenset[str]:
        """The organizations the person belongs to on that day."""
        return frozenset(each.organization for each in self.affiliation if each.covers(day))
